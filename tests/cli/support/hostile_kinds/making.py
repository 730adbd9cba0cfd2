"""Bags, tars, zips and compressed streams, written byte by byte, so that every field of them can lie."""

import hashlib
import os
import struct
import zlib

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MIB = 1 << 20


def sha512(data):
    return hashlib.sha512(data).hexdigest().encode()


def bag(payload=None, manifest=None, **tag_files):
    """The files of a bag as a list of (name, bytes); names are bytes, those of tag files have _ for - and no .txt.

    manifest: the text instead of the true one. tag_files: bag_info=..., fetch=..., declaration=..."""
    payload = {b"data/letter.txt": b"Dear colleague"} if payload is None else payload
    if manifest is None:
        manifest = b"".join(sha512(data) + b"  " + name + b"\n" for name, data in payload.items())
    files = [(b"bagit.txt", tag_files.pop("declaration", DECLARATION)), (b"manifest-sha512.txt", manifest)]
    files += [(name.replace("_", "-").encode() + b".txt", data) for name, data in tag_files.items()]
    return files + list(payload.items())


def write_folder(folder, files):
    """Files below a folder, opened from within it, since a path may be longer than the system takes."""
    os.makedirs(folder, exist_ok=True)
    top = os.open(folder, os.O_RDONLY)
    for name, data in files:
        here = os.dup(top)
        *parents, leaf = name.split(b"/")
        for parent in parents:
            try:
                os.mkdir(parent, dir_fd=here)
            except FileExistsError:
                pass
            below = os.open(parent, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = below
        with open(os.open(leaf, os.O_WRONLY | os.O_CREAT, 0o644, dir_fd=here), "wb") as out:
            out.write(data)
        os.close(here)
    os.close(top)
    return folder


def write(path, *pieces):
    with open(path, "wb") as out:
        for piece in pieces:
            out.write(piece)
    return path


def number(value, width):
    """A number of a tar header: octal, or in base 256 when that is too short or the number is negative."""
    if 0 <= value < 8 ** (width - 1):
        return b"%0*o\0" % (width - 1, value)
    return (value + (1 << (8 * width)) if value < 0 else value | 1 << (8 * width - 1)).to_bytes(width, "big")


def tar_header(name, size=0, kind=b"0", link=b"", gnu=False, raw_name=None, tail=b"", prefix=b""):
    """512 bytes. raw_name: the whole name field; tail: what stands from byte 345 on."""
    head = bytearray(512)
    field = (raw_name if raw_name is not None else name)[:100]
    head[0:len(field)] = field
    head[100:124] = b"0000644\0" b"0000000\0" b"0000000\0"
    head[124:136] = number(size, 12)
    head[136:148] = number(1_600_000_000, 12)
    head[156:157] = kind
    head[157:157 + len(link[:100])] = link[:100]
    head[257:265] = b"ustar  \0" if gnu else b"ustar\x0000"
    rest = tail or prefix
    head[345:345 + len(rest)] = rest
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head)
    return bytes(head)


def padded(data):
    return data + bytes(-len(data) % 512)


def pax_record(key, value):
    size = len(key) + len(value) + 3
    while len(str(size)) + len(key) + len(value) + 3 != size:
        size = len(str(size)) + len(key) + len(value) + 3
    return b"%d %s=%s\n" % (size, key, value)


def tar_entry(name, data=b"", kind=b"0", link=b"", **fields):
    before = b""
    if len(name) > 100:
        record = pax_record(b"path", name)
        before = tar_header(b"pax", len(record), b"x") + padded(record)
    return before + tar_header(name, len(data), kind, link, **fields) + padded(data)


def tar(files, top=b"deposit/"):
    return b"".join(tar_entry(top + name, data) for name, data in files)


TAR_END = bytes(1024)


class Zip:
    """A zip whose central directory and local headers are written apart."""

    def __init__(self):
        self.body = bytearray()
        self.central = bytearray()
        self.count = 0

    def local(self, name, packed, method=0, size=None, crc=None, flags=0, packed_size=None):
        at = len(self.body)
        size = len(packed) if size is None else size
        crc = zlib.crc32(packed) if crc is None else crc
        packed_size = len(packed) if packed_size is None else packed_size
        self.body += struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, flags, method, 0, 0x5021, crc, packed_size, size,
                                 len(name), 0) + name + packed
        return at

    def listed(self, name, at, packed_size, method=0, size=None, crc=0, flags=0, mode=0o100644, extra=b""):
        size = packed_size if size is None else size
        self.central += struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 0x0314, 20, flags, method, 0, 0x5021, crc,
                                    packed_size, size, len(name), len(extra), 0, 0, 0, mode << 16, at) + name + extra
        self.count += 1

    def add(self, name, data, method=0, size=None, crc=None, flags=0, mode=0o100644, listed_as=None):
        """data is packed already when method is 8; crc and size are those of what it holds."""
        crc = zlib.crc32(data) if crc is None else crc
        at = self.local(name, data, method, size, crc, flags)
        self.listed(listed_as or name, at, len(data), method, size, crc, flags, mode)

    def end(self, comment=b"", count=None, at=None, size=None):
        count = self.count if count is None else count
        tail = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count & 0xFFFF, count & 0xFFFF,
                           len(self.central) if size is None else size,
                           len(self.body) if at is None else at, len(comment))
        return bytes(self.body) + bytes(self.central) + tail + comment


def zip_of(files, top=b"deposit/"):
    made = Zip()
    for name, data in files:
        made.add(top + name, data)
    return made


def deflated(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def deflated_zeros(mebibytes, head=b""):
    """Raw deflate of `head` and zeros: one flushed block for a MiB, written again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + block * mebibytes + packer.flush()


GZIP_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\x02\x03"


def gzipped(data):
    return GZIP_HEAD + deflated(data) + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def zstd_block(data, last=False, repeated=0):
    """A block as it is, or one byte repeated up to 128 KiB."""
    size, kind = (repeated, 1) if repeated else (len(data), 0)
    return struct.pack("<I", size << 3 | kind << 1 | last)[:3] + data


def zstd_zeros(mebibytes, head=b""):
    """A zstd frame of `head` and zeros, 4 bytes for each 128 KiB."""
    frame = b"\x28\xb5\x2f\xfd\x00\x58"
    return frame + zstd_block(head) + zstd_block(b"\0", repeated=MIB // 8) * (8 * mebibytes) + zstd_block(b"", last=True)

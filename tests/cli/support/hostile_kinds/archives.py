"""Archives that lie about sizes, names and counts, are cut, or hold far more than they seem to."""

import struct
import zlib

from .making import (GZIP_HEAD, MIB, TAR_END, Zip, bag, deflated, deflated_zeros, gzipped, number, padded, pax_record, tar,
                     tar_entry, tar_header, write, zip_of, zstd_block, zstd_zeros)

GIB = 1 << 30


def in_tar(*pieces):
    return lambda at: write(at + "/deposit.tar", *pieces)


def in_tar_gz(*pieces):
    return lambda at: write(at + "/deposit.tar.gz", *pieces)


def bomb_head(size):
    """A good bag and the header of a file of that size."""
    return tar(bag()) + tar_header(b"deposit/data/zeros", size)


def gzip_bomb(gibibytes):
    return in_tar_gz(GZIP_HEAD, deflated_zeros(1024 * gibibytes, bomb_head(gibibytes * GIB)), bytes(8))


def zstd_bomb(gibibytes):
    return lambda at: write(at + "/deposit.tar.zst", zstd_zeros(1024 * gibibytes, bomb_head(gibibytes * GIB)))


def many_headers(at):
    """Compressed entries without bytes: 100,000 headers in little room, and few names."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    entries = b"".join(tar_header(b"deposit/data/%06d" % i) for i in range(2000))
    start = packer.compress(tar(bag())) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(entries) + packer.flush(zlib.Z_FULL_FLUSH)
    return write(at + "/deposit.tar.gz", GZIP_HEAD, start, block * 50, packer.flush(), bytes(8))


def zip_bomb(mebibytes):
    def build(at):
        made = zip_of(bag())
        packed = deflated_zeros(mebibytes)
        size = min(mebibytes * MIB, 0xFFFFFFFE)
        made.add(b"deposit/data/zeros", packed, 8, size, 0)
        return write(at + "/deposit.zip", made.end())
    return build


def overlapping_zip(at):
    """300 entries that end in the same packed bytes: in each, a stored block holds the header of the next."""
    made = zip_of(bag())
    packed = deflated_zeros(64)
    names = [b"deposit/data/%04d" % i for i in range(300)]
    header = 30 + len(names[0])
    quote = b"\0" + struct.pack("<HH", header, header ^ 0xFFFF)
    left = len(packed) + (len(names) - 1) * (header + len(quote))
    size = 64 * MIB + (len(names) - 1) * header
    for name in names:
        start = made.local(name, b"", 8, size, 0, packed_size=left)
        made.listed(name, start, left, 8, size, 0)
        if name != names[-1]:
            made.body += quote
        left -= header + len(quote)
        size -= header
    made.body += packed
    return write(at + "/deposit.zip", made.end())


def nested_zip(at):
    """A bomb in an archive in an archive: what is inside a payload file is nobody's business."""
    bomb = Zip()
    bomb.add(b"zeros", deflated_zeros(4000), 8, 4000 * MIB, 0)
    inner = zip_of([(b"bomb.zip", bomb.end())], b"").end()
    made = zip_of(bag() + [(b"data/inner.zip", inner)])
    return write(at + "/deposit.zip", made.end())


def sparse_tar(at):
    """An old GNU sparse file of a thousand tebibytes and no bytes."""
    size = 1 << 50
    tail = bytearray(167)
    tail[41:65] = number(size, 12) + number(0, 12)  # one piece, at the end, of no length
    tail[138:150] = number(size, 12)
    return write(at + "/deposit.tar", tar(bag()), tar_header(b"deposit/data/holes", 0, b"S", gnu=True, tail=bytes(tail)), TAR_END)


def sparse_pax(at):
    size = 1 << 50
    record = (pax_record(b"GNU.sparse.major", b"1") + pax_record(b"GNU.sparse.minor", b"0") +
              pax_record(b"GNU.sparse.name", b"deposit/data/holes") + pax_record(b"GNU.sparse.realsize", b"%d" % size))
    body = padded(b"1\n%d\n0\n" % size)
    return write(at + "/deposit.tar", tar(bag()), tar_header(b"pax", len(record), b"x"), padded(record),
                 tar_header(b"deposit/GNUSparseFile.0/holes", len(body)), body, TAR_END)


def pax_size(size):
    """A header in front of a file that says it has another size."""
    record = pax_record(b"size", size)
    return in_tar(tar(bag()), tar_header(b"pax", len(record), b"x"), padded(record), tar_entry(b"deposit/data/a", b"x"), TAR_END)


def huge_pax(at):
    """A record of 200 MiB, which is not kept."""
    record = pax_record(b"comment", b"x" * (200 * MIB))
    return write(at + "/deposit.tar", tar_header(b"pax", len(record), b"x"), padded(record), tar(bag()), TAR_END)


def huge_long_name(at):
    name = b"deposit/data/" + b"a" * (100 * MIB)
    return write(at + "/deposit.tar", tar(bag()), tar_header(b"././@LongLink", len(name), b"L", gnu=True), padded(name),
                 tar_entry(b"deposit/data/a", b"x"), TAR_END)


def many_pax_records(at):
    record = b"".join(pax_record(b"SCHILY.xattr.user.%06d" % i, b"v") for i in range(200_000))
    return write(at + "/deposit.tar", tar(bag()), tar_header(b"pax", len(record), b"x"), padded(record),
                 tar_entry(b"deposit/data/a", b"x"), TAR_END)


def lying_size(size):
    return in_tar(tar(bag()), tar_header(b"deposit/data/a", size), padded(b"x"), TAR_END)


def cut(maker, name, keep):
    """The first bytes of a good archive."""
    def build(at):
        whole = maker()
        return write(at + "/" + name, whole[:keep(len(whole))])
    return build


def good_tar():
    return tar(bag()) + TAR_END


def good_zip():
    return zip_of(bag()).end()


def zip_made(change):
    """A zip of a good bag, after change(zip); what change gives are arguments of end()."""
    def build(at):
        made = zip_of(bag())
        return write(at + "/deposit.zip", made.end(**(change(made) or {})))
    return build


def other_name_listed(made):
    made.add(b"deposit/data/shown.txt", b"x", listed_as=b"deposit/data/other.txt")


def other_size_listed(made):
    at = made.local(b"deposit/data/a", b"x" * 1000)
    made.listed(b"deposit/data/a", at, 1000, size=10, crc=zlib.crc32(b"x" * 1000))


def zip64_lies(made):
    extra = struct.pack("<HHQQQ", 1, 24, 1 << 62, 1 << 62, 1 << 62)
    made.local(b"deposit/data/a", b"x")
    made.listed(b"deposit/data/a", 0xFFFFFFFF, 0xFFFFFFFF, size=0xFFFFFFFF, extra=extra)


def comment_is_zip(made):
    """Behind the end of the zip, in its comment, the end of another: which of the two is meant?"""
    other = Zip()
    other.add(b"deposit/other.txt", b"other")
    return {"comment": other.end()}


def bytes_in_front(at):
    return write(at + "/deposit.zip", b"PK\x03\x04" + bytes(26), good_zip())


def duplicate(made):
    made.add(b"deposit/data/letter.txt", b"another letter")


def encrypted(made):
    made.add(b"deposit/data/secret", bytes(12) + b"x", flags=1)


def strong_method(made):
    made.add(b"deposit/data/odd", b"x" * 10, method=99)


def wrong_crc(made):
    made.add(b"deposit/data/a", b"x", crc=1)


def broken_deflate(made):
    made.add(b"deposit/data/a", b"\xff" * 100, method=8, size=100, crc=1)


def loop(made):
    """The bytes of an entry are the central directory itself."""
    made.listed(b"deposit/data/a", len(made.body), 0xFFFF)


def members(at):
    """gzip, member after member: one stream, as the standard has it, of a bag without its payload."""
    whole = good_tar()
    return write(at + "/deposit.tar.gz", *(gzipped(whole[i:i + 512]) for i in range(0, 2048, 512)))


def empty_members(at):
    return write(at + "/deposit.tar.gz", gzipped(b"") * 100_000)


def special_archive(kind):
    """The same name twice in a tar, as link and as file."""
    return in_tar(tar(bag()), tar_entry(b"deposit/data/letter.txt", kind=kind, link=b"/etc/passwd"), TAR_END)


KINDS = [
    ("gzip bomb: 20 GiB of zeros", gzip_bomb(20), "DELO-container-5"),
    ("zstd bomb: a TiB of zeros", zstd_bomb(1024), "DELO-container-5"),
    ("zip bomb: 3.9 GiB of zeros", zip_bomb(4000), "DELO-container-5"),
    ("100,000 compressed headers of the same names", many_headers, "DELO-path-4"),
    ("bytes beyond the end of the entry, zip", zip_made(lambda made: made.add(b"deposit/data/a", deflated(bytes(MIB)), 8, 10, 0)), "DELO-"),
    ("300 overlapping entries, zip: 19 GiB", overlapping_zip, "DELO-container-5"),
    ("archive in an archive in an archive", nested_zip, "BAGIT-3-2"),
    ("sparse tar, GNU: a PiB", sparse_tar, "DELO-container-"),
    ("sparse tar, pax: a PiB", sparse_pax, "DELO-container-"),
    ("pax header of 200 MiB", huge_pax, "DELO-container-"),
    ("pax header of 200,000 records", many_pax_records, "DELO-container-|BAGIT-3-2"),
    ("pax size beyond measure", pax_size(b"99999999999999999999999999"), "DELO-container-"),
    ("pax size that is negative", pax_size(b"-1"), "DELO-container-|BAGIT-3-2"),
    ("pax record longer than its header", in_tar(tar(bag()), tar_header(b"pax", 20, b"x"), padded(b"99999999 path=deposit"), TAR_END), "DELO-container-"),
    ("long name of 100 MiB, GNU", huge_long_name, "DELO-"),
    ("size of 8 EiB in base 256, tar", lying_size((1 << 63) - 1), "DELO-container-2"),
    ("negative size in base 256, tar", lying_size(-1), "DELO-container-2|BAGIT-3-2"),
    ("size beyond the end, tar", lying_size(8 ** 11 - 1), "DELO-container-2"),
    ("checksum that is wrong, tar", in_tar(tar(bag()), b"x" + tar_header(b"deposit/data/a")[1:], TAR_END), "DELO-container-2"),
    ("name of zeros, tar", in_tar(tar(bag()), tar_header(b"", raw_name=b"\0hidden"), TAR_END), "DELO-"),
    ("name of a hundred bytes without end, tar", in_tar(tar(bag()), tar_header(b"", 0, raw_name=b"deposit/data/" + b"x" * 87), TAR_END), "BAGIT-3-2"),
    ("letters behind a zero in a name, tar", in_tar(tar(bag()), tar_header(b"", 0, raw_name=b"deposit/data/a\0/../../b"), TAR_END), "BAGIT-3-2"),
    ("file twice, tar", in_tar(tar(bag()), tar_entry(b"deposit/data/letter.txt", b"another"), TAR_END), "DELO-path-4"),
    ("file, then a link of its name, tar", special_archive(b"2"), "DELO-path-"),
    ("file, then a device of its name, tar", special_archive(b"3"), "DELO-path-"),
    ("file and folder of one name, tar", in_tar(tar(bag()), tar_entry(b"deposit/data/letter.txt/a", b"x"), TAR_END), "BAGIT-3-2"),
    ("file twice, zip", zip_made(duplicate), "DELO-path-4"),
    ("other name in the directory than at the file, zip", zip_made(other_name_listed), "DELO-|BAGIT-3-2"),
    ("other size in the directory than at the file, zip", zip_made(other_size_listed), "DELO-"),
    ("zip64 sizes beyond measure", zip_made(zip64_lies), "DELO-container-2"),
    ("zip in the comment of a zip", zip_made(comment_is_zip), "DELO-|BAGIT-|refused"),
    ("bytes in front of a zip", bytes_in_front, "DELO-container-"),
    ("encrypted entry, zip", zip_made(encrypted), "DELO-container-2"),
    ("unknown compression, zip", zip_made(strong_method), "DELO-container-2"),
    ("CRC that is wrong, zip", zip_made(wrong_crc), "DELO-container-3"),
    ("deflate that is none, zip", zip_made(broken_deflate), "DELO-container-2"),
    ("entry that is the directory, zip", zip_made(loop), "DELO-container-2"),
    ("directory beyond the end, zip", zip_made(lambda made: {"at": 0xFFFFFFF0}), "DELO-container-2"),
    ("60,000 entries that are not there, zip", zip_made(lambda made: {"count": 60_000}), "DELO-container-3"),
    ("directory of 4 GiB, zip", zip_made(lambda made: {"size": 0xFFFFFFF0}), "DELO-container-2"),
    ("empty file called .tar", in_tar(b""), "refused"),
    ("empty file called .zip", lambda at: write(at + "/deposit.zip", b""), "refused"),
    ("text called .tar.gz", in_tar_gz(b"this is no archive\n" * 100), "refused"),
    ("gzip of nothing", in_tar_gz(gzipped(b"")), "DELO-|BAGIT-|refused"),
    ("gzip of text", in_tar_gz(gzipped(b"this is no archive\n" * 100)), "DELO-|refused"),
    ("gzip cut in its header", in_tar_gz(GZIP_HEAD[:6]), "DELO-|refused"),
    ("gzip cut in the middle", in_tar_gz(gzipped(good_tar())[:300]), "DELO-container-2"),
    ("gzip with other bytes behind it", in_tar_gz(gzipped(tar(bag()[:2]) + TAR_END), b"garbage" * 100), "BAGIT-3-1"),
    ("gzip members, the last cut off", members, "DELO-container-2|BAGIT-3-1"),
    ("100,000 empty gzip members", empty_members, "DELO-|BAGIT-|refused"),
    ("zstd cut in the middle", lambda at: write(at + "/deposit.tar.zst", zstd_zeros(1, tar(bag()))[:700]), "DELO-container-2"),
    ("zstd with a window of 3.75 TiB", lambda at: write(at + "/deposit.tar.zst", b"\x28\xb5\x2f\xfd\x00\xff", zstd_block(b"x", last=True)), "DELO-|refused"),
    ("tar cut in a header", cut(good_tar, "deposit.tar", lambda size: 512 * 2 + 100), "DELO-container-2"),
    ("tar cut in a file", cut(good_tar, "deposit.tar", lambda size: 512 + 20), "DELO-container-2"),
    ("zip cut in a local header", cut(good_zip, "deposit.zip", lambda size: 20), "DELO-container-2"),
    ("zip cut in its directory", cut(good_zip, "deposit.zip", lambda size: size - 60), "DELO-container-2"),
    ("zip cut in its end", cut(good_zip, "deposit.zip", lambda size: size - 10), "DELO-container-2"),
]

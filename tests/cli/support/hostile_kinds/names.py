"""Names that mean something to a system, a terminal or a reader; things that are no files."""

import os
import socket

from .making import Zip, bag, sha512, tar, tar_entry, tar_header, write, write_folder, zip_of, TAR_END

LETTER = b"data/letter.txt"


def tar_with(*entries):
    """A good bag in a tar, and more entries."""
    return lambda at: write(at + "/deposit.tar", tar(bag()), *entries, TAR_END)


def zip_with(name, mode=0o100644, data=b"x"):
    def build(at):
        made = zip_of(bag())
        made.add(name, data, mode=mode)
        return write(at + "/deposit.zip", made.end())
    return build


def folder_with(*names):
    """A good bag as a folder, whose payload has these names."""
    return lambda at: write_folder(at + "/deposit", bag({b"data/" + name: b"x" for name in names}))


def listing(*paths):
    """A bag whose manifest lists these paths as well."""
    lines = b"".join(sha512(b"x") + b"  " + path + b"\n" for path in paths)
    return lambda at: write_folder(at + "/deposit", bag(manifest=sha512(b"Dear colleague") + b"  " + LETTER + b"\n" + lines))


def fetching(*lines):
    return lambda at: write_folder(at + "/deposit", bag(fetch=b"".join(line + b"\n" for line in lines)))


def with_thing(make):
    """A good bag as a folder, and in it what make(path) makes."""
    def build(at):
        folder = write_folder(at + "/deposit", bag())
        make(folder + "/data/thing")
        return folder
    return build


def make_socket(path):
    here = os.getcwd()  # the path of a socket is short: it is made where it is to lie
    os.chdir(os.path.dirname(path))
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.basename(path))
    os.chdir(here)


def long_path(parts):
    return b"data/" + b"/".join(b"%04d" % i + b"y" * 196 for i in range(parts)) + b"/leaf"


def hard_link(at):
    write(at + "/secret", b"not of the package")
    folder = write_folder(at + "/deposit", bag())
    os.link(at + "/secret", folder + "/data/thing")
    return folder


def nested_folders(at):
    """A thousand folders, one in the other."""
    return write_folder(at + "/deposit", bag() + [(b"data/" + b"d/" * 1000 + b"leaf", b"x")])


def many_at_the_top(at):
    names = b"".join(tar_header(b"%06d" % i) for i in range(100_000))
    return write(at + "/deposit.tar", tar(bag()), names, TAR_END)


KINDS = [
    ("absolute path, tar", tar_with(tar_entry(b"/etc/passwd", b"x")), "DELO-path-1"),
    ("absolute path, zip", zip_with(b"/etc/passwd"), "DELO-path-1"),
    ("absolute path, manifest", listing(b"/etc/passwd"), "BAGIT-2.1.3-2"),
    ("climbing path, tar", tar_with(tar_entry(b"deposit/../../escaped", b"x")), "DELO-path-1"),
    ("climbing path, zip", zip_with(b"deposit/data/../../../escaped"), "DELO-path-1"),
    ("climbing path, manifest", listing(b"data/../../secret", b"../secret"), "BAGIT-2.1.3-2"),
    ("climbing path, percent-encoded in a manifest", listing(b"data/%2e%2e/%2e%2e/secret"), "BAGIT-"),
    ("home folder, manifest", listing(b"~/secret", b"~root/secret"), "BAGIT-2.1.3-2"),
    ("drive letter, tar", tar_with(tar_entry(b"C:\\Windows\\win.ini", b"x")), "DELO-"),
    ("drive letter, manifest", listing(b"C:\\secret", b"C:/secret"), "BAGIT-2.1.3-2"),
    ("UNC path, manifest", listing(b"\\\\server\\share\\secret", b"//server/share/secret"), "BAGIT-2.1.3-2"),
    ("UNC path, zip", zip_with(b"\\\\server\\share\\secret"), "DELO-"),
    ("symbolic link out, tar", tar_with(tar_entry(b"deposit/data/l", kind=b"2", link=b"../../../etc/passwd")), "DELO-path-2"),
    ("symbolic link, then a file below it, tar",
     tar_with(tar_entry(b"deposit/data/l", kind=b"2", link=b"/tmp"), tar_entry(b"deposit/data/l/escaped", b"x")), "DELO-path-2"),
    ("symbolic link out, zip", zip_with(b"deposit/data/l", 0o120777, b"/etc/passwd"), "DELO-path-2"),
    ("symbolic link out, folder", with_thing(lambda path: os.symlink("/etc/passwd", path)), "DELO-path-2"),
    ("symbolic link to itself", with_thing(lambda path: os.symlink("thing", path)), "DELO-path-2"),
    ("symbolic link to the folder above", with_thing(lambda path: os.symlink("..", path)), "DELO-path-2"),
    ("hard link out, tar", tar_with(tar_entry(b"deposit/data/l", kind=b"1", link=b"/etc/passwd")), "DELO-path-2"),
    ("hard link out, folder", hard_link, "BAGIT-3-2"),
    ("character device, tar", tar_with(tar_entry(b"deposit/data/zero", kind=b"3")), "DELO-path-3"),
    ("block device, tar", tar_with(tar_entry(b"deposit/data/sda", kind=b"4")), "DELO-path-3"),
    ("FIFO, tar", tar_with(tar_entry(b"deposit/data/pipe", kind=b"6")), "DELO-path-3"),
    ("FIFO, folder", with_thing(os.mkfifo), "DELO-path-3"),
    ("FIFO in the place of bagit.txt", lambda at: (lambda folder: (os.unlink(folder + "/bagit.txt"), os.mkfifo(
        folder + "/bagit.txt"), folder)[2])(write_folder(at + "/deposit", bag())), "DELO-path-3"),
    ("socket, folder", with_thing(make_socket), "DELO-path-3"),
    ("unknown type of entry, tar", tar_with(tar_entry(b"deposit/data/odd", b"x", kind=b"Z")), "BAGIT-3-2"),
    ("letter case clash", folder_with(b"Letter", b"letter"), "DELO-path-6"),
    ("normalisation clash", folder_with("é".encode(), "e\u0301".encode()), "DELO-path-6"),
    ("name of 256 bytes, manifest", listing(b"data/" + b"x" * 256), "BAGIT-2.1.3-2|BAGIT-3-1"),
    ("name of 5,000 bytes, tar", tar_with(tar_entry(b"deposit/data/" + b"x" * 5000, b"x")), "DELO-|BAGIT-3-2"),
    ("path of over 4,096 bytes, folder", lambda at: write_folder(at + "/deposit", bag({long_path(25): b"x"})), "refused"),
    ("path of over 4,096 bytes, tar", tar_with(tar_entry(b"deposit/" + long_path(25), b"x")), "DELO-|BAGIT-3-2"),
    ("path of 60,000 bytes, zip", zip_with(b"deposit/data/" + b"a/" * 30_000 + b"x"), "DELO-|BAGIT-3-2"),
    ("terminal escapes in names", folder_with(b"\x1b[31mred\x1b[0m", b"\x1b]0;title\x07", b"\x1b[2J"), "DELO-path-8"),
    ("control characters in names", folder_with(b"a\rb", b"a\nb", b"a\x08b", b"a\x7fb", "a\u0085b".encode(), "a\u009b31mb".encode()), "DELO-path-8"),
    ("workflow commands in names", lambda at: write_folder(at + "/deposit", bag() + [
        (b"data/\n::error::owned", b"x"), (b"data/%0A::set-output name=x::y", b"x")]), "BAGIT-3-2"),
    ("formulas in names", lambda at: write_folder(at + "/deposit", bag() + [(b"data/=1+1", b"x"), (b"=cmd|'x'!A1", b"x")]), "BAGIT-3-2"),
    ("markup in names", lambda at: write_folder(at + "/deposit", bag() + [
        (b"data/<script>alert(1)<", b"x"), (b"data/]]><x y=\"", b"x")]), "BAGIT-3-2"),
    ("right-to-left overrides in names", lambda at: write_folder(at + "/deposit", bag() + [
        ("data/\u202egnp.exe".encode(), b"x"), ("data/\u2067x\u2069".encode(), b"x")]), "BAGIT-3-2"),
    ("zero-width characters in names", lambda at: write_folder(at + "/deposit", bag() + [
        ("data/a\u200bb".encode(), b"x"), ("data/\ufeffb".encode(), b"x"), ("data/c\u2060d".encode(), b"x")]), "BAGIT-3-2"),
    ("names that are not UTF-8", folder_with(b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80"), "DELO-path-5"),
    ("reserved names of Windows", folder_with(b"CON", b"nul.txt", b"com1", b"lpt9.tar.gz"), "DELO-path-7"),
    ("trailing dots and spaces", folder_with(b"a.", b"b ", b"c..", b"d/.. /e"), "DELO-path-9"),
    ("fetch.txt from files", fetching(b"file:///etc/passwd 10 data/a"), "DELO-bag-3"),
    ("fetch.txt from this machine", fetching(b"http://127.0.0.1:1/x 1 data/a", b"http://[::1]/x - data/b",
                                             b"http://169.254.169.254/latest 1 data/c"), "BAGIT-2.2.3-"),
    ("fetch.txt into other folders", fetching(b"http://127.0.0.1/x 1 ../escaped", b"http://127.0.0.1/x 1 /etc/passwd",
                                              b"http://127.0.0.1/x 1 bagit.txt"), "BAGIT-2.2.3-5"),
    ("fetch.txt with lengths beyond measure", fetching(b"http://127.0.0.1/x 99999999999999999999999 data/a"), "BAGIT-2.2.3"),
    ("a thousand folders deep", nested_folders, "BAGIT-3-2"),
    ("100,000 entries beside the package", many_at_the_top, "DELO-container-1"),
]

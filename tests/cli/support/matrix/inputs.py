"""Pages, scans and folders of every kind that is packed: made in the working folder, each under a name of its own."""

import os
import shutil

PDF = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + bytes(40) + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"

HARD_NAMES = [b"new\nline", b"car\rret", b"100%", b"%25", b"%0A", b"a\\b", b"tab\there", b"bell\x07esc\x1b[31m", b" lead",
              b"trail ", b"two  spaces", b"C:drive", b"*star", b"-dash", b"q\"uo'te", b"<>|?: &amp;", b"#hash?q&x=1",
              b".hidden", b"Case", b"case", b"CON", "e\u0301.txt".encode(), "\u00e9.txt".encode(), "\u202ertl".encode(),
              "\U0001f600 л. 5 об.tif".encode(), b"bagit.txt", b"deeper/still/METS.xml", b"data/manifest-sha512.txt"]


def put(path, data):
    path = os.fsencode(path)
    os.makedirs(os.path.dirname(path) or b".", exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def text_of_kind(fixtures, name):
    with open(os.path.join(fixtures, name), "rb") as file:
        return file.read()


def make_contents(fixtures):
    """contents/KIND: folders of files, as scans of a document and as the payload of a plain bag."""
    scan = text_of_kind(fixtures, "scans/telegram-batumi-l0041.tif")
    put("contents/scans/л. 41.tif", scan)
    put("contents/scans/0042.jpg", JPEG)
    put("contents/scans/копии 100%/0043.pdf", PDF)
    for i, name in enumerate(HARD_NAMES):
        put(b"contents/hard/" + name, b"%d" % i)
    for name in ("пустой файл", "0-bytes.tif", "sub/none"):
        put("contents/empty/" + name, b"")
    os.makedirs("contents/empty/пустая папка/в ней ничего")
    put("contents/deep/" + "/".join("%02d папка" % i for i in range(30)) + "/leaf.txt", b"leaf")
    put("contents/deep/" + "я" * 120 + ".png", PNG)
    put("contents/links/0041.tif", scan)
    put("contents/links/sub/notes.txt", b"notes\n")
    os.symlink("../0041.tif", "contents/links/sub/again.tif")
    os.symlink("sub", "contents/links/folder")
    put(b"contents/raw/\xd1\xf2\xe0\xeb\xe8\xed.txt", b"cp1251")
    put(b"contents/raw/d\xe4/plain", b"plain")
    put("contents/raw/0043=.tif", JPEG)
    put("contents/junk/0041.tif", scan)
    put("contents/junk/.DS_Store", b"\0\0\0\1Bud1")
    put("contents/junk/sub/Thumbs.db", b"thumbs")
    put("contents/junk/sub/0042.tif", b"II*\0 two")


def make_documents(fixtures):
    """documents/KIND: pages, folders that hold one, and folders with a sheet."""
    page = text_of_kind(fixtures, "telegram-batumi-1946-03-05.txt")
    for name, fixture in (("телеграмма 100% \n из Батуми.txt", "telegram-batumi-1946-03-05.txt"),
                          ("saved page.html", "letter-gagra-saved.html"), ("cp1251.txt", "letter-anchors-windows-1251.txt"),
                          ("unparsed.txt", "unparsed-citation.txt"), ("no-rights.txt", "no-rights.txt"),
                          ("flat.txt", "notes-pilots-flattened.txt")):
        put("documents/" + name, text_of_kind(fixtures, fixture))
    put("documents/дело/страница.txt", page)
    put("documents/дело/оригинал/л. 40.tif", JPEG)
    put("documents/дело/transcription/по-русски.txt", "Из Батуми в Москву\n".encode())
    put("documents/batch/pages/a.txt", page)
    put("documents/batch/pages/b c.txt", text_of_kind(fixtures, "report-poti-1957-11-03.txt"))
    put("documents/batch/scans/л. 1.tif", JPEG)
    put("batch.csv", "Page;Original;Title;Package ID;Access;Personal data\npages/a.txt;scans;;first;open;yes\n"
        "pages/b c.txt;;Другое название;second;closed until 31.01.2040;no\n".encode())
    put("documents/row/сканы/л. 5 об.tif", JPEG)
    put("row.csv", "Название;Сканы;Архивный шифр;Права\r\nТелеграмма;сканы/л. 5 об.tif;"
        "РГАСПИ. Ф. 558. Оп. 11. Д. 99. Л. 5 об.;CNE\r\n".encode("cp1251"))


def make_beside():
    """What options name: tags, tag files, a record, reports of formats, archives."""
    put("info.txt", "Contact-Phone: 1\nZeta: ζ\n   continued\n".encode())
    put("note.txt", b"a note\n")
    put("ru.txt", "Из Батуми\n".encode())
    put("fr.txt", b"De Batoumi\n")
    put("page.html", b"<!DOCTYPE html><title>x</title><p>De Batoumi\n")
    put("record.json", '{"record": {"title": "Исправленное <название> & другое"}}'.encode())
    put("formats.json", b'{"siegfried":"1.11.1","scandate":"2025-02-03T04:05:06Z","files":[{"filename":"contents/scans/0042.jpg",'
        b'"filesize":%d,"matches":[{"ns":"pronom","id":"fmt/43","format":"JPEG"}]}]}' % len(JPEG))


def make_plain():
    """Folders for plain bags that are no content of a document."""
    os.makedirs("contents/nothing/here")
    put("contents/single/one file.bin", b"\0" * 1000)


def make_inputs(fixtures):
    make_contents(fixtures)
    make_documents(fixtures)
    make_beside()
    make_plain()
    shutil.copytree("contents/scans", "contents/paged")
    put("contents/paged/note.bin", b"x")
    put("contents/paged/page.txt", text_of_kind(fixtures, "telegram-batumi-1946-03-05.txt"))

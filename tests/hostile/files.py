#!/usr/bin/env python3
"""Files made to do harm, one by one and then in one archive: no hang, no crash, what can be read is read, and the
articles beside them stay. Needs a release build; about five minutes.

    python3 tests/hostile/files.py [NAME...]
"""

import gzip
import io
import os
import pathlib
import shutil
import struct
import sys
import tarfile
import tempfile
import zipfile
import zlib

from common import GOOD, Run, check, end, is_good, write_good

TEXT = "The council of Aland met on Friday and voted for a second bridge over the sound. "
PAGE = f"<html><head><title>Bridge</title></head><body><article><h1>Bridge</h1><p>{TEXT * 6}</p></article></body></html>"


def page(body):
    return f"<html><head><title>Page</title></head><body>{body}</body></html>".encode()


def zipped(members, **how):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **how) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def pdf(objects, trailer=b""):
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(data, extra=b""):
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def pdf_of(page_entry=b"/MediaBox [0 0 600 800]", content=b"BT /F1 12 Tf 50 700 Td (The council met on Friday.) Tj ET",
           extra=b"", parent=b"/Parent 2 0 R", kids=b"[3 0 R]"):
    return pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids %s /Count 1 >>" % kids,
        b"<< /Type /Page %s %s /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>" % (parent, page_entry),
        stream(content, extra),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ])


def warc(records):
    out = b""
    for length, body in records:
        head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\n"
        head += b"Content-Type: application/http; msgtype=response\r\nContent-Length: %s\r\n\r\n" % str(length).encode()
        out += head + body + b"\r\n\r\n"
    return out


def http(body, extra=b""):
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + extra + b"\r\n" + body


def nested_mail(depth):
    part = b"Content-Type: message/rfc822\r\n\r\n"
    return b"From: a@example.org\r\nSubject: s\r\nMIME-Version: 1.0\r\n" + part * depth + TEXT.encode()


def many_parts(count):
    head = b'From: a@example.org\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n'
    return head + b"--x\r\nContent-Type: text/plain\r\n\r\nword\r\n" * count + b"--x--\r\n"


def lying_zip():
    """A member that claims to be of one byte and is of 50 MB."""
    data = bytearray(zipped([("a.txt", b"x" * 50_000_000)]))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24:at + 28] = struct.pack("<I", 1)
    return bytes(data)


def claims_many():
    data = bytearray(zipped([("a.txt", TEXT.encode())]))
    at = data.rindex(b"PK\x05\x06")
    data[at + 8:at + 12] = struct.pack("<HH", 65535, 65535)
    return bytes(data)


def nested_zip(depth):
    data = zipped([("a.html", PAGE)])
    for n in range(depth):
        data = zipped([(f"{n}.zip", data)])
    return data


def epub(chapter, extra=()):
    container = ('<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
                 '<rootfile full-path="c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>')
    opf = ('<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata '
           'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Book</dc:title><dc:identifier id="i">1'
           '</dc:identifier><dc:language>en</dc:language></metadata><manifest><item id="a" href="%s" '
           'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>')
    href = "../../etc/a.xhtml" if "up" in extra else "a.xhtml"
    members = [("mimetype", "application/epub+zip")]
    if "bare" not in extra:
        members.append(("META-INF/container.xml", container))
    if "locked" in extra:
        members.append(("META-INF/encryption.xml",
                        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData '
                        'xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod '
                        'Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/><CipherData><CipherReference '
                        'URI="a.xhtml"/></CipherData></EncryptedData></encryption>'))
    members += [("c.opf", opf % href), ("a.xhtml", chapter)]
    return zipped(members)


BOMB = b"a" * (1 << 20)
LAUGHS = "<!DOCTYPE r [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"

# Name, content, seconds it may take, and whether there must be an article.
CASES = {
    # 46
    "46 divs.html": (lambda: page("<div>" * 20_000 + TEXT * 6), 5, True),
    "46 lists.html": (lambda: page("<ul><li>" * 30_000 + TEXT * 6), 5, True),
    "46 tables.html": (lambda: page("<table>" + "<b>x" * 30_000 + TEXT * 6), 5, True),
    "46 bolds.html": (lambda: page("<b>" * 50_000 + TEXT * 6), 5, True),
    "46 quotes.html": (lambda: page("<blockquote>" * 50_000 + TEXT * 6), 5, True),
    # 47
    "47 attributes.html": (lambda: page("<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">" + TEXT * 6), 5, True),
    "47 signs.html": (lambda: page("<" * 5_000_000), 12, False),
    "47 references.html": (lambda: page("&amp" * 3_000_000), 12, False),
    # 48
    "48 line.txt": (lambda: b"x" * (64 << 20), 20, True),
    "48 attribute.html": (lambda: page('<p title="' + "x" * (64 << 20) + '">' + TEXT * 6), 20, False),
    # 50
    "50 parents.pdf": (lambda: pdf_of(parent=b"/Parent 3 0 R"), 22, False),
    "50 kids.pdf": (lambda: pdf_of(kids=b"[2 0 R 3 0 R]"), 22, False),
    "50 no box.pdf": (lambda: pdf_of(page_entry=b""), 22, True),
    "50 cut.pdf": (lambda: pdf_of()[:300], 22, False),
    # 51
    "51 bomb.pdf": (lambda: pdf_of(content=zlib.compress(zlib.compress(b" " * (2 << 30), 9), 9),
                                   extra=b"/Filter [/FlateDecode /FlateDecode]"), 25, False),
    # 52
    "52 bomb.zip": (lambda: zipped([("a.txt", BOMB * 1000)]), 20, False),
    "52 nested.zip": (lambda: nested_zip(6), 10, False),
    "52 lies.zip": (lying_zip, 10, False),
    "52 claims.zip": (claims_many, 10, False),
    "52 cut.zip": (lambda: zipped([("a.html", PAGE), ("b.html", PAGE)])[:-40], 10, False),
    # 53
    "53 names.zip": (lambda: zipped([("../x.html", PAGE), ("/etc/y.html", PAGE.replace("Bridge", "Tower")),
                                     ("C:\\z.html", PAGE.replace("Bridge", "Tunnel"))]), 10, True),
    "53 names.tar": (lambda: tarred([("../x.html", PAGE.encode()), ("/etc/y.html", PAGE.encode())]), 10, True),
    # 54
    "54 chapter.epub": (lambda: epub("<html><body>" + "a" * (300 << 20)), 20, False),
    "54 bare.epub": (lambda: epub(PAGE, ["bare"]), 10, False),
    "54 locked.epub": (lambda: epub(PAGE, ["locked"]), 10, False),
    "54 up.epub": (lambda: epub(PAGE, ["up"]), 10, False),
    # 55
    "55 laughs.xml": (lambda: f'<?xml version="1.0"?>{LAUGHS}<rss><channel><title>t</title><item><title>One</title>'
                              f'<description>{TEXT}&a11;</description></item></channel></rss>'.encode(), 5, False),
    "55 external.xml": (lambda: b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>'
                                b"<channel><title>t</title><item><title>One</title><description>&x; text"
                                b"</description></item></channel></rss>", 5, False),
    "55 attributes.xml": (lambda: b"<rss " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"><channel><item>"
                                  b"<title>One</title><description>Text.</description></item></channel></rss>", 5, False),
    "55 deep.xml": (lambda: b"<rss><channel>" + b"<a>" * 50_000 + b"<item><title>x</title></item>", 5, False),
    # 56
    "56 nested.eml": (lambda: nested_mail(100_000), 5, False),
    "56 parts.eml": (lambda: many_parts(100_000), 5, True),
    "56 boundary.eml": (lambda: b"From: a@example.org\nSubject: s\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\n"
                        + TEXT.encode(), 5, False),
    "56 header.eml": (lambda: b"From: a@example.org\nReceived:\n\tx\nSubject: " + b"x" * (1 << 20) + b"\n\n"
                      + TEXT.encode(), 5, True),
    "56 charset.eml": (lambda: b"From: a@example.org\nSubject: s\nMIME-Version: 1.0\nContent-Type: text/plain; "
                       b"charset=x-unknown\nContent-Transfer-Encoding: base64\n\n!!!not base64!!!", 5, False),
    # 57
    "57 deep.jsonl": (lambda: b'{"title":' + b"[" * 100_000 + b"\n" + b'{"title":"Good","body":"Text."}\n', 5, True),
    "57 zeros.jsonl": (lambda: b'{"title":"A\0","body":"x"}\n{"title":"A","title":"B","body":"Text."}\n', 5, True),
    # 58
    "58 lengths.warc": (lambda: warc([(2**63, http(PAGE.encode())), (-1, http(PAGE.encode())),
                                      (len(http(PAGE.encode())), http(PAGE.encode()))]), 10, True),
    "58 short.warc": (lambda: warc([(9999999, http(PAGE.encode()))]) + warc([(len(http(PAGE.encode())),
                                                                             http(PAGE.encode()))]), 10, False),
    "58 chunked.warc": (lambda: (lambda b: warc([(len(b), b)]))(http(
        b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE.encode()), b"Transfer-Encoding: chunked\r\n")), 10, True),
    "58 garbage.warc.gz": (lambda: (lambda b: gzip.compress(warc([(len(b), b)])) + b"garbage in between"
                                    + gzip.compress(warc([(len(b), b)])))(http(PAGE.encode())), 10, True),
    # 59
    "59 bomb.txt.gz": (lambda: gzip.compress(BOMB * 1000), 20, False),
    "59 members.html.gz": (lambda: gzip.compress(PAGE[:100].encode()) + gzip.compress(PAGE[100:].encode()), 10, True),
    # 60
    "60 quotes.md": (lambda: b">" * 20_000 + TEXT.encode(), 5, True),
    "60 lists.md": (lambda: "".join("  " * n + "- a\n" for n in range(2_000)).encode(), 5, True),
    "60 brackets.md": (lambda: b"[" * 20_000 + TEXT.encode(), 5, True),
    # 61, 62
    "61 utf16.html": (lambda: PAGE.encode("utf-16"), 5, True),
    "61 koi8.html": (lambda: PAGE.replace("<head>", '<head><meta charset="koi8-r">').replace(
        TEXT, "Совет города собрался в пятницу и проголосовал за мост. ").encode("koi8-r"), 5, True),
    "61 utf8.html": (lambda: PAGE.encode() + b"\xff\xfe\xfd", 5, True),
    "62 late.html": (lambda: ("<html><head><!--" + "x" * 1500 + '--><meta charset="windows-1251"><title>T</title></head>'
                              "<body><p>" + "Совет города собрался в пятницу и решил. " * 5).encode("cp1251"), 5, True),
    # 66
    "66 capitals.txt": (lambda: b"Title\n\n" + b"NATO UN EU " * 90_000, 10, True),
    "66 token.txt": (lambda: b"Title\n\n" + b"A" * (1 << 20), 10, True),
}


def harmful(folder):
    """63 and 64: what is no file, or is one that cannot be read."""
    os.mkfifo(folder / "pipe.html")
    os.symlink("/etc/passwd", folder / "link.txt")
    os.symlink(folder, folder / "loop")
    os.symlink("/dev/zero", folder / "zero.html")
    deep = folder / "deep"
    for _ in range(300):
        deep = deep / "d"
    os.makedirs(deep)
    with open(folder / "sparse.txt", "wb") as sparse:
        sparse.truncate(5 << 30)
    with open(folder / "sparse.html", "wb") as sparse:
        sparse.truncate(5 << 30)
    shut = folder / "shut.html"
    shut.write_text(PAGE)
    shut.chmod(0)
    os.utime(folder / "good0.txt", (-11644473600, -11644473600))
    os.utime(folder / "good1.txt", (16725225600, 16725225600))


def main():
    chosen = sys.argv[1:]
    home = pathlib.Path(tempfile.mkdtemp(prefix="hostile"))
    try:
        folder = home / "news"
        write_good(folder)
        for name, (make, seconds, must) in CASES.items():
            if chosen and not any(word in name for word in chosen):
                continue
            path = folder / name
            path.write_bytes(make())
            run = Run(home, "extract", path)
            found = len(run.out.splitlines())
            ends = run.status in (0, 1) and "panicked" not in run.err
            said = f"{run.seconds:.1f} s, {found} articles{': ' + run.err.strip().splitlines()[0][:110] if run.err else ''}"
            check(name, ends and run.seconds < seconds and (found > 0 or not must) and (found > 0 or run.err), said)
            os.chmod(path, 0o600)
        if not chosen:
            harmful(folder)
            run = Run(home, "index", folder, timeout=900)
            check("all in one archive", run.status == 1, f"{run.seconds:.1f} s")
            check("the articles beside them", is_good(home, folder))
            again = Run(home, "index", folder, timeout=900)
            check("nothing is tried again", again.seconds < max(3, run.seconds / 5), f"{again.seconds:.1f} s")
            left = [p.name for p in pathlib.Path("/").glob("x.html")] + [p.name for p in home.glob("*.html")]
            check("53 nothing was written beside the archive", not left, " ".join(left))
    finally:
        os.system(f"chmod -R u+rwx {home}")
        shutil.rmtree(home, ignore_errors=True)
    end()


if __name__ == "__main__":
    main()

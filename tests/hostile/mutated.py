#!/usr/bin/env python3
"""A folder of damaged files of each format, with three good articles among them, indexes to its end within limits.

    python3 tests/hostile/mutated.py [--files 1000] [FORMAT...]
"""

import argparse
import gzip
import pathlib
import random
import shutil
import tempfile

import files
from common import ROOT, Run, check, end, is_good, write_good

MAIL = (b"From: Ann Lee <ann@example.org>\r\nSubject: The council votes\r\nDate: Mon, 6 May 2024 10:00:00 +0000\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; "
        b"charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + files.TEXT.encode() * 3 +
        b"\r\n--b\r\nContent-Type: text/html\r\n\r\n" + files.PAGE.encode() + b"\r\n--b--\r\n")
FEED = ('<?xml version="1.0"?><rss version="2.0"><channel><title>Sea Desk</title><item><title>Bridge</title><pubDate>'
        f"Mon, 06 May 2024 10:00:00 GMT</pubDate><description>&lt;p&gt;{files.TEXT * 3}&lt;/p&gt;</description></item>"
        "</channel></rss>").encode()


def web_archive():
    body = files.http(files.PAGE.encode())
    return files.warc([(len(body), body)] * 3)


SAMPLES = {
    "html": lambda: files.PAGE.encode(),
    "xml": lambda: FEED,
    "eml": lambda: MAIL,
    "mbox": lambda: b"".join(b"From ann@example.org Mon May  6 10:00:00 2024\n" + MAIL.replace(b"\r", b"") + b"\n"
                             for _ in range(3)),
    "mhtml": lambda: MAIL.replace(b"multipart/alternative", b"multipart/related"),
    "epub": lambda: files.epub(files.PAGE),
    "pdf": files.pdf_of,
    "json": lambda: b'[{"title":"Bridge","body":"' + files.TEXT.encode() * 3 + b'","date":"2024-05-06"},{"title":"B"}]',
    "jsonl": lambda: b'{"title":"Bridge","body":"' + files.TEXT.encode() + b'"}\n{"title":"B","body":"x"}\n',
    "csv": lambda: b"title,url,date,content\nBridge,https://example.org/a,2024-05-06,\"" + files.TEXT.encode() + b"\"\n",
    "warc": web_archive,
    "warc.gz": lambda: gzip.compress(web_archive()),
    "zip": lambda: files.zipped([("a.html", files.PAGE), ("b/c.txt", files.TEXT), ("d.eml", MAIL)]),
    "tar": lambda: files.tarred([("a.html", files.PAGE.encode()), ("b.txt", files.TEXT.encode())]),
    "html.gz": lambda: gzip.compress(files.PAGE.encode()),
    "md": lambda: b"---\ntitle: Bridge\n---\n# Bridge\n\n" + files.TEXT.encode(),
    "txt": lambda: b"Bridge\n\n" + files.TEXT.encode(),
}


def mutate(data, dice):
    """As fuzzers do: bits flipped, pieces cut out, doubled, swapped, overwritten, numbers made large."""
    data = bytearray(data)
    for _ in range(dice.choice([1, 1, 2, 4, 16, 64])):
        if not data:
            break
        at, length = dice.randrange(len(data)), dice.choice([1, 2, 4, 16, 200])
        what = dice.randrange(7)
        if what == 0:
            data[at] ^= 1 << dice.randrange(8)
        elif what == 1:
            del data[at:at + length]
        elif what == 2:
            data[at:at] = data[at:at + length] * dice.choice([1, 2, 50])
        elif what == 3:
            data[at:at + length] = bytes(dice.randrange(256) for _ in range(length))
        elif what == 4:
            data[at:at + 4] = dice.choice([b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff"])
        elif what == 5:
            del data[dice.randrange(len(data)):]
        else:
            to = dice.randrange(len(data))
            data[at:at + length], data[to:to + length] = data[to:to + length], data[at:at + length]
    return bytes(data)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("formats", nargs="*")
    args = parser.parse_args()
    home = pathlib.Path(tempfile.mkdtemp(prefix="mutated"))
    try:
        for name, make in SAMPLES.items():
            if args.formats and name not in args.formats:
                continue
            dice, sample = random.Random(f"{name} {args.seed}"), make()
            folder = home / name
            write_good(folder)
            for n in range(args.files):
                (folder / f"{n:04}.{name}").write_bytes(mutate(sample, dice))
            run = Run(home, "index", folder, "--issues", timeout=1800)
            hurt = sum("quarantine" in line or "left out:" in line for line in (run.out + run.err).splitlines())
            articles = run.out.split()[0] if run.out.split() else "no"
            good = run.status in (0, 1) and "panicked" not in run.err and is_good(home, folder)
            check(name, good, f"{args.files} files, {articles} rows, {hurt} quarantined, {run.seconds:.1f} s")
            shutil.rmtree(folder)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    end()


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""The index under kill -9, full disks, foreign hands and two at once: nothing acknowledged is lost, and the next run
completes it. Needs a release build; some minutes. What needs rights that are not there is said to be skipped.

    python3 tests/hostile/index.py [NUMBER...]
"""

import json
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from common import PROGRAM, Run, check, end

CASES = {}


def case(number, title):
    def keep(function):
        CASES[number] = (title, function)
        return function
    return keep


def article(n, word="Bridge"):
    return f"{word} {n} is opened\n\nThe mayor of place{n} opened {word.lower()} number {n} on Friday, said Ann Lee{n}.\n"


def archive(home, count, name="news", more=0):
    """So many articles, each with `more` words that are hard to pack."""
    folder, dice = home / name, random.Random(3)
    for n in range(count):
        path = folder / f"{n // 100}" / f"{n}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(n) + " ".join(f"w{dice.randrange(10**9):x}" for _ in range(more)))
    return folder


def start(home, *args):
    env = {"PATH": os.environ.get("PATH", ""), "HOME": str(home)}
    quiet = subprocess.DEVNULL
    return subprocess.Popen([str(PROGRAM), *map(str, args)], env=env, stdin=quiet, stdout=quiet, stderr=quiet)


def ids(home, folder):
    run = Run(home, "search", "ann", "--in", folder, "--no-refresh", "--jsonl", "--limit", "1000000")
    return sorted(json.loads(line)["id"] for line in run.out.splitlines())


def cache(home):
    return home / ".local/share/newsprint"


def files_of(home):
    return [p for p in cache(home).rglob("*") if p.is_file()]


@case(24, "killed 200 times: every article there once, nothing left over (24, 25, 26)")
def killed(home):
    folder = archive(home, 4000)
    whole = home / "whole"
    whole.mkdir()
    Run(whole, "index", folder)
    expected, dice = ids(whole, folder), random.Random(1)
    rounds = 0
    for rounds in range(200):
        child = start(home, "index", folder)
        time.sleep(dice.uniform(0.01, 0.6))
        child.send_signal(signal.SIGKILL)
        child.wait()
        if rounds % 20 == 19:
            # There is always something to do: a hundred files change.
            for n in dice.sample(range(4000), 100):
                os.utime(folder / f"{n // 100}" / f"{n}.txt")
    begun = time.monotonic()
    Run(home, "search", "ann", "--in", folder, "--no-refresh", "--limit", "1")
    opened = time.monotonic() - begun
    last = Run(home, "index", folder)
    same = ids(home, folder) == expected
    left = [p for p in files_of(home) if ".tmp" in p.name]
    check(f"24 {rounds + 1} kills", last.status == 0 and same, f"{len(expected)} articles, opened in {opened:.2f} s")
    check("25 the same ids as without a kill", same)
    check("26 nothing left over", not left and len(files_of(home)) < 400, f"{len(files_of(home))} files")


@case(28, "two at once (28, 29)")
def two(home):
    folder = archive(home, 6000)
    first = start(home, "index", folder)
    time.sleep(0.3)
    second = Run(home, "index", folder)
    check("28 the second says who is at it", second.status == 1 and "another newsprint" in second.err, second.err[:80])
    first.send_signal(signal.SIGKILL)
    first.wait()
    third = Run(home, "index", folder)
    check("29 a lock of the dead is none", third.status == 0 and len(ids(home, folder)) == 6000)


@case(30, "a data folder that cannot be written (30, 31)")
def shut(home):
    folder = archive(home, 50)
    Run(home, "index", folder)
    if os.geteuid() == 0:
        mount = subprocess.run(["mount", "--bind", "-o", "ro", cache(home), cache(home)], capture_output=True)
        if mount.returncode == 0:
            subprocess.run(["mount", "-o", "remount,bind,ro", cache(home)], capture_output=True)
            run = Run(home, "search", "ann", "--in", folder, "--jsonl", "--limit", "100")
            subprocess.run(["umount", cache(home)], capture_output=True)
            check("30 read-only", len(run.out.splitlines()) == 50 and "already" not in run.err, run.err.strip()[:100])
        else:
            print("skipped: 30, no right to mount")
    else:
        os.chmod(cache(home), 0o555)
        run = Run(home, "search", "ann", "--in", folder, "--jsonl", "--limit", "100")
        os.chmod(cache(home), 0o755)
        check("30 read-only", len(run.out.splitlines()) == 50, run.err.strip()[:100])
    other = home / "other"
    (other / ".local/share").mkdir(parents=True)
    (other / ".local/share/newsprint").write_text("a file where the folder belongs")
    run = Run(other, "index", folder)
    check("31 a file in its place", run.status == 2 and "newsprint" in run.err, run.err.strip()[:100])


@case(32, "a full disk")
def full(home):
    if os.geteuid() != 0:
        return print("skipped: 32, no right to mount")
    folder = archive(home, 3000, more=300)
    place = cache(home)
    place.mkdir(parents=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", place], capture_output=True).returncode:
        return print("skipped: 32, no right to mount")
    try:
        small = home / "news/0"
        Run(home, "index", small)
        before = ids(home, small)
        run = Run(home, "index", folder)
        check("32 a full disk is said", run.status in (1, 2) and bool(run.err), run.err.strip()[:120])
        check("32 what was there is there", ids(home, small) == before and len(before) == 100)
        subprocess.run(["mount", "-o", "remount,size=200m", place], check=True)
        run = Run(home, "index", folder)
        check("32 with room it goes on", run.status == 0 and len(ids(home, folder)) == 3000, run.err.strip()[:80])
    finally:
        subprocess.run(["umount", place])


@case(33, "few open files, little memory")
def little(home):
    folder = archive(home, 300)
    run = Run(home, "index", folder)
    expected = ids(home, folder)
    (folder / "0/0.txt").write_text(article(0, "Tunnel"))
    run = Run(home, "index", folder, limits=[(resource.RLIMIT_NOFILE, 24)])
    check("33 few open files", run.status in (0, 1, 2) and "panicked" not in run.err, run.err.strip()[:100])
    run = Run(home, "index", folder, limits=[(resource.RLIMIT_AS, 300 << 20)])
    check("33 little memory", "panicked" not in run.err, f"status {run.status} {run.err.strip()[:80]}")
    run = Run(home, "index", folder)
    check("33 nothing is lost by it", run.status == 0 and len(ids(home, folder)) == len(expected))


@case(34, "a foreign hand")
def damaged(home):
    folder = archive(home, 500)
    Run(home, "index", folder)
    expected, dice = ids(home, folder), random.Random(2)
    for file in sorted(files_of(home)):
        if not file.exists() or file.stat().st_size == 0:
            continue
        kept = file.read_bytes()
        for how, bad in [("emptied", b""), ("cut", kept[:len(kept) // 2]), ("other bytes", dice.randbytes(len(kept)))]:
            if not file.parent.exists():
                break
            file.write_bytes(bad)
            run = Run(home, "index", folder)
            good = run.status == 0 and ids(home, folder) == expected and "panicked" not in run.err
            if not good:
                check(f"34 {file.name} {how}", False, run.err.strip()[:100])
            if not file.exists():
                break
    check("34 all is built again", ids(home, folder) == expected)


@case(36, "renamed, touched, gone (36, 37)")
def moved(home):
    folder = archive(home, 200)
    Run(home, "index", folder)
    expected = ids(home, folder)
    (folder / "0/0.txt").rename(folder / "0/other.txt")
    os.utime(folder / "0/1.txt")
    run = Run(home, "index", folder)
    check("36 no article twice", ids(home, folder) == expected, run.out.replace("\n", ","))
    (folder / "0/2.txt").unlink()
    Run(home, "index", folder)
    check("36 what is gone is gone", len(ids(home, folder)) == 199)
    large = archive(home, 6000, "large")
    child = start(home, "index", large)
    time.sleep(1.5)
    child.send_signal(signal.SIGINT)
    begun = time.monotonic()
    child.wait()
    check("37 stopped within a second", time.monotonic() - begun < 1, f"{time.monotonic() - begun:.2f} s")
    run = Run(home, "index", large)
    again = next((line for line in run.out.splitlines() if "unchanged" in line), "")
    check("37 it goes on where it was", bool(again), again.strip())


def main():
    chosen = [int(word) for word in sys.argv[1:]]
    for number, (title, function) in CASES.items():
        if chosen and number not in chosen:
            continue
        print(f"-- {title}", flush=True)
        home = pathlib.Path(tempfile.mkdtemp(prefix="index"))
        try:
            function(home)
        finally:
            shutil.rmtree(home, ignore_errors=True)
    end()


if __name__ == "__main__":
    main()

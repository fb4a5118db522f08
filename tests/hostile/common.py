"""What the scripts of this folder share: the program, a home of its own for it, and what a run cost."""

import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("NEWSPRINT", ROOT / "target/release/newsprint"))

GOOD = [
    ("A harbour opens", "Ships came into the new harbour of Aland at noon, the mayor Ann Lee said on Friday."),
    ("The council votes", "The council of Borg voted for a second bridge after a debate of nine hours on Monday night."),
    ("Rain at last", "It rained in the north of Norway for the first time in six weeks, and farmers danced in the fields."),
]


class Run:
    """One run of the program: its exit status, what it printed, seconds, and the most memory of any of its processes."""

    def __init__(self, home, *args, timeout=300, stdin=None, limits=()):
        env = {"PATH": os.environ.get("PATH", ""), "HOME": str(home)}

        def before():
            for what, most in limits:
                resource.setrlimit(what, (most, most))

        start = time.monotonic()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = subprocess.Popen(
                ["/usr/bin/env", str(PROGRAM), *map(str, args)],
                stdin=stdin or subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                env=env,
                preexec_fn=before,
            )
            try:
                child.wait(timeout)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
                sys.exit(f"hangs: newsprint {' '.join(map(str, args))}")
            out.seek(0)
            err.seek(0)
            self.out, self.err = out.read().decode("utf-8", "replace"), err.read().decode("utf-8", "replace")
        self.seconds = time.monotonic() - start
        self.status = child.returncode

    def articles(self):
        return [json.loads(line) for line in self.out.splitlines()]


def write_good(folder):
    """Three articles that nothing beside them may harm."""
    folder.mkdir(parents=True, exist_ok=True)
    for n, (title, text) in enumerate(GOOD):
        (folder / f"good{n}.txt").write_text(f"{title}\n\n{text}\n")


def is_good(home, folder):
    """Whether each of them is found in the archive, as it is indexed."""
    for title, _ in GOOD:
        run = Run(home, "search", f'title:"{title}"', "--in", folder, "--no-refresh", "--jsonl")
        if title not in run.out:
            return False
    return True


def check(name, passed, said=""):
    print(f"{'ok  ' if passed else 'FAIL'}  {name}{'  ' + said if said else ''}", flush=True)
    if not passed:
        check.failed += 1


check.failed = 0


def end():
    print(f"{check.failed} failed" if check.failed else "all passed")
    sys.exit(1 if check.failed else 0)

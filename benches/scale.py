#!/usr/bin/env python3
"""The scale table: newsprint beside its yardsticks, in turn, at growing sizes.

    benches/scale.py [--sizes starter,10k,100k,1m] [--pairs 3] [--keys 500] [--indexed] [--work DIR] [--target DIR]

Builds the release programs, makes the archives, and prints the table of the README as Markdown. A cell is the median of
the ratios of pairs run one after the other (A B A B), with newsprint's own figure behind it. Needs keylat.py and
make_corpus.py in $TOOLS (default ../shared/tools); says so and ends where they are not there. A million articles need
10 GB of disk and half an hour.
"""
import argparse, json, os, re, shutil, statistics, subprocess, sys, tempfile, time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(os.environ.get("TOOLS", ROOT.parent / "shared" / "tools"))
SIZES = {"starter": 0, "1k": 1_000, "10k": 10_000, "100k": 100_000, "1m": 1_000_000}
WORDS = ["minister", "government", "talks", "officials", "budget", "border", "election", "energy"]
MOVES = "jjjjjkkkkk" * 5
OPENS = "<Enter>" + "JJJJKKKK" * 6 + "q"
TOGGLES = "<Tab><Tab>" + "<Enter><Enter>j" * 4 + "<Tab>" + "<Enter><Enter>j" * 4 + "<Tab><Tab>"


def run(command, **more):
    """Seconds of CPU, the peak resident set in MiB, and what was printed."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen([str(c) for c in command], stdout=out, stderr=subprocess.DEVNULL, **more)
        _, _, usage = os.wait4(child.pid, 0)
        child.returncode = 0
        out.seek(0)
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.read().decode(errors="replace")


def keys(command, sequence, count, env=None):
    """Times about `count` keys: the sequence as often as it takes."""
    one = len(re.sub(r"<[^>]+>", "x", sequence))
    repeat = max(1, round(count / one))
    tool = [sys.executable, TOOLS / "keylat.py", "--json", "--settle", 1, "--repeat", repeat, "--keys", sequence]
    return json.loads(run([*tool, "--", *command], env=env)[2].strip().splitlines()[-1])


def size_of(path):
    return sum(p.stat().st_size for p in Path(path).rglob("*") if p.is_file())


def ratio(pairs, form="{:.2f}"):
    """Of (ours, yardstick): the median ratio, and ours beside it."""
    pairs = [(a, b) for a, b in pairs if a is not None and b]
    if not pairs:
        return "–"
    return f"{statistics.median(a / b for a, b in pairs):.2f}x ({form.format(statistics.median(a for a, _ in pairs))})"


class Size:
    def __init__(self, name, work, bins, options):
        self.name, self.work, self.pairs, self.keys = name, work / name, options.pairs, options.keys
        self.indexed = options.indexed
        self.program, self.floor, self.bare = bins
        self.work.mkdir(parents=True, exist_ok=True)
        self.env = dict(os.environ, **{f"XDG_{kind}_HOME": str(self.work / kind.lower()) for kind in ("DATA", "STATE", "CONFIG")})
        self.rows = {}
        self.archive = [] if name == "starter" else [self.work / "news.jsonl"]

    def measure(self):
        if self.archive and not self.indexed:
            self.index()
        elif not self.archive:
            run([self.program, "people", "--limit", "1"], env=self.env)
        self.screen()
        if self.archive:
            self.words()
            if SIZES[self.name] <= 100_000 and not self.indexed:
                self.refresh()
        return self.rows

    def index(self):
        count, text = SIZES[self.name], self.archive[0]
        if not text.exists():
            run([sys.executable, TOOLS / "make_corpus.py", "-n", count, "-o", text])
        full, plain, peaks = [], [], []
        for n in range(self.pairs if count <= 10_000 else 1):
            shutil.rmtree(self.work / "bare", ignore_errors=True)
            bare = run([self.bare, "index", self.work / "bare", text])[0]
            for pairs, option in ((plain, ["--no-entities"]), (full, [])):
                shutil.rmtree(self.work / "data", ignore_errors=True)
                start = time.perf_counter()
                cpu, peak, _ = run([self.program, "index", *option, text], env=self.env)
                pairs.append((cpu, bare))
                if not option:
                    peaks.append(peak)
                    self.rows["articles a second"] = f"{count / (time.perf_counter() - start):.0f}"
        self.rows["index, CPU"] = ratio(full, "{:.1f} s")
        self.rows["index without names, CPU"] = ratio(plain, "{:.1f} s")
        self.rows["index, peak memory"] = f"{max(peaks):.0f} MiB"
        self.rows["disk, of the text"] = f"{size_of(self.work / 'data') / text.stat().st_size:.2f}x"

    def screen(self):
        command = [self.program, *self.archive]
        start, moves, opens, toggles, echo, private = [], [], [], [], [], []
        ask = lambda sequence: keys(command, sequence, self.keys, env=self.env)
        for _ in range(self.pairs):
            floor = keys([self.floor], MOVES, self.keys)
            ours = ask(MOVES)
            start.append((ours["start_settled_ms"], floor["start_settled_ms"]))
            moves.append((ours["p99_ms"], floor["p99_ms"]))
            opens.append((ask(OPENS)["p99_ms"], floor["p99_ms"]))
            toggled = ask(TOGGLES)
            toggles.append((toggled["p99_ms"], floor["p99_ms"]))
            echo.append((ask("/minister<Esc>")["echo_p99_ms"], floor["p99_ms"]))
            private.append(toggled["rss_anon_mib"])
        self.rows["start to full frame"] = ratio(start, "{:.1f} ms")
        self.rows["move, p99"] = ratio(moves, "{:.1f} ms")
        self.rows["open the next, p99"] = ratio(opens, "{:.1f} ms")
        self.rows["toggle a name, p99"] = ratio(toggles, "{:.1f} ms")
        self.rows["`/`: echo, p99"] = ratio(echo, "{:.1f} ms")
        self.rows["private memory"] = f"{max(private):.0f} MiB"

    def words(self):
        pairs = []
        for _ in range(self.pairs):
            printed = run([self.bare, "search", self.work / "bare", *WORDS])[2]
            bare = float(printed.split("p99 ")[1].split()[0])
            floor = keys([self.floor], MOVES, self.keys // 4)["p99_ms"]
            typed = "".join(f"/{word}<Esc>" for word in WORDS)
            ours = keys([self.program, *self.archive], typed, self.keys, env=self.env)["p99_ms"]
            pairs.append((ours, 1.5 * bare + floor))
        self.rows["words: results, p99, of 1.5 engine + frame"] = ratio(pairs, "{:.1f} ms")

    def refresh(self):
        files = self.work / "files"
        if not files.exists():
            run([sys.executable, TOOLS / "make_corpus.py", "-n", SIZES[self.name], "-o", files, "--format", "txt"])
        run([self.program, "index", files], env=self.env)
        time.sleep(2.1)  # what was written just now is looked at twice
        run([self.program, "index", files], env=self.env)
        pairs = []
        for _ in range(self.pairs):
            find = run(["find", files, "-type", "f", "-printf", "%s %T@\n"])[0]
            pairs.append((run([self.program, "index", files], env=self.env)[0], find))
        self.rows["nothing changed, CPU, of `find`"] = ratio(pairs, "{:.2f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="starter,10k,100k")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--keys", type=int, default=500, help="of each kind, for the percentiles (500)")
    parser.add_argument("--indexed", action="store_true", help="the screen alone, on what --work holds already")
    parser.add_argument("--work", type=Path, help="kept for the next time")
    parser.add_argument("--target", type=Path, help="the folder of the built programs")
    options = parser.parse_args()
    missing = [name for name in ("keylat.py", "make_corpus.py") if not (TOOLS / name).is_file()]
    if missing:
        print(f"skipped: no {' and '.join(missing)} in {TOOLS}")
        return
    target = options.target
    if target is None:
        subprocess.run(["cargo", "build", "--release", "--bin", "newsprint", "--examples"], cwd=ROOT, check=True)
        target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
    bins = [target / "newsprint", target / "examples/floor", target / "examples/bare_tantivy"]
    with tempfile.TemporaryDirectory() as scratch:
        names = [name.lower() for name in options.sizes.split(",")]
        tables = {name: Size(name, options.work or Path(scratch), bins, options).measure() for name in names}
    labels = list(dict.fromkeys(label for rows in tables.values() for label in rows))
    print("| | " + " | ".join(names) + " |\n|---" + "|---" * len(names) + "|")
    for label in labels:
        print(f"| {label} | " + " | ".join(tables[name].get(label, "–") for name in names) + " |")


if __name__ == "__main__":
    main()

#!/usr/bin/env bash
# The figures of the README's table, newsprint and the floor program in turn. Needs the tools keylat.py and
# make_corpus.py in the folder $TOOLS (default ../shared/tools); says so and ends where they are not there.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=${TOOLS:-../shared/tools}
[ -f "$tools/keylat.py" ] || { echo "skipped: no keylat.py in $tools"; exit 0; }
cargo build --release --bin newsprint --example floor
target=${CARGO_TARGET_DIR:-target}/release
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config
python3 "$tools/make_corpus.py" -n 10000 -o "$work/archive" --format txt >/dev/null
echo "index 10,000 files:"
/usr/bin/time -f '%e s, %U s user, %M KiB' "$target/newsprint" index "$work/archive" >/dev/null 2>"$work/err" || true
tail -1 "$work/err"
"$target/newsprint" people --limit 1 >/dev/null # keeps the starter corpus as read
measure() { # name keys command...
    local name=$1 keys=$2
    shift 2
    python3 "$tools/keylat.py" --json --settle 1 --repeat "${REPEAT:-6}" --keys "$keys" -- "$@" |
        python3 -c 'import json, sys; d = json.load(sys.stdin); print("%-28s first %6.1f ms  key p50 %5.2f  p99 %5.2f ms  private %5.1f MiB" % (sys.argv[1], d["first_frame_ms"], d["p50_ms"], d["p99_ms"], d["rss_anon_mib"]))' "$name"
}
for _ in 1 2 3; do
    measure "floor, move" jjjjjkkkkk "$target/examples/floor"
    measure "starter, move" jjjjjkkkkk "$target/newsprint"
    measure "starter, filter" 'fwall<Esc>' "$target/newsprint"
    measure "10,000, move" jjjjjkkkkk "$target/newsprint" "$work/archive"
    measure "10,000, filter" 'fwall<Esc>' "$target/newsprint" "$work/archive"
done

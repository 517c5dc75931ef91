#!/bin/sh
# check.sh - what `make check` runs once everything is built: all kinds of
# tests in order of their cost, each to its end, and the sum of them.
set -u
. tests/tap.sh
. tests/case.sh

tally=$(mktemp) || exit 1
trap 'rm -f "$tally"' EXIT
status=0

step() {
	MT_TALLY=$tally "$@" || status=1
}

names() { # DIRECTORY PATTERN: file names without folder and ending
	find "$1" -maxdepth 1 -name "$2" 2>/dev/null |
		sed 's|.*/||; s|\.[a-z0-9]*$||' | LC_ALL=C sort
}

step sh tests/units.sh $(names tests/unit 'test_*.c' | sed "s|^|$B/unit/|")
step sh tests/golden.sh $(all_cases)
step sh tests/rules.sh
step sh tests/fuzz/replay.sh $(names tests/fuzz 'fuzz_*.c' | sed 's/^fuzz_//')
step sh tests/eximrows.sh
step sh tests/manexamples.sh
step sh tests/manoptions.sh
step sh tests/browser/browser.sh
step sh tests/faults/faults.sh
step sh tests/live/live.sh

[ -z "${MT_TALLY-}" ] || cat "$tally" >>"$MT_TALLY"
echo "check: $(tap_total "$tally")"
exit $status

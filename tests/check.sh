#!/bin/sh
# check.sh [sanitized] - what `make check` runs once everything is built: all
# kinds of tests, each to its end, and the sum of them. `sanitized` leaves out
# what tells nothing new under the sanitizers: tests/README.md says why.
set -u
. tests/tap.sh
. tests/case.sh

names() { # DIRECTORY PATTERN: file names without folder and ending
	find "$1" -maxdepth 1 -name "$2" 2>/dev/null |
		sed 's|.*/||; s|\.[a-z0-9]*$||' | LC_ALL=C sort
}

step() {
	case $1 in
	units) sh tests/units.sh \
		$(names tests/unit 'test_*.c' | sed "s|^|$B/unit/|") ;;
	golden) sh tests/golden.sh $(all_cases) ;;
	bytewise) sh tests/faults/bytewise.sh $(all_cases) ;;
	bytewise-few) sh tests/faults/bytewise.sh $(fault_cases) $(all_cases |
		grep -e '/from-pipe$' -e '/packed$' -e utf16 -e '/long-line$') ;;
	replay) sh tests/fuzz/replay.sh \
		$(names tests/fuzz 'fuzz_*.c' | sed 's/^fuzz_//') ;;
	*) sh "tests/$1.sh" ;;
	esac
}

# One kind in a process of its own, whose lines come at once when it is done:
# check.sh --one FOLDER KIND.
if [ "${1-}" = --one ]; then
	lines=$2/$(basename "$3")
	step "$3" >"$lines" 2>&1 || : >"$2/failed"
	cat "$lines"
	exit 0
fi

# The longest begin, so that none is left to run alone.
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
tally=${MT_TALLY-}
export MT_TALLY="$tmp/tally"
if [ "${1-}" = sanitized ]; then
	set -- bytewise-few
else
	set -- live/live bytewise browser/browser manoptions
fi
tap_each "$tmp" faults/faults "$@" \
	golden units rules eximrows manexamples replay

[ -z "$tally" ] || cat "$MT_TALLY" >>"$tally"
echo "check: $(tap_total "$MT_TALLY")"
[ ! -e "$tmp/failed" ]

#!/bin/sh
# units.sh PROGRAM... - run the unit tests, each a program made with Check, and
# add up the lines `100%: Checks: 3, Failures: 0, Errors: 0` that they print. One
# that ends with status 77 says why it cannot run: the kernel does not let it.
set -u
. tests/tap.sh

log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
for program in "$@"; do
	name=${program##*/}
	# Check has no time limit of its own for tests that it does not fork.
	timeout 900 "$program" >"$log" 2>&1
	status=$?
	if [ $status -eq 77 ]; then
		echo "ok - $name # SKIP $(cat "$log")"
		continue
	fi
	set -- $(sed -n 's/^[0-9]*%: Checks: \([0-9]*\), Failures: \([0-9]*\), Errors: \([0-9]*\)$/\1 \2 \3/p' "$log" |
		awk '{ n += $1; bad += $2 + $3 } END { print n + 0, bad + 0 }')
	bad=$2
	# A leak found at the end, or a crash outside of a test, is one failure.
	[ $status -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
	if [ "$bad" -eq 0 ] && [ "$1" -gt 0 ]; then
		echo "ok - $name: $1 checks"
	else
		[ "$bad" -gt 0 ] || bad=1
		echo "not ok - $name: $1 checks, $bad bad, exit status $status"
		sed 's/^/# /' "$log"
	fi
	failed=$((failed + bad))
	passed=$((passed + ($1 > bad ? $1 - bad : 0)))
done
tap_end unit

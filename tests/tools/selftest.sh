#!/bin/sh
# selftest.sh - the test scripts themselves: each must pass what is right, and
# fail what is wrong. They are run over small trees made here.
set -u
tests=$(cd "$(dirname "$0")/.." && pwd)
. "$tests/tap.sh"

tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
tally=${MT_TALLY-}
unset MT_TALLY
LC_ALL=C.UTF-8
export LC_ALL

passes() { # NAME COMMAND...
	tap_run "$@"
}

fails() { # NAME COMMAND...
	tap_name=$1
	shift
	if "$@" >/dev/null 2>&1; then
		tap_fail "$tap_name"
	else
		tap_pass "$tap_name"
	fi
}

for part in "$tests"/tools/selftest/*.sh; do
	mkdir "$tmp/now" && cd "$tmp/now" || exit 1
	# shellcheck source=/dev/null
	. "$part"
	cd "$tmp" && rm -rf "$tmp/now"
done
MT_TALLY=$tally
tap_end selftest

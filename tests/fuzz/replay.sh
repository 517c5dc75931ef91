#!/bin/sh
# replay.sh TARGET... - run the corpus of each fuzz target through it once, as
# plain tests: $B/replay/fuzz_TARGET over testdata/fuzz/TARGET/.
set -u
. tests/tap.sh

for target in "$@"; do
	program=$B/replay/fuzz_$target
	set -- testdata/fuzz/"$target"/*
	if [ ! -e "$1" ]; then
		tap_fail "fuzz/$target: no corpus in testdata/fuzz/$target"
	elif "$program" "$@" >/dev/null 2>&1; then
		passed=$((passed + $#))
		echo "ok - fuzz/$target: $# inputs"
	else
		for input in "$@"; do
			tap_run "fuzz/$target: ${input##*/}" "$program" "$input"
		done
	fi
done
tap_end replay

#!/bin/bash
# bench.sh - how mt-hops compares with mblaze's mhdr on the same list of files,
# in the same run, and what memory it takes. Only ratios are printed: absolute
# times say more about the machine than about the program.
#
# FILES=20000 messages as files, RUNS=10 of each, the best one counts.
# STRICT=1: a missed target is a failure.
set -u
cd "$(dirname "$0")/../.." || exit 1
dir=$B/bench
files=${FILES:-20000} runs=${RUNS:-10}
missed=0
mkdir -p "$dir"

# The made-up mail is kept: it is the same for the same number.
make_mail() {
	if [ ! -e "$dir/list-$files" ]; then
		rm -rf "$dir/mail" "$dir"/list-*
		mkdir "$dir/mail"
		perl tests/tools/genmail.pl "$files" "$dir/mail" || exit 1
		find "$PWD/$dir/mail" -type f | LC_ALL=C sort >"$dir/list-$files"
	fi
	[ -e "$dir/1000.mbox" ] ||
		perl tests/tools/genmail.pl 1000 - >"$dir/1000.mbox" || exit 1
	[ -e "$dir/100000.mbox" ] ||
		for _ in {1..100}; do
			cat "$dir/1000.mbox"
		done >"$dir/100000.mbox" || exit 1
}

ours() { # JOBS
	"$BIN/mt-hops" -f json -j"$1" --files-from "$dir/list-$files"
}
ours1() { ours 1; }
ours2() { ours 2; }
mhdr_raw() { mhdr -M -h received <"$dir/list-$files"; }
grep_raw() { xargs -d '\n' grep -hi '^received:' <"$dir/list-$files"; }

# measure COMMAND: milliseconds of CPU and wall time of one run.
measure() {
	local TIMEFORMAT='%3U %3S %3R'

	{ time "$1" >/dev/null 2>"$dir/stderr"; } 2>&1 |
		awk '{ printf "%d %d\n", ($1 + $2) * 1000 + 0.5, $3 * 1000 + 0.5 }'
}

# The runs take turns, so that a busy moment of the machine hits all alike.
best_of_all() {
	declare -gA cpu wall
	local what c w

	for ((i = 0; i <= runs; i++)); do
		for what in "$@"; do
			read -r c w < <(measure "$what")
			# The first round only warms the caches.
			((i == 0)) && continue
			((i == 1 || c < cpu[$what])) && cpu[$what]=$c
			((i == 1 || w < wall[$what])) && wall[$what]=$w
		done
	done
}

# The least of all runs: by chance, the heap begins where it takes one more large
# page.
peak_kib() { # MBOX
	for ((i = 0; i < runs; i++)); do
		command time -f %M "$BIN/mt-hops" -f json "$1" 2>&1 >/dev/null |
			tail -n 1
	done | sort -n | head -n 1
}

# ratio WHAT A B TARGET: print A/B; it should be TARGET at most, if given.
ratio() {
	local value verdict=

	value=$(awk -v a="$2" -v b="$3" 'BEGIN { printf "%.2f", a / b }')
	if [ -n "${4-}" ]; then
		verdict="target: at most $4"
		awk -v v="$value" -v t="$4" 'BEGIN { exit !(v > t) }' && {
			verdict+=", MISSED"
			missed=1
		}
	fi
	printf '%-62s %6s  %s\n' "$1" "$value" "$verdict"
}

[ -x "$BIN/mt-hops" ] || { echo "bench: no mt-hops yet" && exit; }
make_mail
best_of_all ours1 ours2 mhdr_raw grep_raw
ratio 'CPU time, mt-hops -f json -j1 : mhdr -M -h received' \
	"${cpu[ours1]}" "${cpu[mhdr_raw]}" 1
ratio 'wall time, mt-hops -f json -j2 : mhdr -M -h received' \
	"${wall[ours2]}" "${wall[mhdr_raw]}" 1
ratio "CPU time, mt-hops -f json -j1 : grep -hi '^received:'" \
	"${cpu[ours1]}" "${cpu[grep_raw]}"
small=$(peak_kib "$dir/1000.mbox")
large=$(peak_kib "$dir/100000.mbox")
ratio 'peak memory, mt-hops on 100,000 messages : 32 MiB' "$large" 32768 1
ratio 'peak memory, mt-hops on 100,000 : on 1,000 messages' \
	"$large" "$small" 1.1
[ -z "${STRICT-}" ] || exit $missed

#!/bin/bash
# logs.sh - how mt-queue compares with grep, pflogsumm and eximstats on the same
# logs, in the same run, and what memory it takes. Only ratios are printed.
#
# LINES=1000000 of a made-up log, RUNS=5 of each, the best one counts (one run
# of pflogsumm). LOG=FILE measures on a Postfix log of your own.
# STRICT=1: a missed target is a failure.
set -u
cd "$(dirname "$0")/../.." || exit 1
dir=$B/bench
lines=${LINES:-1000000} runs=${RUNS:-5}
missed=0
mkdir -p "$dir"

make_logs() {
	local kind

	for kind in postfix exim mixed; do
		[ -e "$dir/$kind-$lines.log" ] ||
			perl tests/tools/genlog.pl "$kind" "$lines" \
				>"$dir/$kind-$lines.log" || exit 1
	done
	[ -e "$dir/dated-$lines.log" ] ||
		date_lines <"$dir/postfix-$lines.log" \
			>"$dir/dated-$lines.log" || exit 1
	log=${LOG:-$dir/postfix-$lines.log}
}

# The same with RFC 3339 times, as syslog daemons write them today.
date_lines() {
	perl -pe '
		BEGIN {
			@month{qw(Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov
				Dec)} = 1 .. 12;
		}
		s/^(\w{3}) (..) (\S+)/sprintf "2026-%02d-%02dT%s.%06d+00:00",
			$month{$1}, $2, $3, $. * 7919 % 1000000/e'
}

# Of Exim's package, which would be an MTA of this machine, one script.
find_eximstats() {
	eximstats=$dir/exim/usr/sbin/eximstats
	[ -x "$eximstats" ] && return
	(cd "$dir" && apt-get -q download exim4-base >/dev/null 2>&1 &&
		dpkg -x exim4-base_*.deb exim) || eximstats=
}

queue() { "$BIN/mt-queue" --year 2026 "-j$1" "$2"; }
queue1() { queue 1 "$log"; }
queue2() { queue 2 "$log"; }
exim1() { queue 1 "$dir/exim-$lines.log"; }
postfix1() { queue 1 "$dir/postfix-$lines.log"; }
dated1() { queue 1 "$dir/dated-$lines.log"; }
mixed1() { queue 1 "$dir/mixed-$lines.log"; }
count() { LC_ALL=C grep -c status=sent "$log"; }
rival_pflogsumm() { pflogsumm "$log"; }
rival_eximstats() { "$eximstats" "$dir/exim-$lines.log"; }

# measure COMMAND: milliseconds of CPU and wall time of one run.
measure() {
	local TIMEFORMAT='%3U %3S %3R'

	{ time "$1" 2>"$dir/stderr" | cat >/dev/null; } 2>&1 |
		awk '{ printf "%d %d\n", ($1 + $2) * 1000 + 0.5, $3 * 1000 + 0.5 }'
}

# The runs take turns, so that a busy moment of the machine hits all alike.
best_of() { # RUNS COMMAND...
	local n=$1 what c w
	declare -gA cpu wall

	shift
	for ((i = 0; i < n; i++)); do
		for what in "$@"; do
			read -r c w < <(measure "$what")
			[ -n "${cpu[$what]-}" ] && ((c >= cpu[$what])) ||
				cpu[$what]=$c
			[ -n "${wall[$what]-}" ] && ((w >= wall[$what])) ||
				wall[$what]=$w
		done
	done
}

peak_kib() { # FILE
	command time -f %M "$BIN/mt-queue" --year 2026 -j1 "$1" 2>&1 >/dev/null |
		tail -n 1
}

# ratio WHAT A B [most|least TARGET]
ratio() {
	local value verdict=

	value=$(awk -v a="$2" -v b="$3" 'BEGIN { printf "%.2f", a / b }')
	if [ -n "${4-}" ]; then
		verdict="target: at $4 $5"
		awk -v v="$value" -v t="$5" -v how="$4" \
			'BEGIN { exit !(how == "most" ? v > t : v < t) }' && {
			verdict+=", MISSED"
			missed=1
		}
	fi
	printf '%-62s %6s  %s\n' "$1" "$value" "$verdict"
}

size() { stat -c %s "$1"; }

# CPU time for each byte, against that of the Postfix log.
per_byte() { # WHAT COMMAND FILE
	ratio "$1" "$((cpu[$2] * $(size "$log") / 1000))" \
		"$((cpu[queue1] * $(size "$3") / 1000))" most 2
}

make_logs
find_eximstats
best_of 1 queue1 count # warms the caches
unset cpu wall
best_of "$runs" queue1 queue2 count exim1 mixed1 postfix1 dated1
ratio 'CPU time, mt-queue -j1 : grep -c status=sent' \
	"${cpu[queue1]}" "${cpu[count]}" most 3
ratio 'wall time, mt-queue -j2 : -j1' "${wall[queue2]}" "${wall[queue1]}" \
	most 0.65
per_byte 'CPU time for a byte, Exim log : Postfix log' exim1 \
	"$dir/exim-$lines.log"
per_byte 'CPU time for a byte, mixed log : Postfix log' mixed1 \
	"$dir/mixed-$lines.log"
ratio 'CPU time, times as in RFC 3339 : as in RFC 3164, Postfix log' \
	"${cpu[dated1]}" "${cpu[postfix1]}"
if command -v pflogsumm >/dev/null; then
	best_of 1 rival_pflogsumm
	ratio 'CPU time, pflogsumm : mt-queue -j1' "${cpu[rival_pflogsumm]}" \
		"${cpu[queue1]}" least 40
fi
if [ -n "$eximstats" ]; then
	best_of 1 rival_eximstats
	ratio 'CPU time, eximstats : mt-queue -j1 on an Exim log' \
		"${cpu[rival_eximstats]}" "${cpu[exim1]}"
fi
ratio 'peak memory, mt-queue : 48 MiB' "$(peak_kib "$log")" 49152 most 1
[ -z "${STRICT-}" ] || exit $missed

#!/bin/sh
# run.sh TARGET... - fuzz each target for $T seconds, from its shipped corpus
# and what earlier runs found ($B/corpus/TARGET). Findings are kept in $B.
set -u
. tests/tap.sh

for target in "$@"; do
	mkdir -p "$B/corpus/$target" "$B/findings"
	echo "fuzz/$target: $T seconds"
	# Nothing outlives an input, so little that was freed need be kept.
	if ASAN_OPTIONS=detect_leaks=1:quarantine_size_mb=8 "$B/fuzz/fuzz_$target" \
		-max_total_time="$T" -timeout=10 -rss_limit_mb=2048 \
		-artifact_prefix="$B/findings/$target-" -print_final_stats=1 \
		"$B/corpus/$target" "testdata/fuzz/$target" \
		>"$B/$target.log" 2>&1; then
		tap_pass "fuzz/$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$B/$target.log") runs"
	else
		tap_fail "fuzz/$target: see $B/$target.log"
		tail -n 40 "$B/$target.log" | sed 's/^/# /'
	fi
done
tap_end fuzz

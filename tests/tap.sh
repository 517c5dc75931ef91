# tap.sh - sourced by the test scripts: results as TAP lines, and their sums.
#
# Each script ends with `tap_end NAME`, whose status is the script's. The sums
# are also added to the file $MT_TALLY, one line `NAME PASSED FAILED` each.
# shellcheck shell=sh
passed=0 failed=0

tap_pass() {
	passed=$((passed + 1))
	echo "ok $((passed + failed)) - $1"
}

tap_fail() {
	failed=$((failed + 1))
	echo "not ok $((passed + failed)) - $1"
}

# A test that cannot run here: no failure, except where all must run.
tap_skip() {
	if [ -n "${MT_MUST_RUN-}" ]; then
		tap_fail "$1: cannot run: $2"
	else
		echo "ok - $1 # SKIP $2"
	fi
}

# Run a command; its status decides, its output is shown as a comment if bad.
tap_run() {
	tap_name=$1
	shift
	if tap_out=$("$@" 2>&1); then
		tap_pass "$tap_name"
	else
		tap_fail "$tap_name"
		printf '%s\n' "$tap_out" | sed 's/^/# /'
	fi
}

# tap_each FOLDER THING...: the script that asks, as `SCRIPT --one FOLDER THING`,
# for each of them, as many at a time as there are processors.
tap_each() {
	tap_folder=$1
	shift
	[ $# -eq 0 ] || printf '%s\0' "$@" |
		xargs -0 -n 1 -P "$(nproc)" sh "$0" --one "$tap_folder"
}

# Results that another script left in a file, as our own; none are a failure.
tap_relay() {
	[ -s "$1" ] || {
		tap_fail "$1: no results"
		return
	}
	while IFS= read -r tap_line; do
		case $tap_line in
		'ok '*) tap_pass "${tap_line#* - }" ;;
		'not ok '*) tap_fail "${tap_line#* - }" ;;
		*) printf '# %s\n' "${tap_line#\# }" ;;
		esac
	done <"$1"
}

tap_end() {
	echo "# $1: $passed passed, $failed failed"
	[ -z "${MT_TALLY-}" ] || echo "$1 $passed $failed" >>"$MT_TALLY"
	[ "$failed" -eq 0 ]
}

# The sums of all lines of a tally file: `N passed, N failed`.
tap_total() {
	awk '{ p += $2; f += $3 }
	     END { printf "%d passed, %d failed\n", p, f }' "$1"
}

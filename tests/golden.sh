#!/bin/sh
# golden.sh [-u] [-p PREFIX] [-n NAME] CASE... - run the `cmd` of each CASE
# folder with the programs of $BIN and compare what came out.
#
# -u       write what came out into the cases instead
# -p       put PREFIX before every program of $BIN, as in `-p "valgrind -q"`
# -n       the NAME of the sum, when not `golden`
#
# tests/README.md says what a case may hold and which surroundings it sees.
set -u
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/case.sh"

workplace() { # CASE: a folder name of its own below $tmp
	printf %s "$1" | tr -c 'A-Za-z0-9.\n-' _
}

# One case in a process of its own: golden.sh --one FOLDER CASE.
if [ "${1-}" = --one ]; then
	run_case "$3" "$2/$(workplace "$3")"
	exit 0
fi

update='' prefix='' name=golden
while getopts un:p: option; do
	case $option in
	u) update=1 ;;
	n) name=$OPTARG ;;
	p) prefix=$OPTARG ;;
	*) exit 2 ;;
	esac
done
shift $((OPTIND - 1))

tmp=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$tmp"; rm -rf "$tmp"' EXIT
[ -z "$prefix" ] || make_wrappers "$tmp/bin" "$prefix"
export BIN

# What a case says it gives; files that are not there say nothing, and status 0.
wanted() {
	if [ -e "$1/$2" ]; then
		cat "$1/$2"
	elif [ "$2" = rc ]; then
		echo 0
	fi
}

update_case() {
	for f in out err rc; do
		rm -f "$1/$f"
		wanted "$1" $f | cmp -s - "$2/$f" || cp "$2/$f" "$1/$f"
	done
}

judge() {
	bad=
	for f in rc err out; do
		wanted "$1" $f | diff -u --text --label "$f wanted" \
			--label "$f given" - "$2/$f" >>"$2/diff" || bad=1
	done
	if [ -z "$bad" ]; then
		tap_pass "$1"
	else
		tap_fail "$1"
		head -n 60 "$2/diff" | sed 's/^/# /'
	fi
}

[ $# -eq 0 ] || printf '%s\0' "$@" |
	xargs -0 -n 1 -P "$(nproc)" sh "$0" --one "$tmp"
for case in "$@"; do
	work=$tmp/$(workplace "$case")
	[ -z "$update" ] || update_case "$case" "$work"
	judge "$case" "$work"
done
tap_end "$name"

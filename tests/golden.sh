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

# as_wanted CASE WORK: did it give what it says? Files that are not there say
# nothing, and status 0.
as_wanted() {
	for f in out err rc; do
		if [ -e "$1/$f" ]; then
			cmp -s "$1/$f" "$2/$f" || return
		elif [ $f = rc ]; then
			read -r status <"$2/rc" && [ "$status" = 0 ] || return
		else
			[ ! -s "$2/$f" ] || return
		fi
	done
}

# One case in a process of its own: golden.sh --one FOLDER CASE.
if [ "${1-}" = --one ]; then
	run_case "$3" "$2/$3"
	as_wanted "$3" "$2/$3" && : >"$2/$3/good"
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

# What a case says it gives, also where it has no file for it.
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

show_difference() {
	for f in rc err out; do
		wanted "$1" $f | diff -u --text --label "$f wanted" \
			--label "$f given" - "$2/$f"
	done | head -n 60 | sed 's/^/# /'
}

tap_each "$tmp" "$@"
for case in "$@"; do
	work=$tmp/$case
	if [ -n "$update" ]; then
		update_case "$case" "$work"
		tap_pass "$case"
	elif [ -e "$work/good" ]; then
		tap_pass "$case"
	else
		tap_fail "$case"
		show_difference "$case" "$work"
	fi
done
tap_end "$name"

#!/bin/sh
# programs.sh - each program has a manual page, a golden case of every kind
# that all programs share, and a case for fault injection; and none of these
# stands there without its program.
set -eu

kinds='file from-file from-pipe empty null-list unreadable bad-option
disk-full closed-pipe help'

bad=0
say() {
	echo "$1"
	bad=1
}

for source in cmd/*.c; do
	[ -e "$source" ] || continue
	program=${source##*/}
	program=${program%.c}
	[ -e "man/$program.1" ] || say "$program: no man/$program.1"
	for kind in $kinds; do
		[ -e "testdata/cli/$program/$kind/cmd" ] ||
			say "$program: no case testdata/cli/$program/$kind"
	done
	grep -q "^$program/" tests/faults/cases ||
		say "$program: no case in tests/faults/cases"
done

for thing in man/*.1 testdata/cli/*; do
	[ -e "$thing" ] || continue
	program=${thing##*/}
	[ -e "cmd/${program%.1}.c" ] || say "$thing: no such program in cmd/"
done

for case in $(sed 's/ *#.*//' tests/faults/cases); do
	[ -e "testdata/cli/$case/cmd" ] || say "tests/faults/cases: no $case"
done
exit $bad

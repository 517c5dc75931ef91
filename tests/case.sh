# case.sh - sourced by golden.sh, faults.sh and check.sh: how a case folder is run.
# shellcheck shell=sh
tests=$(cd "$(dirname "$0")" && while [ ! -e tap.sh ]; do
	[ "$PWD" != / ] && cd .. || exit 1
done && pwd) || {
	echo "$0: not below tests/" >&2
	exit 2
}

# make_wrappers FOLDER PREFIX: a script of the same name for each program of
# $BIN, which puts PREFIX before it: so a prefix reaches the programs alone and
# not the shell, cat or jq beside them.
make_wrappers() {
	mkdir -p "$1"
	for program in "$BIN"/*; do
		[ -x "$program" ] || continue
		printf '#!/bin/sh\nexec %s %s "$@"\n' "$2" "$program" \
			>"$1/${program##*/}"
		chmod +x "$1/${program##*/}"
	done
	BIN=$1
}

# run_case CASE WORK: run a copy of the case without its answers, leaving out,
# err and rc in the new folder WORK. ../testdata is the real one.
run_case() {
	[ -d "$2" ] || {
		mkdir -p "$2"
		cp -R "$1" "$2/case"
		ln -s "$tests/../testdata" "$2/testdata"
		rm -f "$2/case/out" "$2/case/err" "$2/case/rc"
	}
	case_in=/dev/null
	[ ! -e "$1/stdin" ] || case_in=$1/stdin
	(cd "$2/case" && exec env -i PATH="$BIN:$PATH" HOME="$2/home" \
		TMPDIR="$2" LC_ALL=C.UTF-8 TZ=UTC G_DEBUG=fatal-criticals \
		timeout 120 sh ./cmd) <"$case_in" >"$2/out" 2>"$2/err"
	echo $? >"$2/rc"
}

# The folders of all golden cases, in order; their names hold no white space.
all_cases() {
	find testdata/cli -mindepth 3 -maxdepth 3 -name cmd 2>/dev/null |
		sed 's|/cmd$||' | LC_ALL=C sort
}

# Those that are run with faults as well.
fault_cases() {
	sed 's/ *#.*//; s|^.|testdata/cli/&|' "$tests/faults/cases"
}

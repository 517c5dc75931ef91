#!/bin/sh
# faults.sh [CASE...] - make the nth read, write, open or close of a program
# fail, for n = 1, 2, 3 ... until the case has no nth call, and see that the
# fault is either without effect or told: never a crash, a wrong report, or an
# empty success. Without CASE: those that the file `cases` beside this names.
set -u
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/../case.sh"

# call, fault, and what may follow:
#   told   status 3 or 4 and a message, or the same result as ever
#   same   the same result as ever: the call is to be repeated
#   any    either of them, also where standard output is meant
faults() {
	cat <<'F'
read EIO told
read EINTR same
read short same
write ENOSPC told
write EINTR same
write short same
open EACCES told
open EMFILE told
close EIO told
close EINTR any
F
}
max=400 # calls of one kind in one case: more would be no small case

tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
plain=$BIN
make_wrappers "$tmp/bin" "env LD_PRELOAD='$(cd "$B" && pwd)/faults.so' \
	MT_FAULT=\$(cat $tmp/plan) MT_FAULT_MARK=$tmp/mark"

same_as_ever() {
	cmp -s "$1/out" "$2/out" && cmp -s "$1/rc" "$2/rc"
}

# told FOUND: a message and a status that says so; what could not be written to
# standard output is fatal.
told() {
	[ -s "$1/err" ] || return 1
	read -r rc <"$1/rc"
	[ "$rc" = 4 ] || { [ "$rc" = 3 ] && [ "$descriptor" != 1 ]; }
}

# good PLAIN FAULTED MAY: is this end of a faulted run a good one?
good() {
	[ ! -s "$2/err" ] ||
		! grep -Eq 'Sanitizer|runtime error:|CRITICAL' "$2/err" || return 1
	if [ "$3" != told ] || [ "$descriptor" != 1 ]; then
		same_as_ever "$1" "$2" && return 0
	fi
	[ "$3" != same ] && told "$2"
}

try() { # CASE CALL HOW MAY
	n=1
	while [ $n -le $max ]; do
		: >"$tmp/mark"
		echo "$2:$3:$n" >"$tmp/plan"
		run_case "$1" "$tmp/faulted"
		read -r descriptor <"$tmp/mark" || break
		good "$tmp/plain" "$tmp/faulted" "$4" || {
			tap_fail "$1: $2 $n of descriptor $descriptor: $3"
			echo "# status $(cat "$tmp/faulted/rc")," \
				"$(wc -c <"$tmp/faulted/out") bytes out"
			head -n 20 "$tmp/faulted/err" | sed 's/^/# /'
			return
		}
		n=$((n + 1))
	done
	if [ $n -gt $max ]; then
		tap_fail "$1: more than $max calls of $2"
	else
		tap_pass "$1: $2 $3 in $((n - 1)) places"
	fi
}

# One case in a process of its own: faults.sh --one FOLDER CASE.
if [ "${1-}" = --one ]; then
	case=$3
	[ -e "$case/cmd" ] || exit
	echo read:EIO:1000000 >"$tmp/plan"
	run_case "$case" "$tmp/plain"
	while read -r call how may <&3; do
		try "$case" "$call" "$how" "$may" 3<&-
	done 3<<F >"$2/$(echo "$3" | tr / _)"
$(faults)
F
	exit 0
fi

[ $# -gt 0 ] || set -- $(fault_cases)
mkdir "$tmp/tap"
(BIN=$plain && tap_each "$tmp/tap" "$@")
for case in "$@"; do
	tap_relay "$tmp/tap/$(echo "$case" | tr / _)"
done
tap_end faults

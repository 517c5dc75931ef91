#!/bin/sh
# tidy.sh - clang-tidy over cmd/ and lib/. A source that was clean, and is the
# same after preprocessing, is not looked at again: $B/tidy/ keeps its digest.
set -u
. tests/tap.sh

config=tests/lint/clang-tidy
# Paths that the analyser follows in a function: a third of what it would do by
# itself, for a third of the time, which is most of what `make lint` takes.
few='-Xclang -analyzer-config -Xclang max-nodes=75000'

digest() {
	# shellcheck disable=SC2086
	{
		cat $config
		$CC $LINT_CPPFLAGS -E -C "$1" 2>&1
	} | sha256sum | cut -d' ' -f1
}

# One file in a process of its own: tidy.sh --one FOLDER FILE. It leaves a log
# where the file is not clean.
if [ "${1-}" = --one ]; then
	name=$2/$(echo "$3" | tr / _)
	# CI begins with nothing: a digest is of no use to anybody there.
	now=
	if [ -z "${CI-}" ]; then
		now=$(digest "$3")
		[ "$now" != "$(cat "$name.ok" 2>/dev/null)" ] || exit 0
	fi
	rm -f "$name.ok"
	# shellcheck disable=SC2086
	if clang-tidy --quiet --config-file=$config --header-filter='lib/' \
		"$3" -- $LINT_CPPFLAGS $few >"$name.log" 2>&1; then
		echo "$now" >"$name.ok"
		rm -f "$name.log"
	fi
	exit 0
fi

mkdir -p "$B/tidy"
set -- $(find cmd lib -name '*.c' 2>/dev/null | LC_ALL=C sort)
tap_each "$B/tidy" "$@"
for file in "$@"; do
	name=$B/tidy/$(echo "$file" | tr / _)
	if [ -e "$name.ok" ]; then
		tap_pass "tidy $file"
	else
		tap_fail "tidy $file"
		grep -A 2 -e 'error:' "$name.log" | sed 's/^/# /'
	fi
done
tap_end tidy

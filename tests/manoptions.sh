#!/bin/sh
# manoptions.sh - each program's --help and its manual page name the same long
# options.
set -u
. tests/tap.sh

tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

long_options() {
	grep -o -- '--[a-z][a-z0-9-]*' | LC_ALL=C sort -u
}

for program in "$BIN"/*; do
	[ -x "$program" ] || continue
	program=${program##*/}
	"$BIN/$program" --help 2>/dev/null | long_options |
		grep -v '^--help-' >"$tmp/help" # GLib's --help-all and such
	mandoc -Thtml -Ofragment "man/$program.1" 2>/dev/null |
		perl -0ne 'print "$_\n" for /<dt.*?<\/dt>/gs' |
		sed 's/<[^>]*>//g' | long_options >"$tmp/man"
	tap_run "$program: --help and $program.1 name the same options" \
		diff -u --label "$program --help" --label "$program.1" \
		"$tmp/help" "$tmp/man"
done
tap_end options

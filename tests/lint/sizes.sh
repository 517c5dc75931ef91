#!/bin/sh
# sizes.sh - files stay small: none over 600 lines, one over 400 says why in a
# comment with the word `Size:`, the median is 200 or less; and no function has
# a body over 50 lines.
set -eu

files() {
	find cmd lib tests \( -name '*.[ch]' -o -name '*.sh' -o -name '*.pl' \
		-o -name '*.mk' \) 2>/dev/null | LC_ALL=C sort
	echo Makefile
}

bad=0
for file in $(files); do
	lines=$(wc -l <"$file")
	echo "$lines"
	[ "$lines" -le 600 ] || { bad=1 && echo "$file: $lines lines" >&2; }
	[ "$lines" -le 400 ] || grep -q 'Size:' "$file" || {
		bad=1 && echo "$file: $lines lines, and no 'Size:' reason" >&2
	}
done >"${TMPDIR:-/tmp}/sizes.$$"
median=$(sort -n "${TMPDIR:-/tmp}/sizes.$$" |
	awk '{ n[NR] = $1 } END { print n[int((NR + 1) / 2)] }')
rm "${TMPDIR:-/tmp}/sizes.$$"
[ "$median" -le 200 ] || { bad=1 && echo "median file: $median lines" >&2; }

# A body begins with `{` and ends with `}` in the first column.
files | grep '\.[ch]$' | xargs -r awk '
FNR == 1 { start = 0 }
/^\{/ { start = FNR }
/^\}/ && start {
	if (FNR - start - 1 > 50) {
		print FILENAME ":" start ": a body of " FNR - start - 1 " lines"
		bad = 1
	}
	start = 0
}
END { exit bad }' >&2 || bad=1
exit $bad

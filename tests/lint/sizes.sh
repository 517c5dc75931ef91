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
lines=$(files | xargs awk 'FNR == 1 { n++ }
{ lines[n] = FNR " " FILENAME }
/Size:/ { reason[n] = " reason" }
END { for (i in lines) print lines[i] reason[i] }' | sort -n)
echo "$lines" | awk '
{ n[NR] = $1 }
$1 > 600 { print $2 ": " $1 " lines"; bad = 1 }
$1 > 400 && !$3 { print $2 ": " $1 " lines, and no Size: reason"; bad = 1 }
END {
	median = n[int((NR + 1) / 2)]
	if (median > 200)
		print "median file: " median " lines"
	exit bad || median > 200
}' >&2 || bad=1

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

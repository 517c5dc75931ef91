#!/bin/sh
# layers.sh - a folder of lib/ may include itself and folders of lower rank,
# never one of its own rank; and each foreign library has one folder that may
# include it.
set -eu

ranks='base 0  input 1  stats 1  reason 1  geo 1  identity 1
mime 2  received 2  idtime 2  authres 2  mtalog 2
chain 3  flow 4  forge 4  queue 5  record 6  report 7  cli 8  cmd 9'

foreign='gmime/ mime  maxminddb.h geo  archive input  liburing.h input
jansson.h base  libpsl.h identity  idn2.h identity'

find cmd lib -name '*.[ch]' 2>/dev/null | LC_ALL=C sort |
	xargs -r grep -Hn '^#[[:space:]]*include' |
	awk -F: -v ranks="$ranks" -v foreign="$foreign" '
BEGIN {
	n = split(ranks, a, " ")
	for (i = 1; i < n; i += 2)
		rank[a[i]] = a[i + 1]
	n = split(foreign, a, " ")
	for (i = 1; i < n; i += 2)
		owner[a[i]] = a[i + 1]
}
function say(what) {
	print $1 ":" $2 ": " what
	bad = 1
}
{
	split($1, path, "/")
	from = path[1] == "cmd" ? "cmd" : path[2]
	if (!(from in rank))
		say("folder " from " has no rank")
	ours = match($3, /"[^"]*"/)
	file = ours ? substr($3, RSTART + 1, RLENGTH - 2) : ""
	if (ours) {
		split(file, to, "/")
		if (!index(file, "/") || !(to[1] in rank))
			say("include as \"folder/file.h\": " file)
		else if (to[1] != from && rank[to[1]] >= rank[from])
			say(from " must not include " to[1])
	} else {
		for (o in owner)
			if (index($3, "<" o) && from != owner[o])
				say("only " owner[o] " may include <" o)
	}
}
END { exit bad }'

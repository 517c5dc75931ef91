#!/bin/sh
# valgrind.sh CASE... - the golden cases under memcheck: the same output as
# always, and no error or definite leak in any program.
set -u
log=$(mktemp -d) || exit 1
trap 'rm -rf "$log"' EXIT

# GLib keeps some memory for ever, by design: only definite leaks count, but for
# those of the loader. What valgrind says goes into files, so that stderr stays the
# program's own.
sh tests/golden.sh -n valgrind -p "valgrind -q --leak-check=full \
	--errors-for-leak-kinds=definite --show-leak-kinds=definite \
	--suppressions=$PWD/tests/tools/valgrind.supp \
	--error-exitcode=99 --log-file=$log/%p" "$@"
status=$?
cat "$log"/* 2>/dev/null
exit $status

#!/bin/sh
# bytewise.sh CASE... - golden cases once more with every read, and then with
# every write, of one byte only.
set -u
library=$(cd "$B" && pwd)/faults.so

status=0
for call in read write; do
	sh tests/golden.sh -n "bytewise-$call" -p \
		"env LD_PRELOAD='$library' MT_FAULT=$call:short:0" "$@" ||
		status=1
done
exit $status

#!/bin/sh
# bytewise.sh CASE... - golden cases once more, with every read and every write
# of one byte only.
set -u
library=$(cd "$B" && pwd)/faults.so
exec sh tests/golden.sh -n bytewise -p \
	"env LD_PRELOAD='$library' MT_FAULT=move:short:0" "$@"

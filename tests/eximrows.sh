#!/bin/sh
# eximrows.sh - every message of a long Exim log by mt-trace and mt-queue, held
# against what the lines of the log say: see tools/eximrows.pl.
set -u
. tests/tap.sh

log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
perl tests/tools/genlog.pl exim 20000 >"$log"

rows() { # PROGRAM [OPTION]
	"$BIN/$1" --tz UTC -f json ${2+"$2"} "$log" 2>/dev/null |
		perl tests/tools/eximrows.pl "$log"
}

tap_run 'mt-trace: messages of Exim' rows mt-trace
tap_run 'mt-queue: deliveries of Exim' rows mt-queue --deliveries
tap_end exim

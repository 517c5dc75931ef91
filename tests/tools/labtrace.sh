#!/bin/sh
# labtrace.sh LAB - mt-trace over the logs of a run of several real hosts, held
# against what is known of it: `make lab LAB=DIR`. Needs Python, and no less.
#
# LAB has logs/HOST/, mail/, hosts.json (fqdn and tz of each HOST), truth.jsonl
# (one object for each injected message) and wire.jsonl (SMTP transactions as
# captured).
set -eu

lab=${1:?usage: labtrace.sh LAB}
dir=$(dirname "$0")
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# Each log has the name and the zone of its host.
python3 - "$lab" >"$tmp/options" <<'END'
import json, sys
for name, h in json.load(open(sys.argv[1] + "/hosts.json"))["hosts"].items():
    print("--host=*/logs/%s/*=%s" % (name, h["fqdn"]))
    print("--tz=*/logs/%s/*=%s" % (name, h["tz"]))
END
set -f
IFS='
'
# shellcheck disable=SC2046 # one option a line
set -- $(cat "$tmp/options")
status=0
"$BIN/mt-trace" -f json "$@" "$lab/logs" |
	python3 "$dir/labtrace.py" "$lab" || status=1
"$BIN/mt-trace" -f json "$@" --message "$lab/mail" "$lab/logs" 2>/dev/null |
	python3 "$dir/labmatch.py" "$lab" || status=1
exit $status

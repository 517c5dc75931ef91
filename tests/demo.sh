#!/bin/sh
# demo.sh - show what the programs say about the messages of testdata/incident:
# the commands of its file `demo`, each printed before it is run.
set -u
cd "$(dirname "$0")/../testdata/incident" || exit 1
PATH=$BIN:$PATH
export PATH

# Lines: `# text` is shown, `$ command` is shown and run, others are skipped.
status=0
while IFS= read -r line <&3; do
	case $line in
	'# '*)
		printf '\n%s\n' "${line#\# }"
		;;
	'$ '*)
		printf '\n%s\n' "$line"
		sh -c "${line#\$ }" || status=1
		;;
	esac
done 3<demo
exit $status

#!/bin/sh
# demo.sh - tell the incident of testdata/incident with the programs: the
# commands of its file `demo`, each printed before it is run. The last one makes
# the report, whose path is said in the end.
set -u
REPORT=${REPORT:-$(dirname "$BIN")/incident.html}
export REPORT
rm -f "$REPORT"
cd "$(dirname "$0")/../testdata/incident" || exit 1
PATH=$BIN:$PATH
export PATH

# Lines: `# text` is shown, `$ command` is shown and run, others are skipped.
status=0
said=
while IFS= read -r line <&3; do
	case $line in
	'# '*)
		[ "$said" = yes ] || echo
		printf '%s\n' "${line#\# }"
		said=yes
		continue
		;;
	'$ '*)
		printf '\n%s\n\n' "$line" | sed "s|\$REPORT|$REPORT|"
		sh -c "${line#\$ }" || status=1
		;;
	esac
	said=
done 3<demo

[ -s "$REPORT" ] || status=1
printf '\nThe report: %s\n' "$REPORT"
exit $status

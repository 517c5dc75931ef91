#!/bin/sh
# browser.sh - reports as a reader sees them: the HTML of some, and of one made of
# hostile records, through tidy, its charts through xmllint, and all of it
# through a browser. Pictures stay in $B/browser for a person's eye.
set -u
. tests/tap.sh

at=$B/browser
rm -rf "$at"
mkdir -p "$at"
at=$(cd "$at" && pwd)

report() { # NAME ARGUMENT...
	name=$1
	shift
	"$BIN/mt-report" --now 2026-11-23T12:00:00Z --tz UTC --year 2026 \
		-f html -o "$at/$name.html" "$@" 2>/dev/null
}

make_pages() {
	perl tests/browser/hostile.pl >"$at/hostile.jsonl" &&
		report records testdata/man/mt-report.1/incident.jsonl &&
		report incident --message testdata/incident/delayed.eml \
			--message testdata/incident/forged.eml \
			--message testdata/incident/mail \
			--log testdata/incident/logs \
			--trust-by '*.alpha.example' &&
		printf 'From: a@a.example\n\n' >"$at/bare.eml" &&
		report bare --message "$at/bare.eml" &&
		report redacted --redact=all "$at/hostile.jsonl" &&
		report hostile "$at/hostile.jsonl"
}

# Each chart is an XML document of its own.
charts() {
	perl -0ne 'print "$_\n" for /<svg.*?<\/svg>/gs' "$1" |
		while IFS= read -r chart; do
			printf '%s' "$chart" | xmllint --noout - || echo bad
		done 2>&1
}

no_charts_bad() {
	bad=$(charts "$1")
	[ -z "$bad" ] || echo "$bad"
	[ -z "$bad" ]
}

tap_run 'pages are made' make_pages
for page in "$at"/*.html; do
	name=${page##*/}
	tap_run "$name: tidy" tidy -q -e "$page"
	tap_run "$name: charts are XML" no_charts_bad "$page"
	tap_run "$name: under 2 MB" [ "$(wc -c <"$page")" -lt 2000000 ]
done
chromium=$(command -v chromium || command -v chromium-browser)
axe=$(sh tests/tools/axe.sh)
[ -n "$axe" ] ||
	tap_skip 'reports for people who do not see them' 'axe-core is missing'
if [ -z "$chromium" ]; then
	tap_skip 'reports in a browser' 'chromium is missing'
else
	# shellcheck disable=SC2086 # no axe-core, no argument
	perl tests/browser/check.pl "$chromium" "$at" $axe >"$at/tap" 2>&1 ||
		echo 'not ok - the browser has no complaints' >>"$at/tap"
	tap_relay "$at/tap"
fi
tap_end browser

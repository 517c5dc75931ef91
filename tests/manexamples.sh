#!/bin/sh
# manexamples.sh - run the examples of the manual pages and the pipelines of
# the README, as a reader would.
#
# Each starts in a fresh copy of testdata/man/PAGE/, which is also its home. It
# must end with status 0, or with the one that the text before it names, and
# give something: output, or a file that is not empty.
set -u
. tests/tap.sh

tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

# A pipe whose reader leaves early (head) is no failure: status 141.
run_example() { # COMMAND-FILE
	(cd "$tmp/work" && env -i PATH="$BIN:$PATH" HOME="$tmp/work" \
		TMPDIR="$tmp" LC_ALL=C.UTF-8 TZ=UTC G_DEBUG=fatal-criticals \
		timeout 60 bash -o pipefail "$1") \
		</dev/null >"$tmp/out" 2>"$tmp/err"
	rc=$?
	[ $rc -ne 141 ] || rc=0
}

# Programs are faster than the clock of files ticks: what was there is dated back.
date_back() {
	find "$tmp/work" -type f -exec touch -d '2 hours ago' {} +
	touch -d '1 hour ago' "$tmp/start"
}

gives_something() {
	[ -s "$tmp/out" ] ||
		[ -n "$(find "$tmp/work" -newer "$tmp/start" -type f -size +0)" ]
}

for source in man/*.[157] README.md; do
	[ -e "$source" ] || continue
	page=${source##*/}
	page=${page%.md}
	rm -rf "$tmp/commands"
	mkdir "$tmp/commands"
	perl tests/tools/manexamples.pl "$source" "$tmp/commands" || {
		tap_fail "$page: its examples cannot be read"
		continue
	}
	for command in "$tmp"/commands/*.rc; do
		[ -e "$command" ] || continue
		wanted=$(cat "$command")
		command=${command%.rc}
		rm -rf "$tmp/work"
		mkdir "$tmp/work"
		[ ! -d "testdata/man/$page" ] ||
			cp -R "testdata/man/$page/." "$tmp/work"
		date_back
		run_example "$command"
		if [ "$rc" = "$wanted" ] && gives_something; then
			tap_pass "$page: $(head -n 1 "$command")"
		else
			tap_fail "$page: status $rc of: $(cat "$command")"
			head -n 20 "$tmp/err" | sed 's/^/# /'
		fi
	done
done
tap_end examples

#!/bin/sh
# rules.sh - each rule of mt-forge that can give grade A or B has samples in
# testdata/forge/RULE/: hit.eml, which it must find with such a grade, and
# miss.eml, which differs little and is honest. `options`, if there, are the
# arguments, one a line; other files are for them. No rule at all may give grade
# A to a miss.
set -u
. tests/tap.sh

# `*` in options is a pattern of mt-forge's, not of the shell.
found() { # FOLDER FILE: rule and grade of each finding
	(
		cd "$1" || exit 1
		set -f
		# shellcheck disable=SC2046 # one word a line
		env -i PATH="$BIN:$PATH" LC_ALL=C.UTF-8 TZ=UTC \
			G_DEBUG=fatal-criticals \
			mt-forge -f tsv $([ ! -e options ] || cat options) "$2" \
			2>/dev/null | cut -f 5,6 | tr '\t' ' '
	)
}

for rule in $("$BIN/mt-forge" --list-rules | awk '/^[AB]|^C[AB]/ { print $2 }'); do
	folder=testdata/forge/$rule
	if ! [ -e "$folder/hit.eml" ] || ! [ -e "$folder/miss.eml" ]; then
		tap_fail "$rule: no hit.eml and miss.eml in $folder"
	elif ! found "$folder" hit.eml | grep -q "^$rule [AB]\$"; then
		tap_fail "$rule: not found in $folder/hit.eml"
	elif found "$folder" miss.eml | grep -q "^$rule [AB]\$\| A\$"; then
		tap_fail "$rule: found in $folder/miss.eml, or something of grade A"
	else
		tap_pass "$rule"
	fi
done
for folder in testdata/forge/*/; do
	rule=${folder#testdata/forge/}
	"$BIN/mt-forge" --explain "${rule%/}" >/dev/null 2>&1 ||
		tap_fail "$folder: no such rule"
done
tap_end rules

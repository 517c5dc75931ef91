#!/bin/sh
# rules.sh - each rule of mt-forge that can give grade A or B has samples in
# testdata/forge/RULE/: hit.eml, which it must find with such a grade, and
# miss.eml, which differs little and is honest. `options`, if there, are the
# arguments, one a line; other files are for them. No rule at all may give grade
# A to a miss.
set -u
. tests/tap.sh

tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

# `*` in options is a pattern of mt-forge's, not of the shell.
found() { # FOLDER: the findings in both samples
	(
		cd "$1" || exit 1
		set -f
		# shellcheck disable=SC2046 # one word a line
		env -i PATH="$BIN:$PATH" LC_ALL=C.UTF-8 TZ=UTC \
			G_DEBUG=fatal-criticals mt-forge -f tsv \
			$([ ! -e options ] || cat options) hit.eml miss.eml
	)
}

judge() { # RULE FINDINGS: by source ($1), rule ($5) and grade ($6)
	awk -F '\t' -v rule="$1" '
	$1 == "hit.eml" && $5 == rule && $6 ~ /[AB]/ { hit = 1 }
	$1 == "miss.eml" && ($5 == rule && $6 ~ /[AB]/ || $6 == "A") { miss = 1 }
	END { print hit ? (miss ? "twice" : "good") : "none" }' "$2"
}

rules=$("$BIN/mt-forge" --list-rules)
for rule in $(echo "$rules" | awk '/^[AB]|^C[AB]/ { print $2 }'); do
	folder=testdata/forge/$rule
	if ! [ -e "$folder/hit.eml" ] || ! [ -e "$folder/miss.eml" ]; then
		tap_fail "$rule: no hit.eml and miss.eml in $folder"
		continue
	elif ! found "$folder" >"$tmp/out" 2>"$tmp/err"; then
		tap_fail "$rule: mt-forge fails over $folder"
		sed 's/^/# /' "$tmp/err"
		continue
	fi
	case $(judge "$rule" "$tmp/out") in
	none) tap_fail "$rule: not found in $folder/hit.eml" ;;
	twice) tap_fail "$rule: found in $folder/miss.eml, or something of grade A" ;;
	*) tap_pass "$rule" ;;
	esac
done
for folder in testdata/forge/*/; do
	rule=${folder#testdata/forge/}
	case $rules in
	*" ${rule%/} "*) ;;
	*) tap_fail "$folder: no such rule" ;;
	esac
done
tap_end rules

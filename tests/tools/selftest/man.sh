# The examples and the options of manual pages.
# shellcheck shell=sh disable=SC2154
mkdir -p bin man testdata/man/say.1 tests/tools
cp "$tests/tap.sh" tests
cp "$tests/tools/manexamples.pl" tests/tools
printf '#!/bin/sh\n[ "$1" = --help ] && echo --all && exit\ncat "$@"\n' >bin/say
chmod +x bin/say
echo hello >testdata/man/say.1/greeting

page() { # LINE...: a page with these examples
	printf '%s\n' '.Dd January 1, 2026' '.Dt SAY 1' .Os '.Sh NAME' '.Nm say' \
		'.Nd says' '.Sh DESCRIPTION' '.Bl -tag -width Ds' \
		'.It Fl a , -all' 'All.' .El '.Sh EXAMPLES' >man/say.1
	printf '%s\n' "$@" '.Sh SEE ALSO' '.Dl false' >>man/say.1
}

examples() {
	BIN=$PWD/bin sh "$tests/manexamples.sh"
}

page '.Dl say greeting' 'And:' '.Bd -literal' 'say greeting |' '  grep hell' .Ed
passes 'man: right examples' examples
page '.Ss One' '.Dl say greeting' '.Ss Two' '.Dl say nothing'
fails 'man: one that fails' examples
page '.Dl say nothing | cat; cat greeting'
passes 'man: the last command counts' examples
page '.Dl say nothing | cat greeting'
fails 'man: so does each part of a pipe' examples
page '.Dl say greeting | grep -v hello'
fails 'man: one that gives nothing' examples
page '.Dl say greeting > copy'
passes 'man: one that writes a file' examples
page 'This exits with status 1:' '.Dl say greeting; exit 1'
passes 'man: one with the status that the text names' examples
page 'This exits with status 1:' '.Dl say greeting'
fails 'man: one without that status' examples

passes 'man: the options of --help' sh -c 'BIN=$PWD/bin sh "$0"' \
	"$tests/manoptions.sh"
sed -i 's/-all/-else/' man/say.1
fails 'man: other options than those of --help' sh -c \
	'BIN=$PWD/bin sh "$0"' "$tests/manoptions.sh"

printf '%s\n' '.Dd January 1, 2026' '.Dt SAY 1' .Os '.Sh NAME' '.Nm say' \
	'.Nd says' >man/say.1
printf '%s\n' '# x' '' '    false' '' '## Two pipelines' '' \
	'    cat greeting |' '        cat' '' 'and' '' '    cat greeting' >README.md
mkdir testdata/man/README
fails 'man: pipelines of the README that fail' examples
cp testdata/man/say.1/greeting testdata/man/README
passes 'man: pipelines of the README' examples

#!/bin/sh
# run.sh - all that `make lint` looks at, and the tests of the test scripts.
set -u
. tests/tap.sh

sources() {
	find cmd lib tests -name '*.[ch]' 2>/dev/null | LC_ALL=C sort
}

scripts() {
	find tests .ci \( -name '*.sh' -o -path .ci/run \) | LC_ALL=C sort
}

layout() {
	clang-format --style=file:tests/lint/clang-format --dry-run -Werror \
		$(sources)
}

pages() {
	[ ! -d man ] || mandoc -Tlint -Wwarning man/*
}

# Beside the rest: they use one processor at a time.
selftest=$(mktemp) || exit 1
trap 'rm -f "$selftest"' EXIT
sh tests/tools/selftest.sh >"$selftest" 2>&1 &

for check in layers sizes programs; do
	tap_run "$check" sh "tests/lint/$check.sh"
done
tap_run words perl tests/lint/words.pl
tap_run samples perl tests/lint/samples.pl
tap_run pages pages
tap_run layout layout
# Not wanted: SC1091 and SC2317 do not see through tap_run, SC2013 and SC2046
# fear white space in names that have none, SC2015 and SC2016 are meant so.
no=SC1091,SC2013,SC2015,SC2016,SC2046,SC2317
for script in $(scripts); do
	tap_run "shellcheck $script" shellcheck -x -P SCRIPTDIR \
		-e "$no" "$script"
done
for script in $(find tests -name '*.pl' | LC_ALL=C sort); do
	tap_run "perl -c $script" perl -c "$script"
done
tap_end lint
status=$?
sh tests/lint/tidy.sh || status=1
wait $! || status=1
cat "$selftest"
exit $status

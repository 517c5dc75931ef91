#!/bin/sh
# axe.sh [fetch] - print the path of axe-core, which tells what keeps people out
# of a page: the tests of reports run it in a browser. With `fetch` npm brings it
# where it is not there. No program of ours needs it, so it is kept in build/;
# what was brought counts only if it is the one that is named here, to the byte.
set -u
version=4.14.1
sum=29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c
axe=build/npm/node_modules/axe-core/axe.min.js

is_there() {
	[ -s "$axe" ] && echo "$sum  $axe" | sha256sum -c >/dev/null 2>&1
}

if [ "${1-}" = fetch ] && ! is_there && command -v npm >/dev/null; then
	timeout 120 npm install --prefix build/npm --no-save --no-audit \
		--no-fund --ignore-scripts "axe-core@$version" >/dev/null 2>&1 ||
		echo 'axe.sh: npm cannot bring axe-core' >&2
fi
if is_there; then
	echo "$axe"
fi

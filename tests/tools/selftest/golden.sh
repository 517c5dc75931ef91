# golden.sh: what is compared, where a case runs, what -u and -p do.
# shellcheck shell=sh disable=SC2154
mkdir bin
cat >bin/say <<'X'
#!/bin/sh
cat
printf '%s\n' "$@" >&2
exit 3
X
chmod +x bin/say

new_case() { # NAME: one that is right
	mkdir -p "testdata/cli/say/$1"
	echo 'echo first; say "$LC_ALL" "$TZ" "${COLUMNS-none}" "$(ls -A)"' \
		>"testdata/cli/say/$1/cmd"
	echo data >"testdata/cli/say/$1/stdin"
	printf 'first\ndata\n' >"testdata/cli/say/$1/out"
	printf 'C.UTF-8\nUTC\nnone\ncmd\nstdin\n' >"testdata/cli/say/$1/err"
	echo 3 >"testdata/cli/say/$1/rc"
}

golden() {
	BIN=$PWD/bin COLUMNS=20 NO_COLOR=1 sh "$tests/golden.sh" "$@"
}

new_case right
passes 'golden: a right case' golden testdata/cli/say/right
for f in out err rc; do
	new_case "wrong-$f"
	echo 7 >>"testdata/cli/say/wrong-$f/$f"
	fails "golden: another $f" golden "testdata/cli/say/wrong-$f"
done
rm testdata/cli/say/wrong-rc/rc
fails 'golden: no rc means 0' golden testdata/cli/say/wrong-rc
fails 'golden: one wrong among right ones' \
	golden testdata/cli/say/right testdata/cli/say/wrong-out
passes 'golden: -u writes what came out' \
	golden -u testdata/cli/say/wrong-out testdata/cli/say/wrong-rc
passes 'golden: then the case is right' \
	golden testdata/cli/say/wrong-out testdata/cli/say/wrong-rc

mkdir -p testdata/cli/say/quiet
echo 'touch made; rm cmd' >testdata/cli/say/quiet/cmd
cp testdata/cli/say/quiet/cmd testdata/cli/say/quiet/out
passes 'golden: -u of a silent case' golden -u testdata/cli/say/quiet
passes 'golden: nothing but the command is left of it' \
	test "$(ls testdata/cli/say/quiet)" = cmd

mkdir -p testdata/cli/say/hidden
echo 'say | true' >testdata/cli/say/hidden/cmd
printf '\n' >testdata/cli/say/hidden/err
passes 'golden: a case of a pipe' golden testdata/cli/say/hidden
fails 'golden: -p reaches a program in a pipe' \
	golden -p 'env -u TZ false' testdata/cli/say/hidden
passes 'golden: the sum is told to the tally' sh -c '
	MT_TALLY=$PWD/tally BIN=$PWD/bin sh "$0" testdata/cli/say/right &&
	[ "$(cat tally)" = "golden 1 0" ]' "$tests/golden.sh"

# lint: each rule lets the good file pass and finds the bad one.
# shellcheck shell=sh disable=SC2059,SC2154
good() {
	rm -rf cmd lib tests testdata man
	mkdir -p cmd lib/base lib/mime lib/chain tests/faults testdata
	: >tests/faults/cases
	echo 'all:' >Makefile
	printf '#include "base/x.h"\n#include <gmime/gmime.h>\n' >lib/mime/x.c
	printf '#include "mime/x.h"\n#include <glib.h>\n' >lib/chain/x.c
	cat >lib/base/x.c <<-'X'
		/* Not sprintf(a, b), nor exit(1). */
		static int
		f(MtSlice s)
		{
			printf("exit(%s) %.*s", name, (int)s.n, s.p);
		}
	X
}

lint() {
	for check in layers sizes programs; do
		sh "$tests/lint/$check.sh" || return 1
	done
	perl "$tests/lint/words.pl" && perl "$tests/lint/samples.pl"
}

# found NAME FILE TEXT: with that text in that file as well, lint complains.
found() {
	good
	mkdir -p "$(dirname "$2")"
	printf "$3" >>"$2"
	fails "lint: $1" lint
}

good
passes 'lint: a good tree' lint
found 'an upper layer' lib/mime/y.c '#include "chain/x.h"\n'
found 'an equal layer' lib/mime/y.c '#include "received/x.h"\n'
found 'a foreign library' lib/chain/y.c '#include <gmime/gmime.h>\n'
found 'a header without folder' lib/base/y.c '#include "x.h"\n'
found 'a folder without rank' lib/other/y.c '#include "base/x.h"\n'
found 'a long file' lib/base/y.c "$(seq 602 | sed "s/1/Size:/")"
found 'a longish file without reason' lib/base/y.c "$(seq 402)"
found 'a long function' lib/base/y.c "{\n$(seq 51)\n}\n"
found 'a banned call' lib/base/y.c '\tsprintf(a, b);\n'
found 'an exit in the library' lib/base/y.c '\texit(1);\n'
found 'the clock in the library' lib/base/y.c '\tt = time(NULL);\n'
found 'a slice as a string' lib/base/y.c \
	'\tprintf("%%s %%.*s",\n\t       a.p, (int)b.n, b.p);\n'
found 'something to do' lib/base/y.c "/* TO""DO: more */\n"
found 'a real address' testdata/x 'from a (b [1.2.3.4])\n'
found 'a real IPv6 address' testdata/x 'from a (b [IPv6:2a00:1:2::3])\n'
found 'a program without a page' cmd/mt-x.c 'int main;\n'
found 'a page without a program' man/mt-x.1 '.Dd x\n'

good
for file in lib/*/x.c; do
	seq 250 >>"$file"
done
fails 'lint: a long median' lint

# faults.sh: a careful copier passes, careless ones fail.
# shellcheck shell=sh disable=SC2154
mkdir bin
cat >copy.c <<'X'
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static int tell(const char *what, int status)
{
	perror(what);
	return status;
}

int main(int argc, char **argv)
{
	char p[256];
	ssize_t n = 0, done, part;
	int in = open(argv[argc - 1], O_RDONLY);

	if (in < 0)
		return OPEN(tell("open", 3));
	for (;;) {
		n = read(in, p, sizeof p);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		for (done = 0; done < n; done += part) {
			part = write(1, p + done, (size_t)(n - done));
			if (part < 0 && errno == EINTR)
				part = 0;
			if (part < 0)
				return WRITE(tell("write", 4));
			if (SHORT)
				break;
		}
	}
	if (n < 0)
		return READ(tell("read", 3));
	if (close(1) < 0 && errno != EINTR)
		return CLOSE(tell("close", 4));
	return 0;
}
X
seq 200 >input
for case in right open read write close short; do
	mkdir -p "testdata/cli/copy-$case/one"
	echo "copy-$case input" >"testdata/cli/copy-$case/one/cmd"
	cp input "testdata/cli/copy-$case/one"
done

faulted() { # NAME DEFINITION...: faults.sh over a copier built that way
	name=$1
	shift
	"$CC" -o "bin/copy-$name" -DOPEN= -DREAD= -DWRITE= -DCLOSE= -DSHORT=0 \
		"$@" copy.c &&
		BIN=$PWD/bin sh "$tests/faults/faults.sh" \
			"testdata/cli/copy-$name/one"
}

B=$(cd "$tests/.." && cd "$B" && pwd)
passes 'faults: all calls are checked' faulted right
fails 'faults: open unchecked' faulted open '-UOPEN' '-DOPEN(x)=0'
fails 'faults: read unchecked' faulted read '-UREAD' '-DREAD(x)=0'
fails 'faults: write unchecked' faulted write '-UWRITE' '-DWRITE(x)=0'
fails 'faults: close unchecked' faulted close '-UCLOSE' '-DCLOSE(x)=0'
fails 'faults: short writes' faulted short '-USHORT' '-DSHORT=1'
fails 'faults: no such case' faulted none

#!/bin/sh
# deps.sh SET... - install the Debian packages that are missing; elsewhere say
# which are needed, and why. Sets: build check memcheck lint fuzz lab bench.
#
# For `check` npm brings axe-core as well. Where there is no npm, one test is
# skipped; only those who must run all (MT_MUST_RUN=1) get npm, since it brings
# hundreds of packages with it.
set -u

# set, package, how to see without dpkg that it is there, reason
packages() {
	cat <<'P'
build gcc cmd:cc compiles everything
build libc6-dev - headers of the C library
build make cmd:make the build
build pkg-config cmd:pkg-config finds the libraries below
build libglib2.0-dev pc:glib-2.0 GLib: options, errors, threads
build libgmime-3.0-dev pc:gmime-3.0 GMime: decoding of header values, MIME trees
build zlib1g-dev pc:zlib gzip, also what is cut off or damaged
build libmaxminddb-dev pc:libmaxminddb country and network of an address (--mmdb)
build libjansson-dev pc:jansson reading of JSON records
build libarchive-dev pc:libarchive compressed input and tar files
build liburing-dev pc:liburing many files opened by one call (io_uring)
build libpsl-dev pc:libpsl the part of a domain name that somebody registered
build libidn2-dev pc:libidn2 international domain names both ways
check check pc:check unit tests
check mandoc cmd:mandoc manual pages, and their examples as tests
check perl cmd:perl takes the examples out of manual pages
check libmaxmind-db-writer-perl perl:MaxMind::DB::Writer::Tree makes the address database of the tests
check jq cmd:jq checks of JSON output
check diffutils cmd:diff golden cases
check findutils cmd:find -print0 and xargs in golden cases
check gzip cmd:gzip compressed input in golden cases
check bzip2 cmd:bzip2 compressed input in golden cases
check xz-utils cmd:xz compressed input in golden cases
check zstd cmd:zstd compressed input in golden cases
check lz4 cmd:lz4 compressed input in golden cases
check tar cmd:tar tar files in golden cases
check bsdutils cmd:script a terminal for golden cases
check chromium cmd:chromium looks at reports as a reader's browser does
check tidy cmd:tidy the HTML of reports
check libxml2-utils cmd:xmllint the SVG of reports
memcheck valgrind cmd:valgrind memory errors in golden cases
lint clang cmd:clang parses the sources for clang-tidy
lint clang-format cmd:clang-format layout of the sources
lint clang-tidy cmd:clang-tidy static analysis
lint shellcheck cmd:shellcheck the shell scripts
lint mandoc cmd:mandoc the manual pages
fuzz clang cmd:clang libFuzzer
fuzz libclang-rt-dev - libFuzzer and the sanitizers
lab python3 cmd:python3 holds results against what is known of a lab
bench mblaze cmd:mhdr what mt-hops is measured against
bench time cmd:time CPU time and peak memory
bench pflogsumm cmd:pflogsumm what mt-queue is measured against
bench perl cmd:perl makes the mail and the logs to measure with
P
}

wanted() {
	for set in "$@"; do
		packages | grep "^$set " || echo "deps.sh: no set '$set'" >&2
	done
}

missing_debian() {
	dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' \
		$(wanted "$@" | cut -d' ' -f2) 2>/dev/null |
		sed -n 's/^ii *//p' | sort -u >"$tmp/have"
	wanted "$@" | cut -d' ' -f2 | sort -u | comm -23 - "$tmp/have"
}

# True where the thing that a package brings is there, by whatever way.
present() {
	case $1 in
	cmd:*) command -v "${1#cmd:}" ;;
	pc:*) pkg-config --exists "${1#pc:}" ;;
	perl:*) perl -M"${1#perl:}" -e 1 ;;
	esac >/dev/null 2>&1
}

tell() {
	wanted "$@" | while read -r _ package probe reason; do
		[ "$probe" = - ] || present "$probe" ||
			echo "needed: $package (as Debian calls it): $reason"
	done
}

install() {
	sudo=
	if [ "$(id -u)" -ne 0 ]; then
		sudo=sudo
		command -v sudo >/dev/null || {
			echo "deps.sh: as root, run: apt-get install $*" >&2
			return 1
		}
	fi
	echo "installing: $*"
	# An update that fails for one source may still have served the others.
	$sudo apt-get -q -q update || true
	$sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -q -y \
		-o Dpkg::Use-Pty=0 --no-install-recommends install "$@" \
		>"$tmp/log" 2>&1 && return
	cat "$tmp/log" >&2
	return 1
}

tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
[ $# -gt 0 ] || set -- build check memcheck lint fuzz bench
case " $* " in *' check '*) check=y ;; *) check='' ;; esac
if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
	missing=$(missing_debian "$@")
	# shellcheck disable=SC2086
	[ -z "$missing" ] || install $missing || exit 1
	[ -z "$check" ] || [ -z "${MT_MUST_RUN-}" ] ||
		command -v npm >/dev/null || install npm || exit 1
else
	tell "$@"
fi
[ -z "$check" ] || sh "$(dirname "$0")/axe.sh" fetch >/dev/null

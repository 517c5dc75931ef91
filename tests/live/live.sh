#!/bin/sh
# live.sh - a real Postfix and a real Exim send each other mail, one of them
# refusing some for a while; then their logs and the messages themselves must
# account for every message. Skipped where the packages cannot be had.
set -u

dir=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/tap.sh
. "$dir/../tap.sh"
# shellcheck source=tests/live/mta.sh
. "$dir/mta.sh"

mta=$(pwd)/${B:-build}/mta
work=$(mktemp -d) || exit 1
chmod 755 "$work"
master_pid='' exim_pid=''
trap 'mta_stop; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

skip() {
	tap_skip live "$1"
	tap_end live
	exit
}

[ "$(id -u)" -eq 0 ] || skip 'MTAs begin as root'
for tool in apt-get dpkg perl jq; do
	command -v $tool >/dev/null || skip "there is no $tool here"
done
mta_fetch || skip 'packages of MTAs cannot be fetched'

# Ports that nobody has.
free_ports() {
	perl -MIO::Socket::INET -e '
		my @s = map { IO::Socket::INET->new(Listen => 1,
			LocalAddr => "127.0.0.1", LocalPort => 0) } 1 .. 2;
		print join(" ", map { $_->sockport } @s), "\n"'
}
ports=$(free_ports)
postfix_port=${ports% *}
exim_port=${ports#* }
mta_users
mta_postfix_config
mta_exim_config
mta_start
timeout 60 perl "$dir/send.pl" "$postfix_port" "$exim_port" \
	>"$work/sent" 2>"$work/send.err" ||
	head -n 5 "$work/send.err" "$work/master.out" "$work/exim.out" |
	sed 's/^/# /'

# Some attempts must fail before the flag is there.
sleep 5
touch "$work/exim/flag"
n=0
while [ "$(mta_queued)" -gt 0 ] && [ $n -lt 60 ]; do
	sleep 1
	n=$((n + 1))
done
sleep 1
mta_stop

cp "$work/exim/log/mainlog" "$work/log/mainlog" 2>/dev/null
logs() {
	"$BIN/mt-trace" --tz UTC --host '*/mainlog=mx.india.example' \
		--host '*/submit.log=submit.alpha.example' "$@" \
		"$work/log/submit.log" "$work/log/mainlog"
}
logs -f json --accounting >"$work/traces" 2>"$work/traces.err"
logs -f json --message "$work/exim/mail" --message "$work/postfix/mail" \
	>"$work/hops" 2>"$work/hops.err"

tell() {
	if [ "$2" = "$3" ]; then
		tap_pass "live/$1"
	else
		printf 'want: %s\n got: %s\n' "$3" "$2" >"$work/why"
		tap_fail "live/$1"
		sed "s|^|# |" "$work/why"
		[ -z "${KEEP:-}" ] || cp -r "$work" "$KEEP"
	fi
}

sent=$(wc -l <"$work/sent")
tell 'messages were sent' "$sent" 9
tell 'nothing is left in a queue' "$(mta_queued)" 0
tell 'every line is understood' \
	"$(jq -r 'select(.kind == "lines" and (.source | not)) |
		[.mail_not_understood, .damaged] | @csv' "$work/traces")" 0,0

# Each message is one trace; each recipient has one end, the expected one.
while IFS='	' read -r id recipients; do
	got=$(jq -r --arg id "$id" 'select(.kind == "transaction" and
		.message_id == $id) | .trace' "$work/traces" | sort -u | wc -l)
	tell "$id is one trace" "$got" 1
	got=$(jq -r --arg id "$id" 'select(.message_id == $id) |
		([.next[]?.queue_id] | tostring) as $next |
		.deliveries[] | select((.remote_id // "none") as $r |
			$next | contains($r) | not) |
		.recipient + "=" + .status' "$work/traces" | sort |
		tr '\n' ' ')
	tell "$id is accounted for" "$got" "$recipients"
done <"$work/sent"

tell 'who was refused for a while waited' \
	"$(jq -r 'select(.host == "submit.alpha.example") | .deliveries[]? |
		select(.recipient == "late@india.example") |
		.attempts > 1 and .deferred_s > 1' "$work/traces" |
		sort | uniq -c | sed 's/^ *//')" '2 true'
tell 'bounces are about messages' \
	"$(jq -r 'select(.kind == "transaction" and .sender == "" and
		.step == 1) | .from_trace != null' "$work/traces" |
		sort | uniq -c | sed 's/^ *//')" '2 true'
tell 'all hops of delivered mail are confirmed' \
	"$(jq -r .verdict "$work/hops" | sort -u)" confirmed
delivered=$(find "$work/exim/mail" "$work/postfix/mail" -path '*/new/*' |
	wc -l)
tell 'all delivered mail was looked at' \
	"$(jq -r .source "$work/hops" | sort -u | wc -l)" "$delivered"
tap_end live

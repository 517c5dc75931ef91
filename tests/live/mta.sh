# mta.sh - fetch and start real MTAs of the test's own; sourced by live.sh. They
# are unpacked, not installed; run with users that only they see, their own
# configuration, spool and log, on loopback ports; and are stopped by process id.
# shellcheck shell=sh disable=SC2154 # mta (where they are), work, BIN: by live.sh

# Packages of the MTAs, and those libraries of theirs that are not installed.
mta_fetch() {
	[ -f "$mta/ready" ] && return
	mkdir -p "$mta/deb" && cd "$mta/deb" || return
	set -- postfix exim4-daemon-light libnss-wrapper
	for _ in 1 2 3; do
		# shellcheck disable=SC2046 # names of packages
		set -- "$@" $(apt-cache depends "$@" 2>/dev/null |
			sed -n 's/^ *Depends: \(lib[^ <]*\)$/\1/p')
	done
	for p in $(printf '%s\n' "$@" | sort -u); do
		# Libraries that are here already will do.
		case $p in
		libnss-wrapper) ;;
		lib*) dpkg-query -W "$p" >/dev/null 2>&1 && continue ;;
		esac
		apt-get -q -q download "$p" >/dev/null 2>&1 || {
			echo "cannot fetch $p" >&2
			cd "$OLDPWD" || exit
			return 1
		}
	done
	for deb in *.deb; do
		dpkg -x "$deb" "$mta/root" || return
	done
	cd "$OLDPWD" || return
	# Programs and libraries are enough.
	rm -rf "$mta/root/etc" "$mta/root/var" "$mta/root/usr/share"
	# The environment with our libraries does not go through set-user-ID.
	chmod u-s "$mta/root/usr/sbin/exim4"
	touch "$mta/ready"
}

# Users that the MTAs ask for by name, for nobody but them.
mta_users() {
	cat >"$work/passwd" <<'END'
root:x:0:0:root:/root:/bin/sh
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
postfix:x:9101:9101::/nonexistent:/usr/sbin/nologin
Debian-exim:x:9102:9102::/nonexistent:/usr/sbin/nologin
END
	cat >"$work/group" <<'END'
root:x:0:
mail:x:8:
nogroup:x:65534:
postfix:x:9101:
postdrop:x:9103:
Debian-exim:x:9102:
END
	multi=$(cc -print-multiarch 2>/dev/null || gcc -dumpmachine)
	libs=$mta/root/usr/lib/$multi
	LD_LIBRARY_PATH=$mta/root/usr/lib/postfix:$libs
	LD_PRELOAD=$libs/libnss_wrapper.so
	NSS_WRAPPER_PASSWD=$work/passwd
	NSS_WRAPPER_GROUP=$work/group
}

# With their libraries and their users; in the background only.
mta_run() {
	exec env LD_LIBRARY_PATH="$LD_LIBRARY_PATH" LD_PRELOAD="$LD_PRELOAD" \
		NSS_WRAPPER_PASSWD="$NSS_WRAPPER_PASSWD" \
		NSS_WRAPPER_GROUP="$NSS_WRAPPER_GROUP" "$@"
}

# submit.alpha.example: takes mail for all, keeps that for alpha.example.
mta_postfix_config() {
	p=$work/postfix
	root=$mta/root/usr
	mkdir -p "$p/etc" "$p/data" "$p/mail" "$p/spool" "$work/log"
	for d in active bounce corrupt defer deferred flush hold incoming \
		private saved trace; do
		mkdir -p "$p/spool/$d"
		chown 9101 "$p/spool/$d"
		chmod 700 "$p/spool/$d"
	done
	mkdir -p "$p/spool/pid" "$p/spool/public" "$p/spool/maildrop"
	chown 9101:9103 "$p/spool/public" "$p/spool/maildrop"
	chmod 710 "$p/spool/public"
	chmod 730 "$p/spool/maildrop"
	chown 9101 "$p/data" "$p/mail"
	cat >"$p/etc/main.cf" <<END
compatibility_level = 3.6
import_environment = MAIL_CONFIG MAIL_DEBUG MAIL_LOGTAG TZ XAUTHORITY DISPLAY
 LANG=C LD_LIBRARY_PATH LD_PRELOAD NSS_WRAPPER_PASSWD NSS_WRAPPER_GROUP
queue_directory = $p/spool
data_directory = $p/data
command_directory = $root/sbin
daemon_directory = $root/lib/postfix/sbin
shlib_directory = $root/lib/postfix
meta_directory = $p/etc
mail_owner = postfix
setgid_group = postdrop
maillog_file = $work/log/submit.log
maillog_file_prefixes = $work
myhostname = submit.alpha.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtp_dns_support_level = disabled
smtp_host_lookup = native
alias_maps =
local_recipient_maps =
alias_database =
virtual_mailbox_domains = alpha.example
virtual_mailbox_base = $p/mail
virtual_mailbox_maps = static:all/
virtual_uid_maps = static:9101
virtual_gid_maps = static:9101
relayhost = [127.0.0.1]:$exim_port
minimal_backoff_time = 2s
maximal_backoff_time = 4s
queue_run_delay = 2s
bounce_queue_lifetime = 1m
END
	cat >"$p/etc/master.cf" <<END
127.0.0.1:$postfix_port inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
flush unix n - n 1000? 0 flush
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
END
	: >"$p/etc/dynamicmaps.cf"
}

# mx.india.example: mail for late@ is refused until there is a flag; what is
# not for india.example goes to the other one.
mta_exim_config() {
	e=$work/exim
	mkdir -p "$e/spool" "$e/mail" "$e/log"
	chown -R 9102:9102 "$e"
	cat >"$e/exim.conf" <<END
exim_user = Debian-exim
exim_group = Debian-exim
deliver_drop_privilege = true
exim_path = $mta/root/usr/sbin/exim4
keep_environment = LD_LIBRARY_PATH : LD_PRELOAD : NSS_WRAPPER_PASSWD : NSS_WRAPPER_GROUP
primary_hostname = mx.india.example
spool_directory = $e/spool
log_file_path = $e/log/%slog
local_interfaces = 127.0.0.1
daemon_smtp_ports = $exim_port
tls_advertise_hosts =
host_lookup =
rfc1413_hosts =
never_users =
trusted_users = Debian-exim
message_logs = false
log_timezone = true
log_selector = +delivery_size +queue_time +deliver_time +received_recipients
acl_smtp_rcpt = rcpt
acl_smtp_data = data
begin acl
rcpt:
  deny local_parts = nobody
       domains = india.example
       message = no such person here
  defer local_parts = late
        domains = india.example
        condition = \${if exists{$e/flag}{no}{yes}}
        message = come back later
  accept
data:
  accept
begin routers
away:
  driver = manualroute
  domains = ! india.example
  transport = smtp
  route_list = * "127.0.0.1::$postfix_port" byname
  self = send
here:
  driver = accept
  transport = maildir
begin transports
smtp:
  driver = smtp
  port = $postfix_port
  allow_localhost
maildir:
  driver = appendfile
  maildir_format
  directory = $e/mail/all
  create_directory
  user = Debian-exim
  group = Debian-exim
  delivery_date_add
  envelope_to_add
  return_path_add
begin retry
* * F,1h,2s
END
}

mta_start() {
	mta_run "$mta/root/usr/lib/postfix/sbin/master" -c "$work/postfix/etc" \
		>"$work/master.out" 2>&1 &
	master_pid=$!
	mta_run "$mta/root/usr/sbin/exim4" -C "$work/exim/exim.conf" -bdf -q2s \
		>"$work/exim.out" 2>&1 &
	exim_pid=$!
}

# Exim's children end with their work, Postfix's with their master.
mta_stop() {
	for pid in $master_pid $exim_pid; do
		kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
	done
	master_pid='' exim_pid=''
}

# Messages in both queues.
mta_queued() {
	find "$work/postfix/spool/incoming" "$work/postfix/spool/active" \
		"$work/postfix/spool/deferred" "$work/postfix/spool/maildrop" \
		"$work/exim/spool/input" -type f ! -name '*-J' 2>/dev/null | wc -l
}

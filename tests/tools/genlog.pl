#!/usr/bin/perl
# genlog.pl KIND LINES - a log of a busy server on standard output, the same for
# the same arguments. KIND is postfix, exim or mixed (lines of both in turn).
#
# Postfix: sessions of clients, a part of them refused; messages with one
# recipient or several; a filter that gives messages back; deferrals that are
# tried again later; bounces. Names are of RFC 2606, addresses made up.
use strict;
use warnings;
no warnings 'redundant';
use POSIX qw(strftime);

my ($kind, $lines) = @ARGV;
die "usage: genlog.pl postfix|exim|mixed LINES\n"
	unless defined $lines && $kind =~ /^(?:postfix|exim|mixed)$/;

my $seed = 42;
sub any {
	$seed = ($seed * 1103515245 + 12345) % 2147483648;
	return int($seed / 2147483648 * shift);
}

my $now = 1768176000; # 12 January 2026
my (@later, @out);    # [time, text], to come
my ($written, $serial) = (0, 0);

sub stamp { strftime('%b %e %H:%M:%S', gmtime shift) }

sub put {
	my ($at, $text) = @_;
	push @later, [$at, $serial++, $text];
}

# All that is due, in order.
sub flush_until {
	my $until = shift;
	my @due = sort { $a->[0] <=> $b->[0] || $a->[1] <=> $b->[1] }
		grep { $_->[0] <= $until } @later;
	@later = grep { $_->[0] > $until } @later;
	for (@due) {
		last if $written++ >= $lines;
		print $_->[2], "\n";
	}
}

sub postfix {
	my ($at, $daemon, $text) = @_;
	put($at, sprintf '%s mx1 postfix/%s[%d]: %s', stamp($at), $daemon,
		1000 + any(500), $text);
}

sub domain { sprintf 'd%04d.example.%s', any(1 + any(3000)),
	(qw(com net org))[any(3)] }
sub id { sprintf '%05X%X', any(1048576), 0x6a6000 + any(4096) }
sub short { sprintf $_[0] < 100 ? '%.2g' : '%.0f', $_[0] }

my @answers = (
	'host %s said: 450 4.2.0 <%s>: Recipient address rejected: Greylisted',
	'connect to %s:25: Connection timed out',
	'host %s said: 421 4.7.0 [TSS04] Messages temporarily deferred',
	'host %s said: 452 4.2.2 <%s>: Mailbox full',
);

sub deliver {
	my ($at, $arrived, $id, $to, $last) = @_;
	my $mx = "mx1.$to";
	my $peer = sprintf '%s[10.%d.%d.%d]', $mx, length $to, ord($to), any(250);
	my ($c, $d) = (0.01 + any(20) / 100, 0.1 + any(200) / 100);
	my $user = sprintf 'user%d@%s', any(9999), $to;
	my $before = $at - $arrived + 0.2;
	my $status = !$last && any(30) == 0 ? 'deferred' : 'sent';
	my $reply = $status eq 'sent' ? '250 2.0.0 Ok: queued as ' . id()
		: sprintf $answers[any(4)], $peer, $user;
	postfix($at + 1, 'smtp', sprintf '%s: to=<%s>, relay=%s:25, delay=%s, '
		. 'delays=%s/0.01/%s/%s, dsn=%s, status=%s (%s)', $id, $user,
		$peer, short($before + $c + $d), short($before), short($c),
		short($d), $status eq 'sent' ? '2.0.0' : '4.0.0', $status,
		$reply);
	return $status eq 'sent';
}

sub postfix_message {
	my $client = sprintf 'host-%d.isp%d.example.net[10.1.%d.%d]', any(9999),
		any(90), any(250), any(250);
	my $id = id();
	my @to = map { domain() } 0 .. (any(7) == 0 ? any(6) : 0);
	my $from = sprintf 'user%d@%s', any(300), domain();

	postfix($now, 'smtpd', "connect from $client");
	postfix($now, 'smtpd', "Anonymous TLS connection established from "
		. "$client: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 "
		. "(256/256 bits)") if any(2);
	if (any(3) == 0) {
		postfix($now, 'smtpd', "NOQUEUE: reject: RCPT from $client: 450 "
			. "4.7.25 Client host rejected: cannot find your "
			. "hostname, [10.1.1.1]; from=<$from> to=<a\@example.org>"
			. " proto=ESMTP helo=<mail>");
		postfix($now + 1, 'smtpd', "disconnect from $client ehlo=1 "
			. "mail=1 rcpt=0/1 quit=1 commands=3/4");
		return;
	}
	postfix($now, 'smtpd', "$id: client=$client");
	postfix($now, 'cleanup', "$id: message-id=<$id.$serial\@example.net>");
	postfix($now, 'qmgr', sprintf '%s: from=<%s>, size=%d, nrcpt=%d (queue '
		. 'active)', $id, $from, 1000 + any(50000), scalar @to);
	postfix($now + 1, 'smtpd', "disconnect from $client ehlo=2 starttls=1 "
		. "mail=1 rcpt=1 data=1 quit=1 commands=7");
	my $at = $now;
	@to = grep { !deliver($at, $now, $id, $_, 0) } @to;
	for (my $wait = 300; @to && $wait < 4000; $wait *= 2) {
		$at += $wait;
		postfix($at, 'qmgr', sprintf '%s: from=<%s>, size=5000, nrcpt=%d '
			. '(queue active)', $id, $from, scalar @to);
		@to = grep { !deliver($at, $now, $id, $_, $wait > 1000) } @to;
	}
	postfix($at + 1, 'qmgr', "$id: removed");
}

sub exim {
	my ($at, $text) = @_;
	put($at, strftime('%Y-%m-%d %H:%M:%S ', gmtime $at) . $text);
}

sub exim_message {
	my @digits = (0 .. 9, 'A' .. 'Z', 'a' .. 'z');
	my $id = join '', map({ $digits[any(62)] } 1 .. 6), '-0000',
		map({ $digits[any(62)] } 1 .. 2), '-', map { $digits[any(62)] } 1, 2;
	my $to = domain();
	my $user = sprintf 'user%d@%s', any(9999), $to;

	if (any(4) == 0) {
		exim($now, sprintf 'H=(x) [10.1.2.%d] F=<user%d@%s> rejected RCPT '
			. '<%s>: relay not permitted', any(250), any(300), domain(),
			$user);
		return;
	}
	exim($now, sprintf '%s <= user%d@%s H=host%d.example.net [10.1.2.%d] '
		. 'P=esmtps X=TLS1.3:ECDHE_X25519__RSA_PSS_RSAE_SHA256__'
		. 'AES_256_GCM:256 CV=no S=%d id=%s@example.net', $id, any(300),
		domain(), any(999), any(250), 1000 + any(50000), $id);
	my $at = $now + 1;
	if (any(25) == 0) {
		exim($at, "$id == $user R=dnslookup T=remote_smtp defer (110): "
			. 'Connection timed out');
		$at += 900;
	}
	my $host = sprintf 'H=mx1.%s [10.2.3.%d]', $to, any(250);
	my $tail = sprintf 'X=TLS1.3:ECDHE_X25519__RSA_PSS_RSAE_SHA256__'
		. 'AES_256_GCM:256 CV=yes C="250 OK id=%s" QT=%ds DT=1s', $id,
		$at - $now + 1;
	exim($at, "$id => $user R=dnslookup T=remote_smtp $host $tail");
	exim($at, "$id -> second.$user R=dnslookup T=remote_smtp $host $tail")
		if any(7) == 0;
	exim($at, "$id ** third.$user R=dnslookup T=remote_smtp $host: SMTP "
		. "error from remote mail server after RCPT TO:<third.$user>: "
		. '550 5.1.1 User unknown DT=1s') if any(60) == 0;
	exim($at, sprintf '%s Completed QT=%ds', $id, $at - $now + 1);
}

while ($written < $lines) {
	postfix_message() if $kind ne 'exim';
	exim_message() if $kind ne 'postfix';
	$now += any(2);
	flush_until($now) if $serial % 50 < 5;
}

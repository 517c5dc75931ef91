# incident.pl FOLDER - write the incident of `make demo`: two messages and the
# logs of three hosts, the same ones each time. testdata/incident/README.md says
# what happened.
#
# The logs are what Postfix 3.7 writes; ids carry the times that they carry in
# real ones, so that every statement of the programs can be checked.
use strict;
use warnings;
use POSIX qw(strftime);

my ($folder) = @ARGV;
die "usage: incident.pl FOLDER\n" unless defined $folder;

my $day = 1795392000; # Mon 23 Nov 2026 00:00:00 UTC
my $seed = 4711;
my %lines; # by host: [time, text]
my %pids = (smtpd => 2101, cleanup => 2102, qmgr => 1950, smtp => 2103,
	local => 2104, bounce => 2105);

# A generator of our own, so that every perl makes the same incident.
sub any {
	$seed = ($seed * 1103515245 + 12345) % 2**31;
	return ($seed >> 8) % $_[0];
}

sub at { # HH:MM:SS[.f] of the day
	my ($h, $m, $s) = split /:/, $_[0];

	return $day + $h * 3600 + $m * 60 + $s;
}

sub line {
	my ($host, $time, $program, $text) = @_;
	my $service = $program eq 'submission/smtpd' ? 'smtpd' : $program;

	push @{ $lines{$host} },
	    [$time, "postfix/$program\[$pids{$service}]: $text"];
}

# A short queue id of Postfix: microseconds of the arrival, then the inode.
sub id {
	my ($time) = @_;

	return sprintf '%05X%06X', int(($time - int $time) * 1e6 + 0.5),
	    0x0B6A00 + any(4096);
}

sub s_ { # seconds as Postfix writes delays
	my ($x) = @_;

	return $x <= 0 ? '0' : $x < 10 ? 0 + sprintf('%.2g', $x)
	    : sprintf '%.0f', $x;
}

my %hosts = (
	submit => 'submit.alpha.example[192.0.2.10]',
	relay1 => 'relay1.alpha.example[192.0.2.20]',
	mx1 => 'mx1.alpha.example[192.0.2.30]',
);

# ---- one message on one host ----

sub arrive {
	my ($m, $host, $time, $client, %more) = @_;
	my $id = id($time);
	my $program = $more{user} ? 'submission/smtpd' : 'smtpd';

	line($host, $time - 0.05, $program, "connect from $client");
	line($host, $time, $program, "$id: client=$client" .
	    ($more{user}
		? ", sasl_method=PLAIN, sasl_username=$more{user}" : ''));
	line($host, $time + 0.02, 'cleanup', "$id: message-id=<$m->{mid}>");
	line($host, $time + 0.04, 'qmgr', "$id: from=<$m->{from}>, " .
	    "size=$m->{size}, nrcpt=1 (queue active)");
	line($host, $time + 0.06, $program, "disconnect from $client " .
	    'ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5');
	return $id;
}

sub attempt {
	my ($m, $host, $id, $arrived, $time, %a) = @_;
	my $connect = $a{connect} // 0.08;
	my $transmit = $a{transmit} // 0.12;
	my $rest = $time - $arrived - $connect - $transmit;
	# All time until it became active last is before the queue manager.
	my $before = $a{again} ? $rest - 0.01 : 0.04;
	my $queue = $rest > $before ? $rest - $before : 0;

	line($host, $time, $a{program} // 'smtp', "$id: to=<$m->{to}>, " .
	    "relay=$a{relay}, delay=" . s_($time - $arrived) . ', delays=' .
	    join('/', map { s_($_) } $before, $queue, $connect, $transmit) .
	    ", dsn=$a{dsn}, status=$a{status} ($a{reply})");
}

sub active {
	my ($m, $host, $id, $time) = @_;

	line($host, $time, 'qmgr', "$id: from=<$m->{from}>, size=$m->{size}, " .
	    'nrcpt=1 (queue active)');
}

sub removed {
	my ($host, $id, $time) = @_;

	line($host, $time, 'qmgr', "$id: removed");
}

# ---- the everyday mail of relay1 ----

my @users = qw(anna bert carla dora emil fritz gerda hans);
my @domains = map { "$_.example" } qw(bravo charlie delta echo foxtrot golf
    hotel india kilo lima);

sub message {
	my ($n, $to) = @_;
	my $user = $users[any(scalar @users)];

	return { mid => "20261123.$n\@alpha.example",
		from => "$user\@alpha.example", user => $user, to => $to,
		size => 900 + any(20000) };
}

sub sent {
	my ($m, $id, $arrived, $time, $relay, %more) = @_;

	attempt($m, 'relay1', $id, $arrived, $time, relay => $relay,
	    dsn => '2.0.0', status => 'sent',
	    reply => sprintf('250 2.0.0 Ok: queued as %010X', any(2**31)),
	    %more);
	removed('relay1', $id, $time + 0.01);
}

sub everyday {
	my ($n, $time) = @_;
	my $domain = $domains[any(scalar @domains)];
	my $m = message($n, 'u' . any(40) . "\@$domain");
	my $id = arrive($m, 'relay1', $time, 'app.alpha.example[192.0.2.40]');

	sent($m, $id, $time, $time + 0.3 + any(900) / 500,
	    "mx.$domain\[203.0.113." . (20 + length $domain) . ']:25');
}

# ---- a destination that is slow ----

my $tired = 'host mx.juliet.example[203.0.113.99] said: 421 4.7.0 [TS01] ' .
    'Messages from 192.0.2.20 temporarily deferred due to user complaints ' .
    '(in reply to MAIL FROM command)';

# From 08:00 to 11:00 nothing gets through; attempts after 5, 10, 20, ... min.
sub slow {
	my ($n, $time) = @_;
	my $m = message($n, 'u' . any(40) . '@juliet.example');
	my $id = arrive($m, 'relay1', $time, 'app.alpha.example[192.0.2.40]');
	my ($when, $wait, $again) = ($time + 1, 300, 0);
	my $relay = 'mx.juliet.example[203.0.113.99]:25';

	while ($when >= at('08:00:00') && $when < at('11:00:00')) {
		attempt($m, 'relay1', $id, $time, $when, relay => $relay,
		    dsn => '4.7.0', status => 'deferred', reply => $tired,
		    again => $again);
		$again = 1;
		$when += $wait + any(30);
		$wait *= 2 if $wait < 2400;
		return if $when > at('11:25:00'); # still there in the end
		active($m, 'relay1', $id, $when - 0.5);
	}
	sent($m, $id, $time, $when, $relay, again => $again);
}

# ---- the message that came late ----

my $late = { mid => 'offer.4711@alpha.example', from => 'anna@alpha.example',
	user => 'anna', to => 'carl@india.example', size => 2718 };

sub base62 {
	my ($n) = @_;
	my @digits = (0 .. 9, 'A' .. 'Z', 'a' .. 'z');
	my $text = '';

	for (1 .. 6) {
		$text = $digits[$n % 62] . $text;
		$n = int($n / 62);
	}
	return $text;
}

sub write_file {
	my ($name, $text) = @_;

	open my $out, '>', "$folder/$name" or die "$folder/$name: $!\n";
	print $out $text;
	close $out or die "$folder/$name: $!\n";
}

sub date {
	return strftime('%a, %d %b %Y %H:%M:%S', gmtime $_[0]) . ' +0000';
}

sub delayed {
	my $t0 = at('08:06:37.311204');
	my $t1 = at('08:06:37.902117');
	my $end = at('08:38:09.44');
	my $grey = 'host mx.india.example[203.0.113.25] said: 450 4.2.0 ' .
	    '<carl@india.example>: Recipient address rejected: Greylisted, ' .
	    'please try again (in reply to RCPT TO command)';
	my $relay = 'mx.india.example[203.0.113.25]:25';
	my $exim = '1' . substr(base62(int $end), 1) . '-00005B-2d';
	my $first = arrive($late, 'submit', $t0, 'ws3.alpha.example[192.0.2.103]',
	    user => 'anna');
	my $second = arrive($late, 'relay1', $t1, $hosts{submit});

	attempt($late, 'submit', $first, $t0, $t1 + 0.1,
	    relay => 'relay1.alpha.example[192.0.2.20]:25', dsn => '2.0.0',
	    status => 'sent', reply => "250 2.0.0 Ok: queued as $second");
	removed('submit', $first, $t1 + 0.12);
	for my $try ('08:06:38.40', '08:11:40.12', '08:21:52.73') {
		active($late, 'relay1', $second, at($try) - 0.3)
		    if $try ne '08:06:38.40';
		attempt($late, 'relay1', $second, $t1, at($try),
		    relay => $relay, dsn => '4.2.0', status => 'deferred',
		    reply => $grey, again => $try ne '08:06:38.40');
	}
	active($late, 'relay1', $second, $end - 0.6);
	attempt($late, 'relay1', $second, $t1, $end, relay => $relay,
	    dsn => '2.0.0', status => 'sent', connect => 0.2, transmit => 0.3,
	    again => 1, reply => "250 OK id=$exim");
	removed('relay1', $second, $end + 0.01);
	write_file('delayed.eml', <<"M");
Return-path: <anna\@alpha.example>
Envelope-to: carl\@india.example
Delivery-date: @{[date($end)]}
Received: from relay1.alpha.example ([192.0.2.20])
	by mx.india.example with esmtp (Exim 4.96)
	(envelope-from <anna\@alpha.example>)
	id $exim
	for carl\@india.example; @{[date($end)]}
Received: from submit.alpha.example (submit.alpha.example [192.0.2.10])
	(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))
	by relay1.alpha.example (Postfix) with ESMTPS id $second
	for <carl\@india.example>; @{[date($t1)]} (UTC)
Received: from ws3.alpha.example (ws3.alpha.example [192.0.2.103])
	(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))
	(Authenticated sender: anna)
	by submit.alpha.example (Postfix) with ESMTPSA id $first
	for <carl\@india.example>; @{[date($t0)]} (UTC)
Date: @{[date($t0 - 1)]}
From: Anna Example <anna\@alpha.example>
To: carl\@india.example
Subject: Offer 4711, valid until 8:30
Message-ID: <$late->{mid}>
MIME-Version: 1.0
Content-Type: text/plain; charset=us-ascii

Dear Carl, please confirm before half past eight.
M
}

# ---- the message that nobody of us sent ----

my $forged = { mid => '5e1f.09c2@alpha.example', from => 'ceo@alpha.example',
	to => 'paul@alpha.example', size => 3141 };

sub forged {
	my $t = at('09:41:15.660318');
	my $id = arrive($forged, 'mx1', $t, 'unknown[203.0.113.77]');

	attempt($forged, 'mx1', $id, $t, $t + 0.2, program => 'local',
	    relay => 'local', dsn => '2.0.0', status => 'sent',
	    connect => 0, transmit => 0.01, reply => 'delivered to maildir');
	removed('mx1', $id, $t + 0.21);
	write_file('forged.eml', <<"M");
Return-Path: <ceo\@alpha.example>
Delivered-To: paul\@alpha.example
Received: from relay1.alpha.example (unknown [203.0.113.77])
	by mx1.alpha.example (Postfix) with ESMTP id $id
	for <paul\@alpha.example>; @{[date($t)]} (UTC)
Received: from mail.alpha.example (mail.alpha.example [192.0.2.50])
	by relay1.alpha.example (Postfix) with ESMTPS id 4F2A1C0D2E7
	for <paul\@alpha.example>; @{[date($t - 2)]} (UTC)
Received: from ceo-laptop.alpha.example ([192.0.2.77])
	by mail.alpha.example with esmtpsa (Exim 4.94)
	(envelope-from <ceo\@alpha.example>)
	id 1lGUN6-0005sL-EZ
	for paul\@alpha.example; @{[date($t - 4)]}
Date: @{[date($t - 5)]}
From: "The CEO" <ceo\@alpha.example>
To: paul\@alpha.example
Subject: Urgent: invoice 0815, please pay today
Message-ID: <$forged->{mid}>
MIME-Version: 1.0
Content-Type: text/plain; charset=us-ascii

Paul, I am in a meeting and cannot be reached. Please transfer at once.
M
}

# ---- all of it, in order of time ----

sub write_log {
	my ($host, $date) = @_;
	my @sorted = sort { $a->[0] <=> $b->[0] } @{ $lines{$host} };

	write_file("logs/$host.log",
	    join '', map { $date->($_->[0]) . " $host $_->[1]\n" } @sorted);
}

sub syslog_date {
	my @t = gmtime $_[0];

	return strftime('%b ', @t) . sprintf('%2d', $t[3]) .
	    strftime(' %H:%M:%S', @t);
}

sub iso_date {
	my $t = int($_[0] * 1e6 + 0.5); # microseconds

	return strftime('%Y-%m-%dT%H:%M:%S', gmtime int($t / 1e6)) .
	    sprintf('.%06d+00:00', $t % 1e6);
}

for my $n (1 .. 250) {
	everyday($n, at('07:00:00') + $n * 63 + any(40) + any(1000) / 1000);
}
for my $n (1 .. 40) {
	slow(1000 + $n, at('07:10:00') + $n * 360 + any(60) + any(1000) / 1000);
}
delayed();
forged();
mkdir "$folder/logs";
write_log('submit', \&syslog_date);
write_log('mx1', \&syslog_date);
write_log('relay1', \&iso_date);

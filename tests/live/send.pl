#!/usr/bin/perl
# send.pl POSTFIX-PORT EXIM-PORT - send messages, and print for each the
# Message-ID and, behind a tab, what must become of its recipients.
use strict;
use warnings;
use Net::SMTP;

my ($postfix, $exim) = @ARGV;
my @messages = (
	[$postfix, 'anna@alpha.example', 'carl@india.example=sent'],
	[$postfix, 'anna@alpha.example', 'carl@india.example=sent',
		'dora@india.example=sent'],
	[$postfix, 'anna@alpha.example', 'late@india.example=sent'],
	[$postfix, 'anna@alpha.example', 'carl@india.example=sent',
		'late@india.example=sent'],
	[$postfix, 'anna@alpha.example', 'carl@india.example=sent',
		'nobody@india.example=bounced'],
	[$postfix, 'anna@alpha.example', 'nobody@india.example=bounced'],
	[$postfix, 'anna@alpha.example', 'berta@alpha.example=sent'],
	[$exim, 'carl@india.example', 'anna@alpha.example=sent'],
	[$exim, 'carl@india.example', 'anna@alpha.example=sent',
		'dora@india.example=sent'],
);

sub connected {
	my ($port) = @_;
	for (1 .. 100) {
		my $smtp = Net::SMTP->new('127.0.0.1', Port => $port,
			Hello => 'ws.alpha.example', Timeout => 10);
		return $smtp if $smtp;
		select undef, undef, undef, 0.2;
	}
	die "nobody answers at port $port\n";
}

my $n = 0;
for my $m (@messages) {
	my ($port, $from, @ends) = @$m;
	my @to = map { s/=.*//r } @ends;
	my $id = 'live.' . ++$n . '@alpha.example';
	my $smtp = connected($port);
	$smtp->mail($from) and $smtp->to(@to) and $smtp->data(
		"From: $from\r\nTo: " . join(', ', @to) . "\r\n",
		"Subject: live $n\r\nMessage-ID: <$id>\r\n",
		"Date: Mon, 23 Nov 2026 08:06:37 +0000\r\n\r\n",
		"A line.\r\n" x (10 * $n))
		or die "message $n: " . $smtp->message;
	$smtp->quit;
	print "$id\t", join('', map { "$_ " } sort @ends), "\n";
}

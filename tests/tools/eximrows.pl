#!/usr/bin/perl
# eximrows.pl LOG - each message of an Exim mainlog as its lines tell it, held
# against the `transaction` records of mt-trace, or the `delivery` records of
# mt-queue --deliveries, on standard input: sender, size, Message-ID, client,
# arrival and removal; of each recipient the result, the attempts, the next host
# with its address and id, and where the time went. Lines of refused recipients
# are counted. Prints each difference, and a sum; the status is 1 where there is
# any.
#
# It shares nothing with mailtrace: the forms are those of Exim's specification,
# chapter 52. Times are taken for UTC.
use strict;
use warnings;
use JSON::PP;
use Time::Local qw(timegm);

my ($log) = @ARGV;
die "usage: mt-trace -f json LOG | eximrows.pl LOG\n" unless defined $log;

my (%want, $refused, $wrong, $rows);
($refused, $wrong, $rows) = (0, 0, 0);

sub seconds { # 1d2h3m4s, 0.250s
	my $sum = 0;
	my %unit = (w => 604800, d => 86400, h => 3600, m => 60, s => 1);
	$sum += $1 * $unit{$2} while $_[0] =~ /([\d.]+)([wdhms])/g;
	return $sum;
}

sub field { # NAME REST
	return $_[1] =~ /(?:^|\s)\Q$_[0]\E=(\S+)/ ? $1 : undef;
}

sub peer {
	return $_[0] =~ /\sH=(?:(\S+)\s)?(?:\([^)]*\)\s)?\[([^\]]+)\]/
		? ($1, $2) : ();
}

sub attempt {
	my ($m, $time, $mark, $to, $rest) = @_;
	my %result = ('=>' => 'sent', '->' => 'sent', '**' => 'bounced',
		'==' => 'deferred');
	my $rows = $m->{to}{$to} //= [];
	# Behind a result that is final, an address that is there twice.
	push @$rows, {attempts => 0} if !@$rows || $rows->[-1]{status} ne 'deferred';
	my $row = $rows->[-1];
	my $took = field('DT', $rest);
	$row->{status} = $result{$mark};
	$row->{attempts}++;
	$row->{start} //= $time - seconds($took // '0s');
	$row->{delay_s} = seconds(field('QT', $rest)) if defined field('QT', $rest);
	$row->{transmit_s} = defined $took ? seconds($took) : undef;
	$row->{deferred_s} = $time - seconds($took // '0s') - $row->{start};
	@$row{qw(relay relay_ip)} = peer(" $rest");
	$row->{remote_id} = $rest =~ /\sC="250[^"]* id=([\w-]+)"/ ? $1 : undef;
}

open my $in, '<', $log or die "$log: $!\n";
while (<$in>) {
	chomp;
	next unless /^(\d+)-(\d+)-(\d+) (\d+):(\d+):(\d+(?:\.\d+)?) (.*)/;
	my ($time, $text) = (timegm(int $6, $5, $4, $3, $2 - 1, $1) + $6 - int $6, $7);
	if ($text =~ / rejected RCPT /) {
		$refused++;
		next;
	}
	next unless $text =~ /^(\w{6}-\w{6,11}-\w{2,4}) (<=|=>|->|\*\*|==|Completed) ?(.*)/;
	my ($id, $mark, $rest) = ($1, $2, $3);
	my $m = $want{$id} //= {};
	if ($mark eq '<=') {
		my ($from, $more) = split / /, $rest, 2;
		$m->{sender} = $from eq '<>' ? '' : $from;
		$m->{size} = field('S', $more);
		$m->{message_id} = field('id', $more);
		@$m{qw(client client_ip)} = peer(" $more");
		$m->{arrived} = $time;
	} elsif ($mark eq 'Completed') {
		$m->{removed} = $time;
	} else {
		my ($to, $more) = split / /, $rest, 2;
		attempt($m, $time, $mark, $to, $more);
	}
}

sub differ {
	my ($id, $what, $want, $got) = @_;
	print "$id $what: ", $got // 'nothing', ', not ', $want // 'nothing', "\n"
		if $wrong++ < 10;
}

sub same {
	my ($id, $what, $want, $got) = @_;
	return if defined $want == defined $got && (!defined $want || $want eq $got);
	differ($id, $what, $want, $got);
}

# Exim cuts what it writes to whole seconds: nearly one may be lost.
sub near {
	my ($id, $what, $want, $got) = @_;
	return if defined $want == defined $got
		&& (!defined $want || abs($want - $got) <= 1.001);
	differ($id, $what, $want, $got);
}

sub instant {
	return undef unless defined $_[0]
		&& $_[0] =~ /^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)(\.\d+)?Z$/;
	return timegm($6, $5, $4, $3, $2 - 1, $1) + ($7 // 0);
}

sub compare_message {
	my ($t) = @_;
	my ($id, $m) = ($t->{queue_id}, delete $want{$t->{queue_id}});
	my $whole = $t->{kind} eq 'transaction';
	return differ($id, 'message', undef, 'there or there twice')
		unless defined $m;
	same($id, $_, $m->{$_}, $t->{$_}) for qw(sender size message_id),
		$whole ? qw(client client_ip) : ();
	same($id, $_, $m->{$_}, instant($t->{$_}))
		for 'arrived', $whole ? 'removed' : ();
	my %got;
	push @{$got{$_->{recipient}}}, $_ for @{$t->{deliveries}};
	compare_rows("$id $_", $m->{to}{$_}, delete $got{$_} // [])
		for sort keys %{$m->{to}};
	differ($id, 'recipient', undef, $_) for sort keys %got;
}

sub compare_rows {
	my ($of, $want, $got) = @_;
	return same($of, 'rows', scalar @$want, scalar @$got)
		if @$want != @$got;
	for my $i (0 .. $#$want) {
		$rows++;
		same($of, $_, $want->[$i]{$_}, $got->[$i]{$_})
			for qw(status attempts relay relay_ip remote_id);
		near($of, $_, $want->[$i]{$_}, $got->[$i]{$_})
			for qw(transmit_s deferred_s);
		near($of, 'delay_s', $want->[$i]{delay_s}, $got->[$i]{delay_s})
			if defined $want->[$i]{delay_s};
	}
}

my ($all, $got_refused, %part, @order) = (0, 0);
while (<STDIN>) {
	my $t = decode_json($_);
	if ($t->{kind} eq 'delivery') {
		push @order, $t->{queue_id} unless $part{$t->{queue_id}};
		$part{$t->{queue_id}} //= {%$t, deliveries => []};
		push @{$part{$t->{queue_id}}{deliveries}}, $t;
	} elsif ($t->{kind} eq 'transaction' && !defined $t->{queue_id}) {
		$got_refused++;
	} elsif ($t->{kind} eq 'transaction') {
		$all++;
		compare_message($t);
	}
}
compare_message($part{$_}) for @order;
# Only what was tried has a row of a delivery, and nothing that was refused.
delete @want{grep { !$want{$_}{to} } keys %want} if @order;
differ($_, 'message', 'there', undef) for sort keys %want;
same('refused', 'recipients', $refused, $got_refused) unless @order;
$all += @order;
printf "%d messages, %d recipients: %d wrong\n", $all, $rows, $wrong;
exit($wrong > 0 || $all == 0);

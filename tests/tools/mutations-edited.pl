# mutations-edited.pl - more kinds of forgeries for mutate.pl: what stands in two
# places and is edited in one, what is copied from other messages, and what is of
# another time. Size: one table, of which each row is one forgery. See mutations.pl
# for what a kind is.
use strict;
use warnings;

my ($min, $day, $year) = (60, 86400, 365 * 86400);
my $week = 7 * $day;
my $ip4 = qr/\d+\.\d+\.\d+\.\d+/;

# Another zone, and the clock as it was.
sub change_zone {
	my ($f) = @_;
	my %other = ('+0000' => '-0400', '-0700' => '-0400', '-0800' => '+0100', '+0200' => '-0500');
	my ($at, $zone);

	($at, $zone) = ($-[1], $1) while $f->{raw} =~ /\d\d:\d\d:\d\d\s+([-+]\d{4})/g;
	return 0 unless defined $at;
	substr($f->{raw}, $at, 5) = $other{$zone} // '+0000';
	return $f->{changed} = 1;
}

sub replace_all_in {
	my ($f, $from, $to) = @_;

	return 0 unless $f->{raw} =~ s/\Q$from\E/$to/g;
	return $f->{changed} = 1;
}

# The field, as another message has it.
sub transplant {
	my ($f, $from) = @_;

	return 0 if !$f || !$from || $f->{raw} eq $from->{raw};
	($f->{raw}, $f->{name}, $f->{changed}) = ($from->{raw}, $from->{name}, 1);
	return 1;
}

sub agent_of { my ($m) = @_; return first($m, 'user-agent') // first($m, 'x-mailer') }

# ---- more dates ----
kind('date-zone-only', 'another zone in Date, the clock as it was', sub { my $f = first($_[0], 'date') or return 0; change_zone($f) });
kind('date-minus-52w', 'Date 52 weeks earlier: the same weekday', sub { shift_date(first($_[0], 'date'), -52 * $week) });
kind('hop-zone-only', 'another zone in one hop, the clock as it was', sub { my $f = dated_hop($_[0], $_[2]) or return 0; change_zone($f) });
kind('hop-minus-52w', 'one hop 52 weeks earlier', sub { shift_date(dated_hop($_[0], $_[2]), -52 * $week) });
kind('hop-minus-20m', 'one hop 20 minutes earlier', sub { shift_date(dated_hop($_[0], $_[2]), -20 * $min) });
kind('all-minus-26w', 'Date and all hops half a year earlier', sub { shift_all($_[0], -26 * $week) });
kind('all-minus-10y', 'Date and all hops ten years earlier', sub { shift_all($_[0], -10 * $year - 2 * $day) });
kind('lower-minus-1d', 'Date and the older half of the hops a day earlier', sub {
	my ($m) = @_;
	my @hops = fields($m, 'received');
	return 0 if @hops < 2;
	my @low = @hops[int(@hops / 2) .. $#hops];
	return 0 if grep { !$_ || !defined instant($_) } first($m, 'date'), @low;
	shift_date($_, -$day) for first($m, 'date'), @low;
	return 1 });
kind('resent-before-date', 'resent a week before it was written', sub {
	my ($m) = @_;
	my $t = first($m, 'date') && instant(first($m, 'date')) or return 0;
	put($m, 'above', first($m, 'date'), "Resent-From: carl\@example.net\n");
	put($m, 'above', first($m, 'date'), 'Resent-Date: ' . write_date($t - $week, '+0000') . "\n") });

# ---- more hops ----
kind('hop-ids-swapped', 'the ids of two hops swapped', sub {
	my ($m) = @_;
	my @have = grep { $_->{raw} =~ /\bid\s+[-\w.]{8,}/ } fields($m, 'received');
	for my $i (0 .. $#have - 1) {
		my ($a) = $have[$i]{raw} =~ /\bid\s+([-\w.]{8,})/;
		my ($b) = $have[$i + 1]{raw} =~ /\bid\s+([-\w.]{8,})/;
		next if $a eq $b;
		return change($have[$i], qr/(\bid\s+)\Q$a\E/, sub { $1 . $b }) &&
		    change($have[$i + 1], qr/(\bid\s+)\Q$b\E/, sub { $1 . $a });
	}
	return 0 });
kind('hops-reversed', 'three neighbouring hops in reverse order', sub {
	my ($m, $o, $random) = @_;
	my @hops = fields($m, 'received');
	return 0 if @hops < 3;
	my $i = $random->(@hops - 2);
	($hops[$i]{raw}, $hops[$i + 2]{raw}) = ($hops[$i + 2]{raw}, $hops[$i]{raw});
	return $hops[$i]{changed} = $hops[$i + 2]{changed} = 1 });
kind('hop-by-renamed', 'by of one hop renamed, nothing else', sub {
	my ($m, $o, $random) = @_;
	my $f = pick($random, grep { defined by_of($_) } fields($m, 'received')) or return 0;
	my ($g) = grep { defined by_of($_) && by_of($_) ne by_of($f) } fields($o, 'received') or return 0;
	my $to = by_of($g);
	change($f, qr/(\bby\s+)[-\w.]+/, sub { $1 . $to }) });
kind('hop-ip-octet', 'the last octet of the address of one hop another one', sub {
	my ($m, $o, $random) = @_;
	my $f = pick($random, grep { $_->{raw} =~ /\[$ip4\]/ } fields($m, 'received')) or return 0;
	change($f, qr/\[(\d+\.\d+\.\d+)\.(\d+)\]/, sub { "[$1." . (($2 + 1 + $random->(200, 'd')) % 254 + 1) . ']' }) });
kind('hop-ip-v6-example', 'an IPv6 address of the documentation in one hop', sub {
	my ($m, $o, $random) = @_;
	my $f = pick($random, grep { $_->{raw} =~ /\[(?:IPv6:)?[0-9a-f]+:[0-9a-f:]+\]/i } fields($m, 'received')) or return 0;
	change($f, qr/\[((?:IPv6:)?)[0-9a-f]+:[0-9a-f:]+\]/i, sub { "[${1}2001:db8:17::25]" }) });
kind('hop-software-future', 'a version of Exim or sendmail in one hop that came later', sub {
	my ($m) = @_;
	for my $f (fields($m, 'received')) {
		my $t = instant($f) // next;
		next if $t > 1700000000;
		return $f->{changed} = 1 if $f->{raw} =~ s/\(Exim \d\.\d+[.\d]*/(Exim 4.98/;
		return $f->{changed} = 1 if $f->{raw} =~ s{\(8\.\d+\.\d+/8\.\d+\.\d+}{(8.18.1/8.18.1};
	}
	return 0 });
kind('hop-tls-early', 'TLS 1.3 in a hop of before 2015', sub {
	my ($m, $o, $random) = @_;
	my $f = pick($random, grep { $_->{raw} =~ /\(Postfix\) with ESMTPS? / && instant($_) && instant($_) < 1400000000 } fields($m, 'received')) or return 0;
	change($f, qr/\)\s+by\s/, sub { ")\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))\n\t(No client certificate requested)\n\tby " });
	change($f, qr/with ESMTP /, sub { 'with ESMTPS ' }) });
kind('hop-between', 'a possible hop put between two of one message', sub {
	my ($m, $o, $random) = @_;
	my @hops = fields($m, 'received');
	return 0 if @hops < 2;
	my $i = $random->(@hops - 1);
	my $t = instant($hops[$i + 1]) // return 0;
	my $host = $hops[$i]{raw} =~ /from\s+([-\w]+\.[-\w.]+)/ ? $1 : 'relay.example.org';
	my $by = by_of($hops[$i + 1]) // 'mail.example.org';
	put($m, 'above', $hops[$i + 1], sprintf("Received: from %s (%s [%s])\n\tby %s (Postfix) with ESMTP id %05X%s;\n\t%s\n",
		$by, $by, address($o, $m), $host, $random->(1000000, 'us'), hex_id($random, 5), write_date($t + 1, '+0000'))) });
kind('hop-copied-later', 'a hop that stands twice, a minute later with the same id', sub {
	my ($m, $o, $random) = @_;
	my $f = pick($random, grep { defined instant($_) && $_->{raw} =~ /\bid\s+[-\w.]{8,}/ } fields($m, 'received')) or return 0;
	my $copy = {name => 'received', raw => $f->{raw}};
	set_date($copy, instant($f) + 60) or return 0;
	put($m, 'above', $f, $copy->{raw}) });
kind('hop-login-added', 'a login in a hop of Postfix that was without', sub {
	my ($m, $o, $random) = @_;
	my $f = pick($random, grep { $_->{raw} =~ /\(Postfix\) with ESMTPS? / } fields($m, 'received')) or return 0;
	change($f, qr/\)\s+by\s/, sub { ")\n\t(Authenticated sender: director)\n\tby " }) });
kind('hop-auth-protocol', 'ESMTPS of a server becomes ESMTPSA', sub {
	my ($m, $o, $random) = @_;
	my $f = pick($random, grep { $_->{raw} =~ /with ESMTPS / } fields($m, 'received')) or return 0;
	change($f, qr/with ESMTPS /, sub { 'with ESMTPSA ' }) });
kind('helo-rdns-swapped', 'what the client called itself and its name swapped', sub {
	my ($m, $o, $random) = @_;
	my $f = pick($random, grep { $_->{raw} =~ /from\s+([-\w.]+)\s+\(([-\w.]+)\s+\[/ && $1 ne $2 && $2 ne 'unknown' } fields($m, 'received')) or return 0;
	change($f, qr/(from\s+)([-\w.]+)(\s+\()([-\w.]+)/, sub { "$1$4$3$2" }) });
kind('hops-doubled', 'the hops of the message twice', sub {
	my ($m) = @_;
	my @hops = fields($m, 'received');
	splice @$m, position($m, $hops[0]), 0, map { {name => 'received', raw => $_->{raw}, changed => 1} } @hops;
	return 1 });

# ---- more ids ----
kind('mua-future', 'a version of the mail program that came later', sub {
	my ($m) = @_;
	my $t = first($m, 'date') && instant(first($m, 'date')) or return 0;
	for my $f (grep { $_ } first($m, 'user-agent'), first($m, 'x-mailer')) {
		if ($t < 1740000000) {
			return $f->{changed} = 1 if $f->{raw} =~ s{Mutt/\d\S* \([-\d]+\)}{Mutt/2.2.14 (2025-02-20)};
			return $f->{changed} = 1 if $f->{raw} =~ s{Thunderbird/[\d.]+}{Thunderbird/140.3.0};
			return $f->{changed} = 1 if $f->{raw} =~ s{git-send-email \d\S*}{git-send-email 2.51.0};
			return $f->{changed} = 1 if $f->{raw} =~ s{Evolution \d\S*}{Evolution 3.56.1};
			return $f->{changed} = 1 if $f->{raw} =~ s{Outlook Express \S+}{Outlook Express 6.00.2900.2180} && $t < 1080000000;
		}
	}
	return 0 });
kind('reply-to-itself', 'In-Reply-To names the message itself', sub {
	my ($m) = @_;
	my ($mid) = (first($m, 'message-id') // {raw => ''})->{raw} =~ /(<[^>\s]+>)/ or return 0;
	my $f = first($m, 'in-reply-to') or return 0;
	change($f, qr/:.*/s, sub { ": $mid\n" }) });
kind('references-later', 'In-Reply-To and References name a message of two days later', sub {
	my ($m, $o, $random) = @_;
	my $t = first($m, 'date') && instant(first($m, 'date')) or return 0;
	my $f = first($m, 'in-reply-to') or return 0;
	my @p = gmtime($t + 2 * $day);
	my $id = sprintf '<%04d%02d%02d%02d%02d%02d.%05d-2-anna@example.org>', $p[5] + 1900, $p[4] + 1, @p[3, 2, 1, 0], 10000 + $random->(80000);
	change($f, qr/:.*/s, sub { ": $id\n" });
	change(first($m, 'references') // $f, qr/\s*\z/, sub { "\n\t$id\n" }) });
kind('boundary-transplanted', 'Content-Type of another message', sub {
	my ($f, $from) = (first($_[0], 'content-type'), first($_[1], 'content-type'));
	return 0 unless $from && $from->{raw} =~ /boundary/;
	transplant($f, $from) });
kind('agent-transplanted', 'the User-Agent of another message', sub { transplant(agent_of($_[0]), agent_of($_[1])) });
kind('mid-queue-edited', 'the queue id in a Message-ID of a server another one', sub {
	my ($m, $o, $random) = @_;
	my $f = first($m, 'message-id') or return 0;
	for my $h (fields($m, 'received')) {
		next unless $h->{raw} =~ /\bid\s+([-\w]{8,})/;
		my $id = $1;
		next unless $f->{raw} =~ /\Q$id\E/;
		my $to = $id =~ s/(\w)(\w)(\z|-\w+\z)/$2$1$3/r;
		next if $to eq $id;
		return replace_all_in($f, $id, $to);
	}
	return 0 });

# ---- more authentication ----
kind('dkim-x-before-t', 'a signature that ended before it was made', sub {
	my ($f) = grep { $_->{raw} =~ /[;\s]t=\d{9}/ } fields($_[0], 'dkim-signature') or return 0;
	$f->{raw} =~ s/[;\s]\K\s*x=\d+;?//;
	change($f, qr/([;\s])t=(\d+)/, sub { $1 . "t=$2; x=" . ($2 - 3600) }) });
kind('dkim-domain-edited', 'd= of a signature another domain', sub { change(first($_[0], 'dkim-signature'), qr/([;\s]d=)[-\w.]+/, sub { $1 . 'bank.example.com' }) });
kind('dkim-b-cut', 'some letters missing in a signature', sub { change(first($_[0], 'dkim-signature'), qr/([;\s]b=\s*[\w+\/]{9})\w{3}/, sub { $1 }) });
kind('dkim-b-edited', 'some letters of a signature others', sub { change(first($_[0], 'dkim-signature'), qr/([;\s]b=\s*\S\S)(\w\w\w)/, sub { $1 . scalar reverse lc $2 }) });
kind('dkim-t-plus-1d', 'a signature made a day later', sub { change(first($_[0], 'dkim-signature'), qr/([;\s]t=)(\d+)/, sub { $1 . ($2 + $day) }) });
kind('dkim-transplanted', 'the signature of another message', sub { transplant(map { first($_, 'dkim-signature') } @_[0, 1]) });
kind('arc-seal-earlier', 'the last seal three days before those that it seals', sub {
	my ($f) = grep { $_->{raw} =~ /\bi=[2-9]\b/ } fields($_[0], 'arc-seal') or return 0;
	change($f, qr/([;\s]t=)(\d+)/, sub { $1 . ($2 - 3 * $day) }) });
kind('arc-set-older', 't= of both signatures of the first ARC set a day earlier', sub {
	my $n = 0;
	for my $f (grep { $_->{name} =~ /^arc-(?:seal|message)/ && $_->{raw} =~ /\bi=1\b/ } @{$_[0]}) {
		$n += change($f, qr/([;\s]t=)(\d+)/, sub { $1 . ($2 - $day) });
	}
	return $n });
kind('arc-transplanted', 'the ARC sets of another message', sub {
	my ($m, $o) = @_;
	my @mine = grep { $_->{name} =~ /^arc-/ } @$m;
	my @other = grep { $_->{name} =~ /^arc-/ } @$o;
	return 0 unless @mine && @other;
	my $at = position($m, $mine[0]);
	@$m = grep { $_->{name} !~ /^arc-/ } @$m;
	splice @$m, $at, 0, map { {name => $_->{name}, raw => $_->{raw}, changed => 1} } @other;
	return 1 });
kind('arc-domain-edited', 'd= of one seal another domain', sub { change(first($_[0], 'arc-seal'), qr/([;\s]d=)[-\w.]+/, sub { $1 . 'bank.example.com' }) });
kind('ar-transplanted', 'Authentication-Results of another message', sub { transplant(map { first($_, 'authentication-results') } @_[0, 1]) });
kind('ar-dmarc-alone', 'dmarc=pass, and neither spf nor dkim', sub {
	my ($f) = grep { $_->{raw} =~ /dmarc=\w+/ && $_->{raw} =~ /spf=\w+/ && $_->{raw} =~ /dkim=\w+/ } fields($_[0], 'authentication-results') or return 0;
	$f->{raw} =~ s/\bdmarc=\w+/dmarc=pass/g;
	$f->{raw} =~ s/\bspf=\w+/spf=softfail/g;
	$f->{raw} =~ s/\bdkim=\w+/dkim=fail/g;
	return $f->{changed} = 1 });
kind('ar-spf-fail', 'spf=pass made softfail, the words beside it left', sub { my ($f) = grep { $_->{raw} =~ /spf=pass/ } fields($_[0], 'authentication-results') or return 0; change($f, qr/spf=pass/, sub { 'spf=softfail' }) });
kind('ar-mailfrom-edited', 'another smtp.mailfrom in Authentication-Results', sub { change(first($_[0], 'authentication-results'), qr/smtp\.mailfrom=["\w][^;\s]*/, sub { 'smtp.mailfrom=service@bank.example.com' }) });
kind('spf-sender-edited', 'another envelope-from in Received-SPF', sub { change(first($_[0], 'received-spf'), qr/envelope-from=[^;\s]+/, sub { 'envelope-from="service@bank.example.com"' }) });
kind('spf-result-edited', 'pass in Received-SPF another result, or the other way round', sub { change(first($_[0], 'received-spf'), qr/:\s*(\w+)/, sub { lc $1 eq 'pass' ? ': fail' : ': pass' }) });
kind('spf-ip-twice', 'another address in the words of Received-SPF than in client-ip', sub { change(first($_[0], 'received-spf'), qr/(\([^)]*?)(\d+\.\d+\.\d+)\.(\d+)/, sub { "$1$2." . (($3 + 7) % 254 + 1) }) });
kind('return-path-replaced', 'another Return-Path', sub { change(first($_[0], 'return-path'), qr/:.*/s, sub { ": <service\@bank.example.com>\n" }) });
kind('list-id-replaced', 'another List-Id', sub { change(first($_[0], 'list-id'), qr/:.*/s, sub { ": Service <service.bank.example.com>\n" }) });
kind('netmsgid-edited', 'the id of Exchange in one of its fields another one', sub {
	my ($f) = grep { $_->{name} =~ /network-message-id|filtering-correlation-id/ } @{$_[0]} or return 0;
	change($f, qr/:\s*([0-9a-f])/, sub { ': ' . sprintf '%x', (hex($1) + 3) % 16 }) });
kind('exchange-time', 'a time that Exchange wrote a day earlier', sub {
	my ($f) = grep { $_->{name} =~ /originalarrivaltime|expirationstarttime/ } @{$_[0]} or return 0;
	change($f, qr/:\s*(\d\d?)( \w{3} \d{4})/, sub { ': ' . sprintf('%02d', $1 == 1 ? 2 : $1 - 1) . $2 }) });
1;

# mutations.pl - the kinds of forgeries that mutate.pl makes. Size: one table, of
# which each row is one forgery.
#
# A kind is a name, a sentence, and a sub that changes the fields of a message: it gets
# the list of fields (newest first; {name, raw}), those of another message, and a
# function that gives a number below its first argument. It marks what it changed or
# put in as `changed`, and returns false where the message has not what it
# takes. Received fields count from 0, the newest.
use strict;
use warnings;
use POSIX ();
use Time::Local ();

our @kinds;
my @days = qw(Sun Mon Tue Wed Thu Fri Sat);
my @months = qw(Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec);
my %month; @month{@months} = 0 .. 11;

# A date as RFC 5322 has it: weekday, day, month, year, time, zone.
my $date = qr/(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun),\s+)?(\d{1,2})\s+(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+(\d{4})\s+(\d\d):(\d\d):(\d\d)\s+([-+]\d{4})/;

sub fields { my ($m, $name) = @_; return grep { $_->{name} eq $name } @$m }
sub first { my ($m, $name) = @_; my ($f) = fields($m, $name); return $f }

sub seconds_east {
	my ($zone) = @_;
	my ($sign, $h, $min) = $zone =~ /([-+])(\d\d)(\d\d)/;
	return ($sign eq '-' ? -1 : 1) * ($h * 3600 + $min * 60);
}

# The instant of the last date in a field.
sub instant {
	my ($f) = @_;
	my @found;

	@found = ($2, $3, $4, $5, $6, $7, $8) while $f->{raw} =~ /$date/g;
	return unless @found;
	my ($d, $mon, $y, $h, $min, $s, $zone) = @found;
	my $t = eval { Time::Local::timegm_modern($s, $min, $h, $d, $month{$mon}, $y) };
	return defined $t ? $t - seconds_east($zone) : undef;
}

sub write_date {
	my ($t, $zone) = @_;
	my @p = gmtime($t + seconds_east($zone));
	return sprintf '%s, %d %s %d %02d:%02d:%02d %s', $days[$p[6]], $p[3],
	    $months[$p[4]], $p[5] + 1900, $p[2], $p[1], $p[0], $zone;
}

# Put another date in the place of the last one; it keeps its zone.
sub set_date {
	my ($f, $t, $zone) = @_;
	my ($at, $length, $own);

	($at, $length, $own) = ($-[0], $+[0] - $-[0], $8) while $f->{raw} =~ /$date/g;
	return 0 unless defined $at;
	substr($f->{raw}, $at, $length) = write_date($t, $zone // $own);
	return $f->{changed} = 1;
}

sub shift_date {
	my ($f, $by) = @_;
	my $t = $f && instant($f);
	return defined $t && set_date($f, $t + $by);
}

sub shift_all {
	my ($m, $by) = @_;
	my @dated = (first($m, 'date'), fields($m, 'received'), fields($m, 'x-received'));

	return 0 if grep { !$_ || !defined instant($_) } @dated;
	shift_date($_, $by) for @dated;
	return 1;
}

sub change {
	my ($f, $from, $to) = @_;
	return 0 unless $f && $f->{raw} =~ s/$from/$to->()/e;
	return $f->{changed} = 1;
}

sub position { my ($m, $f) = @_; for (0 .. $#$m) { return $_ if $m->[$_] == $f } }

sub put { # behind the field, or before it
	my ($m, $where, $f, $text) = @_;
	my ($name) = $text =~ /^([^:]+):/;

	splice @$m, position($m, $f) + ($where eq 'below'), 0,
	    {name => lc $name, raw => $text, changed => 1};
	return 1;
}

sub pick {
	my ($random, @from) = @_;
	return @from ? $from[$random->(scalar @from, 'pick')] : undef;
}

sub dated_hop {
	my ($m, $random) = @_;
	return pick($random, grep { defined instant($_) } fields($m, 'received'));
}

sub by_of { my ($f) = @_; return $f->{raw} =~ /\bby\s+([-\w.]+)/ ? $1 : undef }

sub hex_id {
	my ($random, $n) = @_;
	return join '', map { sprintf '%X', $random->(16, "hex$_") } 1 .. $n;
}

# The oldest hop, with its time, and the host that it came from.
sub oldest {
	my ($m) = @_;
	my $f = (fields($m, 'received'))[-1];
	return $f && defined instant($f) ? ($f, instant($f), $f->{raw} =~ /from\s+([-\w.]+)/ ? $1 : 'client.example.net') : ();
}

sub put_oldest {
	my ($m, $text) = @_;
	my ($f, $t, $host) = oldest($m);
	return 0 unless $f;
	return put($m, 'below', $f, $text->($t - 7, $host));
}

# A public address that a hop of the message, or else of another, has: one of the
# documentation (RFC 5737) would give a forgery away.
sub address {
	for my $f (map { fields($_, 'received') } @_) {
		while ($f->{raw} =~ /\[((\d+)\.(\d+)\.\d+\.\d+)\]/g) {
			return $1 unless grep { $_ == $2 } 0, 10, 127, 169, 172, 192, 198, 203, 224 .. 999;
		}
	}
	return '8.8.4.4';
}

# What mx.bench.example, the reader's own server, puts on top.
sub own_hop {
	my ($m, $number) = @_;
	my $top = first($m, 'received');
	my $t = instant($top) // 1700000000;
	my $by = by_of($top) // 'relay.example.net';

	unshift @$m, {name => 'received', raw => sprintf(
	    "Received: from %s (%s [%s])\n\tby mx.bench.example (Postfix) with ESMTPS id %05X%X\n\tfor <reader\@bench.example>; %s\n",
	    $by, $by, address($m), ($number * 7919) % 1000000, 0x40858 + $number, write_date($t + 3, '+0000'))},
	    {name => 'authentication-results', raw => "Authentication-Results: mx.bench.example; dkim=none; dmarc=none\n"};
}

# An id that carries another time, of the same software, from another message.
my $time_id = qr/\bid\s+(1[0-9A-Za-z]{5}-[0-9A-Za-z]{6}-[0-9A-Za-z]{2}
	|(?![0-9A-F]+[;\s])[0-9A-Za-x]{8}\d{6}
	|4[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{9}z\w+
	|S\d{5,8}A[ab][a-z0-9][A-Z0123a-z456789]{5}
	|\S+\.\d{4}\.\d\d\.\d\d\.\d\d\.\d\d\.\d\d)(?=[;\s])/x;

our %ids;

sub form {
	my ($id) = @_;
	return 'gmail' if $id =~ /\.\d\d\z/;
	return 'zmailer' if $id =~ /^S\d/;
	return length($id) . ($id =~ /-/ ? '-' : $id =~ /^.{10}z/ ? 'z' : '');
}

# The part of an id that another day makes another.
sub day_of { my ($id) = @_; return $id =~ /(\d{4}\.\d\d\.\d\d)\.\d\d\.\d\d\.\d\d\z/ ? $1 : $id =~ /^S\d+(.{5})/ ? $1 : substr $id, 0, 3 }

# Called with all messages before any is changed.
sub learn {
	my ($fields) = @_;
	for my $f (fields($fields, 'received')) {
		push @{$ids{form($1)}}, $1 if $f->{raw} =~ $time_id;
	}
}

sub kind { my ($name, $what, $change) = @_; push @kinds, {name => $name, what => $what, change => $change} }

my ($min, $hour, $day, $year) = (60, 3600, 86400, 365 * 86400);

# ---- dates ----
kind('date-minus-7d', 'Date a week earlier', sub { shift_date(first($_[0], 'date'), -7 * $day) });
kind('date-plus-2d', 'Date two days later', sub { shift_date(first($_[0], 'date'), 2 * $day) });
kind('date-minus-40m', 'Date 40 minutes earlier', sub { shift_date(first($_[0], 'date'), -40 * $min) });
kind('date-zone-1730', 'the zone +1730 in Date', sub { change(first($_[0], 'date'), qr/[-+]\d{4}/, sub { '+1730' }) });
kind('date-weekday', 'another weekday in Date', sub {
	my ($m, $o, $random) = @_;
	change(first($m, 'date'), qr/(Mon|Tue|Wed|Thu|Fri|Sat|Sun),/, sub {
		my ($i) = grep { $days[$_] eq $1 } 0 .. 6;
		$days[($i + 1 + $random->(6)) % 7] . ',' }) });
kind('hop-day', 'another day of the month in one hop, its weekday as it was', sub {
	my ($m, $o, $random) = @_;
	my $f = dated_hop($m, $random) or return 0;
	change($f, qr/(;.*?)(\d{1,2})(\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+\d{4})/s,
	       sub { my $d = 1 + ($2 + $random->(6)) % 28; $1 . ($d == $2 ? $d + 1 : $d) . $3 }) });
kind('hop-weekday', 'another weekday in one hop', sub {
	my ($m, $o, $random) = @_;
	my $f = dated_hop($m, $random) or return 0;
	change($f, qr/(;.*?)(Mon|Tue|Wed|Thu|Fri|Sat|Sun),/s, sub {
		my ($i) = grep { $days[$_] eq $2 } 0 .. 6;
		$1 . $days[($i + 1 + $random->(6)) % 7] . ',' }) });
kind('hop-minus-2h', 'one hop two hours earlier', sub { my $f = dated_hop($_[0], $_[2]); shift_date($f, -2 * $hour) });
kind('hop-plus-1d', 'one hop a day later', sub { my $f = dated_hop($_[0], $_[2]); shift_date($f, $day) });
kind('hop-zone', 'the zone of one hop shifted, the instant as it was', sub {
	my $f = dated_hop($_[0], $_[2]) or return 0;
	set_date($f, instant($f), $f->{raw} =~ /\+0300/ ? '-0200' : '+0300') });
kind('all-minus-1y', 'Date and all hops a year earlier', sub { shift_all($_[0], -$year) });
kind('all-minus-3h', 'Date and all hops three hours earlier', sub { shift_all($_[0], -3 * $hour) });
kind('all-plus-1y', 'Date and all hops a year later', sub { shift_all($_[0], $year) });

# ---- hops ----
kind('hop-fake-gmail', 'an oldest hop by mx.google.com with an id that is none', sub {
	my ($m, $o, $random) = @_;
	put_oldest($m, sub { my ($t, $host) = @_;
		my $ip = address($o, $m);
		"Received: from $host ($host. [$ip])\n        by mx.google.com with ESMTPS id "
		. lc(hex_id($random, 16)) . "\n        for <anna\@example.org>;\n        " . write_date($t, '+0000') . "\n" }) });
kind('hop-fake-postfix', 'an oldest hop with a random short id of Postfix', sub {
	my ($m, $o, $random) = @_;
	put_oldest($m, sub { my ($t, $host) = @_;
		my $ip = address($o, $m);
		"Received: from [192.168.1.17] (unknown [$ip])\n\tby $host (Postfix) with ESMTPSA id "
		. hex_id($random, 10) . ";\n\t" . write_date($t, '+0000') . "\n" }) });
kind('hop-fake-careful', 'an oldest hop with a possible short id of Postfix', sub {
	my ($m, $o, $random) = @_;
	put_oldest($m, sub { my ($t, $host) = @_;
		sprintf "Received: from [192.168.1.17] (unknown [%s])\n\tby %s (Postfix) with ESMTPSA id %05X%s;\n\t%s\n",
		address($o, $m), $host, $random->(1000000, 'us'), hex_id($random, 5), write_date($t, '+0000') }) });
kind('hop-fake-exim', 'an oldest hop with an id of Exim of another year', sub {
	my ($m, $o, $random) = @_;
	put_oldest($m, sub { my ($t, $host) = @_;
		my $ip = address($o, $m);
		"Received: from [$ip] (helo=mail)\n\tby $host with esmtpsa (Exim 4.94)\n\tid 1l"
		. sprintf('%04d-0005sL-1a', $random->(10000)) . "; " . write_date($t, '+0000') . "\n" }) });
kind('hop-transplanted', 'one hop replaced by one of another message', sub {
	my ($m, $o, $random) = @_;
	my $f = pick($random, fields($m, 'received'));
	my $from = pick($random, fields($o, 'received'));
	return 0 if !$from || $from->{raw} eq $f->{raw};
	($f->{raw}, $f->{changed}) = ($from->{raw}, 1) });
kind('hop-id-transplanted', 'the id of one hop replaced by one of the same form and another day', sub {
	my ($m, $o, $random) = @_;
	for my $f (fields($m, 'received')) {
		next unless $f->{raw} =~ $time_id;
		my $old = $1;
		my $new = pick($random, grep { day_of($_) ne day_of($old) } @{$ids{form($old)}});
		next unless $new;
		return change($f, qr/\Q$old\E/, sub { $new });
	}
	return 0 });
kind('hop-dropped', 'one hop taken out', sub {
	my ($m, $o, $random) = @_;
	my @hops = fields($m, 'received');
	return 0 if @hops < 3;
	my $i = 1 + $random->(@hops - 2);
	my $gone = $hops[$i];
	$hops[$i - 1]{changed} = 1;
	@$m = grep { $_ != $gone } @$m;
	return 1 });
kind('hops-swapped', 'two neighbouring hops swapped', sub {
	my ($m, $o, $random) = @_;
	my @hops = fields($m, 'received');
	return 0 if @hops < 2;
	my $i = $random->(@hops - 1);
	return 0 if $hops[$i]{raw} eq $hops[$i + 1]{raw};
	my ($one, $two) = @hops[$i, $i + 1];
	($one->{raw}, $two->{raw}) = ($two->{raw}, $one->{raw});
	return $one->{changed} = $two->{changed} = 1 });
kind('hosts-swapped', 'from and by of one hop swapped', sub {
	my ($m, $o, $random) = @_;
	my $f = pick($random, grep { $_->{raw} =~ /from\s+[-\w]+\.[-\w.]+.*\bby\s+[-\w]+\.[-\w.]+/s } fields($m, 'received'));
	change($f, qr/(from\s+)([-\w.]+)(.*\bby\s+)([-\w.]+)/s, sub { $1 . $4 . $3 . $2 }) });
kind('hop-ip-edited', 'an address of one hop replaced by a possible one', sub {
	my ($m, $o, $random) = @_;
	my $f = pick($random, grep { $_->{raw} =~ /\[\d+\.\d+\.\d+\.\d+\]/ } fields($m, 'received'));
	change($f, qr/\[(\d+)\.(\d+)\.(\d+)\.(\d+)\]/, sub { '[' . join('.', 1 + $random->(200, 'a'), $random->(256, 'b'), $random->(256, 'c'), $4) . ']' }) });
kind('hop-ip-impossible', 'an octet above 255 in one hop', sub {
	my ($m, $o, $random) = @_;
	my $f = pick($random, grep { $_->{raw} =~ /\[\d+\.\d+\.\d+\.\d+\]/ } fields($m, 'received'));
	change($f, qr/\[(\d+\.\d+)\.\d+/, sub { "[$1." . (256 + $random->(700)) }) });
kind('hop-below-subject', 'the oldest hop moved below Subject', sub {
	my ($m) = @_;
	my ($f) = (fields($m, 'received'))[-1];
	my $subject = first($m, 'subject') or return 0;
	return 0 if position($m, $f) > position($m, $subject);
	@$m = grep { $_ != $f } @$m;
	return put($m, 'below', $subject, $f->{raw}) });
kind('hop-tls-edited', 'TLS text of one hop that cannot be: TLS 1.3 with a cipher of SSL 3', sub {
	my ($m, $o, $random) = @_;
	my $f = pick($random, grep { $_->{raw} =~ /TLSv?1[._]3/ && $_->{raw} =~ /TLS_(?:AES|CHACHA20)\w+/ } fields($m, 'received'));
	change($f, qr/TLS_(?:AES|CHACHA20)\w+/, sub { 'RC4-MD5' }) });
kind('hop-helo-provider', 'gmail.com as the HELO of a host of somebody else', sub {
	my ($m, $o, $random) = @_;
	my $f = pick($random, grep { $_->{raw} =~ /from\s+[-\w]+\.[-\w.]+\s+\([-\w]+\.[-\w.]+\s+\[/ && $_->{raw} !~ /google|gmail/ } fields($m, 'received'));
	change($f, qr/(from\s+)[-\w.]+/, sub { $1 . 'mail.gmail.com' }) });

# ---- who, and what it calls itself ----
kind('from-replaced', 'From replaced by a well-known sender', sub { change(first($_[0], 'from'), qr/:.*/s, sub { ": Service <service\@bank.example.com>\n" }) });
kind('from-second', 'a second From', sub { my $f = first($_[0], 'from') or return 0; put($_[0], 'below', $f, "From: Service <service\@bank.example.com>\n") });
kind('from-address-name', 'another address as the display name', sub { change(first($_[0], 'from'), qr/:.*?(<?)([^\s<>]+@[^\s<>]+).*/s, sub { ": \"service\@bank.example.com\" <$2>\n" }) });
kind('from-mixed-script', 'a Cyrillic letter in a Latin name', sub { change(first($_[0], 'from'), qr/:.*?([^\s<>]+@[^\s<>]+)>?.*/s, sub { ": =?UTF-8?Q?P=D0=B0yments?= <$1>\n" }) });
kind('subject-second', 'a second Subject', sub { my $f = first($_[0], 'subject') or return 0; put($_[0], 'below', $f, "Subject: Please pay at once\n") });
kind('mid-transplanted', 'the Message-ID of another message', sub {
	my ($f, $from) = (first($_[0], 'message-id'), first($_[1], 'message-id'));
	return 0 if !$f || !$from || $f->{raw} eq $from->{raw};
	($f->{raw}, $f->{changed}) = ($from->{raw}, 1) });
kind('mid-fake-ses', 'a Message-ID of Amazon SES that is none', sub { my $r = $_[2]; change(first($_[0], 'message-id'), qr/<.*>/s, sub { '<' . lc hex_id($r, 20) . '@eu-west-1.amazonses.com>' }) });
kind('mid-fake-gmail', 'a Message-ID of Gmail that is none', sub { my $r = $_[2]; change(first($_[0], 'message-id'), qr/<.*>/s, sub { '<' . hex_id($r, 12) . '@mail.gmail.com>' }) });
kind('boundary-reused', 'a boundary that was made 200 days before', sub {
	my ($m, $o, $random) = @_;
	my $date = first($m, 'date');
	my $t = $date && instant($date) or return 0;
	change(first($m, 'content-type'), qr/boundary="?[^";\s]+"?/i,
	       sub { sprintf 'boundary="_----------=_%d%d"', $t - 200 * $day, 1000000 + $random->(9000000) }) });

# ---- authentication ----
kind('dkim-replayed', 'a signed message sent again after 30 days, with new and possible hops', sub {
	my ($m, $o, $random) = @_;
	my ($t) = map { $_->{raw} =~ /;\s*t=(\d+)/ ? $1 : () } fields($m, 'dkim-signature') or return 0;
	my $first = first($m, 'received');
	my @new = map { sprintf "Received: from %s (%s [%s])\n\tby %s (Postfix) with ESMTPS id %05X%s\n\tfor <carl\@example.net>; %s\n",
		('relay.example.org') x 2, address($o, $m), $_ ? 'relay.example.org' : 'mx.example.net',
		$random->(1000000, "us$_"), hex_id($random, 5), write_date($t + 30 * $day - $_ * 4, '+0000') } 0, 1;
	my $at = position($m, $first);
	splice @$m, $at, 0, map { {name => 'received', raw => $_, changed => 1} } @new;
	@$m = grep { $_->{changed} || ($_->{name} ne 'received' && $_->{name} ne 'x-received') } @$m;
	return 1 });
kind('dkim-from-unsigned', 'From taken out of what DKIM signs', sub {
	change(first($_[0], 'dkim-signature'), qr/([;\s]h=)([^;]*)/, sub {
		my ($tag, $names) = ($1, $2);
		$names =~ s/\s*\bfrom\b\s*(:|\z)//gi;
		$tag . $names }) });
kind('arc-gap', 'the first set of an ARC chain taken out', sub {
	my ($m) = @_;
	return 0 unless grep { $_->{name} eq 'arc-seal' && $_->{raw} =~ /\bi=2\b/ } @$m;
	$_->{changed} = 1 for grep { $_->{name} =~ /^arc-/ } @$m;
	@$m = grep { !($_->{name} =~ /^arc-/ && $_->{raw} =~ /[:;\s]i=1\b/) } @$m;
	return 1 });
kind('spf-ip-edited', 'another client-ip in Received-SPF', sub { my $r = $_[2]; change(first($_[0], 'received-spf'), qr/client-ip=[\d.]+/, sub { 'client-ip=8.8.' . $r->(250, 'c') . '.' . (1 + $r->(250, 'd')) }) });
kind('ar-bottom', 'Authentication-Results of mx.google.com below the oldest hop', sub {
	my ($f) = oldest($_[0]) or return 0;
	put($_[0], 'below', $f, "Authentication-Results: mx.google.com; dkim=pass header.d=bank.example.com; spf=pass; dmarc=pass header.from=bank.example.com\n") });

# ---- with the reader's own server known ----
kind('own-ar-own-id', 'Authentication-Results with the reader\'s own id below the boundary', sub {
	my ($m) = @_;
	put($m, 'below', (fields($m, 'received'))[1], "Authentication-Results: mx.bench.example; dkim=pass header.d=bank.example.com; dmarc=pass header.from=bank.example.com\n") });
kind('own-ar-other-id', 'Authentication-Results with another id below the boundary', sub {
	my ($m) = @_;
	put($m, 'below', (fields($m, 'received'))[1], "Authentication-Results: mail.bank.example.com; dkim=pass header.d=bank.example.com\n") });
kind('own-hop-forged', 'a hop of the reader\'s own server below the boundary', sub {
	my ($m, $o, $random) = @_;
	put_oldest($m, sub { my ($t, $host) = @_;
		sprintf "Received: from ws3.bench.example (ws3.bench.example [%s])\n\tby mx.bench.example (Postfix) with ESMTPSA id %05X%s;\n\t%s\n",
		address($o, $m),
		$random->(1000000, 'us'), hex_id($random, 5), write_date($t, '+0000') }) });
1;

# genmail.pl N FOLDER|- - write N made-up messages, as files of FOLDER or as an
# mbox: the same ones for the same N. Two to seven hops by several MTAs, DKIM
# and ARC fields of the usual length, bodies of 0.5 to 25 kB.
use strict;
use warnings;
use POSIX qw(strftime);

my ($n, $folder) = @ARGV;
my $seed = 42;

# A generator of our own, so that every perl makes the same mail.
sub any {
	$seed = ($seed * 1103515245 + 12345) % 2**31;
	return ($seed >> 8) % $_[0];
}

sub pick {
	return $_[any(scalar @_)];
}

my @alphabet = ('a' .. 'z', 'A' .. 'Z', 0 .. 9, '+', '/');

sub base64ish {
	my ($length, $indent) = @_;
	my $text = join '', map { $alphabet[any(64)] } 1 .. $length;

	$text =~ s/(.{70})(?=.)/$1\n$indent/g;
	return $text;
}

sub date {
	return strftime('%a, %d %b %Y %H:%M:%S', gmtime $_[0]);
}

sub host {
	my @names = qw(mx1 mx2 mail relay smtp out gw edge filter imap);

	return pick(@names) . '.' . pick(qw(alpha bravo charlie delta echo)) .
	    '.example';
}

sub ip {
	return pick('192.0.2.', '198.51.100.', '203.0.113.') . (1 + any(250));
}

sub ip6 {
	return sprintf '2001:db8:%x:%x::%x', any(65536), any(65536), any(65536);
}

# Each gives a field from what is known of the hop.
my @mtas = (
	sub {
		my ($from, $by, $t) = @_;
		return "from $from ($from [" . ip() . "])\n\t(using TLSv1.3 with " .
		    "cipher TLS_AES_256_GCM_SHA384 (256/256 bits)\n\t " .
		    "key-exchange X25519 server-signature RSA-PSS (2048 bits))\n" .
		    "\t(No client certificate requested)\n\tby $by (Postfix) with " .
		    'ESMTPS id 4' . base64ish(14, '') .
		    "\n\tfor <user\@bravo.example>; " . date($t) . ' +0000 (UTC)';
	},
	sub {
		my ($from, $by, $t) = @_;
		return 'from [' . ip() . "] (helo=$from)\n\tby $by with esmtps " .
		    "(TLS1.3) tls TLS_AES_256_GCM_SHA384\n\t(Exim 4.96)\n\t" .
		    "(envelope-from <sender\@alpha.example>)\n\tid 1xVnss-0007ol-1E" .
		    "\n\tfor user\@bravo.example; " . date($t) . ' +0000';
	},
	sub {
		my ($from, $by, $t) = @_;
		return "from $from (" . ip6() . ") by\n $by (" . ip6() . ') with ' .
		    "Microsoft SMTP\n Server (version=TLS1_2, cipher=TLS_ECDHE_RSA" .
		    "_WITH_AES_256_GCM_SHA384) id\n 15.20.6792.27 via Frontend " .
		    'Transport; ' . (date($t) =~ s/ (\d+:)/\n $1/r) . ' +0000';
	},
	sub {
		my ($from, $by, $t) = @_;
		return 'by ' . ip6() . ' with SMTP id d75a77b69052e-' .
		    "4b0a1c2d3e4mr12345678\n        1cf.12.1795516582123; " .
		    date($t) . ' +0000 (UTC)';
	},
	sub {
		my ($from, $by, $t) = @_;
		return "from $from ($from [" . ip() . "])\n\tby $by (8.17.1/8.17.1) " .
		    "with ESMTP id 6AN87rQk011873\n\tfor <user\@bravo.example>; " .
		    date($t) . ' GMT';
	},
	sub {
		my ($from, $by, $t) = @_;
		return "from localhost ([127.0.0.1])\n\tby localhost ($by " .
		    "[127.0.0.1]) (amavisd-new, port 10024)\n\twith ESMTP id " .
		    base64ish(12, '') . " for <user\@bravo.example>;\n\t" .
		    date($t) . ' +0000 (UTC)';
	},
);

my @texts = map { join ' ', map { pick(qw(the quick brown fox jumps over it)) }
		      1 .. 14 } 1 .. 40;

sub received {
	my ($t) = @_;
	my $hops = 2 + any(6);
	my @fields;
	my $from = 'laptop.alpha.example';

	for (1 .. $hops) {
		my $by = host();
		$t += any(20) ? any(5) : any(4000);
		unshift @fields, 'Received: ' . pick(@mtas)->($from, $by, $t);
		$from = $by;
	}
	return join "\n", @fields;
}

sub message {
	my ($number) = @_;
	my $t = 1795500000 + $number * 7;
	my $signature = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=alpha.example;\n" .
	    "\ts=s2026; h=from:to:subject:date:message-id;\n\tbh=" .
	    base64ish(43, '') . "=;\n\tb=" . base64ish(342, "\t ") . '==';
	my $arc = any(3) ? '' : "ARC-Seal: i=1; $signature\n" .
	    "ARC-Message-Signature: i=1; $signature\n" .
	    "ARC-Authentication-Results: i=1; mx.bravo.example; dkim=pass\n";

	return "Return-Path: <sender\@alpha.example>\n" .
	    "Delivered-To: user\@bravo.example\n" . received($t) . "\n$arc" .
	    "DKIM-Signature: $signature\n" .
	    'Date: ' . date($t) . " +0000\n" .
	    "From: A Sender <sender\@alpha.example>\n" .
	    "To: The User <user\@bravo.example>\nSubject: message $number\n" .
	    "Message-ID: <$number.$t\@alpha.example>\nMIME-Version: 1.0\n" .
	    "Content-Type: text/plain; charset=utf-8\n" .
	    join('', map { "X-Header-$_: " . pick(@texts) . "\n" } 1 .. 8) . "\n" .
	    join('', map { pick(@texts) . "\n" } 1 .. (8, 8, 40, 80, 400)[any(5)]);
}

for my $i (1 .. $n) {
	if ($folder eq '-') {
		print 'From sender@alpha.example ',
		    strftime('%a %b %e %H:%M:%S %Y', gmtime 1795500000 + $i * 7),
		    "\n", message($i), "\n";
		next;
	}
	open my $out, '>', sprintf('%s/%06d.eml', $folder, $i) or die "$!\n";
	print $out message($i);
	close $out or die "$!\n";
}

# The maker of forgeries: the same from the same seed, each change where the truth
# says, and nothing else changed.
# shellcheck shell=sh disable=SC2154
message() { # NUMBER
	cat <<M
From bench@example.org Mon Nov 23 09:00:00 2026
Received: from relay.example.net (relay.example.net [9.9.9.$1])
	by mx.example.org (Postfix) with ESMTPS id 4jY0JL1mRhz2x$1
	for <carl@example.org>; Mon, 23 Nov 2026 09:00:0$1 +0000 (UTC)
Received: from ws3.example.net ([9.9.8.$1] helo=ws3.example.net)
	by relay.example.net with esmtpsa (Exim 4.94)
	id 1xVPu$1-0003D7-G7; Mon, 23 Nov 2026 10:00:00 +0100
From: Anna <anna@example.net>
Subject: number $1
Date: Mon, 23 Nov 2026 08:59:5$1 +0000
Message-ID: <$1@example.net>

body

M
}
for n in 1 2 3 4 5 6; do message $n; done >six.mbox

mutate() {
	perl "$tests/tools/mutate.pl" "$@" >/dev/null 2>&1
}

same() {
	mutate one six.mbox && mutate two six.mbox && diff -r one two
}
passes 'mutate: the same seed gives the same' same

seeds_differ() {
	mutate -s 2 other six.mbox && ! diff -rq one other >/dev/null
}
passes 'mutate: another seed gives another' seeds_differ

# The lines that differ from the original lie within the fields of the truth.
places() {
	perl -MJSON::PP -e '
		my %text;
		sub text { my ($f) = @_; $text{$f} //= do { local $/; open my $i, "<:raw", "one/$f" or die; <$i> } }
		while (<>) {
			my $t = decode_json($_);
			die "nothing changed in $t->{kind}\n" unless @{$t->{changed}};
			for my $c (@{$t->{changed}}) {
				my $field = substr text($t->{file}), $c->{offset}, $c->{length};
				die "$t->{kind}: $field\n" unless $field =~ /\A\Q$c->{field}\E\s*:.*\n\z/is;
			}
		}' one/truth.jsonl
}
passes 'mutate: the truth names the changed fields' places

one_field() {
	diff one/authentic.mbox one/date-plus-2d.mbox | grep '^[<>]' |
		grep -v '^[<>] Date: ' >others
	[ ! -s others ] && [ "$(grep -c '^Date: Wed, 25 Nov 2026' one/date-plus-2d.mbox)" = 3 ]
}
passes 'mutate: Date alone, with its weekday' one_field
passes 'mutate: one kind' mutate -k hop-dropped only six.mbox
fails 'mutate: no such file' mutate none no-such-file
fails 'mutate: no messages' mutate none /dev/null

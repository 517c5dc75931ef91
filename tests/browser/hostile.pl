# hostile.pl - records of every kind whose texts try to become something else:
# elements, attributes, scripts, hidden characters. The kinds and their texts are
# taken from the tables in lib/record, so a new member is tried as well.
use strict;
use warnings;
use JSON::PP;

my @texts = (
	'<script>window.hit=1;alert(1)</script>',
	'"><img src=x onerror="window.hit=1">',
	"' onmouseover='window.hit=1' x='",
	'javascript:window.hit=1',
	'</style><script>window.hit=1</script>',
	'</title></svg></pre></code></table><iframe src=//x.example>',
	'--><svg onload=window.hit=1><![CDATA[ ]]>',
	'&lt;b&gt;&amp;#x3c;i&#x3e;&nbsp;',
	"gnp.\x{202e}exe\x{202c} \x{2066}turned\x{2069}",
	"nul:\0: esc:\e[31m: del:\x7f: c1:\x{85}:",
	"z\x{200b}e\x{200d}r\x{feff}o w\x{ad}idth \x{3164}",
	'`| x` [a](javascript:window.hit=1) **b** @all #1 <!-- c',
	'a' x 300,
	'<base href=//x.example><meta http-equiv=refresh content=0>',
);

# Values by which sections choose what they say.
my %words = (
	by => 'all domain', status => 'sent deferred bounced',
	verdict => 'confirmed contradicted not_covered', grade => 'A B C',
	stage => 'deferred connect', of => 'destination message',
	trust => 'boundary untrusted', year_from => 'order',
	zone_from => 'machine',
);

my %tables; # name of a C list of rows to its rows
my $turn = 0;

sub any_text {
	return $texts[$turn++ % @texts];
}

sub slurp {
	open my $in, '<', $_[0] or die "$_[0]: $!\n";
	local $/;
	return <$in>;
}

# One value of a member of that sort.
sub value {
	my ($sort, $name, $kind, $round) = @_;

	if ($round % 2 == 0 && $words{$name}) {
		my @all = split ' ', $words{$name};

		return $all[$round / 2 % @all];
	}
	return any_text() if $sort eq 'TEXT';
	return [map { any_text() } 1 .. 3] if $sort eq 'TEXTS';
	return { any_text() => 3 } if $sort eq 'COUNTS';
	return "2026-11-23T0$round:00:00Z" if $sort eq 'TIME';
	return '192.0.2.1' if $sort eq 'ADDRESS';
	return JSON::PP::true if $sort eq 'TRUE';
	return 1 + $round if $name =~ /^(?:message|hop|hops|number)$/;
	return 1234 + $round;
}

my $json = JSON::PP->new->ascii->canonical;
for my $file (sort glob 'lib/record/*.c') {
	my $text = slurp($file);

	$text =~ s/\\\n//g;
	# Lists that macros hold stand for themselves in all kinds of the file.
	my @kinds = $text =~ /MT_KIND\("(\w+)"/g;

	for my $kind (@kinds) {
		my @rows = $text =~
		    /MT_(TEXTS?|NUMBER|BYTES|SECONDS|SHARE|TIME|ADDRESS|TRUE|COUNTS)\(\s*[\w.\[\]]+\s*,\s*"(\w+)"/g;

		for my $round (0 .. 5) {
			my %record = (mt => 1, kind => $kind);

			for (my $i = 0; $i < @rows; $i += 2) {
				$record{ $rows[$i + 1] } = value($rows[$i],
				    $rows[$i + 1], $kind, $round);
			}
			$record{source} = $texts[0] if exists $record{source};
			$record{message} = 1 if exists $record{message} &&
			    $kind ne 'stat';
			$record{message_id} = $texts[1]
			    if exists $record{message_id};
			for my $list (qw(evidence deliveries)) {
				next unless $text =~ /MT_OBJECTS\([^)]*"$list"/;
				$record{$list} = [{ map { $_ => any_text() }
				    qw(name text meaning recipient domain
				    relay reply reason) }];
			}
			print $json->encode(\%record), "\n";
		}
	}
}
print $json->encode({ mt => 1, kind => $_ }), "\n" for @texts;

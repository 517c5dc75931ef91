# manexamples.pl PAGE FOLDER - take the commands out of the EXAMPLES (and
# RECIPES) section of a manual page: each .Dl line and each .Bd -literal block
# becomes a file FOLDER/01, 02 ... The status that the text before it promises,
# as in `exits with status 1`, goes into 01.rc; without such words it is 0.
# Of a README.md: the indented blocks below the heading that says `pipelines`.
use strict;
use warnings;

my ($page, $folder) = @ARGV;
sub plain {
	my ($s) = @_;
	my %entity = (lt => '<', gt => '>', amp => '&', quot => '"');

	$s =~ s/<[^>]*>//g;
	$s =~ s/&#x([0-9a-fA-F]+);/chr hex $1/ge;
	$s =~ s/&(\w+);/$entity{$1} || die "$page: entity $1\n"/ge;
	return $s;
}

sub save {
	my ($name, $content) = @_;

	open my $out, '>:utf8', "$folder/$name" or die "$folder/$name: $!\n";
	print $out "$content\n";
	close $out or die "$folder/$name: $!\n";
}

my $number = 0;

sub example {
	my ($words, $command) = @_;
	my $name = sprintf '%02d', ++$number;

	save($name, $command);
	save("$name.rc", $words =~ /\bstatus\s+(?:is\s+)?([1-4])\b/ ? $1 : 0);
}

sub slurp {
	my ($mode, @what) = @_;

	open my $in, $mode, @what or die "@what: $!\n";
	my $text = do { local $/; <$in> };
	close $in or die "cannot read from @what\n";
	return $text;
}

if ($page =~ /\.md$/) {
	for my $section (split /^(?=#+ )/m, slurp('<', $page)) {
		next unless $section =~ /^#.*pipelines/;
		while ($section =~ /\G(.*?)\n\n((?: {4}[^\n]*\n)+)/gs) {
			my ($words, $block) = ($1, $2);

			example($words, $block =~ s/^    //gmr);
		}
	}
	exit;
}

my $text = slurp('-|', 'mandoc', '-Thtml', '-Ofragment', $page);
for my $section (split /(?=<h1 class="Sh")/, $text) {
	next unless $section =~ /^<h1[^>]*id="(?:EXAMPLES|RECIPES)"/;
	while ($section =~ /\G(.*?)<div\ class="Bd[^>]*>\s*
			(?:<code\ class="Li">(.*?)<\/code>|<pre>(.*?)<\/pre>)/gsx) {
		my ($before, $line, $block) = ($1, $2, $3);
		my $command = plain($line // $block);

		# mandoc wraps a long line; that of a .Dl is one line.
		$command =~ s/\s+/ /g if defined $line;
		example(plain($before), $command);
	}
}

# manexamples.pl PAGE FOLDER - take the commands out of the EXAMPLES (and
# RECIPES) section of a manual page: each .Dl line and each .Bd -literal block
# becomes a file FOLDER/01, 02 ... The status that the text before it promises,
# as in `exits with status 1`, goes into 01.rc; without such words it is 0.
use strict;
use warnings;

my ($page, $folder) = @ARGV;
open my $html, '-|', 'mandoc', '-Thtml', '-Ofragment', $page
    or die "mandoc: $!\n";
my $text = do { local $/; <$html> };
close $html or die "mandoc cannot format $page\n";

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
for my $section (split /(?=<h1 class="Sh")/, $text) {
	next unless $section =~ /^<h1[^>]*id="(?:EXAMPLES|RECIPES)"/;
	my $words = '';
	while ($section =~ /\G(.*?)<div\ class="Bd[^>]*>\s*
			(?:<code\ class="Li">(.*?)<\/code>|<pre>(.*?)<\/pre>)/gsx) {
		my ($before, $line, $block) = ($1, $2, $3);
		my $command = plain($line // $block);

		# mandoc wraps a long line; that of a .Dl is one line.
		$command =~ s/\s+/ /g if defined $line;
		$words = plain($before);
		my $rc = $words =~ /\bstatus\s+(?:is\s+)?([1-4])\b/ ? $1 : 0;
		my $name = sprintf '%02d', ++$number;
		save($name, $command);
		save("$name.rc", $rc);
	}
}

# samples.pl - addresses in testdata/ are those set aside for documentation, or
# private ones: no sample may point at a real host. Only addresses in brackets
# are looked at, since versions look like addresses too.
use strict;
use warnings;

# RFC 5737, 1918, 6598, 3927, 2544, 1122, 5771, 1112.
my $set_aside = qr/^(?:
	192\.0\.2\. | 198\.51\.100\. | 203\.0\.113\. |
	10\. | 172\.(?:1[6-9]|2\d|3[01])\. | 192\.168\. |
	100\.(?:6[4-9]|[789]\d|1[01]\d|12[0-7])\. | 169\.254\. |
	198\.1[89]\. | 0\. | 127\. | 2(?:2[4-9]|[34]\d|5[0-5])\.
)/x;

my $bad = 0;
my @files = map { chomp; $_ } `find testdata -type f 2>/dev/null`;
for my $file (sort @files) {
	open my $in, '<:raw', $file or die "$file: $!\n";
	while (my $line = <$in>) {
		while ($line =~ /\[((?:\d{1,3}\.){3}\d{1,3})\]/g) {
			my $ip = $1;

			next if $ip =~ $set_aside or grep { $_ > 255 } split /\./, $ip;
			print "$file:$.: $ip is somebody's address\n";
			$bad = 1;
		}
		while ($line =~ /\[(?:IPv6:)?([23][0-9a-f]{3}:[0-9a-f:]*)\]/gi) {
			my $ip = lc $1;

			# RFC 3849 and 9637, and the mapped and 6to4 forms of v4.
			next if $ip =~ /^(?:2001:0?db8:|3fff:|2002:)/;
			print "$file:$.: $ip is somebody's address\n";
			$bad = 1;
		}
	}
}
exit $bad;

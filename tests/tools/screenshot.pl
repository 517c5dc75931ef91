# screenshot.pl MT_REPORT PICTURE - the picture in the README: what `make demo`
# reports, as it is seen at first. Remade where the look of reports has changed:
#
#	perl tests/tools/screenshot.pl build/bin/mt-report testdata/incident/report.png
#
# It is a part of the page and in few colours: below 60 kB, since it is kept for good.
use strict;
use warnings;
use Cwd 'abs_path';
use File::Temp 'tempdir';
use FindBin;
use lib "$FindBin::Bin/../browser";
use Chromium;
use MIME::Base64;

use constant { WIDTH => 820, MOST_BYTES => 60_000 };

@ARGV == 2 or die "usage: screenshot.pl MT_REPORT PICTURE\n";
my ($report, $picture) = (abs_path($ARGV[0]), $ARGV[1]);
my $incident = "$FindBin::Bin/../../testdata/incident";
my $folder = tempdir(CLEANUP => 1);

# The last command of the demo is the one that makes the report.
open my $in, '<', "$incident/demo" or die "demo: $!\n";
my ($command) = grep { /-o \$REPORT/ } <$in>;
$command =~ s/^\$ mt-report/"\$BIN"/ or die "no report in the demo\n";
{
	local $ENV{BIN} = $report;
	local $ENV{REPORT} = "$folder/report.html";
	system('sh', '-c', "cd '$incident' && $command 2>/dev/null") == 0
	    or die "no report was made\n";
}

my ($chromium) = grep { -x } map { "$_/chromium" } split /:/, $ENV{PATH};
my $browser = Chromium->start($chromium // 'chromium', "$folder/profile");
$browser->size(WIDTH, 900);
$browser->media('screen', 'light');
$browser->load("$folder/report.html");
# From the title to the end of the first timeline of the slow message.
my $bottom = $browser->ask('[...document.querySelectorAll("figure")]' .
    '.find(f => f.querySelector(".hot")).getBoundingClientRect().bottom');
my $top = $browser->ask('[...document.querySelectorAll("h3")]' .
    '.find(h => /Offer/.test(h.textContent)).getBoundingClientRect().top');
my $shot = $browser->call('Page.captureScreenshot', {
	captureBeyondViewport => JSON::PP::true, optimizeForSpeed =>
	    JSON::PP::false, clip => { x => 0, y => $top - 12,
		width => WIDTH, height => $bottom - $top + 24, scale => 1 } });
$browser->stop;

my $bytes = decode_base64($shot->{data});
die length($bytes), " bytes are too many\n" if length $bytes > MOST_BYTES;
open my $out, '>:raw', $picture or die "$picture: $!\n";
print $out $bytes;
close $out or die "$picture: $!\n";

# check.pl CHROMIUM FOLDER [AXE] - load each page.html of FOLDER in a browser,
# in several widths, light, dark and as on paper, and say as TAP what is wrong.
# FOLDER also gets pictures of the pages, for a person's eye.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Chromium;
use MIME::Base64;

my ($program, $folder, $axe) = @ARGV;
my ($n, $failed) = (0, 0);

sub slurp {
	open my $in, '<:raw', $_[0] or die "$_[0]: $!\n";
	local $/;
	return <$in>;
}

sub result {
	my ($name, @bad) = @_;
	my %seen;

	$n++;
	@bad = grep { !$seen{$_}++ } @bad;
	$failed++ if @bad;
	print @bad ? 'not ok' : 'ok', " $n - $name\n";
	print "# $_\n" for @bad[0 .. ($#bad < 9 ? $#bad : 9)];
}

sub picture {
	my ($browser, $name) = @_;
	my $size = $browser->ask('(e => [e.clientWidth, ' .
	    'Math.min(e.scrollHeight, 8000)])(document.documentElement)');
	my $shot = $browser->call('Page.captureScreenshot',
	    { captureBeyondViewport => JSON::PP::true, clip => { x => 0,
		y => 0, width => $size->[0], height => $size->[1], scale => 1 }
	    });

	open my $out, '>:raw', "$folder/$name.png" or die "$name: $!\n";
	print $out decode_base64($shot->{data});
	close $out;
}

# On paper there is nothing to be read for one who cannot turn a wheel.
sub paper {
	my ($browser, $page) = @_;
	my $pdf = $browser->call('Page.printToPDF', {
		preferCSSPageSize => JSON::PP::true,
		printBackground => JSON::PP::false });

	open my $out, '>:raw', "$folder/$page.pdf" or die "$page: $!\n";
	print $out decode_base64($pdf->{data});
	close $out;
}

# What axe-core holds against a page; where it holds nothing for it either, it did
# not look.
sub axe {
	my ($browser) = @_;
	my $found = $browser->ask('axe.run().then(r => ({' .
	    'good: r.passes.length, bad: r.violations.map(v => ' .
	    'v.impact + ": " + v.id + ": " + ' .
	    'v.nodes[0].html.slice(0, 200)) }))');

	return 'axe-core did not look' if $found->{good} < 10;
	return @{ $found->{bad} };
}

sub press {
	my ($browser, $key, $code) = @_;

	$browser->call('Input.dispatchKeyEvent', { type => $_, key => $key,
		code => $key, windowsVirtualKeyCode => $code,
		$_ eq 'keyDown' && $key eq 'Enter' ? (text => "\r") : () })
	    for qw(keyDown keyUp);
}

# The first key leads to what skips the contents, and numbers open by a key.
sub keyboard {
	my ($browser) = @_;
	my @bad;

	$browser->ask('scrollTo(0, 0)');
	press($browser, Tab => 9);
	push @bad, 'the link that skips the contents does not come first'
	    unless $browser->ask('document.activeElement.className === "skip"' .
	    ' && document.activeElement.getBoundingClientRect().left >= 0');
	press($browser, Enter => 13);
	push @bad, 'it does not lead to the summary'
	    unless $browser->ask('location.hash') eq '#summary';
	return @bad unless $browser->ask('!!document.querySelector("summary")');
	$browser->ask('document.querySelector("summary").focus()');
	press($browser, Enter => 13);
	push @bad, 'numbers of a chart do not open'
	    unless $browser->ask('!!document.querySelector("details[open]")');
	press($browser, Enter => 13);
	return @bad;
}

sub list {
	return @{ $_[0]->ask("report.$_[1]()") };
}

my $script = slurp("$FindBin::Bin/page.js");
my $browser = Chromium->start($program, "$folder/profile");
for my $path (sort glob "$folder/*.html") {
	my ($page) = $path =~ m{([^/]+)\.html$};

	$browser->size(1280, 900);
	$browser->media('screen', 'light');
	$browser->load($path);
	result("$page: nothing is asked for, nothing complained of",
	    $browser->complaints);
	$browser->ask($script);
	result("$page: $_", list($browser, $_)) for qw(inert anchors access);
	result("$page: keyboard", keyboard($browser));
	$browser->ask(slurp($axe) . ';1') if $axe;
	for my $width (1280, 768, 360) {
		$browser->size($width, 900);
		result("$page: $_ at $width", list($browser, $_))
		    for qw(boxes overlaps contrast);
	}
	result("$page: axe-core at 360", axe($browser)) if $axe;
	picture($browser, "$page-360");
	$browser->size(1280, 900);
	picture($browser, "$page-light");
	$browser->media('screen', 'dark');
	result("$page: $_, dark", list($browser, $_)) for qw(contrast);
	picture($browser, "$page-dark");
	result("$page: axe-core, dark", axe($browser)) if $axe;
	$browser->media('screen', 'light');
	result("$page: axe-core", axe($browser)) if $axe;
	for my $size ([794, 'A4'], [816, 'Letter']) {
		$browser->size($size->[0] - 106, 1000); # less the margins
		$browser->media('print', 'dark');
		result("$page: $_ on $size->[1]", list($browser, $_))
		    for qw(boxes overlaps contrast);
	}
	picture($browser, "$page-print");
	paper($browser, $page);
}
$browser->stop;
exit($failed ? 1 : 0);

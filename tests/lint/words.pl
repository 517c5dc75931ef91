# words.pl - calls that have no place in the sources: what is matched, where it
# is allowed, and what to use instead. Comments and strings are not looked at.
use strict;
use warnings;

# pattern, files where it may stand, reason
my @banned = (
	[qr/\b(?:strtok|strtok_r|strcpy|strcat|strncpy|strncat|v?sprintf|gets)\(/,
	 qr/^$/, 'keep lengths: MtSlice, MtBuf'],
	[qr/\b(?:ato[ilf]|atoll|s?scanf|fscanf)\(/,
	 qr/^tests\/faults/, 'numbers are parsed whole or refused'],
	[qr/\b(?:_?exit|_Exit|quick_exit|abort)\(/,
	 qr/^(?:cmd|tests)\//, 'only main() ends a program'],
	[qr/\b(?:g_get_real_time|g_date_time_new_now\w*|time|gettimeofday|clock_gettime|localtime\w*|mktime|gmtime)\(/,
	 qr/^(?:cmd|lib\/cli|tests)\//, 'the library is told the time, and never asks'],
	[qr/\b(?:system|popen|alloca)\(/, qr/^$/, 'not with hostile data'],
	[qr/\bg_object_unref\(/, qr/^lib\/mime\//, 'mime/gmime.c owns what GMime makes'],
	[qr/\bgoto\b/, qr/^$/, 'owners are g_autoptr'],
	[qr/\b(?:setlocale|signal)\(/, qr/^(?:lib\/cli|tests)\//, 'a process is set up by cli'],
	[qr/\b(?:TODO|FIXME|XXX)\b/, qr/^$/, 'do it, or file it'],
);

# The places of comments and strings become blanks, so that lines still count.
sub blank {
	my ($text, $keep) = @_;

	$text =~ s{(/\*.*?\*/|//[^\n]*)|("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])+')}
		{ my $s = $1 // ($keep ? undef : $2);
		  defined $s ? $s =~ s/[^\n]/ /gr : $2 }gse;
	return $text;
}

sub line_of {
	my ($text, $at) = @_;

	return 1 + (substr($text, 0, $at) =~ tr/\n//);
}

my $bad = 0;

sub say_at {
	my ($file, $text, $at, $what) = @_;

	print "$file:", line_of($text, $at), ": $what\n";
	$bad = 1;
}

# A statement with %s and the bytes of a slice, but fewer %.*s than slices.
sub slices {
	my ($file, $text) = @_;

	while ($text =~ /[^;{}]*%[-0-9]*s[^;{}]*;/g) {
		my $statement = $&;
		my $at = $-[0];
		my $bytes = () = $statement =~ /(?:\.|->)p\s*[,)]/g;
		my $counted = () = $statement =~ /%[-0-9]*\.\*s/g;

		say_at($file, $text, $at, '%s must not meet a slice')
		    if $bytes > $counted;
	}
}

my @files = map { chomp; $_ } `find cmd lib tests -name '*.[ch]' 2>/dev/null`;
for my $file (sort @files) {
	open my $in, '<', $file or die "$file: $!\n";
	my $source = do { local $/; <$in> };
	my $code = blank($source, 0);

	for my $rule (@banned) {
		my ($pattern, $allowed, $reason) = @$rule;
		my $text = "$pattern" =~ /TODO/ ? $source : $code;

		next if $file =~ $allowed;
		say_at($file, $text, $-[0], "$&: $reason")
		    while $text =~ /$pattern/g;
	}
	slices($file, blank($source, 1)) unless $file =~ /^tests\//;
}
exit $bad;

# mutate.pl [-s SEED] [-n NUMBER] [-k KIND,...] OUT INPUT... - known forgeries of
# authentic messages, to measure what is found. mutate.pl -l lists the kinds.
#
# INPUT is an mbox, a message, or a folder of messages; header blocks are read,
# bodies are left away. At most NUMBER (500) of the messages are taken, and never
# more than half, at even distances. OUT becomes a folder: authentic.mbox has the messages as they are,
# KIND.mbox those to which the kind applies, changed; own.mbox and own-KIND.mbox have
# a last hop and Authentication-Results of mx.bench.example on top of each; rest.mbox
# has the messages that were not taken, to learn from. truth.jsonl has a
# line for each changed message: kind, file, number in it, number of the original in
# authentic.mbox (or own.mbox), and the fields that are not as they were, with their
# place in the file. The same SEED gives the same bytes.
use strict;
use warnings;
use FindBin;
use Getopt::Std;
use JSON::PP;

require "$FindBin::Bin/mutations.pl";
require "$FindBin::Bin/mutations-edited.pl";

our @kinds;
my %option = (s => 1, n => 500);
getopts('s:n:k:l', \%option) or die "usage: mutate.pl [-s SEED] [-n NUMBER] [-k KIND,...] OUT INPUT...\n";
if ($option{l}) {
	printf "%-22s %s\n", $_->{name}, $_->{what} for @kinds;
	exit 0;
}
my ($out, @inputs) = @ARGV;
die "mutate.pl: no input\n" unless @inputs;

# A number below $n that depends on nothing but the seed and what it is for: adding a
# kind, or a message, changes no other one.
sub chance {
	my ($n, @for) = @_;
	my $state = 2166136261;

	for my $byte (unpack 'C*', join "\0", $option{s}, @for) {
		$state = (($state ^ $byte) * 16777619) & 0xffffffff;
	}
	$state ^= $state >> 15;
	$state = ($state * 2246822519) & 0xffffffff;
	$state ^= $state >> 13;
	return $state % $n;
}

sub files_of {
	my ($path) = @_;
	return $path unless -d $path;
	return map { files_of($_) } sort glob "\Q$path\E/*";
}

# A header block as a list of fields, each with its folds and line end.
sub split_header {
	my ($text) = @_;
	my @fields;

	$text =~ s/\r\n/\n/g;
	for my $line (split /^/, $text) {
		last if $line eq "\n";
		if ($line =~ /^[ \t]/ && @fields) {
			$fields[-1]{raw} .= $line;
		} elsif ($line =~ /^([!-9;-~]+)[ \t]*:/) {
			push @fields, {name => lc $1, raw => $line};
		} else {
			return; # not a message that can be changed safely
		}
	}
	$fields[-1]{raw} .= "\n" if @fields && $fields[-1]{raw} !~ /\n\z/;
	return \@fields;
}

sub messages_of {
	my ($file) = @_;
	my @messages;

	open my $in, '<:raw', $file or die "mutate.pl: $file: $!\n";
	my $text = do { local $/; <$in> };
	return $text unless $text =~ /\AFrom /;
	# An mbox: a From_ line behind an empty line, or the first.
	@messages = split /(?:\A|(?<=\n\n))From [^\n]*\n/, $text;
	return grep { length } @messages;
}

my @all = grep { $_ && grep { $_->{name} eq 'received' } @$_ }
    map { split_header($_) } map { messages_of($_) } map { files_of($_) } @inputs;
die "mutate.pl: no messages\n" unless @all;
my $number = 2 * $option{n} < @all ? $option{n} : int((@all + 1) / 2);
my %taken = map { (int($_ * @all / $number) => 1) } 0 .. $number - 1;
my @authentic = map { $all[$_] } sort { $a <=> $b } keys %taken;
my @rest = map { $all[$_] } grep { !$taken{$_} } 0 .. $#all;

sub copy {
	my ($fields) = @_;
	return [map { {name => $_->{name}, raw => $_->{raw}} } @$fields];
}

learn($_) for @authentic;
mkdir $out unless -d $out;
open my $truth, '>:raw', "$out/truth.jsonl" or die "mutate.pl: $out: $!\n";
my $json = JSON::PP->new->canonical;

# Writes one message; gives the places of the fields that are marked.
sub write_message {
	my ($to, $fields) = @_;
	my @changed;

	print $to "From bench\@example.org Thu Jan  1 00:00:00 1970\n";
	for my $f (@$fields) {
		push @changed, {field => $f->{name}, offset => tell($to) + 0,
				length => length $f->{raw}} if $f->{changed};
		print $to $f->{raw};
	}
	print $to "\n\n";
	return \@changed;
}

sub write_authentic {
	my ($name, $own, @messages) = @_;

	open my $to, '>:raw', "$out/$name.mbox" or die "mutate.pl: $out: $!\n";
	for my $i (0 .. $#messages) {
		my $m = copy($messages[$i]);
		own_hop($m, $i) if $own;
		write_message($to, $m);
	}
	close $to or die "mutate.pl: $out: $!\n";
}

sub write_kind {
	my ($kind) = @_;
	my $own = $kind->{name} =~ /^own-/;
	my $number = 0;

	open my $to, '>:raw', "$out/$kind->{name}.mbox" or die "mutate.pl: $out: $!\n";
	for my $i (0 .. $#authentic) {
		my $m = copy($authentic[$i]);
		my $other = copy($authentic[($i + 1 + chance(@authentic - 1 || 1, 'other', $kind->{name}, $i)) % @authentic]);
		my $random = sub { chance($_[0], $kind->{name}, $i, @_) };

		own_hop($m, $i) if $own;
		next unless $kind->{change}->($m, $other, $random);
		my $changed = write_message($to, $m);
		print $truth $json->encode({kind => $kind->{name}, file => "$kind->{name}.mbox",
			message => ++$number, original => $i + 1,
			originals => $own ? 'own.mbox' : 'authentic.mbox',
			changed => $changed}), "\n";
	}
	close $to or die "mutate.pl: $out: $!\n";
	printf "%-22s %d\n", $kind->{name}, $number;
}

my %wanted = map { $_ => 1 } split /,/, $option{k} // '';
write_authentic('authentic', 0, @authentic);
write_authentic('own', 1, @authentic);
write_authentic('rest', 0, @rest);
write_kind($_) for grep { !%wanted || $wanted{$_->{name}} } @kinds;
close $truth or die "mutate.pl: $out: $!\n";

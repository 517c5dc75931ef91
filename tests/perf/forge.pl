# forge.pl MT-FORGE OUT CORPUS... - how often mt-forge is wrong about authentic mail, and
# how many known forgeries it finds; all with counts. `make bench-forge` runs it.
#
# CORPUS: mboxes or folders of authentic messages. They are read as they are, for
# the false positives of each rule, and changed by tests/tools/mutate.pl, for the
# recall on each kind. A finding counts as recall where the message as it was did
# not have it: its rule is new, or its evidence lies in the bytes that were changed.
# In the environment: N messages of the corpus are changed (500), S is the seed,
# OPTIONS are given to mt-forge, MDOC=1 prints the tables for the manual page.
use strict;
use warnings;
use JSON::PP;

my ($program, $out, @corpus) = @ARGV;
die "usage: forge.pl MT-FORGE OUT CORPUS...\n" unless @corpus;
my @options = split ' ', $ENV{OPTIONS} // '';
my @own = ('--trust-by', 'mx.bench.example', '--authserv-id', 'mx.bench.example', '--own-domain', 'bench.example');
my $json = JSON::PP->new;

# Findings of the messages in files: by file and number, a list.
sub findings {
	my ($options, @paths) = @_;
	my (%found, $messages);

	open my $in, '-|', $program, '-f', 'json', '--grade', 'C', @options, @$options, @paths
	    or die "forge.pl: $program: $!\n";
	while (my $line = <$in>) {
		my $r = $json->decode($line);
		$messages++ if $r->{kind} eq 'verdict';
		push @{$found{"$r->{source}\0$r->{message}"}}, $r if $r->{kind} eq 'finding';
	}
	close $in or die "forge.pl: $program: status $?\n";
	return (\%found, $messages // 0);
}

sub row { # words of a table for people, or of the manual page
	my ($format, @cells) = @_;
	if ($ENV{MDOC}) {
		print '.It ', join(' Ta ', @cells), "\n";
	} else {
		printf "$format\n", @cells;
	}
}

sub percent { my ($n, $of) = @_; return $of ? sprintf '%.*f', ($n / $of < 0.01 ? 3 : 1), 100 * $n / $of : '-' }

# ---- false positives ----
my ($found, $messages) = findings([], @corpus);
my (%rule, %grade, $any_a, $any_ab);
for my $list (values %$found) {
	my %of = map { $_->{rule} => $_->{grade} } sort { $b->{grade} cmp $a->{grade} } @$list;
	$rule{$_}++, $grade{$_}{$of{$_}}++ for keys %of;
	$any_a += grep({ $_ eq 'A' } values %of) > 0;
	$any_ab += grep({ $_ ne 'C' } values %of) > 0;
}
print "\nauthentic: $messages messages\n\n" unless $ENV{MDOC};
row('%-28s %6s %8s  %s', 'rule', 'n', '%', 'grades') unless $ENV{MDOC};
for my $r (sort { $rule{$b} <=> $rule{$a} || $a cmp $b } keys %rule) {
	row('%-28s %6d %8s  %s', $r, $rule{$r}, percent($rule{$r}, $messages),
	    join ' ', map { "$_:$grade{$r}{$_}" } sort keys %{$grade{$r}});
}
row('%-28s %6d %8s', 'any A', $any_a // 0, percent($any_a // 0, $messages));
row('%-28s %6d %8s', 'any A or B', $any_ab // 0, percent($any_ab // 0, $messages));

# ---- recall ----
system('perl', 'tests/tools/mutate.pl', '-n', $ENV{N} // 500, '-s', $ENV{S} // 1, $out, @corpus) == 0
    or die "forge.pl: mutate.pl failed\n";
my %base = ('authentic.mbox' => (findings([], "$out/authentic.mbox"))[0],
	    'own.mbox' => (findings(\@own, "$out/own.mbox"))[0]);
my (%truth, @kinds);
open my $in, '<', "$out/truth.jsonl" or die "forge.pl: $out: $!\n";
while (my $line = <$in>) {
	my $t = $json->decode($line);
	push @kinds, $t->{kind} unless $truth{$t->{kind}};
	push @{$truth{$t->{kind}}}, $t;
}

sub overlaps {
	my ($finding, $changed) = @_;
	for my $e (@{$finding->{evidence} // []}) {
		next unless defined $e->{offset};
		for my $c (@$changed) {
			return 1 if $e->{offset} < $c->{offset} + $c->{length} &&
			    $c->{offset} < $e->{offset} + ($e->{length} // 0);
		}
	}
	return 0;
}

print "\n";
row('%-20s %5s %6s %6s %6s %6s  %s', 'forgery', 'n', 'A %', 'A,B %', 'all %', 'place', 'found by') unless $ENV{MDOC};
for my $kind (@kinds) {
	my @all = @{$truth{$kind}};
	my ($of) = findings($all[0]{originals} eq 'own.mbox' ? \@own : [], "$out/$kind.mbox");
	my (%hits, %by, $placed);

	for my $t (@all) {
		my %before = map { ("$_->{rule} $_->{grade}" => $_->{detail}) }
		    @{$base{$t->{originals}}{"$out/$t->{originals}\0$t->{original}"} // []};
		my @new = grep { my $then = $before{"$_->{rule} $_->{grade}"};
			!defined $then || ($then ne $_->{detail} && overlaps($_, $t->{changed})) }
		    @{$of->{"$out/$t->{file}\0$t->{message}"} // []};
		$hits{A}++ if grep { $_->{grade} eq 'A' } @new;
		$hits{B}++ if grep { $_->{grade} ne 'C' } @new;
		$hits{C}++ if @new;
		$placed++ if grep { $_->{grade} ne 'C' && overlaps($_, $t->{changed}) } @new;
		my %rules = map { $_->{rule} => 1 } grep { $_->{grade} ne 'C' } @new;
		$by{$_}++ for keys %rules;
	}
	my @top = (sort { $by{$b} <=> $by{$a} || $a cmp $b } keys %by)[0 .. 2];
	row('%-20s %5d %6s %6s %6s %6s  %s', $kind, scalar @all,
	    (map { percent($hits{$_} // 0, scalar @all) } qw(A B C)), percent($placed // 0, scalar @all),
	    join ', ', map { $ENV{MDOC} ? $_ : "$_ " . percent($by{$_}, scalar @all) } grep { defined } @top);
}

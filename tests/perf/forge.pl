# forge.pl MT-FORGE OUT CORPUS... - how often mt-forge is wrong about authentic mail, and
# how many known forgeries it finds; all with counts. `make bench-forge` runs it.
#
# Each CORPUS, an mbox or a folder of authentic messages, is a column. It is read as it
# is, for the false positives of each rule, and changed by tests/tools/mutate.pl, for
# the recall on each kind. A finding counts as recall where the message as it was did
# not have it: its rule is new, or its evidence lies in the bytes that were changed
# and it says something else.
#
# In the environment: N messages of a corpus are changed (500), S is the seed, OPTIONS
# are given to mt-forge; LEARN=1 learns pairs of organisations from the messages that
# are not changed; UPDATE=FILE writes the tables into a manual page, between the
# lines that begin and end them.
use strict;
use warnings;
use JSON::PP;

my ($program, $out, @corpora) = @ARGV;
die "usage: forge.pl MT-FORGE OUT CORPUS...\n" unless @corpora;
my @options = split ' ', $ENV{OPTIONS} // '';
my @own = ('--trust-by', 'mx.bench.example', '--authserv-id', 'mx.bench.example', '--own-domain', 'bench.example');
my $json = JSON::PP->new;

# Findings of the messages in a file or folder: by source and number, a list.
sub findings {
	my ($path, @more) = @_;
	my (%found, $messages);

	open my $in, '-|', $program, '-f', 'json', '--grade', 'C', @options, @more, $path
	    or die "forge.pl: $program: $!\n";
	while (my $line = <$in>) {
		my $r = $json->decode($line);
		$messages++ if $r->{kind} eq 'verdict';
		push @{$found{"$r->{source}\0$r->{message}"}}, $r if $r->{kind} eq 'finding';
	}
	close $in or die "forge.pl: $program: status $?\n";
	return (\%found, $messages // 0);
}

sub percent {
	my ($n, $of) = @_;
	my $share = $of ? 100 * $n / $of : 0;
	return $of ? sprintf '%.*f', ($share > 0 && $share < 1 ? 2 : $share == 100 || $share == 0 ? 0 : 1), $share : '-';
}

# ---- false positives ----
sub false_positives {
	my ($path, @more) = @_;
	my ($found, $messages) = findings($path, @more);
	my %n = ('any A' => 0, 'any A or B' => 0);

	for my $list (values %$found) {
		my %of = map { $_->{rule} => $_->{grade} } sort { $b->{grade} cmp $a->{grade} } @$list;
		$n{"$_ $of{$_}"}++ for keys %of;
		$n{'any A'}++ if grep { $_ eq 'A' } values %of;
		$n{'any A or B'}++ if grep { $_ ne 'C' } values %of;
	}
	return {of => $messages, n => \%n};
}

# ---- recall ----
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

sub key { my ($f) = @_; return "$f->{rule} $f->{grade}" }

# The findings that a change has brought.
sub new_findings {
	my ($before, $after, $changed) = @_;
	my %then = map { key($_) => $_->{detail} } @{$before // []};

	return grep { my $detail = $then{key($_)};
		!defined $detail || ($detail ne $_->{detail} && overlaps($_, $changed)) } @{$after // []};
}

sub recall_of { # one kind: its lines of the truth, findings before, options
	my ($dir, $truth, $base, @more) = @_;
	my ($of) = findings("$dir/$truth->[0]{file}", @more);
	my %row = (of => scalar @$truth, A => 0, B => 0, C => 0, place => 0);

	for my $t (@$truth) {
		my @new = new_findings($base->{"$dir/$t->{originals}\0$t->{original}"},
				       $of->{"$dir/$t->{file}\0$t->{message}"}, $t->{changed});
		my @strong = grep { $_->{grade} ne 'C' } @new;
		my %rules = map { $_->{rule} => 1 } @strong;

		$row{A}++ if grep { $_->{grade} eq 'A' } @new;
		$row{B}++ if @strong;
		$row{C}++ if @new;
		$row{place}++ if grep { overlaps($_, $t->{changed}) } @strong;
		$row{by}{$_}++ for keys %rules;
	}
	return \%row;
}

sub recall {
	my ($path, $dir) = @_;
	my (%truth, @kinds, %rows, @learned);

	system('perl', 'tests/tools/mutate.pl', '-n', $ENV{N} // 500, '-s', $ENV{S} // 1, $dir, $path) == 0
	    or die "forge.pl: mutate.pl failed\n";
	if ($ENV{LEARN}) {
		system($program, @options, '--learn', "$dir/pairs", "$dir/rest.mbox") == 0
		    or die "forge.pl: nothing learned\n";
		@learned = ('--aliases', "$dir/pairs");
	}
	my %base = ('authentic.mbox' => (findings("$dir/authentic.mbox", @learned))[0],
		    'own.mbox' => (findings("$dir/own.mbox", @own, @learned))[0]);
	open my $in, '<', "$dir/truth.jsonl" or die "forge.pl: $dir: $!\n";
	while (my $line = <$in>) {
		my $t = $json->decode($line);
		push @kinds, $t->{kind} unless $truth{$t->{kind}};
		push @{$truth{$t->{kind}}}, $t;
	}
	for my $kind (@kinds) {
		my $from = $truth{$kind}[0]{originals};
		$rows{$kind} = recall_of($dir, $truth{$kind}, $base{$from}, @learned, $from eq 'own.mbox' ? @own : ());
	}
	return (\@kinds, \%rows, $ENV{LEARN} ? false_positives("$dir/authentic.mbox", @learned) : undef);
}

# ---- all of it ----
my (@wrong, @found, @learned, %order, @kinds);
mkdir $out unless -d $out;
for my $i (0 .. $#corpora) {
	push @wrong, false_positives($corpora[$i]);
	my ($kinds, $rows, $learned) = recall($corpora[$i], "$out/$i");
	push @found, $rows;
	$order{$_}++ or push @kinds, $_ for @$kinds;
	push @learned, $learned;
	next unless $learned;
	printf "%s: with pairs learned from the other messages, of %d: %s\n", $corpora[$i], $learned->{of},
	    join ', ', map { "$_ $learned->{n}{$_}" } grep { !/ C\z/ } sort keys %{$learned->{n}};
}
my %rules = map { ($_ => 1) } map { keys %{$_->{n}} } @wrong;
my @rules = (sort grep({ !/^any/ } keys %rules), 'any A', 'any A or B');

print "\nfalse positives: ", join('; ', map { "$corpora[$_]: $wrong[$_]{of} messages" } 0 .. $#corpora), "\n\n";
printf "%-32s %s\n", 'rule, grade', '      n      %' x @corpora;
for my $rule (@rules) {
	printf "%-32s%s\n", $rule, join '', map { sprintf ' %6d %6s', $_->{n}{$rule} // 0, percent($_->{n}{$rule} // 0, $_->{of}) } @wrong;
}
print "\nrecall: findings of grade A, of A or B, of any; with the changed bytes as evidence\n\n";
printf "%-22s%s  %s\n", 'forgery', '    n   A %  AB % all % place' x @corpora, 'found by';
for my $kind (@kinds) {
	my %by;
	for my $row (grep { defined } map { $_->{$kind} } @found) {
		$by{$_} += $row->{by}{$_} for keys %{$row->{by} // {}};
	}
	my @top = grep { defined } (sort { $by{$b} <=> $by{$a} || $a cmp $b } keys %by)[0 .. 2];
	printf "%-22s%s  %s\n", $kind, join('', map { my $r = $_->{$kind} // {of => 0};
		sprintf ' %4d %5s %5s %5s %5s', $r->{of}, map { percent($r->{$_} // 0, $r->{of}) } qw(A B C place) } @found),
	    join ', ', @top;
}

# ---- the manual page ----
sub columns { # rows of cells
	my ($widths, @rows) = @_;
	return ".Bl -column $widths -compact\n" . join('', map { '.It ' . join(' Ta ', @$_) . "\n" } @rows) . ".El\n";
}

if ($ENV{UPDATE}) {
	my @sizes = map { $_->{of} =~ s/(?<=\d)(?=(\d{3})+$)/,/gr } map { $_ } @wrong;
	my $text = ".Ss False positives\n" . columns(join(' ', 'rcvd-time-backwards-1h', '"A or B"', ('"of 1,400"') x @corpora),
	    ['rule', 'grade', map { "of $_" } @sizes],
	    map { my ($name, $grade) = /^(any) (.*)/ ? ($1, $2) : /^(.*) (.)$/; my $rule = $_;
		  [$name, "\\&$grade", map { percent($_->{n}{$rule} // 0, $_->{of}) . ' %' } @wrong] } grep { !/ C\z/ } @rules);
	my @gap = map { $_ && ($_->{n}{'rcvd-by-from-gap B'} // 0) . " of $_->{of}" } @learned;
	$text .= ".Pp\nWith pairs of organisations learned from the other messages of each,\n.Cm rcvd-by-from-gap\nis grade B, and wrong about " . join(', ', @gap) . ".\n" if $ENV{LEARN};
	$text .= ".Ss Recall\n" . columns(join(' ', 'boundary-transplanted', ('9999', '100.0', '100.0') x @corpora),
	    ['forgery', map { ('n', "\\&A", '+B') } @corpora],
	    map { my $kind = $_; [$kind, map { my $r = $_->{$kind} // {of => 0};
		  ($r->{of}, map { percent($r->{$_} // 0, $r->{of}) } qw(A B)) } @found] } @kinds);
	open my $in, '<', $ENV{UPDATE} or die "forge.pl: $ENV{UPDATE}: $!\n";
	my $page = do { local $/; <$in> };
	$page =~ s/(\.\\" measured: made by make bench-forge\n).*?(\.\\" end of measured\n)/$1$text$2/s
	    or die "forge.pl: $ENV{UPDATE} has no place for the tables\n";
	open my $to, '>', $ENV{UPDATE} or die "forge.pl: $ENV{UPDATE}: $!\n";
	print $to $page;
	close $to or die "forge.pl: $ENV{UPDATE}: $!\n";
}

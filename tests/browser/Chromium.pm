# A headless Chromium, driven through a pair of pipes (its DevTools protocol:
# JSON objects, each ended by a NUL byte). Perl's own modules suffice.
package Chromium;
use strict;
use warnings;
use IO::Handle;
use IO::Select;
use JSON::PP;
use POSIX ();

my @flags = qw(--headless --no-sandbox --disable-gpu --disable-quic
    --no-first-run --disable-background-networking --disable-component-update
    --disable-sync --hide-scrollbars --remote-debugging-pipe);

# start($program, $folder): the folder is empty, and its own.
sub start {
	my ($class, $program, $folder) = @_;
	my ($from_us, $to_browser, $from_browser, $to_us);

	pipe $from_us, $to_browser or die "pipe: $!\n";
	pipe $from_browser, $to_us or die "pipe: $!\n";
	my $pid = fork // die "fork: $!\n";
	if ($pid == 0) {
		# It reads from 3 and writes to 4.
		my $in = POSIX::dup2(fileno $from_us, 30);
		my $out = POSIX::dup2(fileno $to_us, 31);
		POSIX::dup2(30, 3);
		POSIX::dup2(31, 4);
		open STDOUT, '>', '/dev/null';
		open STDERR, '>', "$folder.log";
		no warnings 'exec';
		exec $program, @flags, "--user-data-dir=$folder", 'about:blank';
		POSIX::_exit(127);
	}
	$to_browser->autoflush(1);
	my $self = bless { pid => $pid, in => $from_browser,
		out => $to_browser, text => '', n => 0, events => [] }, $class;
	my $target = $self->call('Target.createTarget', { url => 'about:blank' });
	$self->{session} = $self->call('Target.attachToTarget',
	    { targetId => $target->{targetId}, flatten => JSON::PP::true })
	    ->{sessionId};
	$self->call("$_.enable") for qw(Page Runtime Log Network);
	return $self;
}

sub next_message {
	my ($self, $seconds) = @_;
	my $wait = IO::Select->new($self->{in});

	my $end;

	while (($end = index $self->{text}, "\0") < 0) {
		die "the browser does not answer\n"
		    unless $wait->can_read($seconds);
		sysread $self->{in}, $self->{text}, 65536, length $self->{text}
		    or die "the browser has gone\n";
	}
	my $message = substr $self->{text}, 0, $end + 1, '';

	return decode_json(substr $message, 0, $end);
}

# The result of a method; events that come before it are kept.
sub call {
	my ($self, $method, $params) = @_;
	my $id = ++$self->{n};
	my %message = (id => $id, method => $method, params => $params // {});

	$message{sessionId} = $self->{session} if $self->{session};
	print { $self->{out} } encode_json(\%message), "\0";
	for (;;) {
		my $answer = $self->next_message(120);

		if (!defined $answer->{id}) {
			push @{ $self->{events} }, $answer;
			next;
		}
		next if $answer->{id} != $id;
		die "$method: $answer->{error}{message}\n" if $answer->{error};
		return $answer->{result};
	}
}

# Load a file and wait for it.
sub load {
	my ($self, $path) = @_;

	$self->{events} = [];
	$self->call('Page.navigate', { url => "file://$path" });
	until (grep { $_->{method} eq 'Page.loadEventFired' }
	    @{ $self->{events} }) {
		push @{ $self->{events} }, $self->next_message(120);
	}
}

# The value of an expression.
sub ask {
	my ($self, $expression) = @_;
	my $answer = $self->call('Runtime.evaluate', { expression => $expression,
		returnByValue => JSON::PP::true, awaitPromise => JSON::PP::true });

	die 'in the page: ' .
	    ($answer->{exceptionDetails}{exception}{description} // '?') . "\n"
	    if $answer->{exceptionDetails};
	return $answer->{result}{value};
}

sub size {
	my ($self, $width, $height) = @_;

	$self->call('Emulation.setDeviceMetricsOverride', { width => $width,
		height => $height, deviceScaleFactor => 1,
		mobile => JSON::PP::false });
}

# media('screen' or 'print', 'light' or 'dark')
sub media {
	my ($self, $media, $scheme) = @_;

	$self->call('Emulation.setEmulatedMedia', { media => $media,
		features => [{ name => 'prefers-color-scheme',
			value => $scheme }] });
}

# What the browser complained of or asked for since the page was loaded.
sub complaints {
	my ($self) = @_;
	my @all;

	$self->ask('1'); # what is under way arrives before this does
	for (@{ $self->{events} }) {
		my ($method, $p) = ($_->{method}, $_->{params});

		push @all, "console: $p->{type}"
		    if $method eq 'Runtime.consoleAPICalled';
		push @all, 'exception: ' . encode_json($p)
		    if $method eq 'Runtime.exceptionThrown';
		push @all, "log: $p->{entry}{text}"
		    if $method eq 'Log.entryAdded';
		push @all, "dialog: $p->{message}"
		    if $method eq 'Page.javascriptDialogOpening';
		push @all, "request: $p->{request}{url}"
		    if $method eq 'Network.requestWillBeSent' &&
		    $p->{type} ne 'Document';
	}
	return @all;
}

sub stop {
	my ($self) = @_;

	eval { $self->{session} = undef; $self->call('Browser.close') };
	kill 'TERM', $self->{pid};
	waitpid $self->{pid}, 0;
}

1;

# make-mmdb.pl DIR - write the address databases of the tests into DIR, one for
# each layout that is in use. Addresses of RFC 5737 and 3849, AS numbers of RFC
# 5398, and countries that ISO 3166-1 leaves to users (XA..XZ).
use strict;
use warnings;

use MaxMind::DB::Writer::Tree;

# Of all members but `country`, which is a text in one layout.
my %type = (
	autonomous_system_number       => 'uint32',
	autonomous_system_organization => 'utf8_string',
	asn                            => 'utf8_string',
	as_name                        => 'utf8_string',
	city                           => 'map',
	country_code                   => 'utf8_string',
	en                             => 'utf8_string',
	iso_code                       => 'utf8_string',
	names                          => 'map',
	registered_country             => 'map',
	traits                         => 'map',
);

sub country {
	my ($code) = @_;

	return { iso_code => $code, names => { en => "Land $code" } };
}

sub system_of {
	my ($number, $name) = @_;

	return {
		autonomous_system_number       => $number,
		autonomous_system_organization => $name,
	};
}

# file: database type, IP version, type of `country`, entries
my %files = (
	city => [
		'Test-City', 6, 'map',
		{
			'192.0.2.0/25' => {
				country => country('XA'),
				city    => { names => { en => 'Somewhere' } },
			},
			'192.0.2.128/25' => {
				registered_country => country('XB'),
			},
			'2001:db8:1::/48' => {
				country            => country('XC'),
				registered_country => country('XD'),
			},
			'203.0.113.0/24' => { country => country('not one') },
		},
	],
	country4 => [
		'Test-Country', 4, 'map',
		{
			'192.0.2.0/24'    => { country => country('XE') },
			'198.51.100.0/24' => { country => country('XF') },
		},
	],
	asn => [
		'Test-ASN', 6, 'map',
		{
			'192.0.2.0/24' => system_of(64500, 'Example Net'),
			'2001:db8::/32' =>
				system_of(65551, "Beispiel GmbH \x{d6}sterreich"),
			'198.51.100.0/24' => system_of(0, ''),
		},
	],
	flat => [
		'Test-Flat', 6, 'utf8_string',
		{
			'192.0.2.0/24' => {
				country => 'XG',
				asn     => 'AS64511',
				as_name => 'Flat Net',
			},
			'198.51.100.0/24' => {
				country_code => 'XH',
				asn          => 'ASunknown',
			},
			'203.0.113.0/24' => { asn => '64499' },
		},
	],
	enterprise => [
		'Test-Enterprise', 6, 'map',
		{
			'198.51.100.0/24' => {
				country => country('XI'),
				traits  => system_of(65536, 'Deep Net'),
			},
		},
	],
);

my ($dir) = @ARGV or die "usage: make-mmdb.pl DIR\n";
for my $name (sort keys %files) {
	my ($database, $version, $country, $entries) = @{ $files{$name} };
	my $tree = MaxMind::DB::Writer::Tree->new(
		ip_version               => $version,
		record_size              => 24,
		database_type            => $database,
		languages                => ['en'],
		description              => { en => 'made for tests' },
		remove_reserved_networks => 0,
		map_key_type_callback    => sub {
			return $_[0] eq 'country' ? $country : $type{ $_[0] };
		},
	);

	for my $network (sort keys %$entries) {
		$tree->insert_network($network, $entries->{$network});
	}
	open my $out, '>:raw', "$dir/$name.mmdb"
		or die "$dir/$name.mmdb: $!\n";
	$tree->write_tree($out);
	close $out or die "$dir/$name.mmdb: $!\n";
}

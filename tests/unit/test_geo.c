/* Countries and networks from small databases; make-mmdb.pl has made them. */
#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "geo/geo.h"

enum { MOST = 3 };

static const char *dir; /* of the databases */

static MtGeoFiles *
open_files(const char *const *names, GError **error)
{
	char *paths[MOST + 1] = {NULL};
	MtGeoFiles *files;

	for (size_t i = 0; i < MOST && names[i] != NULL; i++)
		paths[i] = g_strdup_printf("%s/%s", dir, names[i]);
	files = mt_geo_open((const char *const *)paths, error);
	for (size_t i = 0; i < MOST; i++)
		g_free(paths[i]);
	return files;
}

static const struct {
	const char *names[MOST];
	const char *ip, *country; /* NULL: not known */
	uint32_t asn;
	const char *as_org;
} cases[] = {
	{{"city.mmdb"}, "192.0.2.1", "XA", 0, NULL},
	{{"city.mmdb"}, "192.0.2.200", "XB", 0, NULL},
	{{"city.mmdb"}, "2001:db8:1::25", "XC", 0, NULL},
	{{"city.mmdb"}, "::ffff:192.0.2.1", "XA", 0, NULL},
	{{"city.mmdb"}, "203.0.113.9", NULL, 0, NULL},
	{{"city.mmdb"}, "198.51.100.1", NULL, 0, NULL},
	{{"city.mmdb"}, "2001:db8:2::1", NULL, 0, NULL},
	{{"city.mmdb"}, "fe80::1%eth0", NULL, 0, NULL},
	{{"country4.mmdb"}, "192.0.2.1", "XE", 0, NULL},
	{{"country4.mmdb"}, "2001:db8:1::25", NULL, 0, NULL},
	{{"asn.mmdb"}, "192.0.2.77", NULL, 64500, "Example Net"},
	{{"asn.mmdb"},
	 "2001:db8::1",
	 NULL,
	 65551,
	 "Beispiel GmbH \xc3\x96sterreich"},
	{{"asn.mmdb"}, "198.51.100.1", NULL, 0, NULL},
	{{"flat.mmdb"}, "192.0.2.1", "XG", 64511, "Flat Net"},
	{{"flat.mmdb"}, "198.51.100.1", "XH", 0, NULL},
	{{"flat.mmdb"}, "203.0.113.1", NULL, 64499, NULL},
	{{"enterprise.mmdb"}, "198.51.100.1", "XI", 65536, "Deep Net"},
	/* several files: the first that knows */
	{{"country4.mmdb", "asn.mmdb"},
	 "192.0.2.1",
	 "XE",
	 64500,
	 "Example Net"},
	{{"city.mmdb", "country4.mmdb"}, "192.0.2.1", "XA", 0, NULL},
	{{"city.mmdb", "country4.mmdb"}, "198.51.100.1", "XF", 0, NULL},
	{{"country4.mmdb", "flat.mmdb", "asn.mmdb"},
	 "192.0.2.1",
	 "XE",
	 64511,
	 "Flat Net"},
	{{NULL}, "192.0.2.1", NULL, 0, NULL},
};

static void
assert_text(MtSlice found, const char *expect)
{
	ck_assert((found.p == NULL) == (expect == NULL));
	ck_assert(mt_slice_eq(found, mt_slice_str(expect)));
}

START_TEST(members_are_found)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(MtGeoFiles) files = open_files(cases[_i].names, &error);
	MtGeo geo;
	MtIp ip;

	ck_assert_ptr_nonnull(files);
	ck_assert(mt_ip_parse(mt_slice_str(cases[_i].ip), &ip));
	ck_assert(mt_geo_look_up(files, &ip, &geo, &error));
	ck_assert_ptr_null(error);
	assert_text(geo.country, cases[_i].country);
	ck_assert_uint_eq(geo.asn, cases[_i].asn);
	assert_text(geo.as_org, cases[_i].as_org);
}
END_TEST

START_TEST(no_address_is_nowhere)
{
	static const char *const names[] = {"city.mmdb", NULL};
	g_autoptr(MtGeoFiles) files = open_files(names, NULL);
	MtIp none = {0};
	MtGeo geo;

	ck_assert(mt_geo_look_up(files, &none, &geo, NULL));
	ck_assert_ptr_null(geo.country.p);
}
END_TEST

static const struct {
	const char *name;
	MtErrorCode code;
	const char *says;
} refused[] = {
	{"no-such.mmdb", MT_ERROR_IO, "no-such.mmdb: No such file"},
	{"made", MT_ERROR_CONFIG, "made: no MaxMind database: "},
	{".", MT_ERROR_IO, ".: Is a directory"},
};

START_TEST(what_is_no_database_is_refused)
{
	const char *names[MOST] = {"city.mmdb", refused[_i].name, NULL};
	g_autoptr(GError) error = NULL;
	g_autoptr(MtGeoFiles) files = open_files(names, &error);

	ck_assert_ptr_null(files);
	ck_assert_int_eq(error->domain, MT_ERROR);
	ck_assert_msg(error->code == (int)refused[_i].code &&
			      strstr(error->message, refused[_i].says) != NULL,
		      "%s", error->message);
}
END_TEST

/* A copy of a database whose entries are overwritten. The search tree ends
 * with 16 zero bytes, the entries with a marker. */
static char *
make_damaged(void)
{
	g_autofree char *from = g_strdup_printf("%s/asn.mmdb", dir);
	char *to = g_strdup_printf("%s/damaged-%d.mmdb", dir, (int)getpid());
	static const char zeros[16];
	MtSlice all = {0};
	size_t begin, end;
	char *bytes;

	ck_assert(g_file_get_contents(from, &bytes, &all.n, NULL));
	all.p = bytes;
	begin = mt_slice_find(all, mt_slice(zeros, sizeof zeros)) + 16;
	end = mt_slice_find(all, MT_SLICE("\xab\xcd\xefMaxMind.com"));
	ck_assert_uint_lt(begin, end);
	memset(bytes + begin, 0xff, end - begin);
	ck_assert(g_file_set_contents(to, bytes, (gssize)all.n, NULL));
	g_free(bytes);
	return to;
}

START_TEST(damage_is_told_and_others_are_asked)
{
	g_autofree char *damaged = make_damaged();
	g_autofree char *good = g_strdup_printf("%s/country4.mmdb", dir);
	const char *paths[] = {damaged, good, NULL};
	g_autoptr(GError) error = NULL;
	g_autoptr(MtGeoFiles) files = mt_geo_open(paths, &error);
	MtGeo geo;
	MtIp ip;

	ck_assert_ptr_nonnull(files);
	ck_assert(mt_ip_parse(MT_SLICE("192.0.2.1"), &ip));
	ck_assert(!mt_geo_look_up(files, &ip, &geo, &error));
	ck_assert(g_error_matches(error, MT_ERROR, MT_ERROR_CONFIG));
	ck_assert_ptr_nonnull(strstr(error->message, ": damaged database: "));
	assert_text(geo.country, "XE");
	ck_assert_uint_eq(geo.asn, 0);
	g_unlink(damaged);
}
END_TEST

int
main(int argc, char **argv)
{
	Suite *s = suite_create("geo");
	TCase *t = tcase_create("files");
	SRunner *r = srunner_create(s);
	g_autofree char *here = g_path_get_dirname(argv[0]);
	g_autofree char *beside = g_build_filename(here, "..", "mmdb", NULL);
	int failed;

	(void)argc;
	dir = beside;
	tcase_add_loop_test(t, members_are_found, 0, G_N_ELEMENTS(cases));
	tcase_add_test(t, no_address_is_nowhere);
	tcase_add_loop_test(t, what_is_no_database_is_refused, 0,
			    G_N_ELEMENTS(refused));
	tcase_add_test(t, damage_is_told_and_others_are_asked);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/*
 * mailtrace-ids(7) says of each scheme what its table says. With UPDATE=1 in the
 * environment the page's section SCHEMES is written anew from the table.
 */
#include <check.h>
#include <glib.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/time.h"
#include "idtime/idtime.h"
#include "manpart.h"

#define MANUAL "man/mailtrace-ids.7"
#define BEGIN ".\\\" schemes: made by tests/unit/test_idman.c\n"
#define END ".\\\" end of schemes\n"

static const struct {
	MtIdPlace place;
	const char *title;
} sections[] = {
	{MT_ID_RECEIVED, "Ids in Received fields"},
	{MT_ID_MESSAGE_ID, "Message-IDs"},
	{MT_ID_BOUNDARY, "MIME boundaries"},
	{MT_ID_FIELD, "Fields of their own"},
	{MT_ID_TAG, "Signatures"},
	{MT_ID_ADDRESS, "Envelope addresses"},
};

static const char *const moments[] = {
	[MT_ID_AT_RECEIPT] = "taking the message",
	[MT_ID_AT_CONNECTION] = "begin of the session",
	[MT_ID_AT_COMPOSITION] = "making the message",
	[MT_ID_AT_THREAD] = "begin of the conversation",
	[MT_ID_AT_REPLY] = "begin of the reply",
	[MT_ID_AT_SIGNING] = "signing",
	[MT_ID_AT_EXPIRY] = "end of validity",
	[MT_ID_AT_REWRITING] = "making the address",
};

static void
add_bounds(MtBuf *out, const MtIdScheme *s)
{
	if (s->early_s == 0 && s->late_s == 0)
		return;
	MT_BUF_ADD(out, "Authentic ids are at most ");
	mt_duration_add(out, -(int64_t)s->early_s * 1000000);
	MT_BUF_ADD(out, " before and ");
	mt_duration_add(out, (int64_t)s->late_s * 1000000);
	MT_BUF_ADD(out, " after the date beside them.\n");
}

static void
add_scheme(MtBuf *out, const MtIdScheme *s)
{
	mt_buf_addf(out, ".It Cm %s Pq %s\n", s->name, s->title);
	MT_BUF_ADD(out, "Layout: ");
	manpart_add_text(out, s->layout);
	MT_BUF_ADD(out, ".\n.br\n");
	mt_buf_addf(out, "Time of: %s.\n.br\n", moments[s->moment]);
	manpart_add_text(out, s->proves);
	mt_buf_add_char(out, '\n');
	add_bounds(out, s);
}

/* A scheme stands once, under the first of its places. */
static bool
belongs(const MtIdScheme *s, MtIdPlace place)
{
	return (s->places >> place & 1) != 0 &&
	       (s->places & ((1U << place) - 1)) == 0;
}

static void
make_schemes(MtBuf *out)
{
	for (size_t k = 0; k < G_N_ELEMENTS(sections); k++) {
		mt_buf_addf(out, ".Ss %s\n.Bl -tag -width 4n\n",
			    sections[k].title);
		for (size_t i = 0; mt_idschemes[i] != NULL; i++)
			if (belongs(mt_idschemes[i], sections[k].place))
				add_scheme(out, mt_idschemes[i]);
		MT_BUF_ADD(out, ".El\n");
	}
}

START_TEST(the_page_has_every_scheme)
{
	g_auto(MtBuf) wanted = {0};

	make_schemes(&wanted);
	manpart_check(MANUAL, BEGIN, END, &wanted);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("idman");
	TCase *tests = tcase_create("idman");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_test(tests, the_page_has_every_scheme);
	suite_add_tcase(suite, tests);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

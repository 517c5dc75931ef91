/* Which ids a program cannot have written. */
#include <check.h>
#include <glib.h>
#include <stdlib.h>

#include "idtime/shape.h"

#define FITS MT_SHAPE_FITS
#define IMPOSSIBLE MT_SHAPE_IMPOSSIBLE
#define UNKNOWN MT_SHAPE_UNKNOWN
#define R MT_ID_RECEIVED
#define M MT_ID_MESSAGE_ID

static const struct {
	MtIdPlace place;
	const char *software, *by, *text;
	MtShapeAnswer answer;
	const char *part; /* what is wrong; NULL: all of it */
} cases[] = {
	/* Postfix: F4240h is a million */
	{R, "Postfix", NULL, "8386540858", FITS, NULL},
	{R, "Postfix", NULL, "F423F40858", FITS, NULL},
	{R, "Postfix", NULL, "F424040858", IMPOSSIBLE, "F4240"},
	{R, "Postfix", NULL, "FF76A5F7AB2", IMPOSSIBLE, "FF76A"},
	{R, "Postfix", NULL, "8386540858X", IMPOSSIBLE, NULL},
	{R, "Postfix", NULL, "8386a40858", IMPOSSIBLE, NULL},
	{R, "Postfix", NULL, "83865", IMPOSSIBLE, NULL},
	{R, "Postfix", NULL, "4jY0JL1mRhz2xQs", FITS, NULL},
	{R, "Postfix", NULL, "4jY0JLyyyyz2xQs", IMPOSSIBLE, "yyyy"},
	{R, "Postfix", NULL, "4jx9LknG6zmx0wb", IMPOSSIBLE, NULL},
	{R, "Postfix", NULL, "1xVPu6-0003D7-G7", IMPOSSIBLE, NULL},
	{R, "Our Mailer", NULL, "1xVPu6-0003D7-G7", UNKNOWN, NULL},
	{R, "", NULL, "1xVPu6-0003D7-G7", UNKNOWN, NULL},
	/* Exim */
	{R, "Exim 4.92", NULL, "1xVPu6-0003D7-G7", FITS, NULL},
	{R, "Exim 4.92 #5 (Debian)", NULL, "1xVPu6-0003D7-G7", FITS, NULL},
	{R, "Exim 4.97", NULL, "1xVPu6-000000003D7-0W7E", FITS, NULL},
	{R, "Exim 4.97", NULL, "1xVPu6-0003D7-G7", IMPOSSIBLE, NULL},
	{R, "Exim 4.92", NULL, "1xVPu6-000000003D7-0W7E", IMPOSSIBLE, NULL},
	{R, "Exim 4.96-58-g4e9ed49f8", NULL, "1xVPu6-000000003D7-0W7E", FITS,
	 NULL},
	{R, "Exim 4.92", NULL, "1xVPu6-0003D7-Zz", IMPOSSIBLE, "Zz"},
	{R, "Exim 4.92", NULL, "1xVPu6-ZZZZZZ-G7", IMPOSSIBLE, "ZZZZZZ"},
	{R, "Exim 4.92", NULL, "8386540858", IMPOSSIBLE, NULL},
	/* sendmail */
	{R, "8.17.1/8.17.1", NULL, "6AN902O4000640", FITS, NULL},
	{R, "8.11.6/8.11.6", NULL, "g7MBIhl25223", FITS, NULL},
	{R, "8.9.3/8.9.3", NULL, "QAA07145", FITS, NULL},
	{R, "8.12.1/8.11.3", NULL, "QWPIOUa5TKNtwh", IMPOSSIBLE, NULL},
	{R, "8.17.1/8.17.1", NULL, "6XN902O4000640", IMPOSSIBLE, NULL},
	/* Google, by the name of the host */
	{R, "", "mx.google.com", "q5-v6sm2329278qtp.40.2023.07.26.10.59.04",
	 FITS, NULL},
	{R, "", "smtp.gmail.com", "025x0ft1b5r042h.25.2019.02.12.06.38.06",
	 IMPOSSIBLE, "025x0ft1b5r042h"},
	{R, "", "mx.google.com", "1c4a7f0e", IMPOSSIBLE, NULL},
	{R, "", "mx.google.com", "1c4a7fab12cde", IMPOSSIBLE, NULL},
	{R, "", "mx.google.com", "q5-v6sm2329278qtp.4", IMPOSSIBLE, NULL},
	{R, "", "mx.example.org", "1c4a7f0e", UNKNOWN, NULL},
	/* Message-IDs, by their domain */
	{M, "", NULL,
	 "010701a207a23b4a-0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0-000000@"
	 "eu-central-1.amazonses.com",
	 FITS, NULL},
	{M, "", NULL, "abc123@eu-west-1.amazonses.com", IMPOSSIBLE, NULL},
	{M, "", NULL,
	 "CAFLogA1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0@mail.gmail.com", FITS,
	 NULL},
	{M, "", NULL, "ABC123@mail.gmail.com", IMPOSSIBLE, NULL},
	{M, "", NULL,
	 "0a1b2c3d0911260141o480edc2bof8a30f0b724dd96@mail.gmail.com", FITS,
	 NULL},
	{M, "", NULL,
	 "0a1b2c3d0913260141o480edc2bof8a30f0b724dd96@mail.gmail.com",
	 IMPOSSIBLE, NULL}, /* the month 13 */
	{M, "", NULL,
	 "DB7PR04MB1234A0B1C2D3E4F5A6B7C8D9E0F1A@"
	 "DB7PR04MB1234.eurprd04.prod.outlook.com",
	 FITS, NULL},
	{M, "", NULL, "x@DB7PR04MB1234.eurprd04.prod.outlook.com", IMPOSSIBLE,
	 NULL},
	{M, "", NULL, "x@example.org", UNKNOWN, NULL},
	{M, "", NULL, "", UNKNOWN, NULL},
};

START_TEST(judges)
{
	g_autofree char *copy =
		g_memdup2(cases[_i].text, strlen(cases[_i].text) + 1);
	MtIdSource source = {
		.place = cases[_i].place,
		.text = mt_slice(copy, strlen(cases[_i].text)),
		.software = mt_slice_str(cases[_i].software),
		.by = mt_slice_str(cases[_i].by),
	};
	MtShape shape;
	MtSlice part;

	mt_shape_check(&source, &shape);
	ck_assert_msg(shape.answer == cases[_i].answer, "%s of %s: %d",
		      cases[_i].text, cases[_i].software, shape.answer);
	ck_assert(shape.answer == UNKNOWN ||
		  (shape.maker != NULL && shape.wants != NULL));
	if (shape.answer != IMPOSSIBLE)
		return;
	ck_assert(shape.why != NULL);
	part = mt_slice(copy + shape.offset, shape.length);
	ck_assert_msg(mt_slice_eq(part, cases[_i].part == NULL
						? source.text
						: mt_slice_str(cases[_i].part)),
		      "%s: %.*s is wrong", cases[_i].text, (int)part.n, part.p);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("shape");
	TCase *tests = tcase_create("shape");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_loop_test(tests, judges, 0, G_N_ELEMENTS(cases));
	suite_add_tcase(suite, tests);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

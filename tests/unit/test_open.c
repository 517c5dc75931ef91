/* What is known of messages while they are open: by id, and where they went. */
#define _GNU_SOURCE /* nftw() */

#include "flowrun.h"

#include "flow/hash.h"

static const char open_log[] =
	"Jan 12 10:00:01 a postfix/qmgr[1]: 1A2B3C4D01: from=<a@c.example>, "
	"size=9, nrcpt=2 (queue active)\n"
	"Jan 12 10:00:01 b postfix/smtpd[2]: 1A2B3C4D02: client=a[192.0.2.1]\n"
	"Jan 12 10:00:01 b postfix/smtpd[2]: 1A2B3C4D03: client=a[192.0.2.1]\n"
	"Jan 12 10:00:01 a postfix/smtp[3]: 1A2B3C4D01: to=<z@d.example>, "
	"relay=none, delay=1, delays=1/0/0/0, dsn=4.4.1, status=deferred (x)\n"
	"Jan 12 10:00:01 a postfix/smtp[3]: 1A2B3C4D01: to=<b@d.example>, "
	"relay=b[192.0.2.2]:25, delay=1, delays=1/0/0/0, dsn=2.0.0, "
	"status=sent (250 Ok: queued as 1A2B3C4D02)\n";

typedef struct {
	const MtCorrelator *correlator;
	GString *said;
} Sent;

/* `ID to RECIPIENT:` and the hosts that have what was answered open. */
static void
note_sent(const MtTransaction *t, const MtDelivery *d, void *data)
{
	const Sent *sent = data;
	const MtTransaction *open;
	size_t at = 0;

	g_string_append_printf(sent->said, "%.*s to %.*s:", (int)t->queue_id.n,
			       t->queue_id.p, (int)d->recipient.n,
			       d->recipient.p);
	while ((open = mt_correlator_with_id(sent->correlator,
					     mt_hash_id(d->remote_id), &at)) !=
	       NULL)
		g_string_append_printf(sent->said, " %.*s", (int)open->host.n,
				       open->host.p);
	g_string_append_c(sent->said, '\n');
}

static void
be_told(MtCorrelator *c, void *data)
{
	((Sent *)data)->correlator = c;
	mt_correlator_tell_sent(c, note_sent);
}

static void
ignore(const MtTransaction *t, void *data)
{
	(void)t;
	(void)data;
}

/* While both are open: one recipient waits, the other was handed over. */
START_TEST(what_is_open_tells_where_it_went)
{
	char path[] = "mail.log", *paths[] = {path, NULL};
	char *dir = scratch_new();
	Sent sent = {.said = g_string_new("")};
	FlowRun run = {.keep = MT_KEEP_ATTEMPTS,
		       .give = ignore,
		       .data = &sent,
		       .begun = be_told};

	scratch_text(path, open_log);
	flowrun(&run, paths);
	ck_assert_str_eq(sent.said->str, "1A2B3C4D01 to b@d.example: b\n");
	mt_correlator_free(run.correlator);
	g_string_free(sent.said, TRUE);
	scratch_free(dir);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("open");
	TCase *tcase = tcase_create("open");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, what_is_open_tells_where_it_went);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}

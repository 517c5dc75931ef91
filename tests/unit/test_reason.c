/* Replies as MTAs log them: folded, and the cause that they name. */
#include <check.h>
#include <glib.h>
#include <stdlib.h>

#include "reason/cause.h"
#include "reason/fold.h"

static const struct {
	const char *reply, *folded, *cause;
} replies[] = {
	{"", "", NULL},
	{"connect to mx.a.example[192.0.2.1]:25: Connection refused",
	 "connect to *: Connection refused", "refused"},
	{"delivery temporarily suspended: connect to "
	 "mx.a.example[2001:db8::1]:25: Connection timed out",
	 "connect to *: Connection timed out", "timeout"},
	{"connect to dead.example[203.0.113.99]:25: No route to host",
	 "connect to *: No route to host", "network"},
	{"host mx.a.example[192.0.2.1] said: 450 4.2.0 <x@a.example>: "
	 "Recipient address rejected: Greylisted, see "
	 "http://postgrey.schweikert.ch/help/a.example.html (in reply to RCPT "
	 "TO command)",
	 "450 4.2.0 *: Recipient address rejected: Greylisted, see *",
	 "greylisted"},
	/* A number that is like the code. */
	{"451 4.7.1 Try again in 451 seconds (451 of 900)",
	 "451 4.7.1 Try again in * seconds * of *", "policy"},
	{"450-4.7.1 Slow 450-4.7.1 down 450 4.7.1 please",
	 "450 4.7.1 Slow down please", "throttled"},
	/* Ids that have no digit, and words that are no ids. */
	{"554 5.7.1 Message SGZObNoesV refused", "554 5.7.1 Message * refused",
	 "policy"},
	{"451 4.3.0 Temporary problem, ref VqaKAiQlzsCcYxwB",
	 "451 4.3.0 Temporary problem, ref *", "server_trouble"},
	{"550 5.1.1 NoSuchUser", "550 5.1.1 NoSuchUser", "user_unknown"},
	{"451 4.3.0 OpenSSLError", "451 4.3.0 OpenSSLError", "server_trouble"},
	{"451 4.7.1 Greylisting in action, please come back in 00:04:59",
	 "451 4.7.1 Greylisting in action, please come back in *",
	 "greylisted"},
	{"host mx.a.example[192.0.2.1] said: 421-4.7.0 [192.0.2.9      15] Our "
	 "system has detected an unusual rate of 421-4.7.0 unsolicited mail. "
	 "421 4.7.0 k7si123 - gsmtp (in reply to end of DATA command)",
	 "421 4.7.0 * Our system has detected an unusual rate of unsolicited "
	 "mail. * - gsmtp",
	 "throttled"},
	{"host mx.a.example[192.0.2.1] refused to talk to me: 554 5.7.1 "
	 "Service "
	 "unavailable; Client host [192.0.2.9] blocked using zen.example.org",
	 "554 5.7.1 Service unavailable; Client host * blocked using *",
	 "policy"},
	{"Host or domain name not found. Name service error for name=a.example "
	 "type=MX: Host not found, try again",
	 "Host or domain name not found. Name service error for *: Host not "
	 "found, try again",
	 "dns"},
	{"TLS is required, but was not offered by host mx.a.example[192.0.2.1]",
	 "TLS is required, but was not offered by host *", "tls"},
	{"Cannot start TLS: handshake failure",
	 "Cannot start TLS: handshake failure", "tls"},
	{"lost connection with mx.a.example[192.0.2.1] while receiving the "
	 "initial server greeting",
	 "lost connection with * while receiving the initial server greeting",
	 "connection_lost"},
	{"452 4.2.2 The email account that you tried to reach is over quota",
	 "452 4.2.2 The email account that you tried to reach is over quota",
	 "mailbox_full"},
	{"unknown user: \"joe\"", "unknown user: *", "user_unknown"},
	{"Deferred: Connection refused by mx.a.example.",
	 "Connection refused by *", "refused"},
	{"451 4.5.0 Error in processing, id=12345-06, virus_scan FAILED: ALL "
	 "VIRUS SCANNERS FAILED",
	 "451 4.5.0 Error in processing, *, virus_scan FAILED: ALL VIRUS "
	 "SCANNERS FAILED",
	 "content_scan"},
	{"451 4.3.0 Error: queue file write error",
	 "451 4.3.0 Error: queue file write error", "server_trouble"},
	{"mail for a.example loops back to myself",
	 "mail for * loops back to myself", "loop"},
	/* Nothing but codes. */
	{"450 4.7.1", "450 4.7.1", "policy"},
	{"450 4.4.1 sorry", "450 4.4.1 sorry", "timeout"},
	{"451 sorry", "451 sorry", "server_trouble"},
	{"what is this", "what is this", "other"},
	/* Not a code, though it looks like one. */
	{"4500 messages", "* messages", "other"},
};

/* Another host took it: that is the cause, whatever the first one said. */
START_TEST(failed_first)
{
	g_auto(MtBuf) out = {0};
	MtSlice timeout = MT_SLICE("connect to mx.a.example[192.0.2.1]:25: "
				   "Connection timed out");

	mt_reason_fold_failed(&out, timeout);
	ck_assert(mt_slice_eq(mt_buf_slice(&out),
			      MT_SLICE("another host took it: connect to *: "
				       "Connection timed out")));
	ck_assert_int_eq(mt_cause_of(mt_buf_slice(&out), (MtSlice){0}),
			 MT_CAUSE_FALLBACK);
	out.n = 0;
	mt_reason_fold_failed(&out, (MtSlice){0});
	ck_assert(mt_slice_eq(mt_buf_slice(&out),
			      MT_SLICE("another host took it")));
}
END_TEST

START_TEST(reply)
{
	g_auto(MtBuf) folded = {0}, again = {0};
	MtSlice text = mt_slice_str(replies[_i].reply), cause;

	mt_reason_fold(&folded, text);
	ck_assert_msg(mt_slice_eq(mt_buf_slice(&folded),
				  mt_slice_str(replies[_i].folded)),
		      "'%s' became '%.*s'", replies[_i].reply, (int)folded.n,
		      folded.p);
	/* What is folded folds to itself, and names the same cause. */
	mt_reason_fold(&again, mt_buf_slice(&folded));
	ck_assert(mt_slice_eq(mt_buf_slice(&again), mt_buf_slice(&folded)));
	cause = mt_cause_word(mt_cause_of(mt_buf_slice(&folded), (MtSlice){0}));
	ck_assert_msg(mt_slice_eq(cause, mt_slice_str(replies[_i].cause)),
		      "'%s' is %.*s", replies[_i].reply, (int)cause.n, cause.p);
}
END_TEST

START_TEST(status_that_is_given)
{
	ck_assert_int_eq(mt_cause_of(MT_SLICE("no"), MT_SLICE("5.1.1")),
			 MT_CAUSE_USER);
	ck_assert_int_eq(mt_cause_of((MtSlice){0}, MT_SLICE("4.2.2")),
			 MT_CAUSE_FULL);
	ck_assert_int_eq(mt_cause_of((MtSlice){0}, MT_SLICE("4.2.")),
			 MT_CAUSE_NONE);
}
END_TEST

/* The text is cut at a word, and a word too long for it is a star. */
START_TEST(bounded)
{
	g_autofree char *many = g_malloc(100000);
	g_auto(MtBuf) out = {0};

	for (size_t i = 0; i < 100000; i++)
		many[i] = i % 6 == 5 ? ' ' : 'a';
	mt_reason_fold(&out, mt_slice(many, 100000));
	ck_assert_uint_le(out.n, MT_FOLDED);
	ck_assert_uint_eq(out.n % 6, 5);
	memset(many, 'x', 100000);
	out.n = 0;
	mt_reason_fold(&out, mt_slice(many, 100000));
	ck_assert(mt_slice_eq(mt_buf_slice(&out), MT_SLICE("*")));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("reason");
	TCase *t = tcase_create("reason");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_test(t, failed_first);
	tcase_add_loop_test(t, reply, 0, G_N_ELEMENTS(replies));
	tcase_add_test(t, status_that_is_given);
	tcase_add_test(t, bounded);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Transactions of several hosts: which are of one message, and which only look
 * like it. */
#define _GNU_SOURCE /* nftw() */

#include "flowrun.h"

#include "flow/join.h"

/* A message of `mid` through one Postfix, at seconds a and b of an hour; to each
 * host from another client. */
#define HOST(host, ...) HOST_OF("[2001:db8::" host "]", host, __VA_ARGS__)
#define HOST_OF(client, host, a, b, id, mid, size, to, relay, reply)           \
	"2026-01-02T10:" a "Z " host " postfix/smtpd[7]: " id                  \
	": client=c.example" client "\n"                                       \
	"2026-01-02T10:" a "Z " host " postfix/cleanup[7]: " id                \
	": message-id=<" mid ">\n"                                             \
	"2026-01-02T10:" a "Z " host " postfix/qmgr[7]: " id                   \
	": from=<a@c.example>, size=" size ", nrcpt=1 (queue active)\n"        \
	"2026-01-02T10:" b "Z " host " postfix/smtp[7]: " id ": to=<" to       \
	">, relay=" relay ":25, delay=1, delays=0/0/0/1, dsn=2.0.0, "          \
	"status=sent (" reply ")\n"                                            \
	"2026-01-02T10:" b "Z " host " postfix/qmgr[7]: " id ": removed\n"

/* The same message is taken in by a server of Exchange. */
#define EXCHANGE(host, id)                                                     \
	"2026-01-02T10:00:02.100Z,192.0.2.1,a.example,192.0.2.2," host ",,,"   \
	"SMTP,RECEIVE," id ",<m@c>,6c1f-" host ",b@d.example,,900,1,,,Hi,"     \
	"a@c.example,a@c.example,,,,,,,,,\n"

static const struct {
	const char *name, *log, *want;
} cases[] = {
	{"by the id in the reply",
	 HOST("a", "00:01", "00:02", "A00001", "m@c", "900", "b@d.example",
	      "b.example[192.0.2.2]", "250 2.0.0 Ok: queued as B00001")
		 HOST("b", "00:02", "00:03", "B00001", "m@c", "1100",
		      "b@d.example", "c.example[192.0.2.3]", "250 ok"),
	 "1.1 a A00001\n1.2 b B00001 reply\n"},
	{"by clocks that are an hour apart",
	 HOST("b", "00:02", "00:03", "B00001", "m@c", "1100", "b@d.example",
	      "c.example[192.0.2.3]", "250 ok")
		 HOST("a", "59:01", "59:02", "A00001", "m@c", "900",
		      "b@d.example", "b.example[192.0.2.2]",
		      "250 2.0.0 Ok: queued as B00001"),
	 "1.1 a A00001\n1.2 b B00001 reply\n"},
	/* The id was used before and after for other messages. */
	{"an id that was used again",
	 HOST("b", "00:01", "00:01", "B00001", "x@c", "1100", "x@d.example",
	      "c.example[192.0.2.3]",
	      "250 ok") HOST("a", "20:01", "20:02", "A00001", "m@c", "900",
			     "b@d.example", "b.example[192.0.2.2]",
			     "250 2.0.0 Ok: queued as B00001")
		 HOST("b", "20:02", "20:02", "B00001", "m@c", "1100",
		      "b@d.example", "c.example[192.0.2.3]", "250 ok")
			 HOST("b", "20:03", "20:03", "B00001", "y@c", "1100",
			      "y@d.example", "c.example[192.0.2.3]", "250 ok"),
	 "1.1 b B00001\n2.1 a A00001\n2.2 b B00001 reply\n3.1 b B00001\n"},
	{"another message has the id",
	 HOST("a", "00:01", "00:02", "A00001", "m@c", "900", "b@d.example",
	      "b.example[192.0.2.2]", "250 2.0.0 Ok: queued as B00001")
		 HOST("b", "00:02", "00:03", "B00001", "other@c", "1100",
		      "b@d.example", "c.example[192.0.2.3]", "250 ok"),
	 "1.1 a A00001\n2.1 b B00001\n"},
	{"by Message-ID where the reply says nothing",
	 HOST("a", "00:01", "00:02", "A00001", "m@c", "900", "b@d.example",
	      "b.example[192.0.2.2]", "250 thank you")
		 HOST("b", "00:02", "00:03", "B00001", "m@c", "1100",
		      "b@d.example", "c.example[192.0.2.3]", "250 ok"),
	 "1.1 a A00001\n1.2 b B00001 message-id\n"},
	{"not if the same client brought both",
	 HOST_OF("[192.0.2.1]", "a", "00:01", "00:02", "A00001", "m@c", "900",
		 "b@d.example", "b.example[192.0.2.2]", "250 thank you")
		 HOST_OF("[192.0.2.1]", "b", "00:02", "00:03", "B00001", "m@c",
			 "1100", "b@d.example", "c.example[192.0.2.3]",
			 "250 ok"),
	 "1.1 a A00001\n2.1 b B00001\n"},
	{"behind one address of a network",
	 HOST_OF("[172.17.0.1]", "a", "00:01", "00:02", "A00001", "m@c", "900",
		 "b@d.example", "b.example[192.0.2.2]", "250 thank you")
		 HOST_OF("[172.17.0.1]", "b", "00:02", "00:03", "B00001", "m@c",
			 "1100", "b@d.example", "c.example[192.0.2.3]",
			 "250 ok"),
	 "1.1 a A00001\n1.2 b B00001 message-id\n"},
	{"not if two do as well",
	 HOST("a", "00:01", "00:02", "A00001", "m@c", "900", "b@d.example",
	      "b.example[192.0.2.2]", "250 thank you")
		 HOST("b", "00:02", "00:03", "B00001", "m@c", "1100",
		      "b@d.example", "c.example[192.0.2.3]", "250 ok")
			 HOST("b", "00:02", "00:03", "B00002", "m@c", "1100",
			      "b@d.example", "c.example[192.0.2.3]", "250 ok"),
	 "1.1 a A00001\n2.1 b B00001\n3.1 b B00002\n"},
	{"of two the one with the recipient",
	 HOST("a", "00:01", "00:02", "A00001", "m@c", "900", "b@d.example",
	      "b.example[192.0.2.2]", "250 thank you")
		 HOST("b", "00:02", "00:03", "B00001", "m@c", "1100",
		      "x@d.example", "c.example[192.0.2.3]", "250 ok")
			 HOST("b", "00:02", "00:03", "B00002", "m@c", "1100",
			      "b@d.example", "c.example[192.0.2.3]", "250 ok"),
	 "1.1 a A00001\n1.2 b B00002 message-id\n2.1 b B00001\n"},
	{"not if two come from there",
	 HOST("a", "00:01", "00:02", "A00001", "m@c", "900", "b@d.example",
	      "b.example[192.0.2.2]", "250 thank you")
		 HOST("a", "00:01", "00:02", "A00002", "m@c", "900",
		      "b@d.example", "b.example[192.0.2.2]", "250 thank you")
			 HOST("b", "00:02", "00:03", "B00001", "m@c", "1100",
			      "b@d.example", "c.example[192.0.2.3]", "250 ok"),
	 "1.1 a A00001\n2.1 a A00002\n3.1 b B00001\n"},
	{"not if it is much larger",
	 HOST("a", "00:01", "00:02", "A00001", "m@c", "900", "b@d.example",
	      "b.example[192.0.2.2]", "250 thank you")
		 HOST("b", "00:02", "00:03", "B00001", "m@c", "90000",
		      "b@d.example", "c.example[192.0.2.3]", "250 ok"),
	 "1.1 a A00001\n2.1 b B00001\n"},
	{"not if it is much later",
	 HOST("a", "00:01", "00:02", "A00001", "m@c", "900", "b@d.example",
	      "b.example[192.0.2.2]", "250 thank you")
		 HOST("b", "40:02", "40:03", "B00001", "m@c", "1100",
		      "b@d.example", "c.example[192.0.2.3]", "250 ok"),
	 "1.1 a A00001\n2.1 b B00001\n"},
	/* Behind a name for both, which count their messages alike. */
	{"by the host that the reply names",
	 HOST("a", "00:01", "00:02", "A00001", "m@c", "900", "b@d.example",
	      "mail.example[192.0.2.2]",
	      "250 2.6.0 <m@c> [InternalId=4711, Hostname=EX2.example] 9 "
	      "bytes in 0.1, 1 KB/sec Queued mail for delivery")
		 EXCHANGE("EX1", "4711") EXCHANGE("EX2", "4711"),
	 "1.1 a A00001\n1.2 EX2 4711 reply\n2.1 EX1 4711\n"},
	{"not if the reply names another",
	 HOST("a", "00:01", "00:02", "A00001", "m@c", "900", "b@d.example",
	      "mail.example[192.0.2.2]",
	      "250 2.6.0 <m@c> [InternalId=4712, Hostname=EX2.example] 9 "
	      "bytes in 0.1, 1 KB/sec Queued mail for delivery")
		 EXCHANGE("EX1", "4711") EXCHANGE("EX2", "9"),
	 "1.1 a A00001\n1.2 EX2 9 message-id\n2.1 EX1 4711\n"},
	/* Neither may come before itself. */
	{"ids in a circle",
	 HOST("a", "00:01", "00:02", "A00001", "m@c", "900", "b@d.example",
	      "b.example[192.0.2.2]", "250 2.0.0 Ok: queued as B00001")
		 HOST("b", "00:02", "00:03", "B00001", "m@c", "1100",
		      "b@d.example", "a.example[192.0.2.3]",
		      "250 2.0.0 Ok: queued as A00001"),
	 "1.1 a A00001\n1.2 b B00001 reply\n"},
};

static void
keep(const MtTransaction *t, void *join)
{
	mt_join_add(join, t);
}

static void
add_traces(MtBuf *out, const MtJoin *join)
{
	for (size_t i = 0; i < mt_join_n(join); i++) {
		const MtTrace *trace = mt_join_trace(join, i);

		ck_assert_uint_eq(trace->number, i + 1);
		for (size_t k = 0; k < trace->n; k++) {
			const MtStep *s = trace->steps[k];
			MtSlice link = mt_link_word(s->link);

			ck_assert_uint_eq(s->trace, i + 1);
			ck_assert_uint_eq(s->step, k + 1);
			ck_assert(s->from == NULL || s->from->step < s->step);
			mt_buf_addf(out, "%zu.%zu ", i + 1, k + 1);
			mt_buf_add(out, s->t->host);
			mt_buf_add_char(out, ' ');
			mt_buf_add(out, s->t->queue_id);
			if (link.n > 0)
				mt_buf_add_char(out, ' ');
			mt_buf_add(out, link);
			mt_buf_add_char(out, '\n');
		}
	}
	mt_buf_add_char(out, '\0');
}

START_TEST(traces_of_several_hosts)
{
	char path[] = "mail.log", *paths[] = {path, NULL};
	char *dir = scratch_new();
	g_auto(MtBuf) got = {0};
	g_autoptr(MtJoin) join = mt_join_new();
	FlowRun run = {.keep = MT_KEEP_ALL, .give = keep, .data = join};

	scratch_text(path, cases[_i].log);
	flowrun(&run, paths);
	mt_join_finish(join);
	add_traces(&got, join);
	ck_assert_msg(strcmp(got.p, cases[_i].want) == 0,
		      "%s\n got: %s\nwant: %s", cases[_i].name, got.p,
		      cases[_i].want);
	mt_correlator_free(run.correlator);
	scratch_free(dir);
}
END_TEST

/* Three hosts, of which the last is an hour ahead; and what is near a time. */
START_TEST(clocks_and_finding)
{
	char path[] = "mail.log", *paths[] = {path, NULL};
	char *dir = scratch_new();
	g_autoptr(MtJoin) join = mt_join_new();
	FlowRun run = {.keep = MT_KEEP_ALL, .give = keep, .data = join};
	const MtLogHost *hosts;
	const MtStep *steps[4];
	size_t n;

	scratch_text(path,
		     HOST("a", "00:01", "00:02", "A00001", "m@c", "900",
			  "b@d.example", "b.example[192.0.2.2]",
			  "250 2.0.0 Ok: queued as B00001")
			     HOST("b", "00:01", "00:03", "B00001", "m@c",
				  "1100", "b@d.example", "c.example[192.0.2.3]",
				  "250 2.0.0 Ok: queued as C00001")
				     HOST("c", "59:02", "59:03", "C00001",
					  "m@c", "1300", "b@d.example",
					  "d.example[192.0.2.4]", "250 ok"));
	flowrun(&run, paths);
	mt_join_finish(join);
	ck_assert_uint_eq(mt_join_n(join), 1);
	hosts = mt_join_hosts(join, &n);
	ck_assert_uint_eq(n, 3);
	for (size_t i = 0; i < n; i++)
		ck_assert_int_eq(hosts[i].offset_us,
				 i == 2 ? INT64_C(3540) * 1000000 : 0);
	ck_assert_uint_eq(mt_join_find(join, MT_SLICE("B00001"), 0, steps, 4),
			  1);
	ck_assert_uint_eq(mt_join_find_message(join, MT_SLICE("m@c"),
					       hosts[2].first_us, steps, 4),
			  3);
	ck_assert(mt_slice_eq(steps[0]->t->host, MT_SLICE("c")));
	ck_assert_uint_eq(mt_join_find(join, MT_SLICE("D00001"), 0, steps, 4),
			  0);
	mt_correlator_free(run.correlator);
	scratch_free(dir);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("join");
	TCase *tcase = tcase_create("join");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tcase, traces_of_several_hosts, 0,
			    (int)G_N_ELEMENTS(cases));
	tcase_add_test(tcase, clocks_and_finding);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}

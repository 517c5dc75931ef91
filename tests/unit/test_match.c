/*
 * Hops of a message held against the transactions of three hosts.
 *
 * Size: it is a table of cases.
 */
#define _GNU_SOURCE /* nftw() */

#include "flowrun.h"

#include "flow/match.h"

/* A message through one Postfix, at seconds a and b of 10:00. */
#define SENT(host, a, b, id, mid, client, to, relay, reply)                    \
	"2026-01-02T10:00:" a "Z " host " postfix/smtpd[7]: " id               \
	": client=" client "\n"                                                \
	"2026-01-02T10:00:" a "Z " host " postfix/cleanup[7]: " id             \
	": message-id=<" mid ">\n"                                             \
	"2026-01-02T10:00:" a "Z " host " postfix/qmgr[7]: " id                \
	": from=<a@c.example>, size=900, nrcpt=1 (queue active)\n"             \
	"2026-01-02T10:00:" b "Z " host " postfix/smtp[7]: " id ": to=<" to    \
	">, relay=" relay ":25, delay=1, delays=0/0/0/1, dsn=2.0.0, "          \
	"status=sent (" reply ")\n"                                            \
	"2026-01-02T10:00:" b "Z " host " postfix/qmgr[7]: " id ": removed\n"

/* Something else that the host had to do, so that its log reaches there. */
#define BUSY(host, time, id)                                                   \
	"2026-01-02T" time "Z " host " postfix/pickup[7]: " id                 \
	": uid=0 from=<root>\n"                                                \
	"2026-01-02T" time "Z " host " postfix/cleanup[7]: " id                \
	": message-id=<" id "@" host ">\n"                                     \
	"2026-01-02T" time "Z " host " postfix/qmgr[7]: " id ": removed\n"

/* Two that say what the session was like. */
#define EXIM                                                                   \
	"2026-01-02T10:00:05Z ex exim[9]: 1vbbz7-000000002Qj-0abc <= "         \
	"a@c.example H=c.example (ws.c.example) [192.0.2.1] P=esmtps "         \
	"X=TLS1.3:ECDHE_X25519__RSA_PSS_RSAE_SHA256__AES_256_GCM:256 S=900 "   \
	"id=x@c\n"                                                             \
	"2026-01-02T10:00:06Z ex exim[9]: 1vbbz7-000000002Qj-0abc => b "       \
	"<b@b.example> R=local T=spool\n"                                      \
	"2026-01-02T10:00:06Z ex exim[9]: 1vbbz7-000000002Qj-0abc Completed\n"

#define SECURE                                                                 \
	"2026-01-02T10:00:40Z out postfix/smtpd[8]: connect from "             \
	"c.example[192.0.2.1]\n"                                               \
	"2026-01-02T10:00:40Z out postfix/smtpd[8]: Anonymous TLS connection " \
	"established from c.example[192.0.2.1]: TLSv1.3 with cipher "          \
	"TLS_AES_256_GCM_SHA384 (256/256 bits)\n"                              \
	"2026-01-02T10:00:41Z out postfix/smtpd[8]: A00009: "                  \
	"client=c.example[192.0.2.1], sasl_method=PLAIN, sasl_username=anna\n" \
	"2026-01-02T10:00:41Z out postfix/cleanup[7]: A00009: "                \
	"message-id=<s@c>\n"                                                   \
	"2026-01-02T10:00:41Z out postfix/qmgr[7]: A00009: "                   \
	"from=<a@c.example>, size=900, nrcpt=1 (queue active)\n"

/* Two hosts have the first label `mx`: one of them knows the message. */
static const char log_text[] = BUSY("out", "09:00:00", "F00001") BUSY(
	"mx.b.example", "09:00:00", "F00002") BUSY("mx.d.example", "09:00:00",
						   "F00003")
	SENT("out", "01", "02", "A00001", "m@c", "c.example[192.0.2.1]",
	     "b@b.example", "mx.b.example[192.0.2.3]",
	     "250 2.0.0 Ok: queued as B00001")
		SENT("mx.b.example", "02", "03", "B00001", "m@c",
		     "out.example[192.0.2.2]", "b@b.example",
		     "store.example[192.0.2.4]",
		     "250 ok") SENT("mx.b.example", "30", "31", "B00002", "m@c",
				    "c.example[192.0.2.1]", "b@b.example",
				    "store.example[192.0.2.4]", "250 ok")
			BUSY("out", "11:00:00", "F00004")
				BUSY("mx.b.example", "11:00:00", "F00005")
					BUSY("mx.d."
					     "example",
					     "11:00:00", "F00006") EXIM SECURE;

/* 2026-01-02T10:00:00Z */
static const int64_t ten = INT64_C(1767348000);

/* Rows leave out what they do not say. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

typedef struct {
	const char *by, *id;
	int after; /* ten, in seconds */
	const char *ip, *dialect;
	const char *rdns, *helo, *tls, *cipher, *with, *auth, *from, *for_;
} Hop;

typedef struct {
	const char *name;
	Hop hop;
	const char *message_id, *sender, *recipient;
	MtMatchVerdict verdict;
	unsigned agree, differ; /* these, and no others */
	const char *why;
} Case;

enum {
	SAME = MT_FACT_ID | MT_FACT_TIME | MT_FACT_CLIENT | MT_FACT_MESSAGE_ID |
	       MT_FACT_RECIPIENT,
};

static const Case cases[] = {
	{"all the same",
	 {"out.example", "A00001", 1, "192.0.2.1", "postfix"},
	 "m@c",
	 NULL,
	 "b@b.example",
	 MT_MATCH_CONFIRMED,
	 SAME,
	 0,
	 "the log has A00001"},
	/* An alias, or a list, changes it on the way. */
	{"a recipient the log does not have",
	 {"out.example", "A00001", 1, "192.0.2.1", "postfix"},
	 "m@c",
	 NULL,
	 "z@b.example",
	 MT_MATCH_CONFIRMED,
	 SAME & ~(unsigned)MT_FACT_RECIPIENT,
	 0,
	 "the log has A00001"},
	{"a recipient of the field that the log does not have",
	 {"out.example", "A00001", 1, "192.0.2.1", "postfix",
	  .for_ = "z@b.example"},
	 "m@c",
	 NULL,
	 NULL,
	 MT_MATCH_CONFIRMED,
	 SAME & ~(unsigned)MT_FACT_RECIPIENT,
	 MT_FACT_RECIPIENT,
	 "the log has A00001, but for another recipient"},
	{"another Message-ID",
	 {"out.example", "A00001", 1, "192.0.2.1", "postfix"},
	 "n@c",
	 NULL,
	 "b@b.example",
	 MT_MATCH_CONTRADICTED,
	 SAME & ~(unsigned)MT_FACT_MESSAGE_ID,
	 MT_FACT_MESSAGE_ID,
	 "A00001 is another message in the log: its Message-ID is not that "
	 "of this one"},
	{"another time",
	 {"out.example", "A00001", 1200, "192.0.2.1", "postfix"},
	 "m@c",
	 NULL,
	 "b@b.example",
	 MT_MATCH_CONTRADICTED,
	 SAME & ~(unsigned)MT_FACT_TIME,
	 MT_FACT_TIME,
	 "the log has A00001 at another time"},
	{"a clock a little off",
	 {"out.example", "A00001", 120, "192.0.2.1", "postfix"},
	 "m@c",
	 NULL,
	 "b@b.example",
	 MT_MATCH_CONFIRMED,
	 SAME,
	 0,
	 "the log has A00001"},
	{"another client",
	 {"out.example", "A00001", 1, "198.51.100.1", "postfix"},
	 "m@c",
	 NULL,
	 "b@b.example",
	 MT_MATCH_CONTRADICTED,
	 SAME & ~(unsigned)MT_FACT_CLIENT,
	 MT_FACT_CLIENT,
	 "the log has A00001 from another client"},
	{"an id the log does not have, and nothing else of it",
	 {"out.example", "E00001", 1, "192.0.2.1", "postfix"},
	 "n@c",
	 NULL,
	 "b@b.example",
	 MT_MATCH_CONTRADICTED,
	 0,
	 0,
	 "the log of out knows nothing of it at that time"},
	{"the message under another id",
	 {"out.example", "E00001", 1, "192.0.2.1", "postfix"},
	 "m@c",
	 NULL,
	 "b@b.example",
	 MT_MATCH_CONTRADICTED,
	 SAME & ~(unsigned)MT_FACT_ID,
	 MT_FACT_ID,
	 "the log has the message as A00001, and not the id of this field"},
	/* That software has ids which are in no log of Postfix. */
	{"a field of a filter",
	 {"out.example", "xyz", 1, "192.0.2.1", "generic"},
	 "m@c",
	 NULL,
	 "b@b.example",
	 MT_MATCH_NOT_COVERED,
	 SAME & ~(unsigned)MT_FACT_ID,
	 MT_FACT_ID,
	 "the log has the message as A00001, not this field"},
	{"before the log begins",
	 {"out.example", "E00001", -7200, "192.0.2.1", "postfix"},
	 "n@c",
	 NULL,
	 "b@b.example",
	 MT_MATCH_NOT_COVERED,
	 0,
	 0,
	 "the log of out does not reach that time"},
	{"a host without a log",
	 {"elsewhere.example", "A00001", 1, "192.0.2.1", "postfix"},
	 "m@c",
	 NULL,
	 "b@b.example",
	 MT_MATCH_NOT_COVERED,
	 SAME,
	 0,
	 "there is no log of elsewhere.example, but that of out has its id "
	 "for this message: is it the same host (--host)?"},
	{"a host without a log, and an id that none has",
	 {"elsewhere.example", "E00001", 1, "192.0.2.1", "postfix"},
	 "m@c",
	 NULL,
	 "b@b.example",
	 MT_MATCH_NOT_COVERED,
	 0,
	 0,
	 "there is no log of elsewhere.example"},
	{"a name that is not the client's",
	 {"out.example", "A00001", 1, "192.0.2.1", "postfix",
	  .rdns = "d.example"},
	 "m@c",
	 NULL,
	 "b@b.example",
	 MT_MATCH_CONTRADICTED,
	 SAME,
	 MT_FACT_CLIENT_NAME,
	 "the log has A00001 from a client of another name"},
	{"a session as the log of Exim has it",
	 {"ex", "1vbbz7-000000002Qj-0abc", 5, "192.0.2.1", "exim",
	  .rdns = "c.example", .helo = "ws.c.example", .tls = "TLSv1.3",
	  .cipher = "TLS_AES_256_GCM_SHA384", .with = "esmtps",
	  .from = "a@c.example", .for_ = "b@b.example"},
	 "x@c",
	 NULL,
	 NULL,
	 MT_MATCH_CONFIRMED,
	 SAME | MT_FACT_CLIENT_NAME | MT_FACT_HELO | MT_FACT_TLS |
		 MT_FACT_SENDER,
	 0,
	 "the log has 1vbbz7-000000002Qj-0abc"},
	{"all of the session is another",
	 {"ex", "1vbbz7-000000002Qj-0abc", 5, "192.0.2.1", "exim",
	  .rdns = "d.example", .helo = "ws.d.example", .tls = "TLSv1.2",
	  .with = "esmtps", .from = "d@c.example", .for_ = "b@b.example"},
	 "x@c",
	 NULL,
	 NULL,
	 MT_MATCH_CONTRADICTED,
	 SAME,
	 MT_FACT_CLIENT_NAME | MT_FACT_HELO | MT_FACT_TLS | MT_FACT_SENDER,
	 "the log has 1vbbz7-000000002Qj-0abc from a client of another name, "
	 "with another HELO, with other TLS than the field says, from another "
	 "sender"},
	{"a field without the TLS of the log",
	 {"out.example", "A00009", 41, "192.0.2.1", "postfix", .with = "ESMTPA",
	  .auth = "yes"},
	 "s@c",
	 NULL,
	 NULL,
	 MT_MATCH_CONTRADICTED,
	 SAME & ~(unsigned)MT_FACT_RECIPIENT,
	 MT_FACT_TLS,
	 "the log has A00009 with other TLS than the field says"},
	{"another cipher and another login; a queue that still has it",
	 {"out.example", "A00009", 41, "192.0.2.1", "postfix",
	  .with = "ESMTPSA", .auth = "bert", .tls = "TLSv1.3",
	  .cipher = "TLS_CHACHA20_POLY1305_SHA256", .for_ = "z@b.example"},
	 "s@c",
	 NULL,
	 NULL,
	 MT_MATCH_CONTRADICTED,
	 SAME & ~(unsigned)MT_FACT_RECIPIENT,
	 MT_FACT_TLS | MT_FACT_AUTH,
	 "the log has A00009 with other TLS than the field says, from another "
	 "login"},
	/* That log does not tell of TLS. */
	{"TLS that the log does not have",
	 {"out.example", "A00001", 1, "192.0.2.1", "postfix", .with = "ESMTPS",
	  .tls = "TLSv1.3"},
	 "m@c",
	 NULL,
	 "b@b.example",
	 MT_MATCH_CONFIRMED,
	 SAME,
	 0,
	 "the log has A00001"},
	{"the message, a filter's id and another time",
	 {"out.example", "xyz", 1200, "192.0.2.1", "generic"},
	 "m@c",
	 NULL,
	 "b@b.example",
	 MT_MATCH_CONTRADICTED,
	 SAME & ~(unsigned)(MT_FACT_ID | MT_FACT_TIME),
	 MT_FACT_ID | MT_FACT_TIME,
	 "the log has the message as A00001, at another time"},
	{"the full name, where two hosts share the first label",
	 {"mx.b.example", "B00001", 2, "192.0.2.2", "postfix"},
	 "m@c",
	 NULL,
	 "b@b.example",
	 MT_MATCH_CONFIRMED,
	 SAME,
	 MT_FACT_WAY,
	 "the log has B00001, but it came there over out (A00001), of which "
	 "no field tells"},
	{"the wrong one of these two",
	 {"mx.d.example", "B00001", 2, "192.0.2.2", "postfix"},
	 "m@c",
	 NULL,
	 "b@b.example",
	 MT_MATCH_CONTRADICTED,
	 0,
	 0,
	 "the log of mx.d.example knows nothing of it at that time"},
	/* Either may be meant: that one of them has it will do. */
	{"their first label alone",
	 {"mx", "B00001", 2, "192.0.2.2", "postfix"},
	 "m@c",
	 NULL,
	 "b@b.example",
	 MT_MATCH_CONFIRMED,
	 SAME,
	 MT_FACT_WAY,
	 "the log has B00001, but it came there over out (A00001), of which "
	 "no field tells"},
};

static void
keep(const MtTransaction *t, void *join)
{
	mt_join_add(join, t);
}

static MtSlice
text(const char *s)
{
	return s == NULL ? (MtSlice){0} : mt_slice_str(s);
}

/* `to` holds its recipient. */
static MtHop
hop_of(const Hop *from, size_t number, MtSlice *to)
{
	MtHop hop = {.number = number};
	MtReceived *r = &hop.received;

	*to = text(from->for_);
	r->for_ = to;
	r->n_for = to->n > 0;
	r->rdns = text(from->rdns);
	r->helo = text(from->helo);
	r->tls_version = text(from->tls);
	r->tls_cipher = text(from->cipher);
	r->with = text(from->with);
	r->auth = text(from->auth);
	r->envelope_from = text(from->from);
	r->encrypted = from->tls != NULL;

	r->by = mt_slice_str(from->by);
	r->id = mt_slice_str(from->id);
	r->dialect = from->dialect;
	r->time = (MtTime){.us = (ten + from->after) * 1000000,
			   .known = true,
			   .has_zone = true};
	ck_assert(mt_ip_parse(mt_slice_str(from->ip), &r->ip));
	return hop;
}

/* The logs, read once for each test. */
typedef struct {
	char *dir;
	MtJoin *join;
	FlowRun run;
	MtArena *arena;
} Logs;

static void
logs_read(Logs *logs)
{
	char path[] = "mail.log", *paths[] = {path, NULL};

	*logs = (Logs){.dir = scratch_new(),
		       .join = mt_join_new(),
		       .arena = mt_arena_new()};
	logs->run = (FlowRun){
		.keep = MT_KEEP_ALL, .give = keep, .data = logs->join};
	scratch_text(path, log_text);
	flowrun(&logs->run, paths);
	mt_join_finish(logs->join);
}

static void
logs_clear(Logs *logs)
{
	mt_arena_free(logs->arena);
	mt_join_free(logs->join);
	mt_correlator_free(logs->run.correlator);
	scratch_free(logs->dir);
}

START_TEST(one_hop)
{
	const Case *c = &cases[_i];
	MtSlice to;
	MtHop hop = hop_of(&c->hop, 1, &to);
	MtChain chain = {.hops = &hop, .n = 1};
	MtHopMatch match;
	Logs logs;

	logs_read(&logs);
	mt_match_chain(logs.join, &chain, text(c->message_id), text(c->sender),
		       text(c->recipient), logs.arena, &match);
	ck_assert_msg(match.verdict == c->verdict && match.agree == c->agree &&
			      match.differ == c->differ &&
			      mt_slice_eq(match.why, mt_slice_str(c->why)),
		      "%s: verdict %d, agree %x, differ %x: %.*s", c->name,
		      (int)match.verdict, match.agree, match.differ,
		      (int)match.why.n, match.why.p);
	ck_assert((match.step != NULL) == (match.at != NULL));
	ck_assert(match.step != NULL || !match.has_difference);
	logs_clear(&logs);
}
END_TEST

/* Hops of one message, or of another, that are all true by themselves. */
#define OUT                                                                    \
	{                                                                      \
		"out.example", "A00001", 1, "192.0.2.1", "postfix"             \
	}
#define MX                                                                     \
	{                                                                      \
		"mx.b.example", "B00001", 2, "192.0.2.2", "postfix"            \
	}
#define ELSEWHERE                                                              \
	{                                                                      \
		"mx.b.example", "B00002", 30, "192.0.2.1", "postfix"           \
	}
#define UNKNOWN                                                                \
	{                                                                      \
		"no.example", "C00001", 1, "192.0.2.1", "postfix"              \
	}

static const struct {
	Hop hops[3];
	size_t n; /* the last one is looked at */
	unsigned agree, differ;
	const char *why;
} ways[] = {
	{{OUT, MX}, 2, MT_FACT_WAY, 0, "the log has B00001"},
	{{OUT, ELSEWHERE},
	 2,
	 0,
	 MT_FACT_WAY,
	 "the log has B00002, but it did not come from the hop before"},
	{{MX, OUT},
	 2,
	 0,
	 MT_FACT_WAY,
	 "the log has A00001, but it was there before it was at the hop "
	 "before"},
	{{MX, UNKNOWN, OUT},
	 3,
	 0,
	 MT_FACT_WAY,
	 "the log has A00001, but it was there before it was at the hop "
	 "before"},
	{{OUT, OUT},
	 2,
	 0,
	 MT_FACT_WAY,
	 "the log has A00001, but only once: a hop before is the same one"},
	{{MX},
	 1,
	 0,
	 MT_FACT_WAY,
	 "the log has B00001, but it came there over out (A00001), of which "
	 "no field tells"},
	{{UNKNOWN, MX}, 2, 0, 0, "the log has B00001"},
};

START_TEST(way_between_hops)
{
	size_t n = ways[_i].n;
	MtHop hops[3];
	MtSlice to[3];
	MtChain chain = {.hops = hops, .n = n};
	MtHopMatch matches[3], *last = &matches[n - 1];
	Logs logs;

	for (size_t i = 0; i < n; i++)
		hops[i] = hop_of(&ways[_i].hops[i], i + 1, &to[i]);
	logs_read(&logs);
	mt_match_chain(logs.join, &chain, text("m@c"), text(NULL),
		       text("b@b.example"), logs.arena, matches);
	ck_assert_int_eq(last->verdict, MT_MATCH_CONFIRMED);
	ck_assert_uint_eq(last->agree & MT_FACT_WAY, ways[_i].agree);
	ck_assert_msg(
		last->differ == ways[_i].differ &&
			mt_slice_eq(last->why, mt_slice_str(ways[_i].why)),
		"%x: %.*s", last->differ, (int)last->why.n, last->why.p);
	logs_clear(&logs);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("match");
	TCase *tcase = tcase_create("match");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tcase, one_hop, 0, (int)G_N_ELEMENTS(cases));
	tcase_add_loop_test(tcase, way_between_hops, 0,
			    (int)G_N_ELEMENTS(ways));
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}

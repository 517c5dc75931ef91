/* From a message, its chain and its hops to records. */
#include <check.h>
#include <stdlib.h>

#include "record/hop.h"
#include "record/message.h"

static MtSlice recipients[] = {{"a@dest.example", 14}, {"b@dest.example", 14}};
static MtNote backwards = {MT_NOTE_TIME_BACKWARDS, 7, 9};

static const MtField field = {
	.raw = {"Received: from a\r\n\tby b;\r\n", 25},
	.offset = 100,
	.length = 25,
};

static const MtMessage message = {
	.source = {"dir/a.eml", 9},
	.ordinal = 3,
	.offset = 50,
	.header = {"0123456789", 10},
	.gaps = (MtGap[]){{2, 1000}, {4, 1}},
	.n_gaps = 2,
};

static MtHop
full_hop(void)
{
	MtHop hop = {
		.field = &field,
		.number = 2,
		.has_delay = true,
		.delay_us = -1500000,
		.since = 1,
		.trust = MT_TRUST_BOUNDARY,
		.asn = 64496,
		.country = MT_SLICE("NO"),
		.as_org = MT_SLICE("Example"),
	};
	MtReceived *r = &hop.received;

	r->dialect = "postfix";
	r->helo = MT_SLICE("a");
	mt_ip_parse(MT_SLICE("fe80::1"), &r->ip);
	r->ip.scope = MT_SLICE("6");
	r->port = 4711;
	r->by = MT_SLICE("b");
	r->encrypted = true;
	r->tls_bits = 256;
	r->for_ = recipients;
	r->n_for = 2;
	r->envelope_from = MT_SLICE("");
	r->time = (MtTime){.us = 1769860800250000,
			   .known = true,
			   .decimals = 2,
			   .zone = MT_SLICE("+0000")};
	r->pull = true;
	r->notes = (MtNotes){.notes = &backwards, .n = 1};
	return hop;
}

static void
assert_line(const MtRecordKind *kind, const void *data, const char *expect)
{
	g_auto(MtBuf) out = {0};

	mt_record_add_json(&out, kind, data);
	mt_buf_add_char(&out, '\0');
	ck_assert_str_eq(out.p, expect);
}

START_TEST(a_hop_that_says_all)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtHop hop = full_hop();
	MtHopRecord record;

	mt_hop_record_fill(&record, &message, &hop, 4, true, arena);
	assert_line(&mt_record_hop, &record,
		    "{\"mt\":1,\"kind\":\"hop\",\"source\":\"dir/a.eml\","
		    "\"offset\":100,\"length\":25,\"message\":3,\"hop\":2,"
		    "\"hops\":4,\"dialect\":\"postfix\",\"helo\":\"a\","
		    "\"ip\":\"fe80::1\",\"ip_scope\":\"6\",\"port\":4711,"
		    "\"by\":\"b\",\"tls\":true,\"tls_bits\":256,"
		    "\"for\":\"a@dest.example\","
		    "\"for_all\":[\"a@dest.example\",\"b@dest.example\"],"
		    "\"envelope_from\":\"\","
		    "\"time\":\"2026-01-31T12:00:00.25Z\",\"zone\":\"+0000\","
		    "\"delay_s\":-1.5,\"since_hop\":1,\"pull\":true,"
		    "\"trust\":\"boundary\",\"country\":\"NO\",\"asn\":64496,"
		    "\"as_org\":\"Example\",\"notes\":[\"time-backwards\"],"
		    "\"raw\":\"Received: from a\\tby b;\"}\n");
}
END_TEST

START_TEST(a_hop_that_says_nothing)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtHop hop = {.field = &field, .number = 1};
	MtHopRecord record;

	hop.received.dialect = "generic";
	mt_hop_record_fill(&record, &message, &hop, 1, false, arena);
	assert_line(&mt_record_hop, &record,
		    "{\"mt\":1,\"kind\":\"hop\",\"source\":\"dir/a.eml\","
		    "\"offset\":100,\"length\":25,\"message\":3,\"hop\":1,"
		    "\"hops\":1,\"dialect\":\"generic\"}\n");
	assert_line(&mt_record_x_received, &record,
		    "{\"mt\":1,\"kind\":\"x_received\","
		    "\"source\":\"dir/a.eml\",\"offset\":100,\"length\":25,"
		    "\"message\":3,\"number\":1,\"dialect\":\"generic\"}\n");
}
END_TEST

/* One recipient is no list. */
START_TEST(one_recipient)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtHop hop = full_hop();
	MtHopRecord record;

	hop.received.n_for = 1;
	mt_hop_record_fill(&record, &message, &hop, 1, false, arena);
	ck_assert(mt_slice_eq(record.for_, recipients[0]));
	ck_assert_uint_eq(record.for_all.n, 0);
	ck_assert_ptr_null(record.raw.p);
}
END_TEST

START_TEST(a_message_with_all)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtHop hops[] = {full_hop(), full_hop()};
	MtHeading heading = {.message_id = MT_SLICE("1@a.example"),
			     .from = MT_SLICE("ceo@corp.example"),
			     .subject = MT_SLICE("gr\xc3\xbc\xc3\x9f"),
			     .envelope_from = MT_SLICE(""),
			     .date = {.known = true, .us = 1769860800000000}};
	MtChain chain = {.hops = hops,
			 .n = 2,
			 .fields = 5,
			 .n_x_received = 1,
			 .undated = 0,
			 .encrypted = 2,
			 .has_total = true,
			 .total_us = 76000000,
			 .slowest = 2,
			 .boundary = 1,
			 .notes = {.notes = &backwards, .n = 1}};
	MtMessageRecord record;

	mt_message_record_fill(&record, &message, &heading, &chain, arena);
	assert_line(&mt_record_message, &record,
		    "{\"mt\":1,\"kind\":\"message\",\"source\":\"dir/a.eml\","
		    "\"offset\":50,\"length\":1011,\"message\":3,"
		    "\"message_id\":\"1@a.example\","
		    "\"date\":\"2026-01-31T12:00:00Z\","
		    "\"from\":\"ceo@corp.example\",\"envelope_from\":\"\","
		    "\"subject\":\"gr\xc3\xbc\xc3\x9f\",\"hops\":2,"
		    "\"received_fields\":5,\"x_received\":1,\"undated\":0,"
		    "\"encrypted\":2,\"total_s\":76,\"slowest_hop\":2,"
		    "\"slowest_s\":-1.5,\"boundary_hop\":1,"
		    "\"boundary_ip\":\"fe80::1\","
		    "\"notes\":[\"time-backwards\"]}\n");
}
END_TEST

START_TEST(a_message_with_nothing)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtMessage empty = {.source = MT_SLICE("-"), .ordinal = 1};
	MtHeading heading = {0};
	MtChain chain = {0};
	MtMessageRecord record;

	mt_message_record_fill(&record, &empty, &heading, &chain, arena);
	assert_line(&mt_record_message, &record,
		    "{\"mt\":1,\"kind\":\"message\",\"source\":\"-\","
		    "\"offset\":0,\"length\":0,\"message\":1,\"hops\":0,"
		    "\"x_received\":0,\"undated\":0,\"encrypted\":0}\n");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("record_fill");
	TCase *t = tcase_create("records");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_test(t, a_hop_that_says_all);
	tcase_add_test(t, a_hop_that_says_nothing);
	tcase_add_test(t, one_recipient);
	tcase_add_test(t, a_message_with_all);
	tcase_add_test(t, a_message_with_nothing);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

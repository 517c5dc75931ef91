/* Exchange's latency trees, names of columns, and lists of many recipients. */
#include <stdlib.h>

#include "mtalog/exchangerow.h"
#include "readerlines.h"

static const struct {
	const char *info;
	bool known;
	int64_t delay, before, queue, connect, transmit;
} trees[] = {
	{"2026-01-12T08:00:00.000Z;SRV=A:TOTAL-HUB=1.5|SMR=0.1|QDE=0.9|SMS=0.5",
	 true, 1500000, 100000, 900000, 0, 500000},
	/* A tree for each service of a server. */
	{"t;SRV=A:TOTAL-SUB=0.5|SA=0.5;SRV=A:TOTAL-HUB=1|SMS=0.5(SMSC=0.2)",
	 true, 1500000, 0, 1000000, 200000, 300000},
	/* What an earlier server took is not this one's. */
	{"t;SRV=A:TOTAL-HUB=9|SMR=9;SRV=B:TOTAL-DEL=0.25|SDD=0.2(SDDPM=9)",
	 true, 250000, 0, 50000, 0, 200000},
	{"t;LSRV=A:TOTAL=3|QDM=3", true, 3000000, 0, 3000000, 0, 0},
	/* Parts that are more than the whole. */
	{"t;SRV=A:TOTAL=1|SMR=5|SMS=5", true, 1000000, 1000000, 0, 0, 0},
	{"t;SRV=A:TOTAL=1|SMS=0.5(SMSC=7)", true, 1000000, 0, 500000, 500000,
	 0},
	{"t;SRV=A:SMR=0.1|SMS=0.5", false, 0, 0, 0, 0, 0},
	{"0I: NTS:", false, 0, 0, 0, 0, 0},
	{"", false, 0, 0, 0, 0, 0},
	{"t;SRV=A:TOTAL=|((((SMR=1|)))|", false, 0, 0, 0, 0, 0},
	{"t;SRV=A:TOTAL=999999999999|TOTAL=999999999999|TOTAL=999999999999",
	 true, INT64_C(2999999999997000000), 0, INT64_C(2999999999997000000), 0,
	 0},
};

START_TEST(latency)
{
	MtEvent e = {0};

	mt_exchange_latency(mt_slice_str(trees[_i].info), &e);
	ck_assert_int_eq((e.has & MT_HAS_STAGES) != 0, trees[_i].known);
	if (!trees[_i].known)
		return;
	ck_assert_int_eq(e.delay_us, trees[_i].delay);
	ck_assert_int_eq(e.before_queue_us, trees[_i].before);
	ck_assert_int_eq(e.in_queue_us, trees[_i].queue);
	ck_assert_int_eq(e.connect_us, trees[_i].connect);
	ck_assert_int_eq(e.transmit_us, trees[_i].transmit);
}
END_TEST

static const struct {
	const char *head;
	MtExchangeLog log;
} heads[] = {
	{"date-time,event-id,message-id", MT_EXCHANGE_TRACKING},
	{"Date_Time_UTC,Event_Id,Message_Id", MT_EXCHANGE_TRACKING},
	{"\"DateTime\",\"EventId\",\"MessageId\"", MT_EXCHANGE_TRACKING},
	{"date-time,session-id,remote-endpoint,event,data", MT_EXCHANGE_SMTP},
	{"Received,SenderAddress,Status,MessageId", MT_EXCHANGE_TRACE},
	{"event-id,message-id", MT_EXCHANGE_UNKNOWN},
	{"date-times,event-id,message-id", MT_EXCHANGE_UNKNOWN},
	{"\"date-time,event-id,message-id", MT_EXCHANGE_UNKNOWN},
	{"", MT_EXCHANGE_UNKNOWN},
};

START_TEST(columns)
{
	MtExchangeRow row = {0};

	ck_assert_int_eq(mt_exchange_head(&row, mt_slice_str(heads[_i].head)),
			 heads[_i].log != MT_EXCHANGE_UNKNOWN);
	ck_assert_int_eq(row.log, heads[_i].log);
}
END_TEST

/* The name of the last of n columns decides which log it is. */
static bool
is_known_behind(unsigned n)
{
	g_auto(MtBuf) head = {0};
	MtExchangeRow row = {0};

	mt_buf_addf(&head, "date-time,event-id");
	for (unsigned i = 3; i < n; i++)
		mt_buf_addf(&head, ",c%u", i);
	mt_buf_addf(&head, ",message-id");
	return mt_exchange_head(&row, mt_buf_slice(&head));
}

START_TEST(many_columns)
{
	ck_assert(is_known_behind(MT_MAX_COLUMNS));
	ck_assert(!is_known_behind(MT_MAX_COLUMNS + 1));
}
END_TEST

static void
count(const MtEvent *event, void *data)
{
	ck_assert_uint_gt(event->recipient.n, 0);
	++*(unsigned *)data;
}

static void
add_list(MtBuf *out, const char *what, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		mt_buf_addf(out, "%s%s", i > 0 ? ";" : "", what);
}

/* A line as long as one may be. */
START_TEST(many_recipients)
{
	const MtReader *reader = mt_readers[readerlines_find("exchange")];
	g_autoptr(MtArena) arena = mt_arena_new();
	g_auto(MtBuf) out = {0};
	void *state = reader->open();
	unsigned n = 40000, events = 0;
	MtEvent event = {0};
	MtStamp stamp = {0};
	MtSlice text =
		MT_SLICE("date-time,event-id,message-id,recipient-address,"
			 "recipient-status");

	ck_assert(reader->prefix(&text, state, &event, &stamp));
	mt_buf_addf(&out, "2026-01-12T08:00:00Z,SEND,<1@a.example>,");
	add_list(&out, "b@b.example", n);
	mt_buf_add_char(&out, ',');
	add_list(&out, "250 2.1.5 Ok", n);
	text = mt_buf_slice(&out);
	ck_assert(reader->prefix(&text, state, &event, &stamp));
	event.has_time = stamp.known;
	ck_assert_int_eq(reader->read(&(MtReaderLine){.text = text,
						      .event = &event,
						      .arena = arena,
						      .sink = count,
						      .sink_data = &events,
						      .state = state}),
			 MT_LINE_UNDERSTOOD);
	ck_assert_uint_eq(events, n);
	reader->close(state);
}
END_TEST

/* The host of a row that names none, after rows of n servers. */
static MtSlice
host_behind(const MtReader *reader, void *state, unsigned n)
{
	MtSlice text =
		MT_SLICE("date-time,event-id,message-id,client-hostname");
	MtEvent event = {0};
	MtStamp stamp = {0};

	ck_assert(reader->prefix(&text, state, &event, &stamp));
	for (unsigned i = 1; i <= n; i++) {
		g_autofree char *line = g_strdup_printf(
			"2026-01-12T08:00:00Z,SEND,<1@a.example>,EX%u", i);

		text = mt_slice_str(line);
		ck_assert(reader->prefix(&text, state, &event, &stamp));
	}
	event.host = (MtSlice){0};
	text = MT_SLICE("2026-01-12T08:00:00Z,EXPAND,<1@a.example>,");
	ck_assert(reader->prefix(&text, state, &event, &stamp));
	return event.host;
}

START_TEST(unnamed_server)
{
	const MtReader *reader = mt_readers[readerlines_find("exchange")];
	void *state = reader->open();

	ck_assert_uint_eq(host_behind(reader, state, 0).n, 0);
	ck_assert(mt_slice_eq(host_behind(reader, state, 2), MT_SLICE("EX2")));
	ck_assert_uint_eq(host_behind(reader, state, MT_MAX_SERVERS).n, 0);
	reader->close(state);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("exchange");
	TCase *rows = tcase_create("rows");
	SRunner *runner = srunner_create(suite);
	int failed;

	suite_add_tcase(suite, rows);
	tcase_add_loop_test(rows, latency, 0, G_N_ELEMENTS(trees));
	tcase_add_loop_test(rows, columns, 0, G_N_ELEMENTS(heads));
	tcase_add_test(rows, many_columns);
	tcase_add_test(rows, many_recipients);
	tcase_add_test(rows, unnamed_server);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Whose message, for whom, and how it ended: the answer before the story. */
#include "flow/query.h"
#include "report/tracewriter.h"

static const struct {
	MtStatus status;
	const char *one, *several;
} outcomes[] = {
	{MT_STATUS_SENT, "delivered", "%~delivered%"},
	{MT_STATUS_BOUNCED, "bounced", "%~bounced%"},
	{MT_STATUS_EXPIRED, "expired and returned", "%~expired%"},
	{MT_STATUS_REJECTED, "refused", "%~refused%"},
	{MT_STATUS_DISCARDED, "discarded", "%~discarded%"},
	{MT_STATUS_DELETED, "deleted by the administrator", "%~deleted%"},
	{MT_STATUS_DEFERRED, "not delivered yet", "%~not delivered yet%"},
	{MT_STATUS_SUSPENDED, "not tried yet", "%~not tried yet%"},
	{MT_STATUS_DELIVERABLE, "found deliverable", "%~found deliverable%"},
	{MT_STATUS_UNDELIVERABLE, "found undeliverable",
	 "%~found undeliverable%"},
	{MT_STATUS_NOT_CACHED, "found undeliverable", "%~found undeliverable%"},
	{MT_STATUS_NONE, "not tried yet", "%~not tried yet%"},
};

typedef struct {
	size_t n[MT_STATUSES], all;
	MtSlice first; /* recipient, as the first host had it */
	size_t recipients;
} Sum;

/* Of the recipients that went no further from here. */
static void
count(Sum *sum, const MtTransaction *t)
{
	for (const MtDelivery *d = t->deliveries; d != NULL; d = d->next) {
		if (d->to != NULL || d->handed_to.p != NULL)
			continue;
		sum->n[d->status]++;
		sum->all++;
	}
}

static void
say_count(MtFlow *flow, const char *sentence, size_t n)
{
	g_auto(MtBuf) number = {0};

	mt_buf_add_int(&number, (int64_t)n);
	mt_flow_say(flow, sentence, &(MtSlice){number.p, number.n});
}

static void
add_id(const MtTraceText *text, MtBuf *out, const MtTrace *trace)
{
	MtFlow flow = mt_flow(out, text->term, 0, 0);
	g_auto(MtBuf) id = {0};
	MtSlice found = {0};

	for (size_t i = 0; i < trace->n && found.n == 0; i++)
		found = trace->steps[i]->t->message_id;
	mt_buf_addf(&id, found.n == 0 ? "(no Message-ID" : "<");
	mt_buf_add(&id, found);
	mt_buf_addf(&id, found.n == 0 ? ")" : ">");
	mt_buf_add(out, mt_term_style(text->term, MT_TERM_HEAD));
	mt_flow_add_whole(&flow, mt_buf_slice(&id));
	mt_buf_add(out, mt_term_style(text->term, MT_TERM_PLAIN));
	mt_flow_end(&flow);
}

static void
add_envelope(const MtTraceText *text, MtBuf *out, const MtTrace *trace)
{
	MtFlow flow = mt_flow(out, text->term, 0, 2);
	const MtTransaction *t = trace->steps[0]->t;
	MtSlice sender = {0};
	const MtDelivery *d = t->deliveries;
	bool has_recipient = d != NULL && d->recipient.n > 0;

	for (size_t i = 0; i < trace->n && sender.p == NULL; i++)
		sender = trace->steps[i]->t->sender;
	/* A connection that is refused is from and for nobody. */
	if (sender.p == NULL && !has_recipient && trace->about == NULL)
		return;
	if (sender.p != NULL && sender.n == 0)
		mt_flow_say(&flow, "from <>", NULL);
	else if (sender.p != NULL)
		mt_flow_say(&flow, "from %", &sender);
	if (has_recipient) {
		mt_flow_say(&flow, "for %",
			    d->orig_recipient.n > 0 ? &d->orig_recipient
						    : &d->recipient);
		if (t->n_deliveries > 1)
			say_count(&flow, "and~%~more", t->n_deliveries - 1);
	}
	if (trace->about != NULL)
		mt_flow_say(&flow, "about~% on~%",
			    (MtSlice[]){trace->about->t->queue_id,
					trace->about->t->host});
	mt_flow_end(&flow);
}

static void
say_outcomes(MtFlow *flow, const Sum *sum)
{
	size_t left = sum->all;

	for (size_t i = 0; i < G_N_ELEMENTS(outcomes); i++) {
		size_t n = sum->n[outcomes[i].status];
		g_auto(MtBuf) number = {0};

		if (n == 0)
			continue;
		left -= n;
		mt_buf_add_int(&number, (int64_t)n);
		mt_flow_say(
			flow,
			sum->all == 1 ? outcomes[i].one : outcomes[i].several,
			(MtSlice[]){mt_buf_slice(&number),
				    left > 0 ? MT_SLICE(",") : MT_SLICE("")});
	}
}

static void
add_end(const MtTraceText *text, MtBuf *out, const MtTrace *trace)
{
	MtFlow flow = mt_flow(out, text->term, 0, 2);
	g_auto(MtBuf) time = {0};
	Sum sum = {0};
	int64_t us;
	bool bad;

	for (size_t i = 0; i < trace->n; i++)
		count(&sum, trace->steps[i]->t);
	bad = sum.n[MT_STATUS_SENT] < sum.all;
	mt_buf_add(out, mt_term_style(text->term,
				      bad ? MT_TERM_LOOK : MT_TERM_HEAD));
	if (sum.all == 0)
		mt_flow_say(&flow, "no delivery is known", NULL);
	say_outcomes(&flow, &sum);
	if (sum.all > 0 && mt_trace_longest(trace, &us) &&
	    !trace->steps[0]->t->refused) {
		mt_duration_add(&time, us);
		mt_flow_say(&flow, sum.all > 1 ? "within~%" : "after~%",
			    &(MtSlice){time.p, time.n});
	}
	mt_buf_add(out, mt_term_style(text->term, MT_TERM_PLAIN));
	mt_flow_end(&flow);
}

void
mt_tracesum_add(const MtTraceText *text, MtBuf *out, const MtTrace *trace)
{
	add_id(text, out, trace);
	add_envelope(text, out, trace);
	add_end(text, out, trace);
}

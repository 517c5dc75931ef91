/* What became of the recipients of one step, attempt by attempt. */
#include "base/time.h"
#include "report/tracewriter.h"

static const struct {
	const char *alone, *by; /* % is the recipient, and the relay */
	MtStatus status;
	bool bad;
} results[] = {
	{"% delivered", "% taken by %", MT_STATUS_SENT, false},
	{"% deferred", "% deferred by %", MT_STATUS_DEFERRED, true},
	{"% not tried", "% not tried at %", MT_STATUS_SUSPENDED, false},
	{"% bounced", "% refused by %", MT_STATUS_BOUNCED, true},
	{"% expired, returned to sender", "% expired at %, returned to sender",
	 MT_STATUS_EXPIRED, true},
	{"% refused", "% refused by %", MT_STATUS_REJECTED, true},
	{"% discarded", "% discarded by %", MT_STATUS_DISCARDED, false},
	{"% deleted by the administrator", "% deleted by the administrator",
	 MT_STATUS_DELETED, true},
	{"% can be delivered", "% can be delivered to %", MT_STATUS_DELIVERABLE,
	 false},
	{"% cannot be delivered", "% cannot be delivered to %",
	 MT_STATUS_UNDELIVERABLE, true},
	{"% cannot be delivered", "% cannot be delivered to %",
	 MT_STATUS_NOT_CACHED, true},
	{"% not tried yet", "% not tried yet at %", MT_STATUS_NONE, false},
};

static const char *const lost[MT_STAGES] = {
	[MT_STAGE_BEFORE] = "%~before the queue%",
	[MT_STAGE_DEFERRED] = "%~lost to earlier attempts%",
	[MT_STAGE_QUEUE] = "%~in the queue%",
	[MT_STAGE_CONNECT] = "%~connecting%",
	[MT_STAGE_TRANSMIT] = "%~sending%",
};

/* Less than this is no time to a person. */
static const int64_t least_us = INT64_C(1000) * 1000;

/* Local relays are words of the MTA, not hosts. */
static bool
names_host(MtSlice relay)
{
	return relay.n > 0 && !mt_slice_eq(relay, MT_SLICE("none")) &&
	       !mt_slice_eq(relay, MT_SLICE("local")) &&
	       !mt_slice_eq(relay, MT_SLICE("virtual"));
}

static void
say_result(MtFlow *flow, MtStatus status, MtSlice recipient, MtSlice relay)
{
	for (size_t i = 0; i < G_N_ELEMENTS(results); i++)
		if (results[i].status == status)
			mt_flow_say(flow,
				    names_host(relay) ? results[i].by
						      : results[i].alone,
				    (MtSlice[]){recipient, relay});
}

static void
say_time(MtFlow *flow, const char *sentence, int64_t us, const char *behind)
{
	g_auto(MtBuf) time = {0};

	mt_duration_add(&time, us);
	mt_flow_say(flow, sentence,
		    (MtSlice[]){mt_buf_slice(&time), mt_slice_str(behind)});
}

/* `after 76 s: 73 s lost to earlier attempts, 2 s sending` */
static void
say_times(MtFlow *flow, const MtTransaction *t, const MtDelivery *d)
{
	int worth[MT_STAGES], n = 0;
	int64_t us;

	if (t->refused || !mt_delivery_delay(t, d, &us))
		return;
	for (int i = 0; i < MT_STAGES && us >= least_us; i++)
		if ((d->stages.known >> i & 1) != 0 &&
		    d->stages.us[i] >= least_us)
			worth[n++] = i;
	say_time(flow, "after~%%", us, n > 0 ? ":" : "");
	for (int i = 0; i < n; i++)
		say_time(flow, lost[worth[i]], d->stages.us[worth[i]],
			 i + 1 < n ? "," : "");
}

static void
add_reply(MtTraceWriter *w, MtSlice reply)
{
	if (reply.n > 0)
		mt_tracewriter_quote(w, NULL, NULL, reply);
}

/* Attempts with the same result are told once, with their number. */
static const MtAttempt *
add_attempts(MtTraceWriter *w, const MtDelivery *d, const MtAttempt *a)
{
	const MtAttempt *last = a;
	MtFlow flow = mt_tracewriter_line(w, &a->at, MT_TRACE_WHAT);
	size_t n = 1;

	while (last->next != NULL && last->next->next != NULL &&
	       last->next->status == a->status &&
	       mt_slice_eq(last->next->reply, a->reply)) {
		last = last->next;
		n++;
	}
	say_result(&flow, a->status, d->recipient, a->relay);
	if (n > 1) {
		g_auto(MtBuf) times = {0};
		g_auto(MtBuf) until = {0};

		mt_buf_add_int(&times, (int64_t)n);
		mt_zone_add_time(w->text->zone, &until, last->at.time_us);
		mt_flow_say(&flow, "%~times until~%",
			    (MtSlice[]){mt_buf_slice(&times),
					mt_buf_slice(&until)});
	}
	mt_tracewriter_end(w, &flow, &a->at);
	add_reply(w, a->reply);
	return last->next;
}

/* Another host was to have it. */
static void
add_failed(MtTraceWriter *w, const MtDelivery *d)
{
	if (d->failed_relay.n > 0)
		mt_tracewriter_quote(w,
				     d->failed_reply.n > 0 ? "because % failed:"
							   : "because % failed",
				     &d->failed_relay, d->failed_reply);
}

/* The one result that others share: all to one host in one go. */
static bool
is_like(const MtDelivery *a, const MtDelivery *b)
{
	return a->status == b->status && a->to == b->to && a->n_attempts == 1 &&
	       b->n_attempts == 1 && a->at.time_us == b->at.time_us &&
	       mt_slice_eq(a->relay, b->relay) &&
	       mt_slice_eq(a->remote_id, b->remote_id) &&
	       (a->remote_id.n > 0 || mt_slice_eq(a->reply, b->reply));
}

/* What went on under another id of this host has its end there. */
static void
say_end(MtFlow *flow, const MtDelivery *d)
{
	MtSlice values[] = {d->recipient, d->handed_to, d->relay};

	if (d->handed_to.p == NULL) {
		say_result(flow, d->status, d->recipient, d->relay);
		if (d->remote_id.n > 0)
			mt_flow_say(flow, "as~%", &d->remote_id);
	} else if (names_host(d->relay) && d->status == MT_STATUS_SENT) {
		mt_flow_say(flow, "% comes back as~% from %", values);
	} else {
		mt_flow_say(flow, "% goes on as~%", values);
	}
}

static const MtDelivery *
add_delivery(MtTraceWriter *w, const MtTransaction *t, const MtDelivery *d)
{
	const MtDelivery *next = d->next;
	const MtAttempt *a = d->attempts;
	MtFlow flow;
	size_t n = 0;

	while (a != NULL && a->next != NULL)
		a = add_attempts(w, d, a);
	for (; next != NULL && is_like(d, next); next = next->next)
		n++;
	if (!d->at.known)
		return next;
	flow = mt_tracewriter_line(w, &d->at, MT_TRACE_WHAT);
	say_end(&flow, d);
	if (n > 0) {
		g_auto(MtBuf) more = {0};

		mt_buf_add_int(&more, (int64_t)n);
		mt_flow_say(&flow, "with~%~more", &(MtSlice){more.p, more.n});
	}
	say_times(&flow, t, d);
	mt_tracewriter_end(w, &flow, &d->at);
	add_failed(w, d);
	/* What was answered to what was taken is known by the id, if any. */
	if ((d->status != MT_STATUS_SENT && d->handed_to.p == NULL) ||
	    (d->handed_to.p == NULL && d->remote_id.n == 0 &&
	     names_host(d->relay)))
		add_reply(w, d->reply);
	return next;
}

void
mt_traceresult_add(MtTraceWriter *w, const MtTransaction *t)
{
	const MtDelivery *d = t->deliveries;

	while (d != NULL)
		d = add_delivery(w, t, d);
}

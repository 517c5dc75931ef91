/* Step after step, in the order of the way. */
#include "report/tracetext.h"

#include "report/tracewriter.h"

/* Clocks that differ by less are as good as logs with whole seconds. */
static const int64_t clock_us = INT64_C(2) * 1000 * 1000;

static void
add_day(MtTraceWriter *w, const MtMoment *at)
{
	const MtZone *zone = w->text->zone;

	if (w->day && mt_zone_same_day(zone, w->day_us, at->time_us))
		return;
	w->day = true;
	w->day_us = at->time_us;
	MT_BUF_ADD(w->out, "          ");
	mt_zone_add_date(zone, w->out, at->time_us);
	mt_buf_add_char(w->out, ' ');
	mt_buf_add(w->out, mt_zone_name(zone));
	mt_buf_add_char(w->out, '\n');
}

MtFlow
mt_tracewriter_line(MtTraceWriter *w, const MtMoment *at, size_t column)
{
	MtFlow flow;
	size_t from = 0;

	if (at->known && at->has_time) {
		add_day(w, at);
		mt_zone_add_time(w->text->zone, w->out, at->time_us);
		from = 8;
	}
	flow = mt_flow(w->out, w->text->term, from, MT_TRACE_BELOW);
	mt_flow_skip(&flow, column);
	return flow;
}

void
mt_tracewriter_end(MtTraceWriter *w, MtFlow *flow, const MtMoment *at)
{
	g_auto(MtBuf) place = {0};

	if (w->text->lines && at->known) {
		mt_buf_add_char(&place, '(');
		mt_buf_add(&place, at->source);
		mt_buf_addf(&place, ":%llu)", (unsigned long long)at->line);
		mt_flow_add_whole(flow, mt_buf_slice(&place));
	}
	mt_flow_end(flow);
}

void
mt_tracewriter_quote(MtTraceWriter *w, const char *sentence,
		     const MtSlice *values, MtSlice text)
{
	MtFlow flow = mt_flow(w->out, w->text->term, 0, MT_TRACE_BELOW);

	mt_flow_skip(&flow, MT_TRACE_BELOW);
	if (sentence != NULL)
		mt_flow_say(&flow, sentence, values);
	mt_flow_add_words(&flow, text);
	mt_flow_end(&flow);
}

static const MtLogHost *
find_host(const MtJoin *join, MtSlice name)
{
	size_t n;
	const MtLogHost *hosts = mt_join_hosts(join, &n);

	for (size_t i = 0; i < n; i++)
		if (mt_slice_eq(hosts[i].name, name))
			return &hosts[i];
	return NULL;
}

/* `its clock is 7 min ahead of the others` */
static void
say_clock(MtFlow *flow, const MtLogHost *host)
{
	g_auto(MtBuf) time = {0};
	int64_t us = host == NULL ? 0 : host->offset_us;

	if (host == NULL || !host->has_offset ||
	    (us < clock_us && us > -clock_us))
		return;
	mt_duration_add(&time, us < 0 ? -us : us);
	mt_flow_say(flow,
		    us > 0 ? "(its clock is~% ahead of the others)"
			   : "(its clock is~% behind the others)",
		    &(MtSlice){time.p, time.n});
}

/* `submit 4jXz6j3d3Fz1lChN` */
static void
add_host(MtTraceWriter *w, const MtJoin *join, const MtStep *step)
{
	const MtTransaction *t = step->t;
	const MtTerm *term = w->text->term;
	const MtMoment *at = t->arrived.known ? &t->arrived : &t->first;
	MtFlow flow = mt_tracewriter_line(w, at, MT_TRACE_HOST);

	mt_buf_add(w->out, mt_term_style(term, MT_TERM_HEAD));
	mt_flow_add(&flow, t->host);
	if (t->instance.n > 0)
		mt_flow_add(&flow, t->instance);
	if (t->queue_id.p != NULL)
		mt_flow_add_whole(&flow, t->queue_id);
	mt_buf_add(w->out, mt_term_style(term, MT_TERM_PLAIN));
	say_clock(&flow, find_host(join, t->host));
	mt_tracewriter_end(w, &flow, at);
}

/* `ws3 [192.0.2.103]`, one value, so that it stays together. */
static void
add_client(MtBuf *out, const MtTransaction *t)
{
	if (t->client.n > 0)
		mt_buf_add(out, t->client);
	else if (t->helo.n > 0)
		mt_buf_add(out, t->helo);
	if (t->client_ip.n == 0)
		return;
	if (out->n > 0)
		mt_buf_add_char(out, ' ');
	mt_buf_add_char(out, '[');
	mt_buf_add(out, t->client_ip);
	mt_buf_add_char(out, ']');
}

/* `from ws3 [192.0.2.103] as user21, TLSv1.3, 1801 bytes` */
static void
add_arrival(MtTraceWriter *w, const MtTransaction *t)
{
	MtFlow flow = mt_flow(w->out, w->text->term, 0, MT_TRACE_BELOW);
	g_auto(MtBuf) client = {0};
	g_auto(MtBuf) size = {0};
	bool said = false;

	add_client(&client, t);
	mt_flow_skip(&flow, MT_TRACE_WHAT);
	if (t->parent.n > 0) {
		mt_flow_say(&flow, "from~%", &t->parent);
		said = true;
	} else if (mt_slice_eq(t->client, MT_SLICE("local"))) {
		mt_flow_say(&flow, "from a user of this host", NULL);
		said = true;
	} else if (client.n > 0) {
		mt_flow_say(&flow, "from %", &(MtSlice){client.p, client.n});
		said = true;
	}
	if (t->auth.n > 0)
		mt_flow_say(&flow, "as~%", &t->auth);
	if (t->tls_version.n > 0)
		mt_flow_say(&flow, "over~%", &t->tls_version);
	if ((t->has & MT_HAS_SIZE) != 0) {
		mt_buf_add_int(&size, t->size);
		mt_flow_say(&flow, said ? "with~%~bytes" : "%~bytes",
			    &(MtSlice){size.p, size.n});
		said = true;
	}
	if (!t->arrived.known)
		mt_flow_say(&flow, "it was here before the log begins", NULL);
	if (said || !t->arrived.known)
		mt_flow_end(&flow);
	else
		w->out->n -= MT_TRACE_WHAT; /* nothing to say */
}

static void
add_event(MtTraceWriter *w, const MtMoment *at, const char *sentence,
	  MtSlice value)
{
	MtFlow flow;

	if (!at->known)
		return;
	flow = mt_tracewriter_line(w, at, MT_TRACE_WHAT);
	mt_flow_say(&flow, sentence, &value);
	mt_tracewriter_end(w, &flow, at);
}

static void
add_hold(MtTraceWriter *w, const MtTransaction *t)
{
	g_auto(MtBuf) time = {0};

	add_event(w, &t->held, "put on hold", (MtSlice){0});
	if (t->held.known && t->held_why.n > 0)
		mt_tracewriter_quote(w, NULL, NULL, t->held_why);
	mt_duration_add(&time, t->held_us);
	add_event(w, &t->released, "released after %", mt_buf_slice(&time));
}

static void
add_end(MtTraceWriter *w, const MtStep *step)
{
	static const char *const born[MT_CHILD_KINDS] = {
		[MT_CHILD_BOUNCE] = "told the sender that it was not "
				    "delivered: %",
		[MT_CHILD_DELAY] = "told the sender that it is late: %",
		[MT_CHILD_SUCCESS] = "told the sender that it was delivered: "
				     "%",
	};
	const MtTransaction *t = step->t;
	const char *end = NULL;
	MtFlow flow;

	for (const MtChild *c = t->children; c != NULL; c = c->next)
		if (born[c->kind] != NULL)
			add_event(w, &c->at, born[c->kind], c->queue_id);
	if (t->evicted)
		end = "what became of it is not known: too much was open";
	else if (mt_transaction_is_waiting(t) && t->queued.known)
		end = "still in the queue where the log ends";
	else if (mt_transaction_is_waiting(t) && step->next == NULL)
		end = "its end is not in the log";
	if (end == NULL)
		return;
	flow = mt_flow(w->out, w->text->term, 0, MT_TRACE_BELOW);
	mt_flow_skip(&flow, MT_TRACE_WHAT);
	mt_flow_say(&flow, end, NULL);
	mt_flow_end(&flow);
}

void
mt_tracetext_add(const MtTraceText *text, MtBuf *out, const MtJoin *join,
		 const MtTrace *trace)
{
	MtTraceWriter w = {.text = text, .out = out};

	mt_tracesum_add(text, out, trace);
	mt_buf_add_char(out, '\n');
	for (size_t i = 0; i < trace->n; i++) {
		add_host(&w, join, trace->steps[i]);
		add_arrival(&w, trace->steps[i]->t);
		add_hold(&w, trace->steps[i]->t);
		mt_traceresult_add(&w, trace->steps[i]->t);
		add_end(&w, trace->steps[i]);
	}
	mt_buf_add_char(out, '\n');
}

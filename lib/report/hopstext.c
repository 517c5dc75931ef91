/* The block of one message: heading, where the time went, table of hops. */
#include "report/hopstext.h"

#include "report/cell.h"
#include "report/flow.h"
#include "report/hoprow.h"
#include "report/say.h"

static void
add_source(const MtHopsText *t, MtBuf *out, const MtMessage *message)
{
	MtFlow flow = mt_flow(out, t->term, 0, 0);
	g_auto(MtBuf) text = {0};

	mt_buf_add(&text, message->source);
	if (message->ordinal > 1 || message->from_line.p != NULL)
		mt_buf_addf(&text, ", message %llu",
			    (unsigned long long)message->ordinal);
	mt_buf_add(out, mt_term_style(t->term, MT_TERM_FAINT));
	mt_flow_add_whole(&flow, mt_buf_slice(&text));
	mt_buf_add(out, mt_term_style(t->term, MT_TERM_PLAIN));
	mt_flow_end(&flow);
}

static void
add_subject(const MtHopsText *t, MtBuf *out, MtSlice subject)
{
	mt_buf_add(out, mt_term_style(t->term, MT_TERM_HEAD));
	mt_cell_add_short(out,
			  subject.n > 0 ? subject : MT_SLICE("(no subject)"),
			  t->term->width, t->term->utf8);
	mt_buf_add(out, mt_term_style(t->term, MT_TERM_PLAIN));
	mt_buf_add_char(out, '\n');
}

/* The recipient as the newest hop that names one has it: no list's address. */
static void
add_recipient(MtFlow *flow, const MtChain *c)
{
	for (size_t i = c->n; i > 0; i--) {
		const MtReceived *r = &c->hops[i - 1].received;
		g_auto(MtBuf) more = {0};

		if (r->n_for == 0)
			continue;
		mt_flow_say(flow, "for~%", r->for_);
		mt_buf_addf(&more, "and %zu more", r->n_for - 1);
		if (r->n_for > 1)
			mt_flow_add(flow, mt_buf_slice(&more));
		return;
	}
}

/* What no server is to blame for. */
static int64_t
waited_us(const MtChain *c)
{
	double us = 0;

	for (size_t i = 0; i < c->n; i++)
		if (c->hops[i].delay_us > 0 &&
		    mt_say_is_waiting(c, &c->hops[i]))
			us += (double)c->hops[i].delay_us;
	return (int64_t)MIN(us, (double)c->total_us);
}

/* `4 hops in 1 m 16 s, 2 over TLS` */
static void
add_sum(const MtHopsText *t, MtBuf *out, const MtChain *c)
{
	MtFlow flow = mt_flow(out, t->term, 0, 2);
	g_auto(MtBuf) hops = {0};
	g_auto(MtBuf) total = {0};
	g_auto(MtBuf) waited = {0};
	g_auto(MtBuf) tls = {0};
	MtSlice values[3];

	mt_buf_addf(&hops, "%zu hop%s", c->n, c->n == 1 ? "" : "s");
	mt_duration_add(&total, c->total_us);
	mt_duration_add(&waited, waited_us(c));
	mt_buf_addf(&tls, "%zu", c->encrypted);
	values[0] = mt_buf_slice(&hops);
	values[1] = mt_buf_slice(&total);
	values[2] = mt_buf_slice(&waited);
	mt_buf_add(out, mt_term_style(t->term, MT_TERM_HEAD));
	if (c->has_total && c->total_us < 0)
		mt_flow_say(&flow, "%, clocks~disagree,", values);
	else if (c->has_total && waited_us(c) >= MT_SAY_LEAST_US)
		mt_flow_say(&flow, "%~in~%, of~that %~waiting,", values);
	else
		mt_flow_say(&flow, c->has_total ? "%~in~%," : "%,", values);
	values[0] = mt_buf_slice(&tls);
	mt_flow_say(&flow, "%~over~TLS", values);
	mt_buf_add(out, mt_term_style(t->term, MT_TERM_PLAIN));
	mt_flow_end(&flow);
}

static void
add_heading(const MtHopsText *t, MtBuf *out, const MtHeading *h,
	    const MtChain *c)
{
	MtFlow flow = mt_flow(out, t->term, 0, 2);
	g_auto(MtBuf) date = {0};
	g_auto(MtBuf) id = {0};

	add_subject(t, out, h->subject);
	mt_flow_say(&flow, "from %",
		    h->from.n > 0 ? &h->from : &MT_SLICE("(not said)"));
	add_recipient(&flow, c);
	mt_flow_end(&flow);
	if (h->date.known)
		mt_zone_add_written(&date, &h->date);
	else
		MT_BUF_ADD(&date, "(no date)");
	mt_flow_add(&flow, mt_buf_slice(&date));
	mt_buf_add(&id, h->message_id.n > 0 ? MT_SLICE("<")
					    : MT_SLICE("(no Message-ID)"));
	mt_buf_add(&id, h->message_id);
	if (h->message_id.n > 0)
		mt_buf_add_char(&id, '>');
	mt_flow_add_whole(&flow, mt_buf_slice(&id));
	mt_flow_end(&flow);
	if (c->n > 0)
		add_sum(t, out, c);
}

/* What there is to say about the message as a whole. */
static void
add_notes(const MtHopsText *t, MtBuf *out, const MtChain *c)
{
	g_auto(MtBuf) text = {0};

	if (c->n == 0)
		mt_say(out, t->term, 0, true,
		       "no Received field: the message never passed a mail "
		       "server, or lost its trace",
		       NULL);
	for (size_t i = 0; i < c->notes.n; i++) {
		text.n = 0;
		mt_buf_addf(&text, "%s (byte %llu)",
			    mt_note_meaning(c->notes.notes[i].kind),
			    (unsigned long long)c->notes.notes[i].offset);
		mt_buf_add_char(&text, '\0');
		mt_say(out, t->term, 0, true, text.p, NULL);
	}
	if (c->n_x_received > 0) {
		text.n = 0;
		mt_buf_add_int(&text, (int64_t)c->n_x_received);
		mt_say(out, t->term, 0, false,
		       c->n_x_received == 1 ? "% X-Received field not counted"
					    : "% X-Received fields not counted",
		       &(MtSlice){text.p, text.n});
	}
}

void
mt_hopstext_add(const MtHopsText *t, MtBuf *out, const MtMessage *message,
		const MtHeading *heading, const MtChain *c)
{
	MtHopRows rows;

	if (t->name_source)
		add_source(t, out, message);
	add_heading(t, out, heading, c);
	mt_say_verdict(out, t->term, c);
	if (c->n > 0) {
		mt_buf_add_char(out, '\n');
		mt_hoprows_begin(&rows, t->term, t->zone, c, &heading->date,
				 out);
		for (size_t i = 0; i < c->n; i++)
			mt_hoprows_add(&rows, &c->hops[i], out);
	}
	add_notes(t, out, c);
	mt_buf_add_char(out, '\n');
}

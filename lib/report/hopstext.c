/* The block of one message: heading, table of hops, what to look at. */
#include "report/hopstext.h"

#include "report/cell.h"
#include "report/hoprow.h"

/* Below this a journey has no slowest hop worth a sentence. */
enum { WORTH_SAYING_US = 5 * G_USEC_PER_SEC };

static void
add_plain(const MtHopsText *t, MtBuf *out, MtSlice s)
{
	mt_cell_add(out, s, t->term->utf8);
}

/* `left` at the left margin and `right` at the right one, in one line. */
static void
add_both_ends(const MtHopsText *t, MtBuf *out, MtSlice left, MtSlice right,
	      MtTermStyle style)
{
	size_t width = t->term->width;
	size_t room = right.n + 2 < width ? width - right.n - 2 : 0;

	mt_buf_add(out, mt_term_style(t->term, style));
	mt_cell_add_padded(out, left, room, MT_CELL_LEFT, t->term->utf8);
	mt_buf_add(out, mt_term_style(t->term, MT_TERM_PLAIN));
	MT_BUF_ADD(out, "  ");
	mt_buf_add(out, right);
	mt_buf_add_char(out, '\n');
}

static void
add_heading(const MtHopsText *t, MtBuf *out, const MtHeading *h,
	    const MtChain *c)
{
	g_auto(MtBuf) left = {0};
	g_auto(MtBuf) right = {0};

	if (h->date.known)
		mt_zone_add_written(&right, &h->date);
	else
		MT_BUF_ADD(&right, "no date");
	add_both_ends(t, out,
		      h->subject.n > 0 ? h->subject : MT_SLICE("(no subject)"),
		      mt_buf_slice(&right), MT_TERM_HEAD);
	right.n = 0;
	mt_buf_addf(&right, "%zu hop%s", c->n, c->n == 1 ? "" : "s");
	if (c->has_total) {
		MT_BUF_ADD(&right, " in ");
		mt_duration_add(&right, c->total_us);
	}
	if (c->n > 0)
		mt_buf_addf(&right, ", %zu over TLS", c->encrypted);
	MT_BUF_ADD(&left, "from ");
	mt_buf_add(&left, h->from.n > 0 ? h->from : MT_SLICE("nobody named"));
	add_both_ends(t, out, mt_buf_slice(&left), mt_buf_slice(&right),
		      MT_TERM_PLAIN);
}

/* The line of the verdict: where the time went. */
static void
add_slowest(const MtHopsText *t, MtBuf *out, const MtChain *c)
{
	const MtHop *hop, *since;

	if (c->slowest == 0)
		return;
	hop = &c->hops[c->slowest - 1];
	since = &c->hops[hop->since - 1];
	if (hop->delay_us < WORTH_SAYING_US)
		return;
	mt_buf_add(out, mt_term_style(t->term, MT_TERM_LOOK));
	MT_BUF_ADD(out, "    ! ");
	mt_duration_add(out, hop->delay_us);
	if (mt_note_has(&hop->received.notes, MT_NOTE_SAME_HOST)) {
		MT_BUF_ADD(out, " lost inside ");
		add_plain(t, out, mt_hop_host(hop));
	} else {
		MT_BUF_ADD(out, " lost between ");
		add_plain(t, out, mt_hop_host(since));
		MT_BUF_ADD(out, " and ");
		add_plain(t, out, mt_hop_host(hop));
	}
	mt_buf_add(out, mt_term_style(t->term, MT_TERM_PLAIN));
	mt_buf_add_char(out, '\n');
}

static void
add_rest(const MtHopsText *t, MtBuf *out, const MtChain *c)
{
	add_slowest(t, out, c);
	if (c->n == 0)
		MT_BUF_ADD(out, "    no Received field: the message never "
				"passed a mail server, or lost its trace\n");
	if (c->n_x_received > 0)
		mt_buf_addf(out, "    %zu X-Received field%s not counted\n",
			    c->n_x_received, c->n_x_received == 1 ? "" : "s");
	for (size_t i = 0; i < c->notes.n; i++)
		mt_buf_addf(out, "    ! %s (byte %llu)\n",
			    mt_note_meaning(c->notes.notes[i].kind),
			    (unsigned long long)c->notes.notes[i].offset);
}

void
mt_hopstext_add(const MtHopsText *t, MtBuf *out, const MtMessage *message,
		const MtHeading *heading, const MtChain *c)
{
	MtHopRows rows;

	if (t->name_source) {
		mt_buf_add(out, mt_term_style(t->term, MT_TERM_FAINT));
		add_plain(t, out, message->source);
		if (message->ordinal > 1 || message->from_line.p != NULL)
			mt_buf_addf(out, ", message %llu",
				    (unsigned long long)message->ordinal);
		mt_buf_add(out, mt_term_style(t->term, MT_TERM_PLAIN));
		mt_buf_add_char(out, '\n');
	}
	add_heading(t, out, heading, c);
	if (c->n > 0) {
		mt_buf_add_char(out, '\n');
		mt_hoprows_begin(&rows, t->term, t->zone, c, out);
		for (size_t i = 0; i < c->n; i++)
			mt_hoprows_add(&rows, &c->hops[i], out);
	}
	add_rest(t, out, c);
	mt_buf_add_char(out, '\n');
}

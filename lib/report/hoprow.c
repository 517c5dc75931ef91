/* Widths are chosen once for a chain, so that its rows stand in columns. */
#include "report/hoprow.h"

#include <math.h>

#include "report/cell.h"
#include "report/flow.h"
#include "report/howtext.h"
#include "report/say.h"

enum {
	NUMBER = 3, /* at least, with the mark of the slowest */
	TIME = 8,
	DELAY = 10,
	BAR = 4,
	AFTER = 2 + TIME + 1 + DELAY + 1 + BAR + 2, /* number to host */
	HANG = 2, /* what goes on below a host */
	HOW = 19, /* `ESMTP not encrypted` */
	AT_MOST = 40,
	ROOM = 24,  /* for a host; with less it stands in the next line */
	IDS = 100,  /* columns from which there is room for queue ids */
	WIDE = 120, /* columns in which most hops fit one line */
};

static size_t
digits(size_t n)
{
	size_t count = 1;

	for (; n >= 10; n /= 10)
		count++;
	return count;
}

static MtSlice
host(const MtHop *hop)
{
	return mt_hop_host(hop).n > 0 ? mt_hop_host(hop)
				      : MT_SLICE("(not said)");
}

static size_t
longest_host(const MtHopRows *rows)
{
	size_t longest = 0;

	for (size_t i = 0; i < rows->chain->n; i++)
		longest =
			MAX(longest, mt_cell_width(host(&rows->chain->hops[i]),
						   rows->term->utf8));
	return longest;
}

static void
choose_widths(MtHopRows *rows)
{
	size_t width = rows->term->width, room;

	rows->number = MAX(NUMBER, 1 + digits(rows->chain->n));
	rows->left = rows->number + AFTER;
	rows->wide = width >= WIDE;
	rows->ids = width >= IDS;
	rows->below = rows->left + ROOM > width;
	if (rows->below)
		rows->left = rows->number + 1;
	room = width - rows->left;
	rows->has_how = !rows->below && room >= ROOM + 2 + HOW;
	rows->at = rows->has_how ? MIN(room - HOW - 2, AT_MOST) : room;
	rows->at = MIN(rows->at, longest_host(rows));
	rows->from = rows->wide ? rows->left + rows->at + 2 + HOW + 2
				: rows->left + HANG;
}

/* What mail lost with servers, small change left out. */
static double
lost(const MtChain *chain, const MtHop *hop)
{
	return hop->has_delay && hop->delay_us >= MT_SAY_LEAST_US &&
			       !mt_say_is_waiting(chain, hop)
		       ? (double)hop->delay_us
		       : 0;
}

static void
add_spaces(MtBuf *out, size_t n)
{
	mt_cell_add_padded(out, MT_SLICE(""), n, MT_CELL_LEFT, false);
}

static void
add_head(const MtHopRows *rows, MtBuf *out)
{
	mt_buf_add(out, mt_term_style(rows->term, MT_TERM_FAINT));
	mt_cell_add_padded(out, MT_SLICE("#"), rows->number, MT_CELL_RIGHT,
			   false);
	add_spaces(out, 2);
	mt_cell_add_padded(out, MT_SLICE("time"), TIME + 1, MT_CELL_LEFT,
			   false);
	mt_cell_add_padded(out, MT_SLICE("delay"), DELAY, MT_CELL_RIGHT, false);
	if (!rows->below) {
		add_spaces(out, 1 + BAR + 2);
		MT_BUF_ADD(out, "at");
	}
	if (rows->has_how) {
		add_spaces(out, rows->at);
		MT_BUF_ADD(out, "how");
	}
	if (rows->wide) {
		add_spaces(out, HOW + 2 - 3);
		MT_BUF_ADD(out, "from");
	}
	mt_buf_add(out, mt_term_style(rows->term, MT_TERM_PLAIN));
	mt_buf_add_char(out, '\n');
}

void
mt_hoprows_begin(MtHopRows *rows, const MtTerm *term, const MtZone *zone,
		 const MtChain *chain, const MtTime *date, MtBuf *out)
{
	*rows = (MtHopRows){
		.term = term, .zone = zone, .chain = chain, .date = date};
	choose_widths(rows);
	for (size_t i = 0; i < chain->n; i++)
		rows->lost += lost(chain, &chain->hops[i]);
	add_head(rows, out);
}

static void
add_day(MtHopRows *rows, const MtTime *time, MtBuf *out)
{
	g_auto(MtBuf) day = {0};
	size_t used;

	if (!time->known ||
	    (rows->has_day &&
	     mt_zone_same_day(rows->zone, rows->day_us, time->us)))
		return;
	rows->has_day = true;
	rows->day_us = time->us;
	mt_zone_add_date(rows->zone, &day, time->us);
	used = rows->number + 2 + day.n + 1;
	add_spaces(out, rows->number + 2);
	mt_buf_add(out, mt_term_style(rows->term, MT_TERM_FAINT));
	mt_buf_add(out, mt_buf_slice(&day));
	mt_buf_add_char(out, ' ');
	mt_cell_add_short(out, mt_zone_name(rows->zone),
			  rows->term->width > used ? rows->term->width - used
						   : 1,
			  rows->term->utf8);
	mt_buf_add(out, mt_term_style(rows->term, MT_TERM_PLAIN));
	mt_buf_add_char(out, '\n');
}

/* `+26 s`, `-90 s`, nothing for the first dated hop. */
static void
add_delay(const MtHop *hop, MtBuf *out)
{
	g_auto(MtBuf) text = {0};

	if (hop->has_delay && hop->delay_us >= 0)
		mt_buf_add_char(&text, '+');
	if (hop->has_delay)
		mt_duration_add(&text, hop->delay_us);
	mt_cell_add_padded(out, mt_buf_slice(&text), DELAY, MT_CELL_RIGHT,
			   false);
}

/* A mark for each begun quarter of all time lost. */
static void
add_bar(const MtHopRows *rows, const MtHop *hop, MtBuf *out)
{
	double share = rows->lost > 0 ? lost(rows->chain, hop) / rows->lost : 0;
	size_t marks = (size_t)ceil(share * BAR);

	mt_cell_add_padded(out, mt_slice("####", marks), BAR, MT_CELL_LEFT,
			   false);
}

/* The boundary between evidence and hearsay. */
static void
add_boundary(const MtHopRows *rows, const MtHop *hop, MtBuf *out)
{
	g_auto(MtBuf) text = {0};
	MtSlice ip;

	if (hop->trust != MT_TRUST_BOUNDARY)
		return;
	if (hop->received.ip.family != 0)
		mt_ip_add(&text, &hop->received.ip);
	else
		MT_BUF_ADD(&text, "(not said)");
	ip = mt_buf_slice(&text);
	mt_buf_add(out, mt_term_style(rows->term, MT_TERM_HEAD));
	mt_say(out, rows->term, 0, false,
	       hop->number > 1
		       ? "---- came in from %: the hops above are only the "
			 "sender's word"
		       : "---- came in from %",
	       &ip);
	mt_buf_add(out, mt_term_style(rows->term, MT_TERM_PLAIN));
}

/* A line end in place of the spaces that stand last. */
static void
end_line(MtBuf *out)
{
	while (out->p[out->n - 1] == ' ')
		out->n--;
	mt_buf_add_char(out, '\n');
}

/* The columns that stand in every row, and the spaces behind them. */
static void
add_numbers(const MtHopRows *rows, const MtHop *hop, bool look, MtBuf *out)
{
	g_auto(MtBuf) number = {0};

	mt_buf_addf(&number, "%s%*zu", look ? ">" : " ", (int)rows->number - 1,
		    hop->number);
	mt_buf_add(out, mt_buf_slice(&number));
	add_spaces(out, 2);
	if (hop->received.time.known)
		mt_zone_add_time(rows->zone, out, hop->received.time.us);
	else
		MT_BUF_ADD(out, "no time ");
	add_spaces(out, 1);
	add_delay(hop, out);
	add_spaces(out, 1);
	add_bar(rows, hop, out);
	if (rows->below)
		end_line(out);
	add_spaces(out, rows->below ? rows->left : 2);
}

/* In a column of its own, or below the host where there is something to say. */
static void
add_peer(const MtHopRows *rows, const MtHop *hop, MtFlow *flow)
{
	if (rows->wide && flow->column < rows->from)
		mt_flow_skip(flow, rows->from);
	else if (rows->wide)
		mt_flow_break(flow);
	else if (hop->number > 1 && !mt_howtext_has_peer(rows->chain, hop))
		return;
	if (!rows->wide) {
		mt_flow_break(flow);
		mt_flow_say(flow, "from", NULL);
	}
	mt_howtext_peer(flow, rows->chain, hop);
}

/* The host, the protocol where it has room beside it, and the peer. */
static void
add_hosts(const MtHopRows *rows, const MtHop *hop, bool look, MtBuf *out)
{
	MtFlow flow = mt_flow(out, rows->term, rows->left, rows->from);
	size_t at = rows->left + rows->at;
	g_auto(MtBuf) how = {0};
	bool beside;

	mt_howtext_protocol(&how, &hop->received);
	mt_flow_add(&flow, host(hop));
	if (look)
		mt_buf_add(out, mt_term_style(rows->term, MT_TERM_PLAIN));
	beside = rows->has_how && flow.column <= at &&
		 mt_cell_width(mt_buf_slice(&how), flow.utf8) <= HOW;
	if (beside && how.n > 0) {
		mt_flow_skip(&flow, at + 2);
		mt_flow_add(&flow, mt_buf_slice(&how));
	}
	add_peer(rows, hop, &flow);
	if (!beside && how.n > 0)
		mt_flow_add(&flow, mt_buf_slice(&how));
	if (rows->ids && mt_howtext_queue_id(&hop->received).n > 0)
		mt_flow_say(&flow, "id~%", &hop->received.id);
	mt_flow_end(&flow);
}

void
mt_hoprows_add(MtHopRows *rows, const MtHop *hop, MtBuf *out)
{
	bool look = hop->number == mt_say_slowest(rows->chain);

	add_boundary(rows, hop, out);
	add_day(rows, &hop->received.time, out);
	if (look)
		mt_buf_add(out, mt_term_style(rows->term, MT_TERM_LOOK));
	add_numbers(rows, hop, look, out);
	add_hosts(rows, hop, look, out);
	mt_say_hop(out, rows->term, rows->left + HANG, rows->chain, hop,
		   rows->date);
}

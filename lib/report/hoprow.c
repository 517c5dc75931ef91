/* Widths, cells and notes of one row. */
#include "report/hoprow.h"

#include "report/cell.h"
#include "report/howtext.h"

enum {
	NUMBER = 3,
	DELAY = 9,
	TIME = 8,
	BAR = 4,
	/* number, delay, time and bar with the spaces behind them */
	LEFT = NUMBER + 1 + DELAY + 2 + TIME + 2 + BAR + 1,
	AT_LEAST = 12,
	ID = 24,
	ID_FROM = 132, /* columns of terminal from which ids are shown */
};

/* What is worth a line of its own below the row; other notes are for records. */
static const MtNoteKind shown[] = {
	MT_NOTE_NO_DATE,
	MT_NOTE_DATE_RECOVERED,
	MT_NOTE_DATE_NO_ZONE,
	MT_NOTE_DATE_WEEKDAY,
	MT_NOTE_DATE_ZONE_ABSURD,
	MT_NOTE_TIME_BACKWARDS,
	MT_NOTE_NO_BY,
	MT_NOTE_IP_INVALID,
	MT_NOTE_RDNS_UNVERIFIED,
	MT_NOTE_COMMENT_UNCLOSED,
	MT_NOTE_COMMENT_TOO_DEEP,
	MT_NOTE_TOO_MANY_TOKENS,
	MT_NOTE_BELOW_ORIGIN,
	MT_NOTE_RESENT,
	MT_NOTE_FIELD_NUL,
	MT_NOTE_FIELD_8BIT,
};

static void
add_spaces(MtBuf *out, size_t n)
{
	memset(mt_buf_room(out, n), ' ', n);
	out->n += n;
}

static size_t
longest_at(const MtHopRows *rows)
{
	size_t longest = AT_LEAST;

	for (size_t i = 0; i < rows->chain->n; i++)
		longest = MAX(longest,
			      mt_cell_width(mt_hop_host(&rows->chain->hops[i]),
					    rows->term->utf8));
	return longest;
}

static void
choose_widths(MtHopRows *rows)
{
	size_t left = rows->term->width > LEFT + 2 * AT_LEAST
			      ? rows->term->width - LEFT - 1
			      : (size_t)2 * AT_LEAST;

	rows->id_width = rows->term->width >= ID_FROM ? ID : 0;
	if (rows->id_width > 0)
		left -= ID + 1;
	rows->at_width = MIN(longest_at(rows), left * 9 / 20);
	rows->how_width = left - rows->at_width;
}

void
mt_hoprows_begin(MtHopRows *rows, const MtTerm *term, const MtZone *zone,
		 const MtChain *chain, MtBuf *out)
{
	g_auto(MtBuf) when = {0};

	*rows = (MtHopRows){.term = term, .zone = zone, .chain = chain};
	choose_widths(rows);
	if (chain->slowest > 0)
		rows->slowest_us = chain->hops[chain->slowest - 1].delay_us;
	mt_buf_add(out, mt_term_style(term, MT_TERM_FAINT));
	mt_buf_addf(out, "%*s %*s  ", NUMBER, "#", DELAY, "delay");
	mt_cell_add_padded(out, mt_zone_name(zone), TIME + 2 + BAR,
			   MT_CELL_LEFT, term->utf8);
	mt_buf_add_char(out, ' ');
	mt_cell_add_padded(out, MT_SLICE("at"), rows->at_width, MT_CELL_LEFT,
			   term->utf8);
	mt_buf_add_char(out, ' ');
	if (rows->id_width > 0) {
		mt_cell_add_padded(out, MT_SLICE("id"), ID, MT_CELL_LEFT,
				   term->utf8);
		mt_buf_add_char(out, ' ');
	}
	MT_BUF_ADD(out, "from, how");
	mt_buf_add(out, mt_term_style(term, MT_TERM_PLAIN));
	mt_buf_add_char(out, '\n');
}

static void
add_day(MtHopRows *rows, const MtTime *time, MtBuf *out)
{
	if (!time->known ||
	    (rows->has_day &&
	     mt_zone_same_day(rows->zone, rows->day_us, time->us)))
		return;
	rows->has_day = true;
	rows->day_us = time->us;
	add_spaces(out, NUMBER + 1 + DELAY + 2);
	mt_buf_add(out, mt_term_style(rows->term, MT_TERM_FAINT));
	mt_zone_add_date(rows->zone, out, time->us);
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

/* One to four marks for the share of the slowest delay; none below a second. */
static void
add_bar(const MtHopRows *rows, const MtHop *hop, MtBuf *out)
{
	size_t marks = 0;

	if (hop->has_delay && !hop->received.pull &&
	    hop->delay_us >= G_USEC_PER_SEC && rows->slowest_us > 0)
		marks = 1 +
			(size_t)((double)MIN(hop->delay_us, rows->slowest_us) /
				 (double)rows->slowest_us * (BAR - 1));
	add_spaces(out, BAR - marks);
	memset(mt_buf_room(out, marks), '#', marks);
	out->n += marks;
}

static void
add_how(const MtHopRows *rows, const MtHop *hop, MtBuf *out)
{
	size_t indent = LEFT + rows->at_width + 1 +
			(rows->id_width > 0 ? rows->id_width + 1 : 0);
	MtHowText how;
	bool first = true;

	mt_howtext_begin(&how, hop, rows->how_width, rows->term->utf8);
	while (mt_howtext_more(&how)) {
		if (!first)
			add_spaces(out, indent);
		mt_howtext_add_line(&how, out);
		mt_buf_add_char(out, '\n');
		first = false;
	}
}

static void
add_notes(const MtHopRows *rows, const MtHop *hop, MtBuf *out)
{
	for (size_t i = 0; i < G_N_ELEMENTS(shown); i++) {
		if (!mt_note_has(&hop->received.notes, shown[i]))
			continue;
		mt_buf_add(out, mt_term_style(rows->term, MT_TERM_LOOK));
		mt_buf_addf(out, "    ! %s", mt_note_meaning(shown[i]));
		mt_buf_add(out, mt_term_style(rows->term, MT_TERM_PLAIN));
		mt_buf_add_char(out, '\n');
	}
	if (hop->has_adjusted &&
	    ABS(hop->adjusted_us - hop->delay_us) >= G_USEC_PER_SEC) {
		MT_BUF_ADD(out, "    with clocks corrected: ");
		mt_duration_add(out, hop->adjusted_us);
		mt_buf_add_char(out, '\n');
	}
}

static void
add_boundary(const MtHopRows *rows, const MtHop *hop, MtBuf *out)
{
	if (hop->trust != MT_TRUST_BOUNDARY)
		return;
	mt_buf_add(out, mt_term_style(rows->term, MT_TERM_HEAD));
	MT_BUF_ADD(out, "    -- entered here");
	if (hop->received.ip.family != 0) {
		MT_BUF_ADD(out, " from ");
		mt_ip_add(out, &hop->received.ip);
	}
	if (hop->number > 1)
		MT_BUF_ADD(out, "; what is above is the sender's word");
	mt_buf_add(out, mt_term_style(rows->term, MT_TERM_PLAIN));
	mt_buf_add_char(out, '\n');
}

void
mt_hoprows_add(MtHopRows *rows, const MtHop *hop, MtBuf *out)
{
	bool look = hop->number == rows->chain->slowest &&
		    hop->delay_us >= G_USEC_PER_SEC;
	bool utf8 = rows->term->utf8;

	add_boundary(rows, hop, out);
	add_day(rows, &hop->received.time, out);
	mt_buf_add(out, mt_term_style(rows->term,
				      look ? MT_TERM_LOOK : MT_TERM_PLAIN));
	mt_buf_addf(out, "%*zu ", NUMBER, hop->number);
	add_delay(hop, out);
	MT_BUF_ADD(out, "  ");
	if (hop->received.time.known)
		mt_zone_add_time(rows->zone, out, hop->received.time.us);
	else
		MT_BUF_ADD(out, "no time ");
	MT_BUF_ADD(out, "  ");
	add_bar(rows, hop, out);
	mt_buf_add_char(out, ' ');
	mt_cell_add_padded(out, mt_hop_host(hop), rows->at_width, MT_CELL_LEFT,
			   utf8);
	mt_buf_add(out, mt_term_style(rows->term, MT_TERM_PLAIN));
	mt_buf_add_char(out, ' ');
	if (rows->id_width > 0) {
		mt_cell_add_padded(out, hop->received.id, ID, MT_CELL_LEFT,
				   utf8);
		mt_buf_add_char(out, ' ');
	}
	add_how(rows, hop, out);
	add_notes(rows, hop, out);
}

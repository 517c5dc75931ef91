/* What of an event matters to a person who scans many. */
#include "report/eventtext.h"

#include "base/time.h"
#include "report/cell.h"

enum { TIME = 8, HOST = 8, ID = 12, EVENT = 10, LEAST = 20 };

/* The host gets more where there is room. */
static size_t
host_width(const MtTerm *term)
{
	return term->width >= 120 ? HOST * 2 : HOST;
}

static size_t
what_width(const MtTerm *term)
{
	size_t taken = TIME + host_width(term) + ID + EVENT + 4;

	return term->width > taken + LEAST ? term->width - taken : LEAST;
}

static void
add_part(MtBuf *what, const char *word, MtSlice s)
{
	if (s.p == NULL)
		return;
	if (what->n > 0)
		mt_buf_add_char(what, ' ');
	mt_buf_add(what, mt_slice_str(word));
	mt_buf_add(what, s.n == 0 ? MT_SLICE("<>") : s);
}

static MtSlice
either(MtSlice a, MtSlice b)
{
	return a.n > 0 && !mt_slice_eq(a, MT_SLICE("unknown")) ? a : b;
}

static void
add_peer(MtBuf *what, const MtEvent *e)
{
	add_part(what, "from ", either(e->client, e->client_ip));
	add_part(what, "user ", e->auth);
}

static void
add_attempt(MtBuf *what, const MtEvent *e)
{
	add_part(what, "to ", e->recipient);
	if ((e->has & MT_HAS_DELAY) != 0) {
		MT_BUF_ADD(what, " in ");
		mt_duration_add(what, e->delay_us);
	}
	if (e->status == MT_STATUS_SENT)
		add_part(what, "by ", either(e->relay, e->relay_ip));
}

static void
add_size(MtBuf *what, const MtEvent *e)
{
	if ((e->has & MT_HAS_SIZE) != 0)
		mt_buf_addf(what, ", %" G_GINT64_FORMAT " bytes", e->size);
	if ((e->has & MT_HAS_RECIPIENTS) != 0)
		mt_buf_addf(what, ", to %" G_GINT64_FORMAT, e->recipients);
}

static void
add_what(MtBuf *what, const MtEvent *e)
{
	switch (e->kind) {
	case MT_EVENT_ATTEMPT:
		add_attempt(what, e);
		break;
	case MT_EVENT_TLS:
		add_part(what, "", e->tls_version);
		add_part(what, "", either(e->relay, e->client));
		break;
	case MT_EVENT_OTHER:
		add_part(what, "", e->reply);
		break;
	default:
		add_peer(what, e);
		add_part(what, "by ", e->sender);
		add_part(what, "to ", e->recipient);
		add_part(what, "id ", e->message_id);
		add_size(what, e);
		add_part(what, "as ", e->related_id);
	}
}

/* Why it failed, as the other side says it. */
static MtSlice
reason_of(const MtEvent *e)
{
	if (e->kind == MT_EVENT_OTHER || e->status == MT_STATUS_SENT)
		return (MtSlice){0};
	return e->reply;
}

static MtSlice
word_of(const MtEvent *e)
{
	MtSlice status = mt_status_word(e->status);

	return e->kind == MT_EVENT_ATTEMPT && status.n > 0
		       ? status
		       : mt_event_kind_word(e->kind);
}

static MtTermStyle
style_of(const MtEvent *e)
{
	switch (e->status) {
	case MT_STATUS_DEFERRED:
	case MT_STATUS_SUSPENDED:
	case MT_STATUS_BOUNCED:
	case MT_STATUS_EXPIRED:
	case MT_STATUS_REJECTED:
		return MT_TERM_LOOK;
	default:
		return MT_TERM_PLAIN;
	}
}

static void
add_column(const MtTerm *term, MtBuf *out, MtSlice s, size_t width)
{
	mt_cell_add_padded(out, s, width, MT_CELL_LEFT, term->utf8);
	mt_buf_add_char(out, ' ');
}

static void
end_line(MtBuf *out)
{
	while (out->n > 0 && out->p[out->n - 1] == ' ')
		out->n--;
	mt_buf_add_char(out, '\n');
}

/* A line of its own below, where the eye finds it. */
static void
add_reason(const MtTerm *term, MtBuf *out, MtSlice reason)
{
	static const MtSlice indent = {"           ", TIME + 3};

	if (reason.n == 0)
		return;
	mt_buf_add(out, indent);
	mt_cell_add_short(out, reason,
			  MAX(term->width, LEAST + indent.n) - indent.n,
			  term->utf8);
	end_line(out);
}

void
mt_eventtext_add(const MtEventText *text, MtBuf *out, const MtEvent *e)
{
	const MtTerm *term = text->term;
	g_auto(MtBuf) what = {0};

	if (e->has_time)
		mt_zone_add_time(text->zone, out, e->time_us);
	else
		MT_BUF_ADD(out, "        ");
	mt_buf_add_char(out, ' ');
	add_column(term, out, e->host, host_width(term));
	add_column(term, out, e->queue_id, ID);
	mt_buf_add(out, mt_term_style(term, style_of(e)));
	add_column(term, out, word_of(e), EVENT);
	mt_buf_add(out, mt_term_style(term, MT_TERM_PLAIN));
	add_what(&what, e);
	if (what.n > 0)
		mt_cell_add_short(out, mt_slice_trim(mt_buf_slice(&what)),
				  what_width(term), term->utf8);
	end_line(out);
	add_reason(term, out, reason_of(e));
}

void
mt_eventtext_add_day(MtEventText *text, MtBuf *out, int64_t us)
{
	if (text->day && mt_zone_same_day(text->zone, text->day_us, us))
		return;
	if (text->day)
		mt_buf_add_char(out, '\n');
	text->day = true;
	text->day_us = us;
	mt_buf_add(out, mt_term_style(text->term, MT_TERM_HEAD));
	mt_zone_add_date(text->zone, out, us);
	mt_buf_add_char(out, ' ');
	mt_buf_add(out, mt_zone_name(text->zone));
	mt_buf_add(out, mt_term_style(text->term, MT_TERM_PLAIN));
	mt_buf_add_char(out, '\n');
}

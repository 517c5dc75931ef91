/* Numbers, times and headings as the tables on queues have them. */
#include "report/queuecells.h"

#include <math.h>

#include "base/time.h"
#include "report/cell.h"
#include "report/flow.h"

const char *
mt_queuecells_stage(MtStage stage)
{
	static const char *const words[MT_STAGES] = {
		[MT_STAGE_BEFORE] = "before queue",
		[MT_STAGE_DEFERRED] = "retries",
		[MT_STAGE_QUEUE] = "in queue",
		[MT_STAGE_CONNECT] = "connect",
		[MT_STAGE_TRANSMIT] = "transmit",
	};

	return words[stage];
}

void
mt_queuecells_add_number(MtBuf *out, uint64_t n, size_t width)
{
	g_auto(MtBuf) text = {0};

	mt_buf_add_count(&text, n);
	mt_cell_add_padded(out, mt_buf_slice(&text), width, MT_CELL_RIGHT,
			   false);
}

void
mt_queuecells_add_time(MtBuf *out, bool known, int64_t us)
{
	g_auto(MtBuf) text = {0};

	if (known)
		mt_duration_add(&text, us);
	else
		mt_buf_add_char(&text, '-');
	mt_cell_add_padded(out, mt_buf_slice(&text), MT_QUEUE_TIME,
			   MT_CELL_RIGHT, false);
}

void
mt_queuecells_add_styled(const MtTerm *term, MtBuf *out, MtTermStyle style,
			 const char *words)
{
	mt_buf_add(out, mt_term_style(term, style));
	mt_buf_add(out, mt_slice_str(words));
	mt_buf_add(out, mt_term_style(term, MT_TERM_PLAIN));
}

void
mt_queuecells_add_head(const MtQueueText *t, MtBuf *out, const char *title,
		       const char *names)
{
	mt_buf_add_char(out, '\n');
	mt_queuecells_add_styled(t->term, out, MT_TERM_HEAD, title);
	mt_buf_addf(out, "%*s", (int)(MT_QUEUE_KEY - strlen(title)), "");
	mt_queuecells_add_styled(t->term, out, MT_TERM_FAINT, names);
	mt_buf_add_char(out, '\n');
}

void
mt_queuecells_add_percent(MtBuf *out, double share)
{
	/* Nearly all is not all. */
	mt_buf_addf(out, share > 0.9 && share < 1 ? "%.1f %%" : "%.0f %%",
		    share < 1 ? fmin(share * 100, 99.9) : 100.0);
}

/* From when to when; the day once, if it is one. */
void
mt_queuecells_add_period(const MtQueueText *t, MtBuf *out, int64_t from,
			 int64_t to)
{
	mt_zone_add_moment(t->zone, out, from);
	mt_buf_add(out, MT_SLICE(" - "));
	if (mt_zone_same_day(t->zone, from, to))
		mt_zone_add_time(t->zone, out, to);
	else
		mt_zone_add_moment(t->zone, out, to);
}

void
mt_queuecells_add_wrapped(const MtQueueText *t, MtBuf *out, size_t column,
			  MtSlice words)
{
	MtFlow flow = mt_flow(out, t->term, column, column);

	mt_flow_add_words(&flow, words);
	mt_flow_end(&flow);
}

/* Columns of numbers, then the hosts, as wide as the terminal lets them be. */
#include "report/sumtext.h"

#include "base/time.h"
#include "report/cell.h"

enum {
	COUNT = 7,
	DELAY = 10,
	SHARE = 5,
	P99_FROM = 100, /* columns of terminal from which p99 is shown */
	CLOCK_LEFT = 3 * DELAY + 2 + 12,
};

static void
add_head(const MtTerm *term, MtBuf *out, const char *names)
{
	mt_buf_add(out, mt_term_style(term, MT_TERM_FAINT));
	mt_buf_add(out, mt_slice_str(names));
	mt_buf_add(out, mt_term_style(term, MT_TERM_PLAIN));
	mt_buf_add_char(out, '\n');
}

static void
add_delay(MtBuf *out, bool known, int64_t us)
{
	g_auto(MtBuf) text = {0};

	if (known)
		mt_duration_add(&text, us);
	mt_cell_add_padded(out, mt_buf_slice(&text), DELAY, MT_CELL_RIGHT,
			   false);
}

static bool
shows_p99(const MtTerm *term)
{
	return term->width >= P99_FROM;
}

static size_t
room_behind(const MtTerm *term, size_t left)
{
	return term->width > left + 16 ? term->width - left : 16;
}

static MtSlice
host_name(MtSlice host)
{
	return host.n > 0 ? host : MT_SLICE("(not said)");
}

/* Each name gets half of the room, and what the other one does not need. */
static void
add_hosts(const MtTerm *term, MtBuf *out, const MtPair *pair)
{
	MtSlice arrow = MT_SLICE(" > ");
	size_t delays = shows_p99(term) ? 4 : 3;
	size_t room =
		room_behind(term, COUNT + delays * DELAY + SHARE + 2) - arrow.n;
	MtSlice host = host_name(pair->host), next = host_name(pair->next_host);
	size_t need = mt_cell_width(next, term->utf8), used;

	used = mt_cell_add_short(out, host, room - MIN(need, room / 2),
				 term->utf8);
	mt_buf_add(out, arrow);
	mt_cell_add_short(out, next, room - used, term->utf8);
}

static void
add_pair(const MtTerm *term, MtBuf *out, const MtPair *pair)
{
	bool dated = pair->dated > 0;

	mt_buf_addf(out, "%*" G_GUINT64_FORMAT, COUNT, pair->n);
	add_delay(out, dated, pair->p50_us);
	add_delay(out, dated, pair->p90_us);
	if (shows_p99(term))
		add_delay(out, dated, pair->p99_us);
	add_delay(out, dated, pair->max_us);
	mt_buf_addf(out, "%*.0f%%  ", SHARE - 1,
		    (double)pair->encrypted * 100 / (double)pair->n);
}

void
mt_sumtext_pairs(const MtTerm *term, MtBuf *out, const MtPair *pairs, size_t n,
		 const MtPair *others)
{
	add_head(term, out,
		 shows_p99(term)
			 ? "   mail       p50       p90       p99       max  "
			   "TLS  "
			   "from > to, most time lost first"
			 : "   mail       p50       p90       max  TLS  "
			   "from > to, most time lost first");
	for (size_t i = 0; i < n; i++) {
		add_pair(term, out, &pairs[i]);
		add_hosts(term, out, &pairs[i]);
		mt_buf_add_char(out, '\n');
	}
	if (others == NULL)
		return;
	add_pair(term, out, others);
	MT_BUF_ADD(out, "all others\n");
}

static void
add_clock(const MtTerm *term, MtBuf *out, const MtClock *clock)
{
	bool known = clock->method != MT_CLOCK_UNKNOWN;

	add_delay(out, known, clock->offset_us);
	add_delay(out, known, clock->uncertainty_us);
	mt_buf_addf(out, "%*" G_GUINT64_FORMAT "  ", DELAY, clock->n);
	mt_cell_add_padded(out,
			   mt_slice_str(mt_clock_method_word(clock->method)),
			   12, MT_CELL_LEFT, term->utf8);
	mt_cell_add_short(out, host_name(clock->host),
			  room_behind(term, CLOCK_LEFT), term->utf8);
	mt_buf_add_char(out, '\n');
	if (clock->like_zone)
		MT_BUF_ADD(out,
			   "    ! about whole half hours: is its time zone "
			   "right?\n");
}

void
mt_sumtext_clocks(const MtTerm *term, MtBuf *out, const MtClock *clocks,
		  size_t n)
{
	if (n == 0) {
		MT_BUF_ADD(out,
			   "no two hosts with times to compare: nothing is "
			   "known of their clocks\n");
		return;
	}
	add_head(term, out,
		 "   fast by    within      seen  method      clock of");
	for (size_t i = 0; i < n; i++)
		add_clock(term, out, &clocks[i]);
}

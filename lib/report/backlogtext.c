/* Two tables of numbers. */
#include "report/backlogtext.h"

#include <inttypes.h>

#include "base/time.h"
#include "report/cell.h"
#include "report/queuecells.h"

enum {
	MOMENTS = 24,
	NUMBER = 9,
	OLDEST = 11,
	BAR_FROM = 20 + 2 + 4 * NUMBER + OLDEST + 2, /* its column */
	AGE = 5,
};

static void
add_head(const MtQueueText *t, MtBuf *out, const char *names)
{
	mt_queuecells_add_styled(t->term, out, MT_TERM_HEAD, names);
	mt_buf_add_char(out, '\n');
}

static uint64_t
sum_of(const MtQueuedPoint *point)
{
	uint64_t sum = 0;

	for (unsigned s = 0; s < MT_QUEUED_STATES; s++)
		sum += point->n[s];
	return sum;
}

static void
add_bar(const MtQueueText *t, MtBuf *out, uint64_t n, uint64_t most)
{
	size_t room = t->term->width > BAR_FROM + 2
			      ? MIN(t->term->width - BAR_FROM, 24)
			      : 2;
	size_t length =
		most == 0 ? 0
			  : (size_t)((double)n * (double)room / (double)most +
				     0.5);

	if (n > 0 && length == 0)
		length = 1;
	if (length > 0)
		MT_BUF_ADD(out, "  ");
	while (length-- > 0)
		mt_buf_add_char(out, '#');
}

static void
add_point(const MtQueueText *t, MtBuf *out, const MtQueuedPoint *point,
	  int64_t us, uint64_t most)
{
	g_auto(MtBuf) moment = {0}, oldest = {0};

	mt_zone_add_moment(t->zone, &moment, us);
	mt_cell_add_padded(out, mt_buf_slice(&moment), 22, MT_CELL_LEFT,
			   t->term->utf8);
	for (unsigned s = 0; s < MT_QUEUED_STATES; s++)
		mt_buf_addf(out, "%*" PRIu64, NUMBER, point->n[s]);
	if (point->oldest_us > 0)
		mt_duration_add(&oldest, point->oldest_us);
	else
		mt_buf_add_char(&oldest, '-');
	mt_cell_add_padded(out, mt_buf_slice(&oldest), OLDEST, MT_CELL_RIGHT,
			   t->term->utf8);
	add_bar(t, out, sum_of(point), most);
	mt_buf_add_char(out, '\n');
}

void
mt_backlogtext_add(const MtQueueText *t, MtBuf *out, MtBacklog *b)
{
	uint64_t most = 0;

	mt_backlog_thin(b, t->top == 0 ? MT_QUEUED_POINTS : MOMENTS);
	if (b->n == 0) {
		MT_BUF_ADD(out, "no message was in a queue for a whole "
				"minute\n");
		return;
	}
	for (size_t i = 0; i < b->n; i++)
		most = MAX(most, sum_of(&b->points[i]));
	add_head(t, out,
		 "in the queue at         incoming   active deferred"
		 "     held     oldest");
	for (size_t i = 0; i < b->n; i++)
		add_point(t, out, &b->points[i],
			  (b->first + (int64_t)i) * b->step_us, most);
}

static void
add_age(const MtQueueText *t, MtBuf *out, MtSlice name, const MtAge *age)
{
	size_t left = t->term->width > (MT_AGES + 1) * (size_t)AGE + 12
			      ? t->term->width - (MT_AGES + 1) * (size_t)AGE - 2
			      : 12;

	mt_cell_add_padded(out, name, MIN(left, 24), MT_CELL_LEFT,
			   t->term->utf8);
	mt_buf_addf(out, "%*" PRIu64, AGE + 1, age->total);
	for (unsigned i = 0; i < MT_AGES; i++)
		mt_buf_addf(out, "%*" PRIu64, AGE, age->below[i]);
	mt_buf_add_char(out, '\n');
}

void
mt_backlogtext_add_ages(const MtQueueText *t, MtBuf *out, const MtAges *ages)
{
	size_t n, rows;
	g_autofree const MtAge **list = mt_ages_sorted(ages, &n);

	MT_BUF_ADD(out, "recipients in the queue at ");
	mt_zone_add_moment(t->zone, out, ages->at_us);
	mt_buf_add_char(out, ' ');
	mt_buf_add(out, mt_zone_name(t->zone));
	MT_BUF_ADD(out, ", by their minutes there\n");
	add_head(t, out,
		 "                             T    5   10   20   40   80  160"
		 "  320  640 1280 more");
	add_age(t, out, MT_SLICE("all"), &ages->all);
	rows = t->top > 0 ? MIN(t->top, n) : n;
	for (size_t i = 0; i < rows; i++)
		add_age(t, out, list[i]->domain, list[i]);
	if (rows < n)
		mt_buf_addf(out, "and %zu more (--top 0 shows all)\n",
			    n - rows);
}

/* Pairs of neighbours become one as soon as there are twice too many. */
#include "report/model/backlogs.h"

enum { ROOM = 16 * MT_BACKLOG_POINTS };

void
mt_backlogs_init(MtBacklogs *b)
{
	*b = (MtBacklogs){0};
	b->points = g_array_new(FALSE, FALSE, sizeof(MtBacklogRecord));
}

void
mt_backlogs_clear(MtBacklogs *b)
{
	g_clear_pointer(&b->points, g_array_unref);
}

static gint
by_time(gconstpointer a, gconstpointer b)
{
	const MtBacklogRecord *x = a, *y = b;

	return x->time.us < y->time.us ? -1 : x->time.us > y->time.us;
}

static void
halve(MtBacklogs *b)
{
	guint n = b->points->len, kept = 0;
	MtBacklogRecord *p = (MtBacklogRecord *)(void *)b->points->data;

	g_array_sort(b->points, by_time);
	for (guint i = 0; i < n; i += 2) {
		bool second = i + 1 < n &&
			      mt_backlog_sum(&p[i + 1]) > mt_backlog_sum(&p[i]);

		p[kept++] = p[second ? i + 1 : i];
	}
	g_array_set_size(b->points, kept);
}

/* Counts are made such that their sum is a number. */
static void
limit_counts(MtBacklogRecord *point)
{
	MtNumber *counts[] = {&point->incoming, &point->active,
			      &point->deferred, &point->held};

	for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
		counts[i]->n = CLAMP(counts[i]->n, 0, INT64_MAX / 4);
}

/* Queues of hosts are counted only where nobody gives their sum. */
void
mt_backlogs_add(MtBacklogs *b, const MtBacklogRecord *record)
{
	MtBacklogRecord point = *record;

	if (!record->time.known || (b->has_sums && record->host.n > 0))
		return;
	if (record->host.n == 0 && !b->has_sums) {
		b->has_sums = true;
		b->has_peak = false;
		g_array_set_size(b->points, 0);
	}
	b->seen++;
	point.host = (MtSlice){0};
	limit_counts(&point);
	if (!b->has_peak || mt_backlog_sum(&point) > mt_backlog_sum(&b->peak))
		b->peak = point;
	b->has_peak = true;
	g_array_append_val(b->points, point);
	if (b->points->len >= ROOM)
		halve(b);
}

void
mt_backlogs_finish(MtBacklogs *b)
{
	g_array_sort(b->points, by_time);
	while (b->points->len > MT_BACKLOG_POINTS)
		halve(b);
}

/* Steps that are joined, in the order of the way: each behind the one before. */
#include "flow/joining.h"

/* When it was handed over, by the clock of the host before: siblings have that
 * clock in common. */
static int64_t
handed_us(const MtStep *step)
{
	if (step->by != NULL && step->by->at.has_time)
		return step->by->at.time_us;
	return step->came_us;
}

static int
compare_siblings(gconstpointer a, gconstpointer b)
{
	const MtStep *x = *(MtStep *const *)a, *y = *(MtStep *const *)b;
	int64_t s = handed_us(x), t = handed_us(y);

	if (s != t)
		return s < t ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

/* Going through them backwards, each becomes the first of its siblings. */
static void
list_siblings(MtJoin *join)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new();

	for (guint i = 0; i < join->steps->len; i++) {
		MtStep *step = g_ptr_array_index(join->steps, i);

		if (step->from != NULL)
			g_ptr_array_add(all, step);
	}
	g_ptr_array_sort(all, compare_siblings);
	for (guint i = all->len; i > 0; i--) {
		MtStep *step = g_ptr_array_index(all, i - 1);

		step->sibling = step->from->next;
		step->from->next = step;
	}
}

static bool
begins_trace(const MtStep *step)
{
	return step->from == NULL || step->link == MT_LINK_CHILD;
}

static MtStep *
same_trace(MtStep *step)
{
	while (step != NULL && step->link == MT_LINK_CHILD)
		step = step->sibling;
	return step;
}

/* The next step in depth-first order; without recursion. */
static MtStep *
after(MtStep *step, const MtStep *root)
{
	MtStep *next = same_trace(step->next);

	while (next == NULL && step != root) {
		next = same_trace(step->sibling);
		step = step->from;
	}
	return next;
}

static void
fill_trace(MtTrace *trace, MtStep *root)
{
	if (root->link == MT_LINK_CHILD)
		trace->about = root->from;
	for (MtStep *s = root; s != NULL; s = after(s, root)) {
		trace->steps[trace->n++] = s;
		s->trace = trace->number;
		s->step = (uint32_t)trace->n;
	}
}

void
mt_joining_traces(MtJoin *join)
{
	guint n = join->steps->len;
	MtStep **free_steps = join->in_order = g_new(MtStep *, MAX(n, 1));

	list_siblings(join);
	join->traces = g_new0(MtTrace, MAX(n, 1));
	for (guint i = 0; i < n; i++) {
		MtStep *step = g_ptr_array_index(join->steps, i);
		MtTrace *trace = &join->traces[join->n_traces];

		if (!begins_trace(step))
			continue;
		trace->number = (uint32_t)++join->n_traces;
		trace->steps = free_steps;
		fill_trace(trace, step);
		free_steps += trace->n;
	}
}

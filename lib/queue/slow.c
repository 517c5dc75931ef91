/* A binary heap of copies. */
#include "queue/slow.h"

#include <glib.h>
#include <stdlib.h>

void
mt_slowest_clear(MtSlowest *slowest)
{
	for (size_t i = 0; i < slowest->n; i++)
		g_free(slowest->heap[i].slow);
	g_free(slowest->heap);
	*slowest = (MtSlowest){0};
}

int
mt_slow_compare(const MtSlow *a, const MtSlow *b)
{
	int order;

	if (a->delay_us != b->delay_us)
		return a->delay_us > b->delay_us ? -1 : 1;
	if (a->arrived_us != b->arrived_us)
		return a->arrived_us < b->arrived_us ? -1 : 1;
	order = mt_slice_compare(a->host, b->host);
	return order != 0 ? order : mt_slice_compare(a->queue_id, b->queue_id);
}

static bool
is_faster(const MtSlowPlace *a, const MtSlowPlace *b)
{
	if (a->delay_us != b->delay_us)
		return a->delay_us < b->delay_us;
	return mt_slow_compare(a->slow, b->slow) > 0;
}

static MtSlice
put_text(char **to, MtSlice text)
{
	MtSlice copy = {*to, text.n};

	if (text.p == NULL)
		return text;
	memcpy(*to, text.p, text.n);
	*to += text.n;
	return copy;
}

static MtSlow *
copy_of(const MtSlow *slow)
{
	size_t n = slow->host.n + slow->queue_id.n + slow->parent.n +
		   slow->sender.n + slow->recipient.n + slow->relay.n;
	MtSlow *copy = g_malloc(sizeof *copy + n);
	char *text = (char *)(copy + 1);

	*copy = *slow;
	copy->host = put_text(&text, slow->host);
	copy->queue_id = put_text(&text, slow->queue_id);
	copy->parent = put_text(&text, slow->parent);
	copy->sender = put_text(&text, slow->sender);
	copy->recipient = put_text(&text, slow->recipient);
	copy->relay = put_text(&text, slow->relay);
	return copy;
}

static void
sink_down(MtSlowest *s, MtSlowPlace place)
{
	size_t at = 0, child;

	while ((child = 2 * at + 1) < s->n) {
		if (child + 1 < s->n &&
		    is_faster(&s->heap[child + 1], &s->heap[child]))
			child++;
		if (!is_faster(&s->heap[child], &place))
			break;
		s->heap[at] = s->heap[child];
		at = child;
	}
	s->heap[at] = place;
}

static void
rise(MtSlowest *s, MtSlowPlace place)
{
	size_t at = s->n++;

	while (at > 0 && is_faster(&place, &s->heap[(at - 1) / 2])) {
		s->heap[at] = s->heap[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	s->heap[at] = place;
}

void
mt_slowest_add(MtSlowest *s, const MtSlow *slow)
{
	MtSlowPlace place = {.delay_us = slow->delay_us};

	if (s->most == 0 || !mt_slowest_takes(s, slow->delay_us) ||
	    (s->n == s->most && mt_slow_compare(slow, s->heap[0].slow) > 0))
		return;
	place.slow = copy_of(slow);
	if (s->heap == NULL)
		s->heap = g_new(MtSlowPlace, s->most);
	if (s->n == s->most) {
		g_free(s->heap[0].slow);
		sink_down(s, place);
	} else {
		rise(s, place);
	}
}

static int
slower_first(const void *a, const void *b)
{
	const MtSlowPlace *i = a, *k = b;

	if (i->delay_us != k->delay_us)
		return i->delay_us > k->delay_us ? -1 : 1;
	return mt_slow_compare(i->slow, k->slow);
}

void
mt_slowest_sort(MtSlowest *s)
{
	if (s->n > 0)
		qsort(s->heap, s->n, sizeof *s->heap, slower_first);
}

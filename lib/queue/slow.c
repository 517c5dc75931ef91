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
		    s->heap[child + 1].delay_us < s->heap[child].delay_us)
			child++;
		if (s->heap[child].delay_us >= place.delay_us)
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

	while (at > 0 && place.delay_us < s->heap[(at - 1) / 2].delay_us) {
		s->heap[at] = s->heap[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	s->heap[at] = place;
}

void
mt_slowest_add(MtSlowest *s, const MtSlow *slow)
{
	MtSlowPlace place = {.delay_us = slow->delay_us};

	if (!mt_slowest_takes(s, slow->delay_us) || s->most == 0)
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
	const MtSlow *x = i->slow, *y = k->slow;

	if (i->delay_us != k->delay_us)
		return i->delay_us > k->delay_us ? -1 : 1;
	if (x->arrived_us != y->arrived_us)
		return x->arrived_us < y->arrived_us ? -1 : 1;
	return strncmp(x->queue_id.p, y->queue_id.p,
		       MIN(x->queue_id.n, y->queue_id.n));
}

void
mt_slowest_sort(MtSlowest *s)
{
	if (s->n > 0)
		qsort(s->heap, s->n, sizeof *s->heap, slower_first);
}

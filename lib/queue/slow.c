/* A binary heap of copies. */
#include "queue/slow.h"

#include <glib.h>
#include <stdlib.h>

static bool
is_faster(const MtSlow *a, const MtSlow *b)
{
	return a->delay_us < b->delay_us;
}

void
mt_slowest_clear(MtSlowest *slowest)
{
	for (size_t i = 0; i < slowest->n; i++)
		g_free(slowest->heap[i]);
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
sink_down(MtSlowest *s)
{
	MtSlow *slow = s->heap[0];
	size_t at = 0, child;

	while ((child = 2 * at + 1) < s->n) {
		if (child + 1 < s->n &&
		    is_faster(s->heap[child + 1], s->heap[child]))
			child++;
		if (!is_faster(s->heap[child], slow))
			break;
		s->heap[at] = s->heap[child];
		at = child;
	}
	s->heap[at] = slow;
}

static void
rise(MtSlowest *s, size_t at)
{
	MtSlow *slow = s->heap[at];

	while (at > 0 && is_faster(slow, s->heap[(at - 1) / 2])) {
		s->heap[at] = s->heap[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	s->heap[at] = slow;
}

void
mt_slowest_add(MtSlowest *s, const MtSlow *slow)
{
	if (!mt_slowest_takes(s, slow->delay_us) || s->most == 0)
		return;
	if (s->heap == NULL)
		s->heap = g_new(MtSlow *, s->most);
	if (s->n == s->most) {
		g_free(s->heap[0]);
		s->heap[0] = copy_of(slow);
		sink_down(s);
	} else {
		s->heap[s->n] = copy_of(slow);
		rise(s, s->n++);
	}
}

static int
slower_first(const void *a, const void *b)
{
	const MtSlow *x = *(MtSlow *const *)a, *y = *(MtSlow *const *)b;

	if (x->delay_us != y->delay_us)
		return x->delay_us > y->delay_us ? -1 : 1;
	if (x->arrived_us != y->arrived_us)
		return x->arrived_us < y->arrived_us ? -1 : 1;
	return strncmp(x->queue_id.p, y->queue_id.p,
		       MIN(x->queue_id.n, y->queue_id.n));
}

void
mt_slowest_sort(MtSlowest *s)
{
	if (s->n > 0)
		qsort(s->heap, s->n, sizeof(MtSlow *), slower_first);
}

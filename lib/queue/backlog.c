/* Most messages are there for less than a step, and seen at no moment. */
#include "queue/backlog.h"

#include <stdlib.h>

#include "base/limits.h"
#include "queue/queue.h"

/* Recipients whose attempts are looked at for each moment: those of one message
 * fare alike, and there may be 100,000. */
enum { LOOK = 64 };

static const int64_t minute_us = INT64_C(60) * 1000000;

void
mt_backlog_clear(MtBacklog *b)
{
	g_free(b->points);
	*b = (MtBacklog){0};
}

static int64_t
step_of(int64_t us, int64_t step)
{
	return us / step - (us % step < 0);
}

/* Double the step: moments at odd multiples of it go. */
static void
coarsen(MtBacklog *b)
{
	int64_t first = step_of(b->first + 1, 2);
	size_t n = 0;

	for (size_t i = (size_t)(first * 2 - b->first); i < b->n; i += 2)
		b->points[n++] = b->points[i];
	b->first = first;
	b->n = n;
	b->step_us *= 2;
}

/* Make room for the moments from `from` to `to`. */
static void
cover(MtBacklog *b, int64_t *from, int64_t *to)
{
	int64_t first, last;

	for (;; coarsen(b)) {
		int64_t from_step = step_of(*from - 1, b->step_us) + 1;
		int64_t to_step = step_of(*to - 1, b->step_us);

		first = b->n > 0 ? MIN(b->first, from_step) : from_step;
		last = b->n > 0 ? MAX(b->first + (int64_t)b->n - 1, to_step)
				: to_step;
		if (last - first < MT_QUEUED_POINTS) {
			*from = from_step;
			*to = to_step;
			break;
		}
	}
	if (*from > *to)
		return;
	if (b->points == NULL)
		b->points = g_new0(MtQueuedPoint, MT_QUEUED_POINTS);
	if (b->n > 0 && first < b->first) {
		size_t shift = (size_t)(b->first - first);

		memmove(b->points + shift, b->points, b->n * sizeof *b->points);
		memset(b->points, 0, shift * sizeof *b->points);
		b->n += shift;
	}
	b->first = first;
	while (b->n < (size_t)(last - first) + 1)
		b->points[b->n++] = (MtQueuedPoint){0};
}

/* Between the pick-up of an attempt and its result. */
static bool
is_tried(const MtAttempt *a, int64_t us)
{
	int64_t begin = a->at.time_us - a->stages.us[MT_STAGE_QUEUE] -
			a->stages.us[MT_STAGE_CONNECT] -
			a->stages.us[MT_STAGE_TRANSMIT];

	return us >= begin && us < a->at.time_us;
}

static bool
is_held(const MtTransaction *t, int64_t us)
{
	return t->held.known && us >= t->held.time_us &&
	       (!t->released.known || t->released.time_us < t->held.time_us ||
		us < t->released.time_us);
}

static MtQueuedState
state_at(const MtTransaction *t, int64_t us)
{
	bool all_tried = t->deliveries != NULL;
	unsigned looked = 0;

	if (is_held(t, us))
		return MT_QUEUED_HELD;
	if (t->queued.known && us < t->queued.time_us)
		return MT_QUEUED_INCOMING;
	for (const MtDelivery *d = t->deliveries; d != NULL && looked < LOOK;
	     d = d->next, looked++) {
		if (d->attempts == NULL || us < d->attempts->at.time_us)
			all_tried = false;
		for (const MtAttempt *a = d->attempts; a; a = a->next)
			if (is_tried(a, us))
				return MT_QUEUED_ACTIVE;
	}
	return all_tried ? MT_QUEUED_DEFERRED : MT_QUEUED_ACTIVE;
}

/* When it came and went; false where that is not known. */
static bool
stay_of(const MtTransaction *t, int64_t end_us, int64_t *from, int64_t *to)
{
	if (t->refused || !t->arrived.known || !t->arrived.has_time)
		return false;
	*from = t->arrived.time_us;
	if (t->removed.known && t->removed.has_time)
		*to = t->removed.time_us;
	else if (mt_transaction_is_waiting(t))
		*to = end_us;
	else
		*to = t->last.time_us;
	return *to > *from;
}

void
mt_backlog_add(MtBacklog *b, const MtTransaction *t, int64_t end_us)
{
	int64_t from, to, arrived;

	if (b->step_us == 0)
		b->step_us = minute_us;
	if (!stay_of(t, end_us, &from, &to))
		return;
	arrived = from;
	/* Nothing of it is seen: do not stretch the table for it. */
	if (step_of(from - 1, b->step_us) == step_of(to - 1, b->step_us))
		return;
	cover(b, &from, &to);
	for (int64_t i = from; i <= to; i++) {
		MtQueuedPoint *point = &b->points[i - b->first];
		int64_t us = i * b->step_us;

		point->n[state_at(t, us)]++;
		point->oldest_us = MAX(point->oldest_us, us - arrived);
	}
}

void
mt_backlog_thin(MtBacklog *b, size_t most)
{
	while (b->n > most)
		coarsen(b);
}

/* ---- ages ---- */

static guint
hash_age(const void *data)
{
	const MtAge *age = data;
	guint h = 5381;

	for (size_t i = 0; i < age->domain.n; i++)
		h = h * 33 + (unsigned char)age->domain.p[i];
	return h;
}

static gboolean
is_same(const void *a, const void *b)
{
	const MtAge *x = a, *y = b;

	return mt_slice_eq(x->domain, y->domain);
}

void
mt_ages_init(MtAges *ages, int64_t at_us)
{
	*ages = (MtAges){.at_us = at_us};
	ages->domains = g_hash_table_new_full(hash_age, is_same, g_free, NULL);
}

void
mt_ages_clear(MtAges *ages)
{
	if (ages->domains != NULL)
		g_hash_table_unref(ages->domains);
	*ages = (MtAges){0};
}

static MtAge *
age_of(MtAges *ages, MtSlice domain)
{
	char lower[MT_MAX_QUEUE_KEY];
	MtAge key = {.domain = {lower, MIN(domain.n, sizeof lower)}}, *age;

	for (size_t i = 0; i < key.domain.n; i++)
		lower[i] = mt_lower(domain.p[i]);
	age = g_hash_table_lookup(ages->domains, &key);
	if (age != NULL)
		return age;
	age = g_malloc0(sizeof *age + key.domain.n);
	age->domain = mt_slice((char *)(age + 1), key.domain.n);
	memcpy(age + 1, lower, key.domain.n);
	g_hash_table_add(ages->domains, age);
	return age;
}

/* 5, 10, 20, .. 1280 minutes. */
static unsigned
bucket_of(int64_t age_us)
{
	unsigned i = 0;

	while (i + 1 < MT_AGES && age_us >= (minute_us * 5) << i)
		i++;
	return i;
}

static void
count(MtAge *age, unsigned bucket)
{
	age->total++;
	age->below[bucket]++;
}

void
mt_ages_add(MtAges *ages, const MtTransaction *t, int64_t end_us)
{
	int64_t from, to;
	unsigned bucket;

	if (!stay_of(t, end_us, &from, &to) || ages->at_us < from ||
	    ages->at_us >= to)
		return;
	bucket = bucket_of(ages->at_us - from);
	for (const MtDelivery *d = t->deliveries; d != NULL; d = d->next) {
		if (mt_status_is_final(d->status) &&
		    d->at.time_us <= ages->at_us)
			continue;
		count(age_of(ages, mt_address_domain(d->recipient)), bucket);
		count(&ages->all, bucket);
	}
}

static int
by_total(const void *a, const void *b)
{
	const MtAge *x = *(const MtAge *const *)a,
		    *y = *(const MtAge *const *)b;

	if (x->total != y->total)
		return x->total > y->total ? -1 : 1;
	return mt_slice_compare(x->domain, y->domain);
}

const MtAge **
mt_ages_sorted(const MtAges *ages, size_t *n)
{
	const MtAge **list;
	GHashTableIter iter;
	gpointer key;

	*n = 0;
	list = g_new(const MtAge *, g_hash_table_size(ages->domains) + 1);
	g_hash_table_iter_init(&iter, ages->domains);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		list[(*n)++] = key;
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): a list of pointers */
	qsort(list, *n, sizeof *list, by_total);
	return list;
}

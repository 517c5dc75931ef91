/*
 * A sorted list of pairs while they are few, in which most stores end; then
 * counts by octave, of which numbers that belong together need hardly ten. Many
 * numbers are counted apart first: the list is then read once for all of them.
 */
#include "stats/buckets.h"

#include <string.h>

#include "stats/bucketbatch.h"

enum {
	SUBS = MT_BUCKET_SUBS,
	PAGES = MT_BUCKET_OCTAVES,
	COUNT_BITS = 3, /* of a pair: one less than the count */
	FULL = 1 << COUNT_BITS,
	STEP = 8, /* pairs that there is room for in addition */
};

/*
 * Places are buckets counted from the lowest that can be. A page is those of one
 * octave, made when a number needs it; most counts are small.
 */
typedef struct {
	uint64_t *large; /* instead of `small`, once a count is */
	uint16_t small[SUBS];
} Page;

struct MtBuckets {
	Page **pages; /* PAGES of them, most NULL; NULL while there are few */
	uint16_t n, room;
	/* Sorted: a place, and below it one less than the count. All pairs of a
	 * place but the last are full. */
	uint16_t few[];
};

void
mt_buckets_free(MtBuckets *buckets)
{
	if (buckets == NULL)
		return;
	for (unsigned i = 0; buckets->pages != NULL && i < PAGES; i++)
		if (buckets->pages[i] != NULL) {
			g_free(buckets->pages[i]->large);
			g_free(buckets->pages[i]);
		}
	g_free(buckets->pages);
	g_free(buckets);
}

static uint64_t
page_get(const Page *page, unsigned sub)
{
	return page->large != NULL ? page->large[sub] : page->small[sub];
}

static void
page_enlarge(Page *page)
{
	page->large = g_new(uint64_t, SUBS);
	for (unsigned i = 0; i < SUBS; i++)
		page->large[i] = page->small[i];
}

static Page *
make_page(MtBuckets *b, unsigned at)
{
	b->pages[at] = g_new0(Page, 1);
	return b->pages[at];
}

static inline void
page_add(MtBuckets *b, unsigned place, uint64_t n)
{
	Page *page = b->pages[place / SUBS];
	unsigned sub = place % SUBS;

	if (page == NULL)
		page = make_page(b, place / SUBS);
	if (page->large == NULL && page->small[sub] + n > UINT16_MAX)
		page_enlarge(page);
	if (page->large != NULL)
		page->large[sub] += n;
	else
		page->small[sub] = (uint16_t)(page->small[sub] + n);
}

static unsigned
pair_place(uint16_t pair)
{
	return pair >> COUNT_BITS;
}

static unsigned
pair_count(uint16_t pair)
{
	return (pair & (FULL - 1)) + 1;
}

static void
make_pages(MtBuckets *b)
{
	b->pages = g_new0(Page *, PAGES);
	for (unsigned i = 0; i < b->n; i++)
		page_add(b, pair_place(b->few[i]), pair_count(b->few[i]));
	b->n = 0;
}

/* The first pair of a higher place. Numbers come in no order, so a branch at each
 * step would be guessed wrong every other time: there is none. */
static unsigned
first_above(const MtBuckets *b, unsigned place)
{
	unsigned highest = place << COUNT_BITS | (FULL - 1); /* of the place */
	unsigned from = 0, n = b->n;

	while (n > 0) {
		unsigned half = (n + 1) / 2;

		from += b->few[from + half - 1] <= highest ? half : 0;
		n -= half;
	}
	return from;
}

static void
make_room(MtBuckets **buckets, unsigned pairs)
{
	MtBuckets *b = *buckets;

	if (pairs <= b->room)
		return;
	b->room = (uint16_t)(pairs + STEP);
	*buckets = g_realloc(b, sizeof *b + b->room * sizeof b->few[0]);
}

/* Put pairs for `n` at `at`; false where there would be too many. */
static bool
insert(MtBuckets **buckets, unsigned at, unsigned place, uint64_t n)
{
	MtBuckets *b = *buckets;
	unsigned last = (unsigned)((n - 1) % FULL);
	uint64_t pairs = (n - 1) / FULL + 1;

	if (pairs > MT_BUCKETS_FEW - (uint64_t)b->n)
		return false;
	make_room(buckets, b->n + (unsigned)pairs);
	b = *buckets;
	memmove(&b->few[at + pairs], &b->few[at],
		(b->n - at) * sizeof b->few[0]);
	b->n = (uint16_t)(b->n + pairs);
	for (; pairs > 1; pairs--)
		b->few[at++] = (uint16_t)(place << COUNT_BITS | (FULL - 1));
	b->few[at] = (uint16_t)(place << COUNT_BITS | last);
	return true;
}

/* Fill the last pair of the place, if there is one, and give what is left. */
static uint64_t
fill_last(MtBuckets *b, unsigned at, unsigned place, uint64_t n)
{
	uint64_t more;

	if (at == 0 || pair_place(b->few[at - 1]) != place)
		return n;
	more = MIN(n, FULL - pair_count(b->few[at - 1]));
	b->few[at - 1] = (uint16_t)(b->few[at - 1] + more);
	return n - more;
}

/* To the pairs; what does not fit there is left, for the pages that are made. */
static uint64_t
add_to_few(MtBuckets **buckets, unsigned place, uint64_t n)
{
	unsigned at;

	if (*buckets == NULL)
		*buckets = g_new0(MtBuckets, 1);
	at = first_above(*buckets, place);
	n = fill_last(*buckets, at, place, n);
	if (n == 0 || insert(buckets, at, place, n))
		return 0;
	make_pages(*buckets);
	return n;
}

static bool
has_pages(const MtBuckets *b)
{
	return b != NULL && b->pages != NULL;
}

void
mt_buckets_add(MtBuckets **buckets, int bucket, uint64_t n)
{
	unsigned place = mt_bucket_place(bucket);

	if (!has_pages(*buckets))
		n = add_to_few(buckets, place, n);
	if (n > 0)
		page_add(*buckets, place, n);
}

static void
add_to_pages(MtBuckets *b, const MtBucketBatch *batch)
{
	for (unsigned place = mt_bucket_batch_next(batch, 0);
	     place < MT_BUCKET_PLACES;
	     place = mt_bucket_batch_next(batch, place + 1))
		page_add(b, place, batch->counts[place]);
}

/* Pairs of `b` and of the batch, in order; 0 where there would be too many. */
static unsigned
merge_pairs(const MtBuckets *b, const MtBucketBatch *batch, uint16_t *pairs)
{
	unsigned n = 0, at = 0;

	for (unsigned place = mt_bucket_batch_next(batch, 0);
	     place < MT_BUCKET_PLACES;
	     place = mt_bucket_batch_next(batch, place + 1)) {
		unsigned count = batch->counts[place];

		for (; at < b->n && pair_place(b->few[at]) < place; at++)
			pairs[n++] = b->few[at];
		for (; at < b->n && pair_place(b->few[at]) == place; at++)
			count += pair_count(b->few[at]);
		if (n + (count - 1) / FULL + b->n - at >= MT_BUCKETS_FEW)
			return 0;
		for (; count > FULL; count -= FULL)
			pairs[n++] =
				(uint16_t)(place << COUNT_BITS | (FULL - 1));
		pairs[n++] = (uint16_t)(place << COUNT_BITS | (count - 1));
	}
	while (at < b->n)
		pairs[n++] = b->few[at++];
	return n;
}

/* False where there would be too many. */
static bool
add_to_pairs(MtBuckets **buckets, const MtBucketBatch *batch)
{
	uint16_t pairs[MT_BUCKETS_FEW];
	unsigned n = merge_pairs(*buckets, batch, pairs);

	if (n == 0)
		return false;
	make_room(buckets, n);
	memcpy((*buckets)->few, pairs, n * sizeof pairs[0]);
	(*buckets)->n = (uint16_t)n;
	return true;
}

static void
add_batch(MtBuckets **buckets, const int64_t *numbers, size_t n)
{
	MtBucketBatch batch;

	mt_bucket_batch_count(&batch, numbers, n);
	if (*buckets == NULL)
		*buckets = g_new0(MtBuckets, 1);
	if ((*buckets)->pages == NULL) {
		if (add_to_pairs(buckets, &batch))
			return;
		make_pages(*buckets);
	}
	add_to_pages(*buckets, &batch);
}

void
mt_buckets_add_all(MtBuckets **buckets, const int64_t *numbers, size_t n)
{
	while (n > 0) {
		size_t some = MIN(n, UINT16_MAX);

		add_batch(buckets, numbers, some);
		numbers += some;
		n -= some;
	}
}

static bool
next_of_pages(const MtBuckets *b, MtBucketsWalk *walk, uint64_t *n)
{
	while (walk->at < MT_BUCKET_PLACES) {
		const Page *page = b->pages[walk->at / SUBS];

		if (page == NULL) {
			walk->at += SUBS;
			continue;
		}
		*n = page_get(page, walk->at % SUBS);
		walk->at++;
		if (*n > 0)
			return true;
	}
	return false;
}

bool
mt_buckets_next(const MtBuckets *b, MtBucketsWalk *walk, int *bucket,
		uint64_t *n)
{
	unsigned place;

	if (b == NULL)
		return false;
	if (b->pages != NULL) {
		if (!next_of_pages(b, walk, n))
			return false;
		*bucket = (int)walk->at - 1 - MT_BUCKETS;
		return true;
	}
	if (walk->at == b->n)
		return false;
	place = pair_place(b->few[walk->at]);
	*bucket = (int)place - MT_BUCKETS;
	*n = 0;
	while (walk->at < b->n && pair_place(b->few[walk->at]) == place)
		*n += pair_count(b->few[walk->at++]);
	return true;
}

uint64_t
mt_buckets_count(const MtBuckets *b, int last)
{
	MtBucketsWalk walk = {0};
	uint64_t sum = 0, n;
	int bucket;

	while (mt_buckets_next(b, &walk, &bucket, &n) && bucket <= last)
		sum += n;
	return sum;
}

int
mt_buckets_at(const MtBuckets *b, uint64_t rank)
{
	MtBucketsWalk walk = {0};
	uint64_t n;
	int bucket = 0;

	while (mt_buckets_next(b, &walk, &bucket, &n) && n < rank)
		rank -= n;
	return bucket;
}

int64_t
mt_bucket_middle(int bucket)
{
	bool negative = bucket < 0;
	unsigned place = (unsigned)(negative ? -1 - bucket : bucket);
	unsigned shift = place / SUBS > 0 ? place / SUBS - 1 : 0;
	uint64_t low = (uint64_t)(place - shift * SUBS) << shift;
	uint64_t middle = low + (((uint64_t)1 << shift) >> 1);

	middle = MIN(middle, (uint64_t)INT64_MAX);
	return negative ? -(int64_t)middle : (int64_t)middle;
}

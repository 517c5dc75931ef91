/*
 * Many numbers, counted by their buckets in one pass: what is done for each bucket
 * is then done once for all that is in it. Internal to lib/stats.
 */
#ifndef MT_STATS_BUCKETBATCH_H
#define MT_STATS_BUCKETBATCH_H

#include <string.h>

#include "stats/buckets.h"

enum {
	MT_BUCKET_SUBS = 1 << MT_BUCKETS_SUB, /* buckets of one octave */
	MT_BUCKET_OCTAVES = 2 * MT_BUCKETS / MT_BUCKET_SUBS,
	MT_BUCKET_PLACES = 2 * MT_BUCKETS,
};

/* Counts mean something only where `used` has the bit of the place: so there is
 * little to clear. */
typedef struct {
	uint64_t used[MT_BUCKET_OCTAVES];
	uint16_t counts[MT_BUCKET_PLACES];
} MtBucketBatch;

/* Buckets are counted from the lowest that can be. */
static inline unsigned
mt_bucket_place(int bucket)
{
	return (unsigned)(bucket + MT_BUCKETS);
}

/* There are at most UINT16_MAX numbers. */
static inline void
mt_bucket_batch_count(MtBucketBatch *batch, const int64_t *numbers, size_t n)
{
	memset(batch->used, 0, sizeof batch->used);
	for (size_t i = 0; i < n; i++) {
		unsigned place = mt_bucket_place(mt_bucket_of(numbers[i]));
		uint64_t *used = &batch->used[place / MT_BUCKET_SUBS];
		uint64_t bit = (uint64_t)1 << place % MT_BUCKET_SUBS;
		unsigned before = (*used & bit) != 0 ? batch->counts[place] : 0;

		*used |= bit;
		batch->counts[place] = (uint16_t)(before + 1);
	}
}

/* The next place that is used, from `place` on; MT_BUCKET_PLACES: none is. */
static inline unsigned
mt_bucket_batch_next(const MtBucketBatch *batch, unsigned place)
{
	while (place < MT_BUCKET_PLACES) {
		uint64_t used = batch->used[place / MT_BUCKET_SUBS] >>
				place % MT_BUCKET_SUBS;

		if (used != 0)
			return place + (unsigned)__builtin_ctzll(used);
		place = (place / MT_BUCKET_SUBS + 1) * MT_BUCKET_SUBS;
	}
	return place;
}

#endif

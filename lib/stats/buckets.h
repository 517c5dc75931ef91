/*
 * Counts of numbers in buckets that grow with the number: no bucket is wider
 * than 1/64 of what is in it, and up to 63 each number has its own.
 *
 * Buckets are numbered in the order of what is in them: from 0 on for what is
 * not negative, from -1 down for the rest. While they are few, memory is two
 * bytes for each eight that are counted in one bucket; beyond MT_BUCKETS_FEW
 * such pairs, 160 bytes for each power of two that occurs, 544 where a bucket of
 * it has more than 65,535.
 */
#ifndef MT_STATS_BUCKETS_H
#define MT_STATS_BUCKETS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum {
	MT_BUCKETS_SUB = 6, /* bits of a number that count below its highest */
	MT_BUCKETS = (64 - MT_BUCKETS_SUB + 1)
		     << MT_BUCKETS_SUB, /* each side */
	MT_BUCKETS_FEW = 320,
};

/* NULL is empty. */
typedef struct MtBuckets MtBuckets;

void mt_buckets_free(MtBuckets *buckets);

/* `n`, not 0, more in a bucket; `buckets` may move. */
void mt_buckets_add(MtBuckets **buckets, int bucket, uint64_t n);

/* One more in the bucket of each of the numbers. */
void mt_buckets_add_all(MtBuckets **buckets, const int64_t *numbers, size_t n);

/* From the lowest bucket up; `walk` is all zero at first. False at the end. */
typedef struct {
	unsigned at;
} MtBucketsWalk;

bool mt_buckets_next(const MtBuckets *buckets, MtBucketsWalk *walk, int *bucket,
		     uint64_t *n);

/* In how many is a bucket up to that one. */
uint64_t mt_buckets_count(const MtBuckets *buckets, int last);

/* The bucket of rank `rank`; 1 is the lowest. There are so many. */
int mt_buckets_at(const MtBuckets *buckets, uint64_t rank);

/* The bucket of a size that is not negative. */
static inline int
mt_bucket_of_size(uint64_t size)
{
	unsigned shift;

	if (size < 1U << MT_BUCKETS_SUB)
		return (int)size;
	shift = 63 - MT_BUCKETS_SUB - (unsigned)__builtin_clzll(size);
	return (int)((shift << MT_BUCKETS_SUB) + (unsigned)(size >> shift));
}

static inline int
mt_bucket_of(int64_t number)
{
	return number < 0 ? -1 - mt_bucket_of_size(-(uint64_t)number)
			  : mt_bucket_of_size((uint64_t)number);
}

/* The middle of a bucket: nothing in it is further away than half its width. */
int64_t mt_bucket_middle(int bucket);

#endif

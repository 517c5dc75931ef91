/* A fast hash of short texts, for tables that live as long as the process. */
#ifndef MT_FLOW_HASH_H
#define MT_FLOW_HASH_H

#include <stdint.h>

#include "base/slice.h"

static inline uint64_t
mt_hash_mix(uint64_t h, uint64_t word)
{
	h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ (h >> 29);
}

/* Eight bytes at a time; the last ones padded, which the length tells apart. */
static inline uint64_t
mt_hash_text(uint64_t h, MtSlice s)
{
	const char *p = s.p;
	size_t n = s.n;
	uint64_t word;

	for (; n >= sizeof word; p += sizeof word, n -= sizeof word) {
		memcpy(&word, p, sizeof word);
		h = mt_hash_mix(h, word);
	}
	word = 0;
	if (n > 0)
		memcpy(&word, p, n);
	return mt_hash_mix(h, word ^ (uint64_t)s.n << 56);
}

#endif

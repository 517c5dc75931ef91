/* A fast hash of short texts: the same on all machines. */
#ifndef MT_FLOW_HASH_H
#define MT_FLOW_HASH_H

#include <glib.h>

#include "base/slice.h"

static inline uint64_t
mt_hash_mix(uint64_t h, uint64_t word)
{
	h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ (h >> 29);
}

/* The last bytes of a text that is hashed by words: a whole word where it has
 * one, which may overlap the one before; the length is mixed in beside it. */
static inline uint64_t
mt_hash_last(MtSlice s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	uint32_t head, tail;
	uint64_t word;

	if (s.n >= sizeof word) {
		memcpy(&word, p + s.n - sizeof word, sizeof word);
		return GUINT64_FROM_LE(word);
	}
	if (s.n >= sizeof head) {
		memcpy(&head, p, sizeof head);
		memcpy(&tail, p + s.n - sizeof tail, sizeof tail);
		return GUINT32_FROM_LE(head) | (uint64_t)GUINT32_FROM_LE(tail)
						       << 32;
	}
	if (s.n == 0)
		return 0;
	return p[0] | (uint64_t)p[s.n / 2] << 8 | (uint64_t)p[s.n - 1] << 16;
}

/* By words, of which the bits in `same` do not count. */
static inline uint64_t
mt_hash_words(uint64_t h, MtSlice s, uint64_t same)
{
	const char *p = s.p;
	size_t n = s.n;
	uint64_t word;

	for (; n > sizeof word; p += sizeof word, n -= sizeof word) {
		memcpy(&word, p, sizeof word);
		h = mt_hash_mix(h, GUINT64_FROM_LE(word) | same);
	}
	return mt_hash_mix(h, (mt_hash_last(s) | same) ^ (uint64_t)s.n << 56);
}

static inline uint64_t
mt_hash_text(uint64_t h, MtSlice s)
{
	return mt_hash_words(h, s, 0);
}

/* Letters of both cases are one: bit 5 apart, as some other bytes are too. */
static inline uint64_t
mt_hash_letters(uint64_t h, MtSlice key)
{
	return mt_hash_words(h, key, UINT64_C(0x2020202020202020));
}

/* Of a queue id, whatever its host: others name it in what they log. */
static inline uint64_t
mt_hash_id(MtSlice id)
{
	return mt_hash_text(0, id);
}

#endif

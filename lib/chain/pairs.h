/*
 * A table of what is known of each (host, next host): as many pairs as a limit
 * allows, whatever the number of messages.
 *
 * Which pairs are kept when the limit is reached depends on which came first;
 * frequent ones come early.
 */
#ifndef MT_CHAIN_PAIRS_H
#define MT_CHAIN_PAIRS_H

#include "chain/names.h"

typedef struct MtPairs MtPairs;

/* Each pair has `size` bytes, all zero at first. */
MtPairs *mt_pairs_new(size_t size, size_t limit);

/* What the bytes of the pairs own is to be freed by the caller before. */
void mt_pairs_free(MtPairs *pairs);

/*
 * The bytes of a pair, valid until the next call. NULL when the pair is new
 * and the limit is reached; then nothing of it is remembered.
 */
void *mt_pairs_at(MtPairs *pairs, MtSlice from, MtSlice to);

/* Pairs go from 0 up to this. `from` and `to` may be NULL. */
size_t mt_pairs_n(const MtPairs *pairs);
void *mt_pairs_get(const MtPairs *pairs, size_t i, uint32_t *from,
		   uint32_t *to);

/* Of all hosts in pairs. */
const MtNames *mt_pairs_names(const MtPairs *pairs);

#endif

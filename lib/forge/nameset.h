/*
 * Telling quickly that a field's name is none of a few: most are, and their
 * names need not be compared. All zero is the empty set.
 */
#ifndef MT_FORGE_NAMESET_H
#define MT_FORGE_NAMESET_H

#include <stdint.h>

#include "base/slice.h"

enum { MT_NAMESET_SIZE = 1024 };

/* Of the names with one key the number of the last, from 1; SEVERAL where there
 * are more. */
enum { MT_NAMESET_SEVERAL = 255 };

typedef struct {
	uint8_t last[MT_NAMESET_SIZE];
} MtNameSet;

/* Length and three letters, whatever their case. */
static inline size_t
mt_nameset_key(MtSlice name)
{
	const unsigned char *p = (const unsigned char *)name.p;
	size_t n = name.n;

	if (n == 0)
		return 0;
	return (n * 131 + (p[0] | (size_t)0x20) +
		(p[n / 2] | (size_t)0x20) * 7 +
		(p[n - 1] | (size_t)0x20) * 29) %
	       MT_NAMESET_SIZE;
}

/* `number` is 1 to 254. */
static inline void
mt_nameset_add(MtNameSet *set, MtSlice name, size_t number)
{
	uint8_t *last = &set->last[mt_nameset_key(name)];

	*last = *last == 0 ? (uint8_t)number : MT_NAMESET_SEVERAL;
}

/* 0: it is none of them; else the number of the one that it may be, or
 * MT_NAMESET_SEVERAL. */
static inline size_t
mt_nameset_look(const MtNameSet *set, MtSlice name)
{
	return set->last[mt_nameset_key(name)];
}

#endif

/*
 * Telling quickly that a field's name is none of a few: most are, and their
 * names need not be compared. All zero is the empty set.
 */
#ifndef MT_FORGE_NAMESET_H
#define MT_FORGE_NAMESET_H

#include <stdint.h>

#include "base/slice.h"

enum { MT_NAMESET_SIZE = 1024 };

typedef struct {
	uint8_t may[MT_NAMESET_SIZE];
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

static inline void
mt_nameset_add(MtNameSet *set, MtSlice name)
{
	set->may[mt_nameset_key(name)] = 1;
}

/* False: it is none of them. True: look. */
static inline bool
mt_nameset_may_have(const MtNameSet *set, MtSlice name)
{
	return set->may[mt_nameset_key(name)] != 0;
}

#endif

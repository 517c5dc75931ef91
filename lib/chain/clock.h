/* What is known of the clock of one host. */
#ifndef MT_CHAIN_CLOCK_H
#define MT_CHAIN_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* method, what records print, what mailtrace-record(5) says of it */
#define MT_CLOCK_METHODS(X)                                                    \
	X(REFERENCE, "reference",                                              \
	  "the host by whose clock the others are measured; it agrees with "   \
	  "the majority")                                                      \
	X(BOTH_WAYS, "both-ways",                                              \
	  "bounded on both sides by mail from and to the reference, over "     \
	  "other hosts or directly")                                           \
	X(ONE_WAY, "one-way",                                                  \
	  "bounded on one side by mail from or to the reference; the fastest " \
	  "transit was taken as immediate")                                    \
	X(INDIRECT, "indirect",                                                \
	  "mail leads neither from nor to the reference, only to hosts that "  \
	  "it leads to as well; as with one-way")                              \
	X(UNKNOWN, "unknown",                                                  \
	  "too few observations that agree, or no majority of clocks that "    \
	  "agree")

typedef enum {
#define MT_CLOCK_ENUM(name, word, meaning) MT_CLOCK_##name,
	MT_CLOCK_METHODS(MT_CLOCK_ENUM)
#undef MT_CLOCK_ENUM
} MtClockMethod;

typedef struct {
	MtSlice host; /* lower case */
	uint64_t n;   /* delays seen to or from another host */
	MtClockMethod method;

	/* The rest is 0 where the method is unknown. */
	int64_t offset_us;      /* its clock minus the common one; + is fast */
	int64_t uncertainty_us; /* the true offset is within this */
	bool like_zone; /* about whole half hours: the zone may be what is wrong */
} MtClock;

const char *mt_clock_method_word(MtClockMethod method);
const char *mt_clock_method_meaning(MtClockMethod method);

#endif

/* Where findings are gathered while rules run. Internal to lib/forge. */
#ifndef MT_FORGE_FIND_H
#define MT_FORGE_FIND_H

#include "forge/case.h"

struct MtFinds {
	MtFinding *findings; /* in the order found */
	size_t n, size;
	const struct MtRule *rule; /* the last one that found something */
	size_t of_rule;            /* how often, up to now */
	uint64_t left_out;
};

#endif

/* A record that outlives the memory it was read into. */
#ifndef MT_RECORD_COPY_H
#define MT_RECORD_COPY_H

#include "record/record.h"

/* What one copy may cost. A text that is longer is cut, and ends with MT_CUT. */
typedef struct {
	size_t text; /* bytes */
	size_t list; /* items */
} MtCopyLimits;

#define MT_CUT " [...]"

/* The struct of `kind` with what it points to, in `arena`. */
void *mt_record_copy(const MtRecordKind *kind, const void *data,
		     const MtCopyLimits *limits, MtArena *arena);

#endif

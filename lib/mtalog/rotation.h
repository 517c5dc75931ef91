/* What the names of rotated logs say: which log, and how old a part. */
#ifndef MT_MTALOG_ROTATION_H
#define MT_MTALOG_ROTATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

typedef struct {
	MtSlice stream; /* the path without all this: equal for all parts */
	int64_t age;    /* 0 is the log itself; a higher one is older. Parts
			   named by dates are compared by `date` */
	int64_t date;   /* days since 1970 of a date in the name, else -1 */
} MtRotation;

/*
 * `mail.log.2.gz` is the part 2 of `mail.log`; `mainlog-20260104.xz`,
 * `mail.log.2026-01-04` and `mail-20260104.log` are dated. Compression is told
 * by its suffix. Always gives a result.
 */
MtRotation mt_rotation_read(MtSlice path);

#endif

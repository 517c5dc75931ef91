/*
 * What the lines of one file share from the first that is read to the last that
 * is used up. It lives as long as anybody holds it: the stream while it reads,
 * and each block with its lines, which are let go on different threads.
 */
#ifndef MT_MTALOG_READING_H
#define MT_MTALOG_READING_H

#include <stdint.h>

#include "mtalog/turn.h"

typedef struct {
	_Atomic unsigned holders;
	MtTurn turn;
	void **states;        /* of the readers, made when first used */
	int64_t twice_latest; /* see mt_local_choose(); by turns */
} MtLogReading;

MtLogReading *mt_log_reading_new(void);
MtLogReading *mt_log_reading_hold(MtLogReading *reading);
void mt_log_reading_release(MtLogReading *reading); /* may be NULL */

#endif

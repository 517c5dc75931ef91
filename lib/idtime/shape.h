/*
 * Which ids a program can write at all: some ids say by their mere shape that
 * they are not from the software that is said to have made them.
 */
#ifndef MT_IDTIME_SHAPE_H
#define MT_IDTIME_SHAPE_H

#include "idtime/idtime.h"

typedef enum {
	MT_SHAPE_UNKNOWN,    /* nothing is known of the ids of this software */
	MT_SHAPE_FITS,       /* it writes ids of this shape */
	MT_SHAPE_IMPOSSIBLE, /* it cannot have written this id */
} MtShapeAnswer;

typedef struct {
	MtShapeAnswer answer;
	const char *maker;     /* `Postfix`, `Gmail`; NULL if unknown */
	const char *why;       /* impossible: a sentence. NULL otherwise */
	const char *wants;     /* what its ids look like, for people */
	size_t offset, length; /* of the bytes in the text that are wrong */
} MtShape;

/*
 * Judge an id by the software that the source names: for MT_ID_RECEIVED by
 * `software` (never by the dialect alone, which may have been told from the
 * id), or by `by` for the hosts of Google; for MT_ID_MESSAGE_ID by the domain
 * of the id (amazonses.com, mail.gmail.com, *.outlook.com ...).
 *
 * A banner that an administrator made up names no software, and gives UNKNOWN.
 */
void mt_shape_check(const MtIdSource *source, MtShape *shape);

/*
 * Postfix's short queue ids begin with microseconds, so they carry a bound and
 * no date: true, with the microseconds, where `text` is such an id.
 */
bool mt_shape_postfix_short(MtSlice text, uint32_t *us);

#endif

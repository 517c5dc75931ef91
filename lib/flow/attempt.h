/* Deliveries of an open transaction: recipients, attempts. Internal. */
#ifndef MT_FLOW_ATTEMPT_H
#define MT_FLOW_ATTEMPT_H

#include "flow/open.h"

MtMoment mt_moment_of(const MtPacked *e);

/* Is it the line of `m`, read from another log? */
bool mt_moment_repeats(const MtMoment *m, const MtPacked *e);

/* Does it look as the line of `m` once more in the same log? Where syslog has two
 * ways to a file, each line is there twice. */
bool mt_moment_doubles(const MtMoment *m, const MtPacked *e);

/*
 * The delivery of an attempt, with the attempt added; NULL where it is a
 * repetition (in the same log only if other lines were), or beyond
 * MT_MAX_LISTED, when *unlisted is set.
 */
MtDelivery *mt_attempt_add(MtOpenTable *table, MtOpen *o, const MtPacked *e,
			   unsigned keep, bool *unlisted);

/* A recipient of whom no result is known yet; NULL beyond MT_MAX_LISTED. */
MtDelivery *mt_attempt_expect(MtOpenTable *table, MtOpen *o, const MtPacked *e);

/* Give all recipients that have no final result this one. */
void mt_attempt_end_all(MtOpen *o, MtStatus status, const MtMoment *at);

#endif

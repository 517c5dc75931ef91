/*
 * The way of a message over hosts whose logs are all there, leg by leg: one leg
 * is what one host did with it.
 *
 * What a host handed over to another one of the logs is no delivery, and what
 * that one then delivers was on its way before. So legs wait: hand-overs are
 * known by the id that the next host answered with, and its log may tell of that
 * message sooner or later, by clocks that differ.
 */
#ifndef MT_QUEUE_LEG_H
#define MT_QUEUE_LEG_H

#include "queue/group.h"

/* For a time or size that no line says. */
#define MT_LEG_UNKNOWN INT64_MIN

/* How a message came to a host, as far as others may know it. */
typedef struct {
	uint64_t ids[2]; /* mt_hash_id() of those it has there; 0: none */
	MtGroup *host;
	int64_t at_us, size;
	uint32_t sender;     /* hash, 0: not known */
	uint32_t recipients; /* a bit for each, by its hash */
} MtCame;

/* What was handed over, as far as the next host may know it. */
typedef struct {
	uint64_t id;    /* mt_hash_id() of the answered one; 0: none */
	MtGroup *relay; /* NULL: none was named */
	int64_t at_us;
	uint32_t recipient; /* one bit */
} MtPassed;

/* One delivery. */
typedef struct {
	MtResult result; /* by what this host cost */
	MtGroup *domain;
	MtPassed to;
} MtLegEnd;

typedef struct MtLeg {
	struct MtLeg *next;
	MtCame came; /* as the first of its ids, where a filter gave it others */
	MtGroup *sender; /* NULL: not known */
	uint32_t n, room;
	MtLegEnd ends[];
} MtLeg;

MtLeg *mt_leg_new(const MtCame *came, uint32_t room);

static inline size_t
mt_leg_bytes(const MtLeg *leg)
{
	return sizeof *leg + leg->room * sizeof leg->ends[0];
}

/* A transaction as others may know it; `host` is the group of its host. */
MtCame mt_leg_came(const MtTransaction *t, MtGroup *host);

/* A delivery as the next host may know it; its id is 0 where none was answered.
 * `relay` is the group of its relay. */
MtPassed mt_leg_passed(const MtDelivery *d, MtGroup *relay);

/* Can what `from` passed on be what came there? An id alone may be another's. */
bool mt_leg_agree(const MtCame *from, const MtPassed *passed, const MtCame *to);

#endif

/*
 * Transactions of all hosts become traces: the way of one message, as a tree of
 * steps. A step is one transaction; it has one step before it at most, and the
 * delivery of that step which led to it.
 *
 * Clocks of hosts differ, so a join rests on ids first, and what the logs know
 * in common must agree. Two messages that only look alike are never joined:
 * where several would do equally well, none is taken.
 */
#ifndef MT_FLOW_JOIN_H
#define MT_FLOW_JOIN_H

#include "flow/transaction.h"

/* What makes a step the next one of another. */
typedef enum {
	MT_LINK_NONE,       /* the first step that is known */
	MT_LINK_REPLY,      /* the id that the next host answered with */
	MT_LINK_REINJECT,   /* an id of the same host, named in its log */
	MT_LINK_MESSAGE_ID, /* Message-ID, size and time agree, no other does */
	MT_LINK_CHILD,      /* a notice about the message: a trace of its own */
	MT_LINKS,
} MtLink;

MtSlice mt_link_word(MtLink link);

typedef struct MtStep MtStep;

struct MtStep {
	const MtTransaction *t;
	int64_t came_us; /* when it came, or the first that is known of it */
	MtLink link;
	MtStep *from;         /* NULL: the first */
	const MtDelivery *by; /* of `from`, that led here; may be NULL */
	MtStep *next;         /* the first that came from it */
	MtStep *sibling;      /* the next that came from `from` */
	uint32_t trace;       /* number, from 1 */
	uint32_t step;        /* in its trace, from 1; each behind its `from` */
	uint32_t order;       /* among all, by arrival */
	/* Arrival here less the hand-over there: by two clocks, so it may be
	 * negative. With `has_gap`. */
	int64_t gap_us;
	bool has_gap;
};

typedef struct {
	uint32_t number; /* from 1, in order of the first arrival */
	MtStep **steps;  /* in order of `step` */
	size_t n;
	MtStep *about; /* of another trace, which this one is a notice about;
			  NULL as a rule */
} MtTrace;

/* A host of the logs, and from when to when they know it. */
typedef struct {
	MtSlice name;
	int64_t first_us, last_us;
	/* Its clock less what most of them say, from joins by id; with
	 * `has_offset`. */
	int64_t offset_us;
	bool has_offset;
	uint32_t number;    /* in order of appearance */
	size_t n;           /* transactions */
	size_t message_ids; /* of these with a Message-ID */
	uint32_t mtas;      /* 1 << MtMta, of those that log there */
	bool zone_unsaid;   /* of some of its lines */
	/* The name that other hosts have for it, and how often ids of its log
	 * came from there; p is NULL where they do not show that. */
	MtSlice known_as;
	size_t n_known_as;
} MtLogHost;

typedef struct MtJoin MtJoin;

MtJoin *mt_join_new(void);
void mt_join_free(MtJoin *join);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtJoin, mt_join_free)

/* Keeps a copy. */
void mt_join_add(MtJoin *join, const MtTransaction *t);

/* Nothing may be added any more. */
void mt_join_finish(MtJoin *join);

/* After that. */
size_t mt_join_n(const MtJoin *join);
const MtTrace *mt_join_trace(const MtJoin *join, size_t i);

/* The step that a delivery led to; NULL where none is known. */
const MtStep *mt_join_next(const MtStep *step, const MtDelivery *d);

/* Hosts by name. */
const MtLogHost *mt_join_hosts(const MtJoin *join, size_t *n);

/*
 * Steps with this queue id on any host; at most `room`, those that arrived
 * nearest to `about_us` first. Their number.
 */
size_t mt_join_find(const MtJoin *join, MtSlice queue_id, int64_t about_us,
		    const MtStep **steps, size_t room);

/* The same by Message-ID. */
size_t mt_join_find_message(const MtJoin *join, MtSlice message_id,
			    int64_t about_us, const MtStep **steps,
			    size_t room);

#endif

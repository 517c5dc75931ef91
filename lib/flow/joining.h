/* The parts of a join. Internal to lib/flow. */
#ifndef MT_FLOW_JOINING_H
#define MT_FLOW_JOINING_H

#include <glib.h>

#include "flow/idindex.h"

struct MtJoin {
	MtArena *arena;
	MtArena *step_arena; /* steps are sorted and followed: they lie close */
	GPtrArray *steps;    /* of MtStep *, by `order` once finished */
	MtIdIndex ids, message_ids;
	MtStep **up; /* of each order: towards the first of its tree */

	GHashTable *host_of;  /* MtSlice * of a name to its MtLogHost * */
	GPtrArray *host_list; /* of MtLogHost * */
	MtLogHost *hosts;     /* by name, once finished */
	size_t n_hosts;
	GHashTable *relays; /* address of a relay, to the MtLogHost * it is */
	GHashTable *pairs;  /* of hosts, to their gaps (MtGaps *) */

	MtTrace *traces;
	size_t n_traces;
	MtStep **in_order; /* steps by trace and step */
};

/* The gaps of joins by id from one host to another. */
typedef struct {
	MtLogHost *from, *to;
	GArray *us; /* of int64_t */
	int64_t median_us;
} MtGaps;

static inline int64_t
mt_joining_pair(const MtLogHost *from, const MtLogHost *to)
{
	return (int64_t)((uint64_t)from->number << 32 | to->number);
}

/* Arrival of `to` less the time of the result `by`; false if one has none. */
bool mt_joining_gap(const MtDelivery *by, const MtStep *to, int64_t *us);

/* For tables whose keys are MtSlice *. */
guint mt_joining_hash(gconstpointer key);
gboolean mt_joining_same(gconstpointer a, gconstpointer b);

MtLogHost *mt_joining_host(MtJoin *join, MtSlice name, bool make);

/* Does a name that one log has for the other's host mean another host? */
bool mt_joining_names_other(const MtJoin *join, MtSlice name, MtSlice host);

/* Make `to` the next of `from`, unless that cannot be: it has one before it,
 * or would come before itself. */
bool mt_joining_link(MtJoin *join, MtStep *from, const MtDelivery *by,
		     MtStep *to, MtLink link);

/* In this order. */
void mt_joining_same_host(MtJoin *join);
void mt_joining_by_reply(MtJoin *join);
void mt_joining_learn(MtJoin *join);
void mt_joining_names(MtJoin *join);
void mt_joining_by_message_id(MtJoin *join);
void mt_joining_traces(MtJoin *join);

#endif

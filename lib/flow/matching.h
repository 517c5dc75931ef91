/* One hop held against the logs. Internal to lib/flow. */
#ifndef MT_FLOW_MATCHING_H
#define MT_FLOW_MATCHING_H

#include "flow/match.h"

typedef struct {
	MtJoin *join;
	const MtHop *hop;
	MtSlice host;         /* that wrote it, as far as it is known */
	const MtLogHost *log; /* the one that is looked at */
	MtSlice message_id, sender, recipient; /* of the envelope */
	MtArena *arena;
	MtHopMatch *match;
	/* Facts that the MTA writes into log and field from one value. */
	unsigned certain;
} MtMatching;

/* Set step, facts and difference of the match: what that transaction and the
 * field both say. */
void mt_match_compare(MtMatching *m, const MtStep *step, bool by_id);

/* Does software of this kind put one Received field into each message? */
bool mt_match_writes_fields(MtMta mta);

/* The sentence goes on with `more`; each '%' in it is the next of `values`. */
void mt_match_say(MtHopMatch *match, MtArena *arena, const char *more,
		  const MtSlice *values);

/* Do the logs have the same way from hop to hop? */
void mt_match_ways(MtHopMatch *matches, size_t n, MtArena *arena);

#endif

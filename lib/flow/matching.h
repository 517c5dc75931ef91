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
} MtMatching;

/* Set step, facts and difference of the match: what that transaction and the
 * field both say. */
void mt_match_compare(MtMatching *m, const MtStep *step, bool by_id);

#endif

/* How a hop that was held against logs becomes a record. */
#ifndef MT_RECORD_MATCH_H
#define MT_RECORD_MATCH_H

#include "flow/match.h"
#include "record/corroboration.h"

void mt_corroboration_record_fill(MtCorroborationRecord *record,
				  const MtMessage *message,
				  const MtHopMatch *match, size_t hops,
				  MtArena *arena);

#endif

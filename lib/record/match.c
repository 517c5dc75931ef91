/* The hop, the verdict, and the line of the log that it rests on. */
#include "record/match.h"

static MtTexts
differences(const MtHopMatch *match, MtArena *arena)
{
	MtSlice *words;
	size_t n = 0;

	/* What the log does not cover is no difference. */
	if (match->differ == 0 || match->verdict == MT_MATCH_NOT_COVERED)
		return (MtTexts){0};
	words = MT_ARENA_NEW0(arena, MtSlice, MT_FACTS);
	for (unsigned i = 0; i < MT_FACTS; i++)
		if ((match->differ >> i & 1) != 0)
			words[n++] = mt_fact_word(i);
	return (MtTexts){words, n};
}

void
mt_corroboration_record_fill(MtCorroborationRecord *record,
			     const MtMessage *message, const MtHopMatch *match,
			     size_t hops, MtArena *arena)
{
	const MtMoment *at = match->at;

	*record = (MtCorroborationRecord){
		.verdict = mt_match_word(match->verdict),
		.difference_us = {match->difference_us, match->has_difference},
		.differs = differences(match, arena),
		.why = match->why,
	};
	mt_hop_record_fill(&record->hop, message, match->hop, hops, false,
			   arena);
	if (match->step != NULL) {
		record->log_host = match->step->t->host;
		record->queue_id = match->step->t->queue_id;
	}
	if (at == NULL)
		return;
	record->log_source = at->source;
	record->log_offset = mt_number((int64_t)at->offset);
	record->log_length = mt_number((int64_t)at->length);
	record->log_line = mt_number((int64_t)at->line);
	record->log_time = (MtInstant){at->time_us, at->decimals, at->has_time};
}

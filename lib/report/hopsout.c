/* Messages and tables as records, or handed to the writers of text. */
#include "report/hopsout.h"

#include "record/clock.h"
#include "record/hop.h"
#include "record/message.h"
#include "record/pair.h"
#include "report/sumtext.h"

void
mt_hopsout_head(const MtHopsOut *o, MtBuf *out)
{
	if (o->format == MT_FORMAT_TSV)
		mt_record_add_tsv_head(out, o->messages_only
						    ? &mt_record_message
						    : &mt_record_hop);
}

static void
add_hops_json(const MtHopsOut *o, MtBuf *out, const MtMessage *message,
	      const MtRecordKind *kind, const MtHop *hops, size_t n,
	      MtArena *arena)
{
	MtHopRecord record;

	for (size_t i = 0; i < n; i++) {
		mt_hop_record_fill(&record, message, &hops[i], n, o->raw,
				   arena);
		mt_record_add_json(out, kind, &record);
	}
}

static void
add_json(const MtHopsOut *o, MtBuf *out, const MtMessage *message,
	 const MtHeading *heading, const MtChain *chain, MtArena *arena)
{
	MtMessageRecord record;

	mt_message_record_fill(&record, message, heading, chain, arena);
	mt_record_add_json(out, &mt_record_message, &record);
	if (o->messages_only)
		return;
	add_hops_json(o, out, message, &mt_record_hop, chain->hops, chain->n,
		      arena);
	add_hops_json(o, out, message, &mt_record_x_received, chain->x_received,
		      chain->n_x_received, arena);
}

static void
add_tsv(const MtHopsOut *o, MtBuf *out, const MtMessage *message,
	const MtHeading *heading, const MtChain *chain, MtArena *arena)
{
	MtMessageRecord record;
	MtHopRecord hop;

	if (o->messages_only) {
		mt_message_record_fill(&record, message, heading, chain, arena);
		mt_record_add_tsv(out, &mt_record_message, &record);
		return;
	}
	for (size_t i = 0; i < chain->n; i++) {
		mt_hop_record_fill(&hop, message, &chain->hops[i], chain->n,
				   o->raw, arena);
		mt_record_add_tsv(out, &mt_record_hop, &hop);
	}
}

void
mt_hopsout_message(const MtHopsOut *o, MtBuf *out, const MtMessage *message,
		   const MtHeading *heading, const MtChain *chain,
		   MtArena *arena)
{
	if (o->format == MT_FORMAT_JSON)
		add_json(o, out, message, heading, chain, arena);
	else if (o->format == MT_FORMAT_TSV)
		add_tsv(o, out, message, heading, chain, arena);
	else
		mt_hopstext_add(&o->text, out, message, heading, chain);
}

static void
add_record(const MtHopsOut *o, MtBuf *out, const MtRecordKind *kind,
	   const void *record)
{
	if (o->format == MT_FORMAT_JSON)
		mt_record_add_json(out, kind, record);
	else
		mt_record_add_tsv(out, kind, record);
}

void
mt_hopsout_pairs(const MtHopsOut *o, MtBuf *out, const MtPair *pairs, size_t n,
		 const MtPair *others)
{
	MtPairRecord record;

	if (o->format == MT_FORMAT_TEXT) {
		mt_sumtext_pairs(o->text.term, out, pairs, n, others);
		return;
	}
	if (o->format == MT_FORMAT_TSV)
		mt_record_add_tsv_head(out, &mt_record_pair);
	for (size_t i = 0; i < n; i++) {
		mt_pair_record_fill(&record, &pairs[i]);
		add_record(o, out, &mt_record_pair, &record);
	}
	if (others != NULL) {
		mt_pair_record_fill(&record, others);
		add_record(o, out, &mt_record_pair, &record);
	}
}

void
mt_hopsout_clocks(const MtHopsOut *o, MtBuf *out, const MtClock *clocks,
		  size_t n)
{
	MtClockRecord record;

	if (o->format == MT_FORMAT_TEXT) {
		mt_sumtext_clocks(o->text.term, out, clocks, n);
		return;
	}
	if (o->format == MT_FORMAT_TSV) {
		mt_buf_add_char(out, '\n');
		mt_record_add_tsv_head(out, &mt_record_clock);
	}
	for (size_t i = 0; i < n; i++) {
		mt_clock_record_fill(&record, &clocks[i]);
		add_record(o, out, &mt_record_clock, &record);
	}
}

/*
 * Sentences about a journey: what is strange about one hop, and where the time
 * went. Each has a line of its own, goes on below where that ends, and begins
 * with `!` where something is wrong.
 */
#ifndef MT_REPORT_SAY_H
#define MT_REPORT_SAY_H

#include <glib.h>

#include "chain/chain.h"
#include "report/term.h"

/* Less than this is nothing to a person: no sentence, no bar. */
#define MT_SAY_LEAST_US ((int64_t)5 * G_USEC_PER_SEC)

/* Was the delay of this hop waiting, in a mailbox or with a person? */
static inline bool
mt_say_is_waiting(const MtChain *chain, const MtHop *hop)
{
	return hop->has_delay &&
	       mt_hop_is_waiting(&chain->hops[hop->since - 1], hop);
}

/* A line behind `indent` columns; `look`: something is wrong. The words are
 * those of mt_flow_say(). */
void mt_say(MtBuf *out, const MtTerm *term, size_t indent, bool look,
	    const char *sentence, const MtSlice *values);

/* The number of the hop that lost most time, if that is worth a sentence. */
size_t mt_say_slowest(const MtChain *chain);

/* Where most time was lost, and where to look for the reason. */
void mt_say_verdict(MtBuf *out, const MtTerm *term, const MtChain *chain);

/* What is strange about one hop; `date` is that of the Date field. */
void mt_say_hop(MtBuf *out, const MtTerm *term, size_t indent,
		const MtChain *chain, const MtHop *hop, const MtTime *date);

#endif

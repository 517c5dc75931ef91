/*
 * A message's hops against the logs, for people:
 *
 *	late.eml
 *	<1618.7@alpha.example>
 *	3 hops: 2 confirmed, 1 contradicted
 *
 *	 1  confirmed     submit.alpha.example
 *	      the log has 4jXz6j3d3Fz1lChN (submit.log:3)
 */
#ifndef MT_REPORT_MATCHTEXT_H
#define MT_REPORT_MATCHTEXT_H

#include "flow/match.h"
#include "input/message.h"
#include "report/term.h"

void mt_matchtext_add(MtBuf *out, const MtTerm *term, const MtMessage *message,
		      MtSlice message_id, const MtHopMatch *matches, size_t n);

#endif

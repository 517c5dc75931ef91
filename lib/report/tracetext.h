/*
 * The story of one message: who had it, when and for how long, what the other
 * side answered, and why it waited.
 *
 *	<1618.7@alpha.example>
 *	from anna@alpha.example for carl@india.example
 *	delivered after 1 m 16 s
 *
 *	  23 Nov 2026 UTC
 *	08:06:37  relay1 81F2EB6A286
 *	            from submit.alpha.example [192.0.2.10], 1801 bytes
 *	08:06:37    carl@india.example deferred by mx.india.example
 *	              451 try again
 *	08:07:53    carl@india.example taken by mx.india.example as 1xVP5d-00005B
 *	            after 76 s: 73 s lost to earlier attempts
 *
 * Times are those of each host's own clock. Where that is known to be wrong, it
 * says so.
 */
#ifndef MT_REPORT_TRACETEXT_H
#define MT_REPORT_TRACETEXT_H

#include "flow/join.h"
#include "report/term.h"
#include "report/zone.h"

typedef struct {
	const MtTerm *term;
	const MtZone *zone;
	bool lines; /* name the line of the log that says it */
} MtTraceText;

void mt_tracetext_add(const MtTraceText *text, MtBuf *out, const MtJoin *join,
		      const MtTrace *trace);

#endif

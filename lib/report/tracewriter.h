/* The parts of a story. Internal to lib/report. */
#ifndef MT_REPORT_TRACEWRITER_H
#define MT_REPORT_TRACEWRITER_H

#include "report/flow.h"
#include "report/tracetext.h"

typedef struct {
	const MtTraceText *text;
	MtBuf *out;
	int64_t day_us; /* a time of the day that was named last */
	bool day;
} MtTraceWriter;

enum {
	MT_TRACE_HOST = 10,  /* columns before a host */
	MT_TRACE_WHAT = 12,  /* before what happened there */
	MT_TRACE_BELOW = 14, /* before what goes on */
};

/* A line that begins with the time of `at`, at `column`. */
MtFlow mt_tracewriter_line(MtTraceWriter *w, const MtMoment *at, size_t column);

/* The end of it: with the line of the log, where that was asked for. */
void mt_tracewriter_end(MtTraceWriter *w, MtFlow *flow, const MtMoment *at);

/* Below it: a sentence, unless NULL, and then what a log or a host said. */
void mt_tracewriter_quote(MtTraceWriter *w, const char *sentence,
			  const MtSlice *values, MtSlice text);

/* The first lines: whose message, for whom, and how it ended. */
void mt_tracesum_add(const MtTraceText *text, MtBuf *out, const MtTrace *trace);

/* What became of the recipients of a step. */
void mt_traceresult_add(MtTraceWriter *w, const MtTransaction *t);

#endif

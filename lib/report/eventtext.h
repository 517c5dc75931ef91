/*
 * Events of logs for people: a line each, a heading for each day.
 *
 *	12 Jan 2026 UTC
 *	08:00:01 mx1      9CAF2AEB64   sent      to a@b.example by mx.b.example ...
 */
#ifndef MT_REPORT_EVENTTEXT_H
#define MT_REPORT_EVENTTEXT_H

#include "mtalog/event.h"
#include "report/term.h"
#include "report/zone.h"

typedef struct {
	const MtTerm *term;
	const MtZone *zone;
	int64_t day_us; /* a time of the day that was last named */
	bool day;       /* there is one */
} MtEventText;

/* The line of an event. It depends on nothing before. */
void mt_eventtext_add(const MtEventText *text, MtBuf *out,
		      const MtEvent *event);

/* Before a line of that time: the heading, if the day is another one. */
void mt_eventtext_add_day(MtEventText *text, MtBuf *out, int64_t us);

#endif

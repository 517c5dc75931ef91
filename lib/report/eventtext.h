/*
 * Events of logs for people: a line each, and one more with the reason where
 * something failed; a heading for each day.
 *
 *	12 Jan 2026 UTC
 *	08:00:01 mx1      9CAF2AEB64   deferred   to a@b.example in 0.85 s
 *	           host mx.b.example[192.0.2.8] said: 450 4.2.0 Greylisted
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

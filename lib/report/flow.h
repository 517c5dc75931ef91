/*
 * Words written into the lines of a terminal: what does not fit goes on in the
 * next line, indented, and never beyond the last column.
 *
 * A value, such as a name or a duration, stays whole; only one that is longer
 * than a line is shortened in its middle. Everything is made safe (cell.h).
 */
#ifndef MT_REPORT_FLOW_H
#define MT_REPORT_FLOW_H

#include "base/buf.h"
#include "report/term.h"

typedef struct {
	MtBuf *out;
	size_t width;  /* columns of a line */
	size_t indent; /* columns before what goes on below */
	size_t column; /* where the next byte goes */
	bool begun;    /* a space is due before the next word */
	bool utf8;
} MtFlow;

/* Go on at `column`, where the line stands already. */
MtFlow mt_flow(MtBuf *out, const MtTerm *term, size_t column, size_t indent);

/* One value. */
void mt_flow_add(MtFlow *flow, MtSlice value);

/* Each word of a text as a value of its own. */
void mt_flow_add_words(MtFlow *flow, MtSlice text);

/* One value that people copy, such as a path: not shortened, even where it is
 * longer than a line, unless it is longer than any true one. */
void mt_flow_add_whole(MtFlow *flow, MtSlice value);

/*
 * One value that people copy, and no line longer than the others: one that does
 * not fit into a line begins in the first column of a line of its own, and goes
 * on in the first column of the next one where it is longer than that as well.
 */
void mt_flow_add_broken(MtFlow *flow, MtSlice value);

/*
 * The words of `sentence`, each `%` the next of `values`. What stands beside a
 * `%` without a space, such as a comma, stays there; so do words joined by `~`,
 * which becomes a space.
 */
void mt_flow_say(MtFlow *flow, const char *sentence, const MtSlice *values);

/* Does a value of `width` columns fit into what is left of the line? */
bool mt_flow_fits(const MtFlow *flow, size_t width);

/* Go on at `column`, which is not behind this one, without a space. */
void mt_flow_skip(MtFlow *flow, size_t column);

/* Begin the next line, unless one has just begun. */
void mt_flow_break(MtFlow *flow);

/* The last line's end. */
void mt_flow_end(MtFlow *flow);

#endif

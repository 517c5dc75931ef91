/* What the terminal behind the output can do, and what its owner asked for. */
#ifndef MT_REPORT_TERM_H
#define MT_REPORT_TERM_H

#include "base/slice.h"

typedef struct {
	bool tty;     /* the output is a terminal */
	bool colour;  /* and wants colour */
	bool utf8;    /* the locale's text is UTF-8 */
	size_t width; /* columns */
} MtTerm;

enum {
	MT_TERM_WIDTH = 80,       /* where nobody says otherwise */
	MT_TERM_WIDTH_LEAST = 20, /* smaller answers are not believed */
	MT_TERM_WIDTH_MOST = 1000,
};

/*
 * Ask about the file `fd`. Colour is on for a terminal unless NO_COLOR is set
 * and not empty (no-color.org), or TERM is `dumb` or not set. The width is
 * COLUMNS from the environment, else what the terminal says, else 80. The
 * program must have called setlocale() for `utf8` to be right.
 */
void mt_term_init(MtTerm *term, int fd);

typedef enum {
	MT_TERM_PLAIN, /* back to normal */
	MT_TERM_LOOK,  /* look here: the one colour */
	MT_TERM_HEAD,  /* headings, what the reader asked for */
	MT_TERM_FAINT, /* what may be passed over */
} MtTermStyle;

/* The escape sequence that begins a style; empty where there is no colour. */
MtSlice mt_term_style(const MtTerm *term, MtTermStyle style);

#endif

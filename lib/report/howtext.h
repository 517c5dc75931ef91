/* The words for one hand-over, from whom and how, broken into lines. */
#ifndef MT_REPORT_HOWTEXT_H
#define MT_REPORT_HOWTEXT_H

#include "chain/chain.h"

enum { MT_HOWTEXT_PIECES = 12 };

typedef struct {
	MtBuf text;
	struct {
		size_t at, n; /* in text */
	} pieces[MT_HOWTEXT_PIECES];
	size_t n, next;
	size_t width;
	bool utf8;
} MtHowText;

void mt_howtext_begin(MtHowText *how, const MtHop *hop, size_t width,
		      bool utf8);

/* Is there another line? The one that returns false frees what was taken. */
bool mt_howtext_more(MtHowText *how);

/* The next line without its end: as many pieces as fit, at least one. */
void mt_howtext_add_line(MtHowText *how, MtBuf *out);

#endif

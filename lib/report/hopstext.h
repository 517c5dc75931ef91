/*
 * One message's journey for a person: who handed to whom, when, how long it
 * took, how it was protected, and what is strange about it.
 *
 * Fits the width of the terminal, 80 columns by default; what is too long for
 * a line goes on below. Nothing of the mail gets out unescaped.
 */
#ifndef MT_REPORT_HOPSTEXT_H
#define MT_REPORT_HOPSTEXT_H

#include "chain/chain.h"
#include "mime/heading.h"
#include "report/term.h"
#include "report/zone.h"

typedef struct {
	const MtTerm *term;
	const MtZone *zone;
	bool name_source; /* say from which file the message is */
} MtHopsText;

void mt_hopstext_add(const MtHopsText *text, MtBuf *out,
		     const MtMessage *message, const MtHeading *heading,
		     const MtChain *chain);

#endif

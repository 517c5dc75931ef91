/*
 * What mt-forge prints of one message, in whichever form was asked for.
 *
 * Text is made for a person who must convince another: the claim, the bytes as
 * they stand with what they say below them, what it proves, how often authentic
 * mail shows the same, what may explain it, where it stands.
 */
#ifndef MT_REPORT_FORGEOUT_H
#define MT_REPORT_FORGEOUT_H

#include "forge/engine.h"
#include "mime/heading.h"
#include "report/format.h"
#include "report/term.h"

typedef struct {
	MtFormat format;
	const MtTerm *term;
	MtGrade grade; /* findings below it are shown as context, in a line */
} MtForgeOut;

/* The names of TSV. */
void mt_forgeout_head(const MtForgeOut *o, MtBuf *out);

void mt_forgeout_message(const MtForgeOut *o, MtBuf *out,
			 const MtMessage *message, const MtFields *fields,
			 const MtJudgement *verdict, MtArena *arena);

/* --list-rules: one line each; --explain: all of it. */
void mt_forgeout_rules(const MtForgeOut *o, MtBuf *out);
void mt_forgeout_explain(const MtForgeOut *o, MtBuf *out, const MtRule *rule);

#endif

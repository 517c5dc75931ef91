/* A document as text, Markdown or HTML: one file each. */
#ifndef MT_REPORT_DOC_WRITE_H
#define MT_REPORT_DOC_WRITE_H

#include "report/doc/doc.h"
#include "report/term.h"

/* For a terminal or a letter, within term->width columns. */
void mt_doc_write_text(const MtDoc *doc, const MtTerm *term, MtBuf *out);

/* GitHub Flavored Markdown, which the usual trackers read; data stands in code
 * spans, so that nothing in it becomes a link, a name or an element. */
void mt_doc_write_markdown(const MtDoc *doc, MtBuf *out);

/*
 * One HTML file that needs nothing else and runs nothing: its Content Security
 * Policy allows its own style sheet, by digest, and that is all.
 */
void mt_doc_write_html(const MtDoc *doc, MtBuf *out);

/* The style sheet of the HTML. */
extern const char mt_doc_style[];

#endif

/*
 * Bytes of mail in HTML, SVG and Markdown: the one place where they are made
 * safe.
 *
 * As on a terminal (cell.h), control characters and bytes that are not UTF-8
 * are shown as `\x1b`, and code points that turn or hide text as `U+202E`. What
 * comes out is valid UTF-8 without any character that XML 1.0 refuses.
 */
#ifndef MT_REPORT_DOC_SAFE_H
#define MT_REPORT_DOC_SAFE_H

#include "base/buf.h"
#include "base/slice.h"

/*
 * Text of an HTML element: what is shown in place of a character is marked with
 * <span class="ctl">, so that it cannot be taken for the text itself. Words that
 * are too long may be broken (<wbr>, which is no character and is not copied).
 */
void mt_safe_add_html(MtBuf *out, MtSlice text);

/* The same of a name, an address, an id, which is broken between its parts. */
void mt_safe_add_html_name(MtBuf *out, MtSlice name);

/* Text within an SVG or a quoted attribute: `<U+202E>` and no elements. */
void mt_safe_add_xml(MtBuf *out, MtSlice text);

/* Our own words in Markdown, with what they quote. `cell`: inside a table. */
void mt_safe_add_markdown(MtBuf *out, MtSlice words, bool cell);

/*
 * Data in Markdown, as a code span, in which no tracker looks for names,
 * numbers or addresses.
 */
void mt_safe_add_markdown_code(MtBuf *out, MtSlice text, bool cell);

/* A line of a fenced code block, without its end. */
void mt_safe_add_plain(MtBuf *out, MtSlice text);

#endif

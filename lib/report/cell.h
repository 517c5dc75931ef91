/*
 * Bytes of mail as text that is safe on a terminal and fits its column.
 *
 * Control characters and bytes that are not UTF-8 are shown as `\x1b`, code
 * points that turn or hide text as `<U+202E>`, so nothing reaches a terminal
 * that a person does not see. Where the locale is not UTF-8 every code point
 * above 127 is shown as `<U+00E9>`.
 */
#ifndef MT_REPORT_CELL_H
#define MT_REPORT_CELL_H

#include "base/buf.h"
#include "base/slice.h"

typedef enum { MT_CELL_LEFT, MT_CELL_RIGHT } MtCellAlign;

/* Columns that `text` takes once it is safe. */
size_t mt_cell_width(MtSlice text, bool utf8);

/* The whole of `text`, safe. */
void mt_cell_add(MtBuf *out, MtSlice text, bool utf8);

/* What of `rest` fits into `width` columns, at least one code point; `rest` is
 * what is left. */
void mt_cell_add_part(MtBuf *out, MtSlice *rest, size_t width, bool utf8);

/*
 * `text` in at most `width` columns. What is too long loses its middle to `…`
 * (`..` where the locale is not UTF-8), since host names and addresses differ
 * at both ends. Escapes and letters with their combining marks stay whole.
 * Returns the columns taken.
 */
size_t mt_cell_add_short(MtBuf *out, MtSlice text, size_t width, bool utf8);

/* The same in exactly `width` columns, spaces behind or before. */
void mt_cell_add_padded(MtBuf *out, MtSlice text, size_t width,
			MtCellAlign align, bool utf8);

#endif

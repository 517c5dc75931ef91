/*
 * Where an entry of a log ends: a line as a rule, but there is a format whose
 * entries are more than a line, and a line of UTF-16 does not end with any LF.
 */
#ifndef MT_INPUT_FRAME_H
#define MT_INPUT_FRAME_H

#include <stdbool.h>

#include "base/slice.h"

typedef enum {
	MT_FRAME_LINE,
	MT_FRAME_EXPORT, /* systemd: docs/JOURNAL_EXPORT_FORMATS.md */
	MT_FRAME_ROWS,   /* RFC 4180: line ends between quotes are text */
	MT_FRAME_OCTETS, /* RFC 6587 3.4.1: `83 <22>1 ..`, the next one behind */
	MT_FRAME_UTF16LE, /* behind a byte order mark */
	MT_FRAME_UTF16BE,
} MtFrame;

/* What the first bytes of a log show it to be. */
MtFrame mt_frame_of(MtSlice head);

static inline bool
mt_frame_is_utf16(MtFrame frame)
{
	return frame == MT_FRAME_UTF16LE || frame == MT_FRAME_UTF16BE;
}

/* The length of the first line, as of the first entry below. */
static inline size_t
mt_frame_line(MtSlice s, bool whole)
{
	size_t at = mt_slice_find_char(s, '\n');

	return at != MT_SLICE_NOWHERE ? at + 1 : whole ? s.n : 0;
}

size_t mt_frame_other(MtFrame frame, MtSlice s, bool whole);

/*
 * The length of the first entry with its end; 0 where it is not all there. If
 * `whole`, no more bytes follow, and what is there is the entry.
 */
static inline size_t
mt_frame_next(MtFrame frame, MtSlice s, bool whole)
{
	return frame == MT_FRAME_LINE ? mt_frame_line(s, whole)
				      : mt_frame_other(frame, s, whole);
}

/*
 * The length of the first entry of `s` in systemd's export format, with the
 * empty line that ends it. Fields are `NAME=text` lines, or a line `NAME`,
 * eight bytes of little-endian length, so many bytes, and LF. 0 where it is not
 * all there; if `whole`, no more bytes follow, and what is there is the entry.
 */
size_t mt_frame_export(MtSlice s, bool whole);

/*
 * Take the next field off the front of an entry. False at its end, and where
 * the entry is cut.
 */
bool mt_frame_export_field(MtSlice *rest, MtSlice *name, MtSlice *value);

#endif

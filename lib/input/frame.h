/* Where an entry ends in formats whose entries are more than a line. */
#ifndef MT_INPUT_FRAME_H
#define MT_INPUT_FRAME_H

#include <stdbool.h>

#include "base/slice.h"

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

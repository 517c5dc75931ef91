/*
 * One message as it lies in its source: the raw header block and where it is.
 *
 * The header block ends before the blank line, or where the message ends.
 * Everything is borrowed from the arena that mt_input_next() was given.
 */
#ifndef MT_INPUT_MESSAGE_H
#define MT_INPUT_MESSAGE_H

#include <stdint.h>

#include "base/note.h"
#include "base/slice.h"

/* Bytes that a limit left out of `header`: `skipped` of them before `at`. */
typedef struct {
	size_t at;
	uint64_t skipped;
} MtGap;

typedef struct {
	/* The path, `-` for standard input, `PATH!MEMBER` in an archive. */
	MtSlice source;
	uint64_t ordinal; /* in its source, 1-based */
	uint64_t offset;  /* of the header's first byte in the source, after
			     decompression; the From_ line is not part of it */
	MtSlice header;
	const MtGap *gaps; /* rising `at` */
	size_t n_gaps;
	MtSlice from_line; /* mbox From_ line without its end; p may be NULL */
	MtNotes notes;     /* of what reading met; offsets are in the source */
} MtMessage;

/* The offset in the source of a byte of the header block. */
uint64_t mt_message_offset(const MtMessage *message, const char *byte);

#endif

/*
 * One message as it lies in its source: the raw header block and where it is.
 *
 * The header block ends before the blank line, or where the message ends.
 * Everything is borrowed from the arena that mt_input_next() was given.
 */
#ifndef MT_INPUT_MESSAGE_H
#define MT_INPUT_MESSAGE_H

#include <stdint.h>

#include "base/arena.h"
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
	size_t *fields; /* where in it fields begin: 0, and each line that is
			 * no fold; MT_MAX_FIELDS + 1 at most */
	size_t n_fields, fields_room;
	const MtGap *gaps; /* rising `at` */
	size_t n_gaps;
	MtSlice from_line; /* mbox From_ line without its end; p may be NULL */
	MtNotes notes;     /* of what reading met; offsets are in the source */
} MtMessage;

/* Make room for one more; false where there are more than MT_MAX_FIELDS. */
bool mt_message_grow_fields(MtMessage *message, MtArena *arena);

/* Note that a field begins at `at`, behind all that are noted. */
static inline void
mt_message_add_field(MtMessage *message, size_t at, MtArena *arena)
{
	if (message->n_fields < message->fields_room ||
	    mt_message_grow_fields(message, arena))
		message->fields[message->n_fields++] = at;
}

/* Note all fields of a header block that nobody has walked through. */
void mt_message_find_fields(MtMessage *message, MtArena *arena);

/* The offset in the source of a byte of the header block. */
uint64_t mt_message_offset(const MtMessage *message, const char *byte);

#endif

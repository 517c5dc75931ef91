/* Where fields begin in a header block, and its bytes in the source. */
#include "input/message.h"

#include "base/limits.h"
#include "input/line.h"

/* Few messages have more fields; for those the room doubles. */
enum { FIRST_ROOM = 60 };

bool
mt_message_grow_fields(MtMessage *message, MtArena *arena)
{
	size_t n = message->n_fields;
	size_t room = MIN(MAX(FIRST_ROOM, n * 2), MT_MAX_FIELDS + 1);
	size_t *more;

	if (n == room)
		return false;
	more = mt_arena_take(arena, room * sizeof *more);
	if (n > 0)
		memcpy(more, message->fields, n * sizeof *more);
	message->fields = more;
	message->fields_room = room;
	return true;
}

void
mt_message_find_fields(MtMessage *message, MtArena *arena)
{
	MtSlice header = message->header;
	char mark = mt_line_mark(header, true);

	message->n_fields = 0;
	for (size_t at = 0; at < header.n;) {
		MtSlice rest = mt_slice_sub(header, at, header.n);

		if (at == 0 || !mt_line_is_fold(rest))
			mt_message_add_field(message, at, arena);
		at += mt_line_length(rest, mark, true);
	}
}

uint64_t
mt_message_offset(const MtMessage *message, const char *byte)
{
	size_t at = (size_t)(byte - message->header.p);
	uint64_t offset = message->offset + at;

	for (size_t i = 0; i < message->n_gaps && message->gaps[i].at <= at;
	     i++)
		offset += message->gaps[i].skipped;
	return offset;
}

/* A file is one message, or an mbox of them: its first line decides. */
#include "input/reader.h"

#include "input/fromline.h"
#include "input/header.h"
#include "input/line.h"
#include "input/mbox.h"

void
mt_reader_clear(MtReader *r)
{
	mt_buf_clear(&r->spare);
}

void
mt_reader_start(MtReader *r)
{
	r->ordinal = 0;
	r->mbox = r->ended = false;
}

static void
pass_bom(MtSource *source, MtArena *arena, MtMessage *message)
{
	static const MtSlice bom = {"\xef\xbb\xbf", 3};

	if (!mt_slice_starts(mt_source_look(source, bom.n), bom))
		return;
	mt_note_add(&message->notes, arena, MT_NOTE_HEADER_BOM, 0, bom.n);
	mt_source_pass(source, bom.n);
}

/*
 * Does the first line begin an mbox? Empty lines before it are passed, as some
 * exports have them; those before a message alone are mt_header_read()'s.
 */
static bool
begins_mbox(MtSource *source, MtArena *arena, MtMessage *message)
{
	MtSlice w = mt_source_look(source, MT_LINE_LEADING + MT_FROMLINE.n);
	size_t n = mt_line_leading(w);

	if (!mt_slice_starts(mt_slice_sub(w, n, w.n), MT_FROMLINE))
		return false;
	w = mt_source_look(source, n + MT_FROMLINE_LOOK);
	w = mt_slice_sub(w, n, n + MT_FROMLINE_LOOK);
	if (!mt_fromline_begins(w, mt_line_mark(w, true), true))
		return false;
	if (n > 0)
		mt_note_add(&message->notes, arena, MT_NOTE_HEADER_BLANK_INSIDE,
			    mt_source_offset(source), n);
	mt_source_pass(source, n);
	return true;
}

static bool
next_alone(MtReader *r, MtSource *source, MtArena *arena, MtMessage *message)
{
	r->ended = true;
	return mt_header_read(source, arena, &r->spare, true, message);
}

static bool
next_in_mbox(MtReader *r, MtSource *source, MtArena *arena, MtMessage *message)
{
	char mark;

	if (mt_source_look(source, 1).n == 0)
		return false;
	mark = mt_mbox_from_line(source, arena, &message->from_line);
	mt_header_read(source, arena, &r->spare, false, message);
	mt_mbox_pass_body(source, mark, arena, message);
	return true;
}

bool
mt_reader_next(MtReader *r, MtSource *source, MtArena *arena,
	       MtMessage *message)
{
	bool found;

	*message = (MtMessage){0};
	if (r->ended)
		return false;
	if (r->ordinal == 0) {
		pass_bom(source, arena, message);
		r->mbox = begins_mbox(source, arena, message);
	}
	found = r->mbox ? next_in_mbox(r, source, arena, message)
			: next_alone(r, source, arena, message);
	if (found)
		message->ordinal = ++r->ordinal;
	return found;
}

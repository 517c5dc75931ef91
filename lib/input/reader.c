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

/*
 * What may stand before the first byte that counts: a byte order mark, and the
 * empty lines that some exports of an mbox begin with. Those of a message
 * alone are mt_header_read()'s.
 */
static bool
begin(MtSource *source, MtArena *arena, MtMessage *message)
{
	static const MtSlice bom = {"\xef\xbb\xbf", 3};
	MtSlice w = mt_source_look(source, bom.n);
	size_t n;

	if (mt_slice_starts(w, bom)) {
		mt_note_add(&message->notes, arena, MT_NOTE_HEADER_BOM, 0,
			    bom.n);
		mt_source_pass(source, bom.n);
	}
	w = mt_source_look(source, MT_LINE_LEADING + MT_FROMLINE.n);
	n = mt_line_leading(w);
	if (!mt_slice_starts(mt_slice_sub(w, n, w.n), MT_FROMLINE))
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
	bool must;
	char mark;

	if (mt_source_look(source, 1).n == 0)
		return false;
	mark = mt_mbox_from_line(source, arena, &message->from_line);
	/* "From now on ..." may also be the beginning of a letter. */
	must = r->ordinal == 0 && !mt_fromline_is_dated(message->from_line);
	if (!mt_header_read(source, arena, &r->spare, must, message)) {
		r->ended = true;
		return false;
	}
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
	if (r->ordinal == 0)
		r->mbox = begin(source, arena, message);
	found = r->mbox ? next_in_mbox(r, source, arena, message)
			: next_alone(r, source, arena, message);
	if (found)
		message->ordinal = ++r->ordinal;
	return found;
}

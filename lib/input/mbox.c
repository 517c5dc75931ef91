/* Going from one From_ line of an mbox to the next. */
#include "input/mbox.h"

#include <glib.h>

#include "base/limits.h"
#include "input/fromline.h"
#include "input/line.h"

/* Bytes before a line that say whether the line before it is blank. */
enum { BEFORE = 3 };

char
mt_mbox_from_line(MtSource *source, MtArena *arena, MtSlice *line)
{
	MtSlice w = mt_source_look(source, MT_MAX_FROM_LINE);
	char mark, *copy;
	size_t n;

	w = mt_slice_sub(w, 0, MT_MAX_FROM_LINE);
	mark = mt_line_mark(w, true);
	n = mt_line_length(w, mark, true);
	w = mt_line_content(mt_slice_sub(w, 0, n));
	copy = mt_arena_take(arena, w.n);
	memcpy(copy, w.p, w.n);
	*line = mt_slice(copy, w.n);
	mt_source_pass(source, n);
	return mark;
}

typedef struct {
	MtSource *source;
	char mark;
	uint64_t begin;  /* of the body */
	uint64_t target; /* where Content-Length leads; NO_TARGET without one */
	size_t at;       /* how far the window was looked through */
} Body;

#define NO_TARGET UINT64_MAX

/* The value of Content-Length in a header block; p is NULL without one. */
static MtSlice
content_length(MtSlice header, char mark)
{
	static const MtSlice name = {"Content-Length:", 15};

	while (header.n > 0) {
		size_t n = mt_line_length(header, mark, true);

		if (mt_slice_starts_i(header, name))
			return mt_slice_trim(mt_slice_sub(header, name.n, n));
		header = mt_slice_sub(header, n, header.n);
	}
	return mt_slice(NULL, 0);
}

/* Is the line before w[at] blank? One stands before the body. */
static bool
behind_blank(const Body *b, MtSlice w, size_t at)
{
	uint64_t into = mt_source_offset(b->source) + at - b->begin;

	if (into == 0)
		return true;
	if (w.p[at - 1] != b->mark)
		return false;
	if (into == 1 || w.p[at - 2] == b->mark)
		return true;
	return b->mark == '\n' && w.p[at - 2] == '\r' &&
	       (into == 2 || w.p[at - 3] == '\n');
}

typedef enum { AT_FROM, AT_TARGET, AT_END } Stop;

static bool
at_from(Body *b, MtSlice w)
{
	if (memcmp(w.p + b->at, "From ", 5) != 0 || !behind_blank(b, w, b->at))
		return false;
	w = mt_source_look(b->source, b->at + MT_FROMLINE_LOOK);
	return mt_fromline_begins(mt_slice_sub(w, b->at, w.n), b->mark, false);
}

/* Look on from line to line, until one begins a message. */
static Stop
scan(Body *b)
{
	MtSlice w = mt_source_look(b->source, 0);

	for (;;) {
		uint64_t left = b->target - mt_source_offset(b->source);
		size_t n = (size_t)MIN(w.n, left), keep;
		const char *end = memchr(w.p + b->at, b->mark, n - b->at);

		if (end != NULL && w.p + n - end > 5) {
			b->at = (size_t)(end - w.p) + 1;
			if (at_from(b, w))
				return AT_FROM;
			w = mt_source_look(b->source, 0);
			continue;
		}
		b->at = end != NULL ? (size_t)(end - w.p) : n;
		if (n == left)
			return AT_TARGET;
		keep = MIN(b->at, BEFORE);
		mt_source_pass(b->source, b->at - keep);
		n = w.n - (b->at - keep);
		b->at = keep;
		w = mt_source_look(b->source, n + 1);
		if (w.n == n)
			break;
	}
	b->at = w.n;
	return AT_END;
}

/*
 * Does Content-Length lead to a message or to the end, with at most two blank
 * lines before it? A line like From_ on the way there was text then.
 */
static bool
leads(Body *b, Stop stop)
{
	uint64_t left = b->target - mt_source_offset(b->source);
	MtSlice w;

	if (stop == AT_END || left > MT_MAX_AHEAD)
		return false;
	w = mt_source_look(b->source, (size_t)left + MT_FROMLINE_LOOK + 6);
	if (w.n < left)
		return false;
	w = mt_slice_sub(w, (size_t)left, w.n);
	b->at = (size_t)left;
	for (int i = 0; i < 2; i++) {
		size_t n = mt_line_blank(w, b->mark);

		w = mt_slice_sub(w, n, w.n);
		b->at += n;
	}
	return w.n == 0 || mt_fromline_begins(w, b->mark, false);
}

void
mt_mbox_pass_body(MtSource *source, char mark, MtArena *arena,
		  MtMessage *message)
{
	MtSlice length = content_length(message->header, mark);
	Body b = {source, mark, mt_source_offset(source), NO_TARGET, 0};
	unsigned long long n;
	size_t at;
	Stop stop;

	if (mt_slice_number(length, INT64_MAX - b.begin, &n))
		b.target = b.begin + n;
	stop = mt_fromline_begins(mt_source_look(source, MT_FROMLINE_LOOK),
				  mark, false)
		       ? AT_FROM
		       : scan(&b);
	at = b.at;
	if (length.p != NULL && (b.target == NO_TARGET || !leads(&b, stop))) {
		mt_note_add(&message->notes, arena,
			    MT_NOTE_CONTENT_LENGTH_WRONG,
			    mt_message_offset(message, length.p), length.n);
		b.at = at;
		b.target = NO_TARGET;
		if (stop == AT_TARGET)
			scan(&b);
	}
	mt_source_pass(source, b.at);
}

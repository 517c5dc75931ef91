/* Finding where a header block ends, line by line. */
#include "input/header.h"

#include "base/bytes16.h"
#include "base/limits.h"
#include "input/kept.h"
#include "input/line.h"

/* Blocks up to this length are judged and copied as one piece. */
enum { WHOLE = 64 * 1024 };

_Static_assert((int)WHOLE < (int)MT_MAX_FIELD,
	       "a field is cut in long blocks only");
_Static_assert(
	WHOLE > 2 * (MT_LINE_WHITE_MAX + MT_LINE_LOOK),
	"the window can always tell whether a line of spaces ends a block");

typedef struct {
	MtSource *source;
	MtArena *arena;
	MtMessage *message;
	char mark;      /* what ends lines; 0 while not known */
	size_t at;      /* bytes of the window that belong to the block */
	size_t blank;   /* bytes of the line that ends it */
	bool in_pieces; /* longer than what is judged at once */
} Block;

typedef enum { GOES_ON, ENDS, UNSURE } Verdict;

/* Does the block go on behind a line of white space? */
static bool
goes_on(MtSlice next)
{
	return next.n > 0 && (mt_line_is_fold(next) || mt_line_is_field(next));
}

/* What a line says that begins with white space or a control character. */
static Verdict
judge_line(Block *b, MtSlice rest, bool whole)
{
	size_t max = MIN(rest.n, MT_LINE_WHITE_MAX), i = 0, end;

	while (i < max && (rest.p[i] == ' ' || rest.p[i] == '\t'))
		i++;
	/* A fold: nothing else to ask. */
	if (i < max && rest.p[i] != '\r' && rest.p[i] != '\n')
		return GOES_ON;
	if (!whole && rest.n - i < 3)
		return UNSURE;
	rest = mt_slice_sub(rest, i, rest.n);
	end = mt_line_blank(rest, b->mark);
	if (end == 0)
		return GOES_ON;
	b->blank = i + end;
	if (i == 0)
		return ENDS;
	if (!whole && rest.n - end < MT_LINE_LOOK)
		return UNSURE;
	if (!goes_on(mt_slice_sub(rest, end, rest.n)))
		return ENDS;
	mt_note_add(&b->message->notes, b->arena, MT_NOTE_HEADER_BLANK_INSIDE,
		    mt_source_offset(b->source) + b->at, b->blank);
	return GOES_ON;
}

/* A line that says at once that it is of the block: of a field, or a fold with
 * text. Two bytes of it are there. */
static inline bool
is_plain(const char *line)
{
	return (unsigned char)line[0] > ' ' ||
	       ((line[0] == ' ' || line[0] == '\t') &&
		(unsigned char)line[1] > ' ');
}

/*
 * Pass over lines that end with LF as far as each is plain, which those of most
 * blocks are: sixteen bytes at a time rather than line by line.
 */
static void
pass_plain(Block *b, MtSlice w)
{
	size_t at = b->at;

	if (w.n - at < 2 || !is_plain(w.p + at))
		return;
	for (size_t i = at; w.n - i >= 18; i += 16) {
		unsigned ends =
			mt_bytes16_bits(mt_bytes16_load(w.p + i) == '\n');

		for (; ends != 0; ends &= ends - 1) {
			if (at == 0 || !mt_line_is_fold(mt_slice(w.p + at, 1)))
				mt_message_add_field(b->message, at, b->arena);
			at = i + (size_t)__builtin_ctz(ends) + 1;
			b->at = at;
			if (!is_plain(w.p + at))
				return;
		}
	}
}

/* Pass over the lines of the block in `w`, and note where fields begin; true
 * when its end was found. Of a long block only what the limits leave is noted. */
static bool
judge(Block *b, MtSlice w, bool whole)
{
	if (b->mark == 0)
		b->mark = mt_line_mark(w, whole);
	while (b->at < w.n) {
		Verdict verdict = GOES_ON;
		MtSlice rest;
		size_t n;

		if (b->mark == '\n' && !b->in_pieces)
			pass_plain(b, w);
		rest = mt_slice(w.p + b->at, w.n - b->at);
		if ((unsigned char)rest.p[0] <= ' ')
			verdict = judge_line(b, rest, whole);
		if (verdict != GOES_ON)
			return verdict == ENDS;
		n = mt_line_length(rest, b->mark, whole);
		if (n == 0)
			return false;
		if (!b->in_pieces && (b->at == 0 || !mt_line_is_fold(rest)))
			mt_message_add_field(b->message, b->at, b->arena);
		b->at += n;
	}
	b->blank = 0;
	return whole;
}

/* The window, or as much of it as is judged at once. */
static MtSlice
look(MtSource *source, size_t want, bool *whole)
{
	MtSlice w = mt_source_look(source, want);

	*whole = w.n < want;
	if (w.n > WHOLE)
		w.n = WHOLE;
	return w;
}

static void
keep_lines(Block *b, MtKept *kept, MtSlice lines)
{
	uint64_t offset = mt_source_offset(b->source);
	size_t all = lines.n;

	while (lines.n > 0) {
		size_t n = mt_line_length(lines, b->mark, true);

		if (!mt_line_is_fold(lines))
			mt_kept_field(kept, offset);
		mt_kept_add(kept, mt_slice(lines.p, n));
		lines = mt_slice_sub(lines, n, lines.n);
		offset += n;
	}
	mt_source_pass(b->source, all);
}

/* A line longer than the window, piece by piece, the last with its end. */
static void
keep_long_line(Block *b, MtKept *kept)
{
	MtSlice w;
	size_t n;
	bool whole, first = true;

	do {
		w = look(b->source, WHOLE, &whole);
		if (b->mark == 0)
			b->mark = mt_line_mark(w, whole);
		n = mt_line_length(w, b->mark, whole);
		if (first && w.n > 0 && !mt_line_is_fold(w))
			mt_kept_field(kept, mt_source_offset(b->source));
		first = false;
		/* The last bytes may be the beginning of a line end. */
		w.n = n > 0 || w.n < 3 ? n : w.n - 2;
		mt_kept_add(kept, w);
		mt_source_pass(b->source, w.n);
	} while (n == 0 && w.n > 0);
}

static void
read_long(Block *b, MtBuf *spare)
{
	MtKept kept = MT_KEPT_INIT(spare, b->message, b->arena);
	bool ended = false, whole;

	b->in_pieces = true;
	while (!ended) {
		MtSlice w = look(b->source, WHOLE, &whole);

		ended = judge(b, w, whole);
		if (!ended && b->at == 0)
			keep_long_line(b, &kept);
		else
			keep_lines(b, &kept, mt_slice(w.p, b->at));
		b->at = 0;
	}
	mt_kept_end(&kept, mt_source_offset(b->source));
}

/* Some exports and some filters put empty lines before the message. */
static void
pass_leading_lines(Block *b)
{
	MtSlice w = mt_source_look(b->source, 1);
	size_t n;

	if (w.n == 0 || (w.p[0] != '\n' && w.p[0] != '\r'))
		return;
	w = mt_source_look(b->source, MT_LINE_LEADING + MT_LINE_LOOK);
	n = mt_line_leading(w);
	if (!mt_line_is_field(mt_slice_sub(w, n, w.n)))
		return;
	mt_note_add(&b->message->notes, b->arena, MT_NOTE_HEADER_BLANK_INSIDE,
		    mt_source_offset(b->source), n);
	mt_source_pass(b->source, n);
}

/* Does a field begin before the first blank line, and not too far off? */
static bool
has_field(MtSource *source)
{
	MtSlice w = mt_source_look(source, MT_LINE_LOOK);
	char mark;

	if (mt_line_is_field(w))
		return true;
	w = mt_source_look(source, MT_MAX_PREAMBLE);
	w = mt_slice_sub(w, 0, MT_MAX_PREAMBLE);
	mark = mt_line_mark(w, true);
	while (w.n > 0 && mt_line_blank(w, mark) == 0) {
		if (mt_line_is_field(w))
			return true;
		w = mt_slice_sub(w, mt_line_length(w, mark, true), w.n);
	}
	return false;
}

bool
mt_header_read(MtSource *source, MtArena *arena, MtBuf *spare, bool must,
	       MtMessage *message)
{
	Block b = {.source = source, .arena = arena, .message = message};
	size_t want = 1;
	bool whole, ended;
	MtSlice w;

	pass_leading_lines(&b);
	message->offset = mt_source_offset(source);
	if (must && !has_field(source))
		return false;
	do {
		w = look(source, want, &whole);
		ended = judge(&b, w, whole);
		want = w.n + 1;
	} while (!ended && w.n < WHOLE);
	if (ended) {
		char *header = mt_arena_take(arena, b.at);

		memcpy(header, w.p, b.at);
		message->header = mt_slice(header, b.at);
		mt_source_pass(source, b.at);
	} else {
		read_long(&b, spare);
	}
	if (b.blank == 0)
		mt_note_add(&message->notes, arena, MT_NOTE_HEADER_NO_END,
			    mt_source_offset(source), 0);
	mt_source_pass(source, b.blank);
	return true;
}

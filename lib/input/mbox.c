/* Telling the From_ lines of an mbox from the text between them. */
#include "input/mbox.h"

#include <glib.h>

#include "base/limits.h"
#include "input/line.h"

/* Bytes before a line that say whether the line before it is blank. */
enum { BEFORE = 3 };

/* ---- one line ---- */

static bool
is_name(MtSlice word, const char *names)
{
	if (word.n > 0 && word.p[word.n - 1] == ',')
		word.n--;
	if (word.n != 3)
		return false;
	for (; *names != '\0'; names += 3)
		if (mt_slice_eq_i(word, mt_slice(names, 3)))
			return true;
	return false;
}

static bool
is_month(MtSlice word)
{
	return is_name(word, "JanFebMarAprMayJunJulAugSepOctNovDec");
}

static bool
is_weekday(MtSlice word)
{
	return is_name(word, "MonTueWedThuFriSatSun");
}

static bool
is_number(MtSlice word, size_t min, size_t max)
{
	unsigned long long number;

	return word.n >= min && word.n <= max &&
	       mt_slice_number(word, 9999, &number);
}

static bool
is_year(MtSlice word)
{
	return is_number(word, 4, 4);
}

/* `2026-01-31`, also as the front of `2026-01-31T12:00:00Z`. */
static bool
is_iso_date(MtSlice word)
{
	return word.n >= 10 && word.p[4] == '-' && word.p[7] == '-' &&
	       is_year(mt_slice_sub(word, 0, 4)) &&
	       is_number(mt_slice_sub(word, 5, 7), 2, 2) &&
	       is_number(mt_slice_sub(word, 8, 10), 2, 2);
}

/* `12:08`, `9:05:59.25`. */
static bool
is_time(MtSlice word)
{
	MtSlice hour;

	return mt_slice_cut(&word, ':', &hour) && is_number(hour, 1, 2) &&
	       is_number(mt_slice_sub(word, 0, 2), 2, 2) &&
	       (word.n == 2 || word.p[2] == ':');
}

/* The words around the one that is looked at; n is 0 outside the line. */
typedef struct {
	MtSlice before[4]; /* nearest first */
	MtSlice now;
	MtSlice rest;
} Words;

static void
next_word(Words *w)
{
	for (size_t i = G_N_ELEMENTS(w->before) - 1; i > 0; i--)
		w->before[i] = w->before[i - 1];
	w->before[0] = w->now;
	if (!mt_slice_word(&w->rest, &w->now))
		w->now = mt_slice(NULL, 0);
}

/* A year may follow the time at once, or a zone or two. */
static bool
year_follows(MtSlice rest)
{
	MtSlice word;

	for (int i = 0; i < 3 && mt_slice_word(&rest, &word); i++)
		if (is_year(word))
			return true;
	return false;
}

/* Is the word a time, and do day and month stand before it? */
static bool
is_dated(const Words *w)
{
	const MtSlice *b = w->before;

	if (is_iso_date(w->now) && w->now.n > 11)
		return is_time(mt_slice_sub(w->now, 11, w->now.n));
	if (!is_time(w->now))
		return false;
	if (is_month(b[1]) && is_number(b[0], 1, 2)) /* Jan 31 12:08 */
		return is_weekday(b[2]) || year_follows(w->rest);
	if (is_month(b[0]) && is_number(b[1], 1, 2)) /* 31 Jan 12:08 */
		return is_weekday(b[2]) || year_follows(w->rest);
	if (is_month(b[1]) && is_number(b[2], 1, 2)) /* 31 Jan 2026 12:08 */
		return is_year(b[0]) ||
		       (is_number(b[0], 2, 2) && is_weekday(b[3]));
	return is_iso_date(b[0]);
}

bool
mt_mbox_is_from(MtSlice line)
{
	Words w = {.rest = line};

	if (line.n > MT_MAX_FROM_LINE || !mt_slice_starts(line, MT_MBOX_FROM))
		return false;
	next_word(&w);
	do {
		next_word(&w);
		if (is_dated(&w))
			return true;
	} while (w.now.n > 0);
	return false;
}

/* ---- lines in their place ---- */

/* What begins() needs: a From_ line, and to see that another is too long. */
enum { LOOK = MT_MAX_FROM_LINE + 1 + MT_LINE_LOOK };

/* Does a message begin with the bytes `s`, which have its first lines? */
static bool
begins(MtSlice s, char mark)
{
	MtSlice line = mt_slice_sub(s, 0, MT_MAX_FROM_LINE + 1);

	if (!mt_slice_starts(s, MT_MBOX_FROM))
		return false;
	line.n = mt_line_length(line, mark, true);
	if (mt_slice_trim(line).n >= MT_MBOX_FROM.n)
		return mt_mbox_is_from(mt_line_content(line));
	return mt_line_is_field(mt_slice_sub(s, line.n, s.n));
}

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

/* ---- bodies ---- */

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
	w = mt_source_look(b->source, b->at + LOOK);
	return begins(mt_slice_sub(w, b->at, w.n), b->mark);
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
	w = mt_source_look(b->source, (size_t)left + LOOK + 6);
	if (w.n < left)
		return false;
	w = mt_slice_sub(w, (size_t)left, w.n);
	b->at = (size_t)left;
	for (int i = 0; i < 2; i++) {
		size_t n = mt_line_blank(w, b->mark);

		w = mt_slice_sub(w, n, w.n);
		b->at += n;
	}
	return w.n == 0 || begins(w, b->mark);
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
	stop = begins(mt_source_look(source, LOOK), mark) ? AT_FROM : scan(&b);
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

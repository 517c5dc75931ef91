/* One pass over a header block that gives every byte of it to a field. */
#include "mime/fields.h"

#include <stdint.h>

#include "base/bytes16.h"
#include "base/limits.h"
#include "input/line.h"

/* A typical field of mail as it is today takes this many bytes. */
enum { TYPICAL_FIELD = 80 };

typedef struct {
	const MtMessage *message;
	MtArena *arena;
	MtFields *out;
	size_t room;   /* fields that `out` has memory for */
	size_t at;     /* in the header, where the next field begins */
	size_t gap;    /* the next one of message->gaps */
	uint64_t base; /* offset in the source of a byte, less its index */
	char mark;
	bool has_cr;
} Splitter;

static void
note(Splitter *s, MtNoteKind kind, uint64_t offset, uint64_t length)
{
	mt_note_add(&s->out->notes, s->arena, kind, offset, length);
}

/* The notes of the message, in memory of their own: more are to be added. */
static void
copy_notes(Splitter *s)
{
	const MtNotes *from = &s->message->notes;

	for (size_t i = 0; i < from->n; i++)
		note(s, from->notes[i].kind, from->notes[i].offset,
		     from->notes[i].length);
	s->out->notes.count = from->count;
}

static MtField *
new_field(Splitter *s)
{
	MtFields *out = s->out;

	if (out->n == s->room) {
		size_t room =
			s->room > 0 ? s->room * 2
				    : 8 + s->message->header.n / TYPICAL_FIELD;
		MtField *more = mt_arena_take(s->arena, room * sizeof *more);

		if (out->n > 0)
			memcpy(more, out->fields, out->n * sizeof *more);
		out->fields = more;
		s->room = room;
	}
	return &out->fields[out->n++];
}

/* The length of the field at the front of `rest`, its folds included. */
static size_t
field_length(const Splitter *s, MtSlice rest, bool *folded)
{
	size_t n = 0;

	*folded = false;
	for (;;) {
		n += mt_line_length(mt_slice(rest.p + n, rest.n - n), s->mark,
				    true);
		if (n == rest.n || (rest.p[n] != ' ' && rest.p[n] != '\t'))
			return n;
		*folded = true;
	}
}

/* No name ends before this; few are longer than 16 bytes. */
static inline size_t
near_name_end(MtSlice raw)
{
	MtBytes16 x;

	if (raw.n < 16)
		return 0;
	x = mt_bytes16_load(raw.p);
	return mt_bytes16_first((x <= ' ') | (x == ':') | (x == 127));
}

/*
 * RFC 5322 2.2 names are printable ASCII; bytes above 127 are let through, as
 * SMTPUTF8 tempts to write them. Returns where the colon is, or 0: no name.
 */
static size_t
name_length(MtSlice raw, size_t *colon)
{
	size_t n = near_name_end(raw), at;

	while (n < raw.n && (unsigned char)raw.p[n] > ' ' && raw.p[n] != ':' &&
	       raw.p[n] != 127)
		n++;
	for (at = n; at < raw.n && (raw.p[at] == ' ' || raw.p[at] == '\t');)
		at++;
	*colon = at;
	return at < raw.n && raw.p[at] == ':' ? n : 0;
}

static void
split_name(Splitter *s, MtField *f)
{
	size_t colon, n = name_length(f->raw, &colon), line;

	f->name = mt_slice_sub(f->raw, 0, n);
	f->known = mt_field_name(f->name);
	f->value = mt_line_content(
		mt_slice_sub(f->raw, n > 0 ? colon + 1 : 0, f->raw.n));
	if (n > 0 && colon > n)
		note(s, MT_NOTE_HEADER_NAME_SPACE, f->offset + n, colon - n);
	if (n > 0)
		return;
	line = mt_line_length(f->raw, s->mark, true);
	note(s,
	     f->raw.p[0] == ' ' || f->raw.p[0] == '\t'
		     ? MT_NOTE_HEADER_LEADING_FOLD
		     : MT_NOTE_HEADER_NO_COLON,
	     f->offset, line);
}

/* Where the field lies in the source, bytes that a limit left out included. */
static void
locate(Splitter *s, MtField *f)
{
	const MtMessage *m = s->message;
	bool last;

	f->offset = s->base + s->at;
	s->at += f->raw.n;
	last = s->at == m->header.n;
	while (s->gap < m->n_gaps && (m->gaps[s->gap].at < s->at || last))
		s->base += m->gaps[s->gap++].skipped;
	f->length = s->base + s->at - f->offset;
}

static void
split(Splitter *s)
{
	MtSlice header = s->message->header;

	while (s->at < header.n && s->out->n < MT_MAX_FIELDS) {
		MtField *f = new_field(s);

		f->raw = mt_slice(header.p + s->at, header.n - s->at);
		f->raw.n = field_length(s, f->raw, &f->folded);
		locate(s, f);
		split_name(s, f);
		/* A stray CR is a fold to those who print the value. */
		if (s->has_cr && !f->folded)
			f->folded = mt_slice_find_char(f->value, '\r') !=
				    MT_SLICE_NOWHERE;
	}
	if (s->at < header.n)
		note(s, MT_NOTE_TOO_MANY_FIELDS, s->base + s->at,
		     header.n - s->at);
}

/* ---- bytes that do not belong into a header ---- */

static size_t
find_8bit(MtSlice s)
{
	size_t i = 0;

	while (i < s.n && (unsigned char)s.p[i] < 128)
		i++;
	return i < s.n ? i : MT_SLICE_NOWHERE;
}

static size_t
find_bare_cr(MtSlice s)
{
	const char *p = s.p, *end = s.p + s.n;

	while (p < end && (p = memchr(p, '\r', (size_t)(end - p))) != NULL) {
		if (p + 1 == end || p[1] != '\n')
			return (size_t)(p - s.p);
		p++;
	}
	return MT_SLICE_NOWHERE;
}

static void
note_byte(Splitter *s, MtNoteKind kind, size_t at)
{
	const MtMessage *m = s->message;

	if (at != MT_SLICE_NOWHERE)
		note(s, kind, mt_message_offset(m, m->header.p + at), 1);
}

void
mt_fields_split(const MtMessage *message, MtArena *arena, MtFields *fields)
{
	MtSlice header = message->header;
	Splitter s = {.message = message, .arena = arena, .out = fields};

	*fields = (MtFields){0};
	s.base = message->offset;
	s.mark = mt_line_mark(header, true);
	s.has_cr = mt_slice_find_char(header, '\r') != MT_SLICE_NOWHERE;
	copy_notes(&s);
	split(&s);
	if (!mt_bytes16_ascii(header.p, header.n)) {
		note_byte(&s, MT_NOTE_HEADER_NUL,
			  mt_slice_find_char(header, '\0'));
		note_byte(&s, MT_NOTE_HEADER_8BIT, find_8bit(header));
	}
	if (s.has_cr)
		note_byte(&s, MT_NOTE_HEADER_BARE_CR, find_bare_cr(header));
}

const MtField *
mt_fields_first(const MtFields *fields, MtFieldName known)
{
	for (size_t i = 0; i < fields->n; i++)
		if (fields->fields[i].known == known)
			return &fields->fields[i];
	return NULL;
}

const MtField *
mt_fields_find(const MtFields *fields, MtSlice name, size_t from)
{
	for (size_t i = from; i < fields->n; i++)
		if (mt_slice_eq_i(fields->fields[i].name, name))
			return &fields->fields[i];
	return NULL;
}

static void
copy_blanked(char *to, MtSlice s)
{
	size_t i = 0;

	for (; s.n - i >= 16; i += 16) {
		MtBytes16 x = mt_bytes16_load(s.p + i);
		MtBytes16 fold = (x == '\n') | (x == '\r');

		x = (x & ~fold) | (fold & ' ');
		memcpy(to + i, &x, 16);
	}
	for (; i < s.n; i++)
		to[i] = (char)(s.p[i] == '\n' || s.p[i] == '\r' ? ' ' : s.p[i]);
}

MtSlice
mt_field_unfold(const MtField *field, MtArena *arena)
{
	MtSlice value = field->value;
	char *copy;

	if (!field->folded || value.n == 0)
		return value;
	copy = mt_arena_take(arena, value.n);
	copy_blanked(copy, value);
	return mt_slice(copy, value.n);
}

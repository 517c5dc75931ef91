/* One pass over a header block that gives every byte of it to a field. */
#include "mime/fields.h"

#include <stdint.h>

#include "base/bytes16.h"
#include "base/limits.h"
#include "input/line.h"

typedef struct {
	const MtMessage *message;
	MtArena *arena;
	MtFields *out;
	size_t at;     /* in the header, where the next field begins */
	size_t gap;    /* the next one of message->gaps */
	uint64_t base; /* offset in the source of a byte, less its index */
	char mark;     /* what ends lines; 0 where nobody asked */
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

/* Does `c` end a name? RFC 5322 2.2 names are printable ASCII; bytes above 127
 * are let through, as SMTPUTF8 tempts to write them. */
static inline bool
ends_name(char c)
{
	return c == ':' || (unsigned char)c <= ' ' || c == 127;
}

/* No name ends before this. */
static inline size_t
plain_name_length(MtSlice raw)
{
	size_t n = 0, k = 16;

	for (; k == 16 && n + 16 <= raw.n; n += k) {
		MtBytes16 x = mt_bytes16_load(raw.p + n);

		k = mt_bytes16_first((x <= ' ') | (x == ':') | (x == 127));
	}
	return n;
}

/* The length of the name, and where the colon is; 0: no name. */
static size_t
name_length(MtSlice raw, size_t *colon)
{
	size_t n = plain_name_length(raw), at;

	while (n < raw.n && !ends_name(raw.p[n]))
		n++;
	at = n;
	while (at < raw.n && (raw.p[at] == ' ' || raw.p[at] == '\t'))
		at++;
	*colon = at;
	return at < raw.n && raw.p[at] == ':' ? n : 0;
}

/* A field whose first line has no name and no colon. */
static void
note_nameless(Splitter *s, const MtField *f)
{
	if (s->mark == 0)
		s->mark = mt_line_mark(s->message->header, true);
	note(s,
	     mt_line_is_fold(f->raw) ? MT_NOTE_HEADER_LEADING_FOLD
				     : MT_NOTE_HEADER_NO_COLON,
	     f->offset, mt_line_length(f->raw, s->mark, true));
}

static void
split_name(Splitter *s, MtField *f)
{
	size_t colon, n = name_length(f->raw, &colon);
	size_t from = n > 0 ? colon + 1 : 0;

	f->name = mt_slice(f->raw.p, n);
	f->known = mt_field_name(f->name);
	f->value = mt_line_content(mt_slice(f->raw.p + from, f->raw.n - from));
	if (n == 0)
		note_nameless(s, f);
	else if (colon > n)
		note(s, MT_NOTE_HEADER_NAME_SPACE, f->offset + n, colon - n);
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

static inline void
count(MtFields *fields, const MtField *f)
{
	if (fields->count[f->known]++ == 0)
		fields->first[f->known] = f;
}

static void
split(Splitter *s)
{
	const MtMessage *m = s->message;
	MtSlice header = m->header;
	size_t n = MIN(m->n_fields, MT_MAX_FIELDS);

	s->out->fields = mt_arena_take(s->arena, n * sizeof(MtField));
	s->out->n = n;
	for (size_t i = 0; i < n; i++) {
		MtField *f = &s->out->fields[i];
		size_t end = i + 1 < m->n_fields ? m->fields[i + 1] : header.n;

		f->raw = mt_slice(header.p + s->at, end - s->at);
		locate(s, f);
		split_name(s, f);
		count(s->out, f);
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
	copy_notes(&s);
	split(&s);
	if (!mt_bytes16_ascii(header.p, header.n)) {
		note_byte(&s, MT_NOTE_HEADER_NUL,
			  mt_slice_find_char(header, '\0'));
		note_byte(&s, MT_NOTE_HEADER_8BIT, find_8bit(header));
	}
	note_byte(&s, MT_NOTE_HEADER_BARE_CR, find_bare_cr(header));
}

const MtField *
mt_fields_find(const MtFields *fields, MtSlice name, size_t from)
{
	for (size_t i = from; i < fields->n; i++)
		if (mt_slice_eq_i(fields->fields[i].name, name))
			return &fields->fields[i];
	return NULL;
}

/* Sixteen bytes, line ends as spaces; returns where those are. */
static inline MtBytes16
unfold16(char *to, const char *from)
{
	MtBytes16 x = mt_bytes16_load(from);
	MtBytes16 end = (x == '\n') | (x == '\r');

	x = (x & ~end) | (end & ' ');
	memcpy(to, &x, sizeof x);
	return end;
}

/* Copy `n` bytes, line ends as spaces; false where there is none. */
static bool
copy_unfolded(char *to, const char *from, size_t n)
{
	MtBytes16 ends = {0};
	bool any = false;
	size_t i = 0;

	for (; n > i + 16; i += 16)
		ends |= unfold16(to + i, from + i);
	/* The last ones again with those before them. */
	if (n >= 16)
		ends |= unfold16(to + n - 16, from + n - 16);
	for (i = n < 16 ? 0 : n; i < n; i++) {
		bool end = from[i] == '\n' || from[i] == '\r';

		to[i] = (char)(end ? ' ' : from[i]);
		any |= end;
	}
	return any || mt_bytes16_any(ends);
}

MtSlice
mt_field_unfold(const MtField *field, MtArena *arena)
{
	MtSlice value = field->value;
	char *copy = mt_arena_take(arena, value.n);

	return copy_unfolded(copy, value.p, value.n) ? mt_slice(copy, value.n)
						     : value;
}

/*
 * Any bytes as a header block: its fields are its bytes, each once and in
 * order, with bytes left out by a limit where the first bytes say.
 */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "mime/fields.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { OFFSET = 100 };

static void
must(bool true_)
{
	if (!true_)
		abort();
}

static bool
lies_in(MtSlice part, MtSlice whole)
{
	return part.p >= whole.p && part.p + part.n <= whole.p + whole.n;
}

/* Line ends become spaces, and nothing else changes. */
static void
check_unfolded(const MtField *f, MtArena *arena)
{
	MtSlice value = mt_field_unfold(f, arena);

	must(value.n == f->value.n);
	for (size_t i = 0; i < value.n; i++) {
		char c = f->value.p[i];

		must(value.p[i] == (c == '\n' || c == '\r' ? ' ' : c));
	}
	must(value.p == f->value.p ||
	     memcmp(value.p, f->value.p, value.n) != 0);
}

static void
check_field(const MtField *f)
{
	must(f->raw.n > 0 && f->length >= f->raw.n);
	must(lies_in(f->name, f->raw) && lies_in(f->value, f->raw));
	must(f->name.p == f->raw.p);
	must(f->value.p >= f->name.p + f->name.n);
	must(f->name.n == 0 || f->value.p[-1] == ':');
	for (size_t i = 0; i < f->name.n; i++)
		must((unsigned char)f->name.p[i] > ' ');
}

static void
check_notes(const MtNotes *notes, uint64_t end)
{
	must(notes->n <= notes->count);
	for (size_t i = 0; i < notes->n; i++) {
		const MtNote *note = &notes->notes[i];

		must(note->offset >= OFFSET &&
		     note->offset + note->length <= end);
		must(mt_note_has(notes, note->kind));
	}
}

static void
check(MtMessage *m, MtArena *arena, uint64_t end)
{
	const char *p = m->header.p;
	uint64_t offset = m->offset;
	MtFields f;

	mt_message_find_fields(m, arena);
	mt_fields_split(m, arena, &f);
	for (size_t i = 0; i < f.n; i++) {
		const MtField *field = &f.fields[i];

		must(field->raw.p == p && field->offset == offset);
		check_field(field);
		check_unfolded(field, arena);
		must(mt_fields_find(&f, field->name, i) == field);
		must(field->name.n > 0 ||
		     mt_note_has(&f.notes, MT_NOTE_HEADER_NO_COLON) ||
		     mt_note_has(&f.notes, MT_NOTE_HEADER_LEADING_FOLD));
		p += field->raw.n;
		offset += field->length;
	}
	must(p == m->header.p + m->header.n && offset == end);
	check_notes(&f.notes, end);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtMessage m = {.offset = OFFSET};
	MtGap gap;

	if (size < 2)
		return 0;
	m.header = mt_slice((const char *)data + 2, size - 2);
	check(&m, arena, OFFSET + m.header.n);
	gap = (MtGap){data[0] % (m.header.n + 1), data[1]};
	m.gaps = &gap;
	m.n_gaps = 1;
	if (m.header.n > 0)
		check(&m, arena, OFFSET + m.header.n + gap.skipped);
	return 0;
}

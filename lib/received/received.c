/* Reading one Received field: clauses, dialect, common reader, corrections. */
#include "received/received.h"

#include "base/bytes16.h"
#include "received/fill.h"

static void
note_8bit(MtSlice value, uint64_t offset, MtArena *arena, MtNotes *notes)
{
	size_t i = 0;

	while (i < value.n && (unsigned char)value.p[i] < 0x80)
		i++;
	if (i < value.n)
		mt_note_add(notes, arena, MT_NOTE_FIELD_8BIT, offset + i, 1);
}

/* RFC 5322 4.1 has readers cope with NUL; MTAs and this one leave it out. */
static MtSlice
without_nul(MtSlice value, uint64_t offset, MtArena *arena, MtNotes *notes)
{
	size_t first = mt_slice_find_char(value, '\0'), n;
	char *copy;

	if (first == MT_SLICE_NOWHERE)
		return value;
	mt_note_add(notes, arena, MT_NOTE_FIELD_NUL, offset + first, 1);
	copy = mt_arena_take(arena, value.n);
	memcpy(copy, value.p, first);
	n = first;
	for (size_t i = first; i < value.n; i++)
		if (value.p[i] != '\0')
			copy[n++] = value.p[i];
	return mt_slice(copy, n);
}

void
mt_received_parse(MtSlice value, uint64_t offset, MtArena *arena, MtReceived *r)
{
	MtClauses clauses;
	MtFill f = {&clauses, NULL, offset, arena, r, MT_IP_NONE};

	*r = (MtReceived){0};
	if (!mt_bytes16_ascii(value.p, value.n)) {
		value = without_nul(value, offset, arena, &r->notes);
		note_8bit(value, offset, arena, &r->notes);
	}
	mt_clauses_read(value, offset, arena, &clauses, &r->notes);
	f.dialect = mt_dialect_for(&clauses, &r->software);
	r->dialect = f.dialect->name;
	mt_fill_from(&f);
	mt_fill_rest(&f);
	mt_fill_time(&f);
	if (f.dialect->refine != NULL)
		f.dialect->refine(&clauses, arena, r);
	mt_fill_protocol(r);
	r->encrypted = r->encrypted || r->tls_version.p != NULL ||
		       r->tls_cipher.p != NULL;
}

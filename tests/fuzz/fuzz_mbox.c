/*
 * Any bytes as a file of messages: headers are bytes of it, in order, and what
 * is read does not depend on how many bytes come at a time.
 */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>

#include "input/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool true_)
{
	if (!true_)
		abort();
}

static void
add_number(GString *seen, uint64_t number)
{
	g_string_append_printf(seen, " %" G_GUINT64_FORMAT, number);
}

static void
add_notes(GString *seen, const MtNotes *notes, size_t size)
{
	for (size_t i = 0; i < notes->n; i++) {
		const MtNote *note = &notes->notes[i];

		must(note->offset + note->length <= size);
		add_number(seen, note->kind);
		add_number(seen, note->offset);
		add_number(seen, note->length);
	}
	add_number(seen, notes->count);
}

/* All that is known of each message, as text to be compared. */
static GString *
read_all(MtSource *source, MtSlice in, size_t chunk)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	GString *seen = g_string_new(NULL);
	MtReader reader = {0};
	uint64_t ordinal = 0, end = 0;
	MtMessage m;

	mt_source_open_memory(source, in, chunk);
	while (mt_reader_next(&reader, source, arena, &m)) {
		must(m.ordinal == ++ordinal && m.n_gaps == 0);
		must(m.offset >= end && m.offset + m.header.n <= in.n);
		must(m.header.n == 0 ||
		     memcmp(m.header.p, in.p + m.offset, m.header.n) == 0);
		must(m.from_line.n <= m.offset);
		end = m.offset + m.header.n;
		add_number(seen, m.offset);
		add_number(seen, m.header.n);
		add_number(seen, m.from_line.n);
		add_notes(seen, &m.notes, in.n);
	}
	add_number(seen, mt_source_offset(source));
	mt_reader_clear(&reader);
	return seen;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	MtSlice in = mt_slice((const char *)data, size);
	static MtSource *source; /* its memory takes longer than the rest */
	g_autoptr(GString) whole = NULL;

	if (source == NULL)
		source = mt_source_new();
	whole = read_all(source, in, 0);

	for (size_t chunk = 1; chunk < 2000; chunk *= 11) {
		g_autoptr(GString) part = read_all(source, in, chunk);

		must(g_string_equal(whole, part));
	}
	return 0;
}

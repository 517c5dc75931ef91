/* Notes as text, so that a table of cases can say which it expects. */
#ifndef TESTS_UNIT_NOTES_H
#define TESTS_UNIT_NOTES_H

#include <glib.h>

#include "base/note.h"

/* The words in the order found: `nul 8bit`. */
static inline char *
notes_text(const MtNotes *notes)
{
	GString *text = g_string_new(NULL);

	for (size_t i = 0; i < notes->n; i++) {
		MtSlice word = mt_note_word(notes->notes[i].kind);

		if (i > 0)
			g_string_append_c(text, ' ');
		g_string_append_len(text, word.p, (gssize)word.n);
	}
	return g_string_free(text, FALSE);
}

/* The place of a note that must be there. */
static inline const MtNote *
notes_find(const MtNotes *notes, MtNoteKind kind)
{
	for (size_t i = 0; i < notes->n; i++)
		if (notes->notes[i].kind == kind)
			return &notes->notes[i];
	return NULL;
}

#endif

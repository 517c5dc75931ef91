/* The words of the notes, and adding one. */
#include "base/note.h"

static const struct {
	MtSlice word;
	const char *meaning;
} table[] = {
#define MT_NOTE_ROW(name, text, why) {{text, sizeof(text) - 1}, why},
	MT_NOTES(MT_NOTE_ROW)
#undef MT_NOTE_ROW
};

MtSlice
mt_note_word(MtNoteKind kind)
{
	return table[kind].word;
}

const char *
mt_note_meaning(MtNoteKind kind)
{
	return table[kind].meaning;
}

void
mt_note_add(MtNotes *notes, MtArena *arena, MtNoteKind kind, uint64_t offset,
	    uint64_t length)
{
	notes->count++;
	if (mt_note_has(notes, kind))
		return;
	/* Lists are short: room for four, then one allocation a power of two. */
	if (notes->n == 0 ||
	    (notes->n >= 4 && (notes->n & (notes->n - 1)) == 0)) {
		size_t room = notes->n == 0 ? 4 : notes->n * 2;
		MtNote *more = mt_arena_take(arena, room * sizeof *more);

		if (notes->n > 0)
			memcpy(more, notes->notes, notes->n * sizeof *more);
		notes->notes = more;
	}
	notes->notes[notes->n++] = (MtNote){kind, offset, length};
	notes->kinds |= (uint64_t)1 << kind;
}

/* What a pattern asks of an id is read from the pattern once, so that most of the
 * patterns are passed over with a few comparisons. */
#include "idtime/table.h"

#include <glib.h>

#include "idtime/match.h"

enum { MAX_ENTRIES = 192 };

static MtIdEntry table[MT_ID_PLACES][MAX_ENTRIES + 1];
static size_t n_entries[MT_ID_PLACES];

MtIdChars
mt_idchars_of(MtSlice text)
{
	MtIdChars chars = {0, 0};

	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c < 64)
			chars.low |= (uint64_t)1 << c;
		else if (c < 128)
			chars.high |= (uint64_t)1 << (c - 64);
	}
	return chars;
}

static void
add(const MtIdEntry *entry)
{
	for (unsigned place = 0; place < MT_ID_PLACES; place++) {
		if ((entry->scheme->places >> place & 1) == 0)
			continue;
		if (n_entries[place] == MAX_ENTRIES)
			g_error("more than %d patterns of ids", MAX_ENTRIES);
		table[place][n_entries[place]++] = *entry;
	}
}

static void
add_scheme(const MtIdScheme *s)
{
	MtIdEntry entry = {
		.scheme = s,
		.most = SIZE_MAX,
		.digits_most = SIZE_MAX,
	};

	for (const MtIdPattern *p = s->patterns;
	     p != NULL && p->pattern != NULL; p++) {
		MtIdEntry of = entry;

		of.pattern = p;
		mt_id_wants(p, &of);
		add(&of);
	}
	if (s->decode == NULL)
		return;
	entry.least = s->least;
	entry.most = s->most == 0 ? SIZE_MAX : s->most;
	entry.marks = mt_idchars_of(mt_slice_str(s->marks));
	add(&entry);
}

static void *
build(void *unused)
{
	for (size_t i = 0; mt_idschemes[i] != NULL; i++)
		add_scheme(mt_idschemes[i]);
	return unused;
}

const MtIdEntry *
mt_idtable(MtIdPlace place)
{
	static GOnce once = G_ONCE_INIT;

	g_once(&once, build, NULL);
	return table[place];
}

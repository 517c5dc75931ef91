/* What a pattern asks of an id is read from the pattern once, so that most of the
 * patterns are passed over with a few comparisons. */
#include "idtime/table.h"

#include <glib.h>

#include "base/time.h"
#include "idtime/match.h"

/* All ids that are longer than this share a list. */
enum { MAX_ENTRIES = 192, LONGEST = 40 };

static MtIdEntry table[MT_ID_PLACES][MAX_ENTRIES];
static size_t n_entries[MT_ID_PLACES];
static struct {
	uint8_t which[MAX_ENTRIES];
	uint8_t n;
} by_length[MT_ID_PLACES][LONGEST + 1];

static MtIdMarks mark_of[MT_ID_PLACES][256];
static unsigned n_marks[MT_ID_PLACES];

MtIdMarks
mt_idmarks_add(MtIdPlace place, MtSlice characters)
{
	MtIdMarks marks = 0;

	for (size_t i = 0; i < characters.n; i++) {
		MtIdMarks *mark =
			&mark_of[place][(unsigned char)characters.p[i]];

		if (*mark == 0 && n_marks[place] < 64)
			*mark = (MtIdMarks)1 << n_marks[place]++;
		marks |= *mark;
	}
	return marks;
}

static void
add_to_lists(MtIdPlace place, size_t which)
{
	const MtIdEntry *e = &table[place][which];
	size_t most = MIN(e->most, LONGEST);

	for (size_t length = MIN(e->least, most); length <= most; length++) {
		uint8_t n = by_length[place][length].n++;

		by_length[place][length].which[n] = (uint8_t)which;
	}
}

static void
add(MtIdPlace place, const MtIdEntry *entry)
{
	if (n_entries[place] == MAX_ENTRIES)
		g_error("more than %d patterns of ids", MAX_ENTRIES);
	table[place][n_entries[place]] = *entry;
	add_to_lists(place, n_entries[place]++);
}

static void
add_scheme(MtIdPlace place, const MtIdScheme *s)
{
	const int64_t day = 86400 * (int64_t)1000000;
	MtIdEntry entry = {
		.scheme = s,
		.from_us = mt_time_days(s->since, 1, 1) * day,
		.to_us = mt_time_days(MT_ID_LAST_YEAR + 1, 1, 1) * day,
		.most = SIZE_MAX,
		.digits_most = SIZE_MAX,
	};

	for (const MtIdPattern *p = s->patterns;
	     p != NULL && p->pattern != NULL; p++) {
		MtIdEntry of = entry;

		of.pattern = p;
		mt_id_wants(place, p, &of);
		add(place, &of);
	}
	if (s->decode == NULL)
		return;
	entry.least = s->least;
	entry.most = s->most == 0 ? SIZE_MAX : s->most;
	entry.marks = mt_idmarks_add(place, mt_slice_str(s->marks));
	add(place, &entry);
}

static void *
build(void *data)
{
	MtIdPlace place = GPOINTER_TO_UINT(data);

	for (size_t i = 0; mt_idschemes[i] != NULL; i++)
		if ((mt_idschemes[i]->places >> place & 1) != 0)
			add_scheme(place, mt_idschemes[i]);
	return NULL;
}

/* Most programs ask for ids of one place only. */
MtIdList
mt_idtable(MtIdPlace place, size_t length)
{
	static GOnce once[MT_ID_PLACES];

	g_once(&once[place], build, GUINT_TO_POINTER(place));
	length = MIN(length, LONGEST);
	return (MtIdList){table[place], by_length[place][length].which,
			  by_length[place][length].n, mark_of[place]};
}

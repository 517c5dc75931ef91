/* A row of paths; a second one waits while a directory is read. */
#include "input/ahead.h"

static void
clear_row(MtAheadRow *row)
{
	for (size_t i = row->next; i < row->n; i++)
		g_clear_error(&row->errors[i]);
	mt_buf_clear(&row->names);
	row->n = row->next = 0;
}

void
mt_ahead_clear(MtAhead *a)
{
	clear_row(&a->now);
	clear_row(&a->later);
}

static bool
add_next(MtAhead *a)
{
	MtAheadRow *row = &a->now;
	bool inside = a->later.n > 0;
	const char *path;

	row->errors[row->n] = NULL;
	if (!(inside ? mt_paths_next_inside : mt_paths_next_any)(
		    a->paths, &path, &row->errors[row->n]))
		return false;
	row->at[row->n++] = row->names.n;
	mt_buf_add(&row->names, mt_slice(path, strlen(path) + 1));
	return true;
}

/* Standard input is no file, and what cannot be listed is not opened. */
static void
tell(MtAhead *a)
{
	const MtAheadRow *row = &a->now;
	size_t n = 0;

	for (size_t i = row->next; i < row->n; i++) {
		const char *path = row->names.p + row->at[i];

		if (row->errors[i] == NULL && strcmp(path, "-") != 0)
			a->told[n++] = path;
	}
	mt_source_expect(a->source, a->told, n);
}

static void
fill(MtAhead *a)
{
	MtAheadRow empty;

	a->now.n = a->now.next = a->now.names.n = 0;
	while (a->now.n < MT_RING_FILES && add_next(a))
		;
	if (a->now.n == 0) {
		empty = a->now;
		a->now = a->later;
		a->later = empty;
	}
	tell(a);
}

bool
mt_ahead_next(MtAhead *a, const char **path, GError **error)
{
	MtAheadRow *row = &a->now;

	if (row->next == row->n)
		fill(a);
	if (row->next == row->n)
		return false;
	*path = row->names.p + row->at[row->next];
	if (row->errors[row->next] != NULL)
		g_propagate_error(error, row->errors[row->next]);
	row->next++;
	return true;
}

bool
mt_ahead_enter(MtAhead *a, const char *path)
{
	MtAheadRow empty = a->later;

	if (empty.n > 0 || !mt_paths_enter(a->paths, path))
		return false;
	if (a->now.next == a->now.n)
		return true;
	a->later = a->now;
	a->now = empty;
	return true;
}

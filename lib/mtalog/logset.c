/* Grouping by name, order by time, years from the newest part backwards. */
#include "mtalog/logset.h"

#include "mtalog/rotation.h"

static const int64_t day_us = INT64_C(86400000000);

void
mt_log_set_free(MtLogSet *set)
{
	if (set == NULL)
		return;
	g_ptr_array_unref(set->streams);
	g_ptr_array_unref(set->files);
	g_ptr_array_unref(set->names);
	mt_source_free(set->in);
	mt_local_zones_free(set->zones);
	g_free(set);
}

/* Look at one input; those that cannot be opened are told and left out. */
static void
look_at(MtLogSet *set, MtSource *source, const char *path,
	const MtLogUser *user, void *data)
{
	g_autoptr(GError) error = NULL;
	bool in = strcmp(path, "-") == 0;

	if (in && set->in == NULL)
		source = set->in = mt_source_new();
	if (!mt_source_open(source, path, &error)) {
		user->failed(mt_slice_str(path), error, data);
		return;
	}
	g_ptr_array_add(set->files, mt_log_file_look(source, path, set->zones));
	if (!in)
		mt_source_close(source, NULL);
}

static void
look_at_all(MtLogSet *set, MtPaths *paths, const MtLogUser *user, void *data)
{
	g_autoptr(MtSource) source = mt_source_new();
	const char *path;
	bool more = true;

	while (more) {
		g_autoptr(GError) error = NULL;

		more = mt_paths_next(paths, &path, &error);
		if (error != NULL)
			user->failed(mt_slice_str(path), error, data);
		else if (more)
			look_at(set, source, path, user, data);
	}
	for (guint i = 0; i < set->files->len; i++) {
		MtLogFile *file = g_ptr_array_index(set->files, i);

		if (file->yearless && strcmp(file->path, "-") != 0)
			mt_log_file_span(file, source);
	}
}

/* Streams are few; their number of files may be large. */
static MtLogStream *
stream_of(MtLogSet *set, GHashTable *streams, MtSlice name)
{
	g_autofree char *key = g_strndup(name.p, name.n);
	MtLogStream *stream = g_hash_table_lookup(streams, key);

	if (stream != NULL)
		return stream;
	stream = mt_log_stream_new(set->in);
	g_hash_table_insert(streams, g_steal_pointer(&key), stream);
	g_ptr_array_add(set->streams, stream);
	return stream;
}

/* The oldest part first, by name; parts whose names do not tell, by time. */
static gint
compare_parts(gconstpointer a, gconstpointer b)
{
	const MtLogFile *x = *(const MtLogFile *const *)a;
	const MtLogFile *y = *(const MtLogFile *const *)b;
	MtRotation p = mt_rotation_read(mt_slice_str(x->path));
	MtRotation q = mt_rotation_read(mt_slice_str(y->path));

	if (p.date >= 0 && q.date >= 0 && p.date != q.date)
		return p.date < q.date ? -1 : 1;
	if ((p.date >= 0) != (q.date >= 0))
		return p.date >= 0 ? -1 : 1;
	if (p.age != q.age)
		return p.age > q.age ? -1 : 1;
	return (x->first_us > y->first_us) - (x->first_us < y->first_us);
}

static gint
compare_times(gconstpointer a, gconstpointer b)
{
	const MtLogFile *x = *(const MtLogFile *const *)a;
	const MtLogFile *y = *(const MtLogFile *const *)b;

	if (x->has_first != y->has_first)
		return x->has_first ? -1 : 1;
	return (x->first_us > y->first_us) - (x->first_us < y->first_us);
}

/*
 * Until when the lines of a file may be: the date in its name, which is that of
 * its end, else its own time, else now. Zones and slow clocks: two days.
 */
static int64_t
end_of(const MtLogFile *file, const MtLogOptions *options, MtFrom *from)
{
	MtRotation rotation = mt_rotation_read(mt_slice_str(file->path));

	*from = MT_FROM_FILE;
	if (rotation.date >= 0)
		return (rotation.date + 2) * day_us;
	if (file->changed_us != INT64_MIN)
		return file->changed_us + 2 * day_us;
	*from = MT_FROM_ORDER;
	return options->now_us + 2 * day_us;
}

/* From the newest part backwards: none ends after the next one has begun. */
static void
set_years(const MtLogStream *stream, const MtLogOptions *options)
{
	int64_t next_us = INT64_MAX;

	for (guint i = stream->files->len; i-- > 0;) {
		MtLogFile *file = g_ptr_array_index(stream->files, i);
		MtFrom from;
		int64_t end = end_of(file, options, &from);

		if (file->yearless && next_us < end) {
			end = next_us;
			from = MT_FROM_ORDER;
		}
		/* Lines without a year may come later all the same. */
		file->year = mt_year_first(&file->span, end);
		if (file->yearless)
			mt_log_file_set_year(file, file->year, from);
		if (file->has_first)
			next_us = file->first_us + 2 * day_us;
	}
}

/* --year is that of the oldest line; the parts go on from there. */
static void
count_years(const MtLogStream *stream, int year)
{
	int day = 0;

	for (guint i = 0; i < stream->files->len; i++) {
		MtLogFile *file = g_ptr_array_index(stream->files, i);

		file->year = year;
		if (!file->yearless)
			continue;
		if (file->span.first_day < day - 7)
			year++;
		mt_log_file_set_year(file, year, MT_FROM_OPTION);
		year += file->span.years;
		day = file->span.last_day;
	}
}

static void
group(MtLogSet *set, const MtLogOptions *options)
{
	g_autoptr(GHashTable) streams =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < set->files->len; i++) {
		MtLogFile *file = g_ptr_array_index(set->files, i);
		MtRotation rotation =
			mt_rotation_read(mt_slice_str(file->path));
		MtLogStream *stream = stream_of(set, streams, rotation.stream);

		g_ptr_array_add(stream->files, file);
	}
	for (guint i = 0; i < set->streams->len; i++) {
		MtLogStream *stream = g_ptr_array_index(set->streams, i);

		g_ptr_array_sort(stream->files, compare_parts);
		if (options->year != 0)
			count_years(stream, options->year);
		else
			set_years(stream, options);
		g_ptr_array_sort(stream->files, compare_times);
	}
}

MtLogSet *
mt_log_set_new(MtPaths *paths, const MtLogOptions *options,
	       const MtLogUser *user, void *data, GError **error)
{
	g_autoptr(MtLogSet) set = g_new0(MtLogSet, 1);

	set->files = g_ptr_array_new_with_free_func(
		(GDestroyNotify)mt_log_file_free);
	set->streams = g_ptr_array_new_with_free_func(
		(GDestroyNotify)mt_log_stream_free);
	set->names = g_ptr_array_new_with_free_func(g_free);
	set->zones = mt_local_zones_new(options->zones, error);
	if (set->zones == NULL)
		return NULL; /* NOLINT(clang-analyzer-unix.Malloc): g_autoptr */
	look_at_all(set, paths, user, data);
	group(set, options);
	if (!mt_log_set_hosts(set, options, user, data, error))
		return NULL;
	return g_steal_pointer(&set);
}

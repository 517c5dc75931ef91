/* What the first lines tell, by reading them as all lines are read. */
#include "mtalog/logfile.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/time.h"
#include "input/archive.h"
#include "input/frame.h"
#include "input/utf16.h"
#include "mtalog/colour.h"
#include "mtalog/dispatch.h"
#include "mtalog/prefix.h"

enum {
	HEAD = 64 * 1024,
	MAX_HOSTS = 64,  /* names looked at in the head of a file */
	YEARLESS = 1972, /* year for a first look: all days exist */
};

static const int64_t second_us = 1000000, day_us = INT64_C(86400000000);

MtSlice
mt_from_word(MtFrom from)
{
	static const char *const words[] = {
		[MT_FROM_NOTHING] = NULL,    [MT_FROM_WRITTEN] = "written",
		[MT_FROM_OPTION] = "option", [MT_FROM_FILE] = "file",
		[MT_FROM_ORDER] = "order",   [MT_FROM_MACHINE] = "machine",
	};

	return mt_slice_str(words[from]);
}

void
mt_log_file_free(MtLogFile *file)
{
	if (file == NULL)
		return;
	g_free(file->path);
	g_free(file->apart);
	g_ptr_array_unref(file->hosts);
	mt_tally_clear(&file->tally);
	g_free(file);
}

static void
look_at_file(MtLogFile *file)
{
	struct stat st;
	bool in = strcmp(file->path, "-") == 0;

	file->changed_us = INT64_MIN;
	if ((in ? fstat(STDIN_FILENO, &st) : stat(file->path, &st)) != 0 ||
	    !S_ISREG(st.st_mode))
		return;
	file->size = (uint64_t)st.st_size;
	file->changed_us = st.st_mtim.tv_sec * second_us;
	file->plain = !in;
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
add_host(MtLogFile *file, MtSlice host)
{
	g_autofree char *name = NULL;

	if (host.n == 0 || file->hosts->len == MAX_HOSTS)
		return;
	name = g_strndup(host.p, host.n);
	if (!g_ptr_array_find_with_equal_func(file->hosts, name, g_str_equal,
					      NULL))
		g_ptr_array_add(file->hosts, g_steal_pointer(&name));
}

/* The prefix of a line, as the reader of the file or all files have it. */
static bool
read_prefix(const MtLogFile *file, void *state, MtPrefixContext *context,
	    MtSlice line, MtPrefix *prefix)
{
	const MtReader *reader =
		file->reader >= 0 ? mt_readers[file->reader] : NULL;
	MtEvent event = {0};

	*prefix = (MtPrefix){.text = line};
	if (reader != NULL && reader->prefix != NULL &&
	    reader->prefix(&prefix->text, state, &event, &prefix->stamp)) {
		prefix->host = event.host;
		return true;
	}
	return mt_prefix_read(context, line, prefix);
}

static void
look_at_line(MtLogFile *file, const MtPrefix *prefix)
{
	const MtStamp *stamp = &prefix->stamp;

	if (prefix->program.n > 0 || file->reader >= 0)
		add_host(file, prefix->host);
	if (!stamp->known)
		return;
	if (!stamp->year && !file->yearless)
		file->bare_us = stamp->us;
	file->yearless |= !stamp->year;
	file->zoneless |= !stamp->zone;
	if (!file->first.known)
		file->first = *stamp;
}

static void
look_at_lines(MtLogFile *file, MtFrame frame, MtSlice head, bool whole)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtPrefixContext context = {.arena = arena, .year = YEARLESS};
	const MtReader *reader =
		file->reader >= 0 ? mt_readers[file->reader] : NULL;
	void *state =
		reader != NULL && reader->open != NULL ? reader->open() : NULL;
	MtPrefix prefix;

	while (head.n > 0) {
		size_t n = mt_frame_next(frame, head, whole);
		MtSlice line = mt_slice_sub(head, 0, n);

		if (n == 0)
			break; /* cut: its time may be too */
		line = mt_slice_sub(line, mt_line_lead(line),
				    n - (line.p[n - 1] == '\n'));
		line = mt_colour_strip(line, arena);
		head = mt_slice_sub(head, n, head.n);
		if (read_prefix(file, state, &context, line, &prefix))
			look_at_line(file, &prefix);
	}
	if (state != NULL)
		reader->close(state);
	g_ptr_array_sort(file->hosts, compare_names);
}

static int64_t
to_utc(const MtLogFile *file, int64_t us)
{
	MtLocalCache cache = {0};
	bool twice;
	int64_t second;

	return mt_local_to_utc(file->zone, &cache, us, &twice, &second);
}

/* What is known before other files, and the file as a whole, are looked at. */
static void
settle(MtLogFile *file)
{
	const MtStamp *first = &file->first;

	file->has_first = true;
	file->first_us = first->zone ? first->us : to_utc(file, first->us);
	file->year_from = MT_FROM_WRITTEN;
	file->zone_from = !file->zoneless    ? MT_FROM_WRITTEN
			  : file->zone_named ? MT_FROM_OPTION
					     : MT_FROM_MACHINE;
	if (!file->yearless)
		return;
	file->span.first_day =
		(int)(file->bare_us / day_us - mt_time_days(YEARLESS, 1, 1)) +
		1;
	file->span.last_day = file->span.first_day;
}

/* Of a pipe no more than its first line is waited for. */
static MtSlice
look_at_line_of(MtSource *source, bool *whole)
{
	MtSlice head = {0};
	size_t had;

	do {
		had = head.n;
		head = mt_source_look(source, had + 1);
		*whole = head.n == had;
	} while (!*whole && head.n < HEAD &&
		 mt_frame_next(mt_frame_of(head), head, false) == 0);
	return head;
}

/* Of the readers that know their files, those whose lines cannot be told alone are
 * asked also about what containers and shippers passed on: multilog's. */
static int
probe_carried(MtFrame frame, MtSlice head, bool whole)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtPrefixContext context = {.arena = arena, .year = YEARLESS};
	MtPrefixMarks marks = {0};
	MtSlice rest, all;
	MtPrefix prefix;
	MtSlice line = mt_slice_sub(head, 0, mt_frame_next(frame, head, whole));
	bool more;

	mt_prefix_read(&context, line, &prefix);
	rest = all = mt_prefix_carrier(&context, line, &prefix);
	for (more = all.n > 0; more; more = mt_prefix_mark(all, &marks, &rest))
		if (rest.p[0] == '@')
			return mt_dispatch_probe(rest);
	return -1;
}

/* What the beginning tells, whose text is that of lines or entries of `frame`. */
static void
look_at_head(MtLogFile *file, MtFrame frame, MtSlice head, bool whole)
{
	MtSlice text = mt_slice_sub(head, mt_line_lead(head), head.n);

	file->reader = mt_dispatch_probe(text);
	if (file->reader < 0)
		file->reader = probe_carried(frame, text, whole);
	look_at_lines(file, frame, text, whole);
}

static void
look_at_utf16(MtLogFile *file, MtSlice head, bool whole)
{
	g_autofree char *text = g_malloc(mt_utf16_room(head.n));
	size_t n = mt_utf16_decode(mt_slice_sub(head, 0, head.n & ~(size_t)1),
				   file->frame == MT_FRAME_UTF16BE, text);

	file->plain = false;
	look_at_head(file, MT_FRAME_LINE, mt_slice(text, n), whole);
}

MtLogFile *
mt_log_file_look(MtSource *source, const char *path, const MtLocalZones *zones)
{
	MtLogFile *file = g_new0(MtLogFile, 1);
	MtSlice head;
	bool whole, in = strcmp(path, "-") == 0;

	file->path = g_strdup(path);
	file->hosts = g_ptr_array_new_with_free_func(g_free);
	file->last_us = INT64_MIN;
	mt_tally_init(&file->tally);
	look_at_file(file);
	head = mt_source_look(source, MT_ARCHIVE_HEAD);
	file->plain = file->plain && !mt_archive_is(head);
	mt_source_next(source);
	head = in ? look_at_line_of(source, &whole)
		  : mt_source_look(source, HEAD);
	if (!in)
		whole = head.n < HEAD;
	head = mt_slice_sub(head, 0, HEAD);
	file->frame = mt_frame_of(head);
	if (mt_frame_is_utf16(file->frame))
		look_at_utf16(file, head, whole);
	else
		look_at_head(file, file->frame, head, whole);
	file->zone =
		mt_local_zone(zones, mt_slice_str(path), &file->zone_named);
	if (file->first.known)
		settle(file);
	return file;
}

void
mt_log_file_span(MtLogFile *file, MtSource *source)
{
	int fd;

	if (!file->plain) {
		if (mt_source_open(source, file->path, NULL) &&
		    mt_source_next(source))
			mt_year_span_read(source, file->frame, &file->span);
		mt_source_close(source, NULL);
		return;
	}
	fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd == -1)
		return;
	mt_year_span_sample(fd, file->size, &file->span);
	close(fd);
}

void
mt_log_file_set_year(MtLogFile *file, int year, MtFrom from)
{
	const MtYearSpan *span = &file->span;
	int64_t clock = file->first.us % day_us;

	file->year = year;
	file->year_from = from;
	if (!file->first.year)
		file->first_us = to_utc(
			file, mt_year_day_us(year, span->first_day) + clock);
	file->last_us = to_utc(
		file,
		mt_year_day_us(year + span->years, span->last_day) + day_us);
}

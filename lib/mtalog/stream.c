/* Opening one file after another, and the years of their lines on the way. */
#include "mtalog/stream.h"

MtLogStream *
mt_log_stream_new(MtSource *in)
{
	MtLogStream *stream = g_new0(MtLogStream, 1);

	stream->files = g_ptr_array_new();
	stream->in = in;
	stream->now_us = INT64_MIN;
	mt_turn_init(&stream->turn);
	return stream;
}

static MtSource *
source_of(MtLogStream *stream, const MtLogFile *file)
{
	if (stream->in != NULL && strcmp(file->path, "-") == 0)
		return stream->in;
	if (stream->source == NULL)
		stream->source = mt_source_new();
	return stream->source;
}

static void
close_file(MtLogStream *stream, GError **error)
{
	mt_source_close(stream->lines.source, error);
	mt_lines_clear(&stream->lines);
	mt_log_reading_release(g_steal_pointer(&stream->reading));
}

void
mt_log_stream_free(MtLogStream *stream)
{
	if (stream == NULL)
		return;
	while (stream->first != NULL) {
		MtLogBlock *block = stream->first;

		stream->first = block->next;
		mt_log_block_free(block);
	}
	if (stream->reading != NULL)
		close_file(stream, NULL);
	mt_turn_clear(&stream->turn);
	mt_source_free(stream->source);
	g_ptr_array_unref(stream->files);
	g_free(stream->before);
	g_free(stream);
}

/* Open the next file; false where there is none. It may have nothing to read. */
static bool
open_next(MtLogStream *stream, GError **error)
{
	MtSource *source;

	if (stream->next == stream->files->len)
		return false;
	stream->file = g_ptr_array_index(stream->files, stream->next++);
	source = source_of(stream, stream->file);
	if (source != stream->in) {
		if (!mt_source_open(source, stream->file->path, error))
			return true;
		if (!mt_source_next(source)) {
			mt_source_close(source, error);
			return true;
		}
	}
	stream->reading = mt_log_reading_new();
	stream->lines = (MtLines){.source = source,
				  .frame = stream->file->frame,
				  .size = stream->block_size,
				  .interactive = source == stream->in};
	stream->walk = (MtYearWalk){.year = stream->file->year};
	stream->number = 0;
	stream->n_before = 0;
	return true;
}

static void
add_year(MtLogBlock *block, size_t line, int year)
{
	if (block->n_years == block->room_years) {
		block->room_years = MAX(block->room_years * 2, 4);
		block->years =
			g_renew(MtLogYear, block->years, block->room_years);
	}
	block->years[block->n_years++] = (MtLogYear){line, year};
}

/* From the first line on, and wherever the year changes. */
static void
find_years(MtLogStream *stream, MtLogBlock *block)
{
	const MtLineBlock *lines = &block->lines;
	MtYearWalk *walk = &stream->walk;
	uint32_t from = 0;

	block->n_years = 0;
	add_year(block, 0, walk->year);
	for (size_t i = 0; i < lines->n; from = lines->ends[i++]) {
		MtSlice whole =
			mt_slice(lines->p + from, lines->ends[i] - from);

		/* No date has a line end: it need not be taken off for this. */
		if (!mt_year_walk_stays(walk, whole) &&
		    mt_year_walk_on(walk, mt_line_block_get(lines, i)))
			add_year(block, i, walk->year);
	}
}

static void
keep_last_line(MtLogStream *stream, const MtLogBlock *block)
{
	MtSlice line = mt_line_block_get(&block->lines, block->lines.n - 1);

	stream->before = g_realloc(stream->before, line.n + 1);
	memcpy(stream->before, line.p, line.n);
	stream->n_before = line.n;
}

/* The line before a block may be said to be repeated by its first one. */
static void
give_line_before(MtLogStream *stream, MtLogBlock *block)
{
	block->n_before = stream->n_before;
	block->before = g_realloc(block->before, stream->n_before + 1);
	if (stream->n_before > 0)
		memcpy(block->before, stream->before, stream->n_before);
	keep_last_line(stream, block);
}

static void
begin_member(MtLines *lines)
{
	enum { HEAD = 64 * 1024 };

	lines->frame = mt_frame_of(mt_source_look(lines->source, HEAD));
	lines->offset = lines->line = 0;
	lines->skip = false;
}

/* The lines that were read are a block of the file that is open. */
static void
take_lines(MtLogStream *stream, MtLogBlock *block)
{
	block->reading = mt_log_reading_hold(stream->reading);
	block->number = stream->number++;
	find_years(stream, block);
	give_line_before(stream, block);
}

/* Get on towards the next lines; false where there is nothing more. */
static bool
step(MtLogStream *stream, MtLogBlock *block)
{
	if (stream->reading == NULL)
		return open_next(stream, &block->error);
	if (mt_lines_next(&stream->lines, &block->lines))
		take_lines(stream, block);
	else if (!mt_source_next(stream->lines.source))
		close_file(stream, &block->error);
	else /* the members of an archive follow one another */
		begin_member(&stream->lines);
	return true;
}

void
mt_log_stream_ask(MtLogStream *stream, MtLogBlock *block)
{
	block->turn = stream->asked++;
	stream->under_way++;
}

void
mt_log_stream_read(MtLogStream *stream, MtLogBlock *block)
{
	bool more = true;

	mt_arena_reset(block->arena);
	mt_tally_reset(&block->tally);
	block->unparsed.n = 0;
	block->n = block->used = 0;
	block->next = NULL;
	mt_turn_wait(&stream->turn, block->turn);
	while (more && block->reading == NULL && block->error == NULL)
		more = step(stream, block);
	block->file = stream->file;
	mt_turn_done(&stream->turn, block->turn);
}

void
mt_log_stream_queue(MtLogStream *stream, MtLogBlock *block)
{
	stream->under_way--;
	if (block->reading == NULL && block->error == NULL)
		stream->ended = true;
	if (stream->first == NULL)
		stream->first = block;
	else
		stream->last->next = block;
	stream->last = block;
}

MtLogBlock *
mt_log_stream_head(MtLogStream *stream, MtLogDone *done, void *data)
{
	while (stream->first != NULL &&
	       stream->first->used == stream->first->n) {
		MtLogBlock *block = stream->first;

		stream->first = block->next;
		mt_log_reading_release(g_steal_pointer(&block->reading));
		g_clear_error(&block->error);
		done(block, data);
	}
	return stream->first;
}

int64_t
mt_log_stream_time(MtLogStream *stream, MtLogDone *done, void *data)
{
	const MtLogBlock *head = mt_log_stream_head(stream, done, data);
	const MtLogFile *file;

	if (head != NULL)
		return MAX(head->items[head->used].time_us, stream->now_us);
	if (stream->under_way > 0 || stream->reading != NULL)
		return INT64_MIN;
	if (stream->next == stream->files->len)
		return INT64_MAX;
	file = g_ptr_array_index(stream->files, stream->next);
	return file->has_first ? MAX(file->first_us, stream->now_us)
			       : INT64_MIN;
}

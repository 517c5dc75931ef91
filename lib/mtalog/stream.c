/* Opening one file after another, and the years of their lines on the way. */
#include "mtalog/stream.h"

MtLogStream *
mt_log_stream_new(size_t block_size, MtSource *in, MtLogFailed *failed,
		  void *data)
{
	MtLogStream *stream = g_new0(MtLogStream, 1);

	stream->files = g_ptr_array_new();
	stream->block_size = block_size;
	stream->in = in;
	stream->failed = failed;
	stream->data = data;
	stream->now_us = INT64_MIN;
	return stream;
}

static size_t
n_readers(void)
{
	size_t n = 0;

	while (mt_readers[n] != NULL)
		n++;
	return n;
}

static MtLogReading *
reading_new(MtLogFile *file)
{
	MtLogReading *reading = g_new0(MtLogReading, 1);

	reading->file = file;
	reading->twice_latest = INT64_MIN;
	reading->states = g_new0(void *, n_readers());
	mt_turn_init(&reading->turn);
	return reading;
}

/* With the last of its blocks, or with the file if they are all gone. */
static void
release(MtLogReading *reading)
{
	if (!reading->read || reading->blocks > 0)
		return;
	for (size_t i = 0; mt_readers[i] != NULL; i++)
		if (reading->states[i] != NULL)
			mt_readers[i]->close(reading->states[i]);
	g_free(reading->states);
	mt_turn_clear(&reading->turn);
	g_free(reading);
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
close_file(MtLogStream *stream)
{
	MtLogReading *reading = g_steal_pointer(&stream->reading);
	g_autoptr(GError) error = NULL;

	if (reading == NULL)
		return;
	if (!mt_source_close(stream->lines.source, &error))
		stream->failed(mt_slice_str(reading->file->path), error,
			       stream->data);
	mt_lines_clear(&stream->lines);
	reading->read = true;
	release(reading);
}

void
mt_log_stream_free(MtLogStream *stream)
{
	if (stream == NULL)
		return;
	while (stream->first != NULL) {
		MtLogBlock *block = stream->first;

		stream->first = block->next;
		block->reading->blocks--;
		release(block->reading);
		mt_log_block_free(block);
	}
	close_file(stream);
	mt_source_free(stream->source);
	g_ptr_array_unref(stream->files);
	g_free(stream->before);
	g_free(stream);
}

/* Open the next file that can be opened. */
static bool
open_file(MtLogStream *stream)
{
	while (stream->reading == NULL && stream->next < stream->files->len) {
		MtLogFile *file =
			g_ptr_array_index(stream->files, stream->next++);
		MtSource *source = source_of(stream, file);
		g_autoptr(GError) error = NULL;

		if (source != stream->in &&
		    (!mt_source_open(source, file->path, &error) ||
		     !mt_source_next(source))) {
			if (error == NULL)
				mt_source_close(source, &error);
			if (error != NULL)
				stream->failed(mt_slice_str(file->path), error,
					       stream->data);
			continue;
		}
		stream->reading = reading_new(file);
		stream->lines = (MtLines){.source = source,
					  .frame = file->frame,
					  .size = stream->block_size,
					  .interactive = source == stream->in};
		stream->walk = (MtYearWalk){.year = file->year};
		stream->number = 0;
		stream->n_before = 0;
	}
	return stream->reading != NULL;
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
	MtYearWalk *walk = &stream->walk;

	block->n_years = 0;
	add_year(block, 0, walk->year);
	for (size_t i = 0; i < block->lines.n; i++)
		if (mt_year_walk(walk, mt_line_block_get(&block->lines, i)))
			add_year(block, i, walk->year);
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

bool
mt_log_stream_fill(MtLogStream *stream, MtLogBlock *block)
{
	while (open_file(stream)) {
		if (mt_lines_next(&stream->lines, &block->lines)) {
			mt_arena_reset(block->arena);
			mt_tally_reset(&block->tally);
			block->unparsed.n = 0;
			block->n = block->used = 0;
			block->next = NULL;
			block->reading = stream->reading;
			block->reading->blocks++;
			block->number = stream->number++;
			find_years(stream, block);
			give_line_before(stream, block);
			stream->under_way++;
			return true;
		}
		/* The members of an archive follow one another. */
		if (!mt_source_next(stream->lines.source))
			close_file(stream);
		else
			begin_member(&stream->lines);
	}
	stream->ended = true;
	return false;
}

void
mt_log_stream_queue(MtLogStream *stream, MtLogBlock *block)
{
	stream->under_way--;
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
		MtLogReading *reading = block->reading;

		stream->first = block->next;
		done(block, data);
		reading->blocks--;
		release(reading);
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

/* Paths, the members of each, the messages of each member. */
#include "input/input.h"

#include "base/buf.h"
#include "base/error.h"
#include "input/ahead.h"
#include "input/reader.h"

struct MtInput {
	MtAhead ahead;
	MtInputFailed *failed;
	void *data;
	MtSource *source;
	MtReader reader;
	MtBuf name;      /* of what is read: path, or path!member */
	size_t path;     /* length of the path in it */
	bool open;       /* the source is */
	bool member;     /* the reader is in a member */
	bool any, found; /* the path has a member, with a message */
};

MtInput *
mt_input_new(MtPaths *paths, MtInputFailed *failed, void *data)
{
	MtInput *in = g_new0(MtInput, 1);

	in->failed = failed;
	in->data = data;
	in->source = mt_source_new();
	in->ahead = MT_AHEAD_INIT(paths, in->source);
	return in;
}

void
mt_input_free(MtInput *in)
{
	if (in == NULL)
		return;
	mt_ahead_clear(&in->ahead);
	mt_source_free(in->source);
	mt_reader_clear(&in->reader);
	mt_buf_clear(&in->name);
	g_free(in);
}

static void
set_name(MtInput *in, MtSlice path)
{
	in->name.n = 0;
	mt_buf_add(&in->name, path);
	in->path = in->name.n;
}

static void
fail(MtInput *in, const GError *error)
{
	in->failed(mt_buf_slice(&in->name), error, in->data);
}

static void
fail_empty(MtInput *in)
{
	g_autoptr(GError) error = g_error_new_literal(MT_ERROR, MT_ERROR_FORMAT,
						      "holds no message");

	fail(in, error);
}

/* Open the next path that can be opened; false at the end of all. */
static bool
next_path(MtInput *in)
{
	const char *path;

	while (!in->open) {
		g_autoptr(GError) error = NULL;

		if (!mt_ahead_next(&in->ahead, &path, &error))
			return false;
		set_name(in, mt_slice_str(path));
		if (error == NULL)
			in->open = mt_source_open(in->source, path, &error);
		if (error != NULL)
			fail(in, error);
		in->any = in->found = false;
	}
	return true;
}

static bool
enter(MtInput *in)
{
	mt_buf_add_char(&in->name, '\0');
	in->name.n--;
	return mt_ahead_enter(&in->ahead, in->name.p);
}

/* A file that could not be read is not also said to hold nothing. */
static void
end_path(MtInput *in)
{
	g_autoptr(GError) error = NULL;
	bool entered;

	in->name.n = in->path;
	in->open = false;
	entered = mt_source_is_directory(in->source) && enter(in);
	if (in->found)
		mt_source_drain(in->source);
	if (!mt_source_close(in->source, &error) && !entered)
		fail(in, error);
	else if (!in->any && !entered)
		fail_empty(in);
}

static void
begin_member(MtInput *in)
{
	MtSlice member = mt_source_member(in->source);

	in->name.n = in->path;
	if (member.p != NULL) {
		mt_buf_add_char(&in->name, '!');
		mt_buf_add(&in->name, member);
	}
	mt_reader_start(&in->reader);
	in->member = in->any = true;
}

static void
end_member(MtInput *in)
{
	in->member = false;
	if (in->reader.ordinal == 0 && mt_source_check(in->source, NULL))
		fail_empty(in);
	in->found |= in->reader.ordinal > 0;
}

static MtSlice
copy_name(const MtInput *in, MtArena *arena)
{
	char *copy = mt_arena_take(arena, in->name.n);

	memcpy(copy, in->name.p, in->name.n);
	return mt_slice(copy, in->name.n);
}

bool
mt_input_next(MtInput *in, MtArena *arena, MtMessage *message)
{
	while (next_path(in)) {
		if (!in->member && !mt_source_next(in->source)) {
			end_path(in);
			continue;
		}
		if (!in->member)
			begin_member(in);
		if (mt_reader_next(&in->reader, in->source, arena, message)) {
			message->source = copy_name(in, arena);
			return true;
		}
		end_member(in);
	}
	return false;
}

void
mt_input_keep_stdin(MtInput *in)
{
	mt_source_keep_stdin(in->source);
	mt_paths_keep(in->ahead.paths);
}

bool
mt_input_rewind(MtInput *in, GError **error)
{
	in->open = in->member = false;
	mt_ahead_clear(&in->ahead);
	return mt_source_open(in->source, "-", error) &&
	       mt_source_rewind(in->source, error) &&
	       mt_paths_rewind(in->ahead.paths, error);
}

uint64_t
mt_input_bytes(const MtInput *in)
{
	return mt_source_bytes(in->source);
}

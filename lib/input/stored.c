/* One of three ways to get at bytes. */
#include "input/stored.h"

#include <errno.h>

#include "base/error.h"

void
mt_stored_clear(MtStored *s)
{
	mt_stored_close(s);
	mt_stdin_clear(&s->in);
	mt_files_clear(&s->files);
}

bool
mt_stored_open(MtStored *s, const char *path)
{
	mt_stored_close(s);
	if (strcmp(path, "-") == 0)
		s->kind = MT_STORED_STDIN;
	else if (mt_files_open(&s->files, path))
		s->kind = MT_STORED_FILE;
	return s->kind != MT_STORED_NOWHERE;
}

void
mt_stored_open_memory(MtStored *s, MtSlice bytes, size_t chunk)
{
	mt_stored_close(s);
	s->kind = MT_STORED_MEMORY;
	s->memory = bytes;
	s->chunk = chunk;
}

void
mt_stored_close(MtStored *s)
{
	if (s->kind == MT_STORED_FILE)
		mt_files_close(&s->files);
	s->kind = MT_STORED_NOWHERE;
	s->directory = false;
}

MtSlice
mt_stored_head(MtStored *s)
{
	return s->kind == MT_STORED_FILE ? mt_files_head(&s->files)
					 : (MtSlice){0};
}

static ssize_t
read_memory(MtStored *s, char *to, size_t n)
{
	n = MIN(MIN(n, s->chunk), s->memory.n);
	if (n > 0)
		memcpy(to, s->memory.p, n);
	s->memory = mt_slice_sub(s->memory, n, s->memory.n);
	return (ssize_t)n;
}

ssize_t
mt_stored_read(MtStored *s, char *to, size_t n)
{
	ssize_t got;

	if (s->kind == MT_STORED_MEMORY)
		return read_memory(s, to, n);
	if (s->kind == MT_STORED_STDIN)
		return mt_stdin_read(&s->in, to, n);
	got = mt_files_read(&s->files, to, n);
	s->directory = got == -1 && errno == EISDIR;
	return got;
}

bool
mt_stored_rewind(MtStored *s, GError **error)
{
	if (s->kind == MT_STORED_STDIN)
		return mt_stdin_rewind(&s->in, error);
	if (s->kind != MT_STORED_FILE || mt_files_rewind(&s->files))
		return true;
	g_set_error_literal(error, MT_ERROR, MT_ERROR_IO, g_strerror(errno));
	return false;
}

void
mt_stored_drain(MtStored *s)
{
	if (s->kind == MT_STORED_STDIN)
		mt_stdin_drain(&s->in);
}

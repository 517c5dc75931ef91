/* The window: one buffer, filled with what is stored or what was in it. */
#include "input/source.h"

#include <errno.h>

#include "base/error.h"
#include "input/archive.h"
#include "input/gunzip.h"
#include "input/stored.h"

enum {
	/* Most header blocks are in the first read of FIRST bytes, and most
	 * bodies are not worth reading: each further read is twice as long. */
	FIRST = MT_RING_HEAD,
	WINDOW = 256 * 1024,
};

struct MtSource {
	MtStored stored;

	/* What the stored bytes go through: gzip, then an archive or another
	 * packing. NULL where they are taken as they are. */
	MtGunzip *gunzip;
	MtArchive *archive;
	char *packed;    /* what either is fed with */
	char *unzipped;  /* what the archive is fed with behind gzip */
	size_t n_packed; /* bytes of the window that came before the archive */
	MtSlice member;
	bool begun; /* mt_source_next() was called */

	char *own;
	size_t size; /* of own */
	/* The window is buf[from..to) of it, or of a file's first bytes that
	 * were in memory before. */
	const char *buf;
	size_t from, to;
	size_t step; /* the next read's length */
	uint64_t passed, bytes;
	bool ended; /* nothing can be read any more */
	GError *error;
};

MtSource *
mt_source_new(void)
{
	MtSource *s = g_new0(MtSource, 1);

	s->stored = MT_STORED_INIT;
	s->size = WINDOW;
	s->own = g_malloc(WINDOW);
	return s;
}

void
mt_source_free(MtSource *s)
{
	if (s == NULL)
		return;
	mt_source_close(s, NULL);
	mt_stored_clear(&s->stored);
	g_free(s->packed);
	g_free(s->unzipped);
	g_free(s->own);
	g_free(s);
}

static void
reset(MtSource *s)
{
	mt_archive_free(s->archive);
	s->archive = NULL;
	mt_gunzip_free(s->gunzip);
	s->gunzip = NULL;
	g_clear_error(&s->error);
	if (s->size > WINDOW) {
		g_free(s->own);
		s->size = WINDOW;
		s->own = g_malloc(WINDOW);
	}
	s->buf = s->own;
	s->member = mt_slice(NULL, 0);
	s->begun = s->ended = false;
	s->from = s->to = s->n_packed = 0;
	s->passed = 0;
	s->step = FIRST;
}

bool
mt_source_open(MtSource *s, const char *path, GError **error)
{
	MtSlice head;

	mt_source_close(s, NULL);
	if (!mt_stored_open(&s->stored, path)) {
		g_set_error_literal(error, MT_ERROR, MT_ERROR_IO,
				    g_strerror(errno));
		return false;
	}
	head = mt_stored_head(&s->stored);
	if (head.n > 0) {
		s->buf = head.p;
		s->to = head.n;
		s->bytes += head.n;
		s->step *= 2;
	}
	return true;
}

void
mt_source_expect(MtSource *s, const char *const *paths, size_t n)
{
	mt_files_expect(&s->stored.files, paths, n);
}

void
mt_source_open_memory(MtSource *s, MtSlice bytes, size_t chunk)
{
	mt_source_close(s, NULL);
	mt_stored_open_memory(&s->stored, bytes, chunk > 0 ? chunk : SIZE_MAX);
}

bool
mt_source_check(const MtSource *s, GError **error)
{
	if (s->error != NULL && error != NULL)
		*error = g_error_copy(s->error);
	return s->error == NULL;
}

bool
mt_source_is_directory(const MtSource *s)
{
	return s->stored.directory;
}

bool
mt_source_close(MtSource *s, GError **error)
{
	bool good = mt_source_check(s, error);

	mt_stored_close(&s->stored);
	reset(s);
	return good;
}

/* The bytes as they are stored; -1 with s->error set. */
static ssize_t
read_stored(MtSource *s, char *to, size_t n)
{
	ssize_t got = mt_stored_read(&s->stored, to, n);

	if (got == -1 && s->error == NULL)
		g_set_error_literal(&s->error, MT_ERROR, MT_ERROR_IO,
				    g_strerror(errno));
	return got;
}

static ssize_t
feed_stored(void *data, const void **bytes)
{
	MtSource *s = data;

	*bytes = s->packed;
	return read_stored(s, s->packed, WINDOW);
}

/* The bytes behind gzip, where they went through it. */
static ssize_t
read_unzipped(MtSource *s, char *to, size_t n)
{
	return s->gunzip == NULL
		       ? read_stored(s, to, n)
		       : mt_gunzip_read(s->gunzip, to, n,
					s->error == NULL ? &s->error : NULL);
}

static ssize_t
feed_archive(void *data, const void **bytes)
{
	MtSource *s = data;
	char *buf = s->gunzip == NULL ? s->packed : s->unzipped;
	ssize_t n = (ssize_t)s->n_packed;

	s->n_packed = 0;
	*bytes = buf;
	return n > 0 ? n : read_unzipped(s, buf, WINDOW);
}

/* One read; 0 when there is no more. */
static size_t
read_some(MtSource *s, char *to, size_t n)
{
	GError **error = s->error == NULL ? &s->error : NULL;
	ssize_t got = s->archive != NULL
			      ? mt_archive_read(s->archive, to, n, error)
			      : read_unzipped(s, to, n);

	if (got <= 0) {
		s->ended = true;
		return 0;
	}
	s->bytes += (size_t)got;
	return (size_t)got;
}

/*
 * Room for `n` bytes behind the window. It is moved to the front only over as
 * many bytes as were passed, so that moving costs no more than reading did.
 */
static void
make_room(MtSource *s, size_t n)
{
	size_t kept = s->to - s->from;

	if (s->buf == s->own && s->size - s->to >= MAX(n, s->step))
		return;
	if (s->buf != s->own || s->from >= kept) {
		memmove(s->own, s->buf + s->from, kept);
		s->from = 0;
		s->to = kept;
	}
	if (s->size - s->to < n) {
		s->size = MAX(s->size * 2, s->to + n);
		s->own = g_realloc(s->own, s->size);
	}
	s->buf = s->own;
}

MtSlice
mt_source_look(MtSource *s, size_t want)
{
	while (s->to - s->from < want && !s->ended) {
		size_t missing = want - (s->to - s->from);

		make_room(s, missing);
		s->to += read_some(s, s->own + s->to,
				   MIN(s->size - s->to, MAX(s->step, missing)));
		s->step = MIN(s->step * 2, WINDOW);
	}
	return mt_slice(s->buf + s->from, s->to - s->from);
}

void
mt_source_pass(MtSource *s, size_t n)
{
	s->from += n;
	s->passed += n;
}

/* What the window holds already is the beginning of what is unpacked. */
static MtSlice
take_window(MtSource *s)
{
	MtSlice head = mt_slice(s->buf + s->from, s->to - s->from);

	s->from = s->to = 0;
	s->bytes -= head.n;
	return head;
}

static void
unzip(MtSource *s)
{
	s->packed = g_realloc(s->packed, WINDOW);
	s->gunzip = mt_gunzip_new(take_window(s), feed_stored, s);
	s->ended = false; /* what is stored may have, what is in it has not */
}

static void
unpack(MtSource *s)
{
	MtSlice head = mt_source_look(s, MT_ARCHIVE_HEAD);
	char **buf = &s->packed;

	if (mt_gunzip_is(head)) {
		unzip(s);
		head = mt_source_look(s, MT_ARCHIVE_HEAD);
		buf = &s->unzipped;
	}
	if (!mt_archive_is(head))
		return;
	head = take_window(s);
	*buf = g_realloc(*buf, MAX(WINDOW, head.n));
	memcpy(*buf, head.p, head.n);
	s->n_packed = head.n;
	s->archive = mt_archive_new(feed_archive, s);
}

bool
mt_source_next(MtSource *s)
{
	GError *damage = NULL;
	bool first = !s->begun;

	s->begun = true;
	if (first)
		unpack(s);
	if (s->archive == NULL)
		return first;
	s->from = s->to = 0;
	s->passed = 0;
	s->ended = s->error != NULL ||
		   !mt_archive_next(s->archive, &s->member, &damage);
	if (damage != NULL && s->error == NULL)
		s->error = g_steal_pointer(&damage);
	g_clear_error(&damage);
	return !s->ended;
}

MtSlice
mt_source_member(const MtSource *s)
{
	return s->member;
}

size_t
mt_source_read(MtSource *s, char *to, size_t n)
{
	size_t got = MIN(s->to - s->from, n);

	if (got > 0)
		memcpy(to, s->buf + s->from, got);
	else if (!s->ended)
		got = read_some(s, to, n);
	/* What went past the window was passed, not taken out of it. */
	s->from = MIN(s->from + got, s->to);
	s->passed += got;
	return got;
}

uint64_t
mt_source_offset(const MtSource *s)
{
	return s->passed;
}

uint64_t
mt_source_bytes(const MtSource *s)
{
	return s->bytes;
}

void
mt_source_keep_stdin(MtSource *s)
{
	mt_stdin_keep(&s->stored.in);
}

bool
mt_source_rewind(MtSource *s, GError **error)
{
	if (!mt_stored_rewind(&s->stored, error))
		return false;
	reset(s);
	return true;
}

void
mt_source_drain(MtSource *s)
{
	mt_stored_drain(&s->stored);
}

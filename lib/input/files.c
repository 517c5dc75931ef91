/* One descriptor of a directory, a ring of files that come next, and a row of
 * descriptors that are done with. */
#define _GNU_SOURCE /* close_range(); O_PATH, which needs no right to read */
#include "input/files.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum {
	/* Far fewer than the 1024 descriptors that a process has by default. */
	MOST = 64,
	/* A file system may not be fit for a ring; a list of directories has
	 * no file either. */
	MOST_IN_VAIN = 8,
	FLAGS = O_RDONLY | O_CLOEXEC | O_NOCTTY,
};

/* Linux has close_range() since 5.9. */
static void
close_row(MtFiles *f)
{
	if (f->n > 1 && close_range((unsigned)f->first,
				    (unsigned)(f->first + f->n - 1), 0) == 0)
		f->n = 0;
	while (f->n > 0)
		close(f->first + --f->n);
}

static void
leave(MtFiles *f)
{
	if (f->dir_fd != -1)
		close(f->dir_fd);
	f->dir_fd = -1;
	f->dir.n = 0;
}

void
mt_files_clear(MtFiles *f)
{
	close_row(f);
	leave(f);
	mt_buf_clear(&f->dir);
	mt_ring_free(f->ring);
	f->ring = NULL;
}

/* ---- opening ---- */

/* One file alone is not worth a second look-up. */
static void
remember(MtFiles *f, MtSlice dir)
{
	leave(f);
	mt_buf_add(&f->dir, dir);
	mt_buf_add_char(&f->dir, '\0');
	f->dir.n--;
}

/* Nothing may be left to be closed: the directory would part the row. */
static void
enter(MtFiles *f)
{
	close_row(f);
	f->dir_fd = open(f->dir.p, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

/* The name of a file in its directory; NULL where the path has none. */
static const char *
name_in_dir(const char *path, MtSlice *dir)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL || slash[1] == '\0')
		return NULL;
	*dir = mt_slice(path, (size_t)(slash - path) + 1);
	return slash + 1;
}

static int
open_in_dir(MtFiles *f, const char *path)
{
	MtSlice dir;
	const char *name = name_in_dir(path, &dir);

	if (name == NULL)
		return -1;
	if (!mt_slice_eq(mt_buf_slice(&f->dir), dir))
		remember(f, dir);
	else if (f->dir_fd == -1)
		enter(f);
	return f->dir_fd == -1 ? -1 : openat(f->dir_fd, name, FLAGS);
}

static bool
open_plain(MtFiles *f, const char *path)
{
	f->fd = open_in_dir(f, path);
	/* There may be another directory of that name by now. */
	if (f->fd == -1)
		f->fd = open(path, FLAGS);
	if (f->fd == -1 && (errno == EMFILE || errno == ENFILE)) {
		close_row(f);
		f->fd = open(path, FLAGS);
	}
	return f->fd != -1;
}

/* ---- what is expected ---- */

/* As open_in_dir() does, but the second file of a directory is known to come. */
static MtRingFile
place(MtFiles *f, const char *path)
{
	MtSlice dir;
	const char *name = name_in_dir(path, &dir);

	if (name != NULL && !mt_slice_eq(mt_buf_slice(&f->dir), dir))
		return (MtRingFile){AT_FDCWD, path};
	if (name != NULL && f->dir_fd == -1)
		enter(f);
	return name == NULL || f->dir_fd == -1 ? (MtRingFile){AT_FDCWD, path}
					       : (MtRingFile){f->dir_fd, name};
}

void
mt_files_expect(MtFiles *f, const char *const *paths, size_t n)
{
	MtRingFile files[MT_RING_FILES];
	MtSlice dir;

	f->n_expected = f->next = 0;
	if (f->ring == NULL && !f->no_ring && n == MT_RING_FILES) {
		f->ring = mt_ring_new();
		f->no_ring = f->ring == NULL;
	}
	if (f->ring == NULL || f->no_ring || n == 0)
		return;
	if (name_in_dir(paths[0], &dir) != NULL &&
	    !mt_slice_eq(mt_buf_slice(&f->dir), dir))
		remember(f, dir);
	for (size_t i = 0; i < n; i++)
		files[i] = place(f, paths[i]);
	f->in_vain = mt_ring_open(f->ring, files, n) > 0 ? 0 : f->in_vain + 1;
	f->expected = paths;
	f->n_expected = n;
	f->no_ring = f->in_vain == MOST_IN_VAIN;
}

/* Where the file is in the ring; -1: it is not expected. */
static int
find_expected(MtFiles *f, const char *path)
{
	while (f->next < f->n_expected)
		if (strcmp(f->expected[f->next++], path) == 0)
			return (int)f->next - 1;
	return -1;
}

static bool
open_in_ring(MtFiles *f, const char *path)
{
	int slot = find_expected(f, path);
	bool pipe;

	f->slot = -1;
	if (slot == -1)
		return false;
	pipe = mt_ring_is_pipe(f->ring, (size_t)slot);
	if (!pipe && mt_ring_head(f->ring, (size_t)slot).p == NULL)
		return false;
	f->slot = slot;
	f->placed = !pipe;
	f->stream = pipe;
	return true;
}

bool
mt_files_open(MtFiles *f, const char *path)
{
	f->at = 0;
	f->placed = f->stream = false;
	return open_in_ring(f, path) || open_plain(f, path);
}

/* ---- reading ---- */

MtSlice
mt_files_head(MtFiles *f)
{
	MtSlice head = {0};

	if (f->slot != -1)
		head = mt_ring_head(f->ring, (size_t)f->slot);
	f->at += (off_t)head.n;
	return head;
}

/* To ask for a place costs no more, and tells files from pipes. */
static ssize_t
read_once(MtFiles *f, char *to, size_t n)
{
	ssize_t got = -1;

	if (f->slot != -1)
		return mt_ring_read(f->ring, (size_t)f->slot, to, n, f->at);
	if (!f->stream)
		got = pread(f->fd, to, n, f->at);
	if (got == -1 && !f->placed && (f->stream || errno == ESPIPE)) {
		f->stream = true;
		return read(f->fd, to, n);
	}
	return got;
}

ssize_t
mt_files_read(MtFiles *f, char *to, size_t n)
{
	ssize_t got;

	do
		got = read_once(f, to, n);
	while (got == -1 && errno == EINTR);
	if (got >= 0)
		f->placed = !f->stream;
	if (got > 0)
		f->at += got;
	return got;
}

bool
mt_files_rewind(MtFiles *f)
{
	if (!f->placed && f->slot != -1)
		errno = ESPIPE;
	if (!f->placed && (f->slot != -1 || lseek(f->fd, 0, SEEK_SET) == -1))
		return false;
	f->at = 0;
	return true;
}

void
mt_files_close(MtFiles *f)
{
	if (f->slot != -1) {
		if (f->stream)
			mt_ring_close(f->ring, (size_t)f->slot);
		return;
	}
	if (!f->placed) {
		close(f->fd);
		return;
	}
	if (f->n == MOST || (f->n > 0 && f->fd != f->first + f->n))
		close_row(f);
	if (f->n == 0)
		f->first = f->fd;
	f->n++;
}

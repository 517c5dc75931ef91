/* One descriptor of a directory, and a row of those that are done with. */
#define _GNU_SOURCE /* close_range(); O_PATH, which needs no right to read */
#include "input/files.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum {
	/* Far fewer than the 1024 descriptors that a process has by default. */
	MOST = 64,
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

static int
open_in_dir(MtFiles *f, const char *path)
{
	const char *slash = strrchr(path, '/');
	MtSlice dir;

	if (slash == NULL || slash[1] == '\0')
		return -1;
	dir = mt_slice(path, (size_t)(slash - path) + 1);
	if (!mt_slice_eq(mt_buf_slice(&f->dir), dir))
		remember(f, dir);
	else if (f->dir_fd == -1)
		enter(f);
	return f->dir_fd == -1 ? -1 : openat(f->dir_fd, slash + 1, FLAGS);
}

bool
mt_files_open(MtFiles *f, const char *path)
{
	f->fd = open_in_dir(f, path);
	/* There may be another directory of that name by now. */
	if (f->fd == -1)
		f->fd = open(path, FLAGS);
	if (f->fd == -1 && (errno == EMFILE || errno == ENFILE)) {
		close_row(f);
		f->fd = open(path, FLAGS);
	}
	f->at = 0;
	f->placed = f->stream = false;
	return f->fd != -1;
}

/* ---- reading ---- */

/* To ask for a place costs no more, and tells files from pipes. */
static ssize_t
read_once(MtFiles *f, char *to, size_t n)
{
	ssize_t got = -1;

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
	if (!f->placed && lseek(f->fd, 0, SEEK_SET) == -1)
		return false;
	f->at = 0;
	return true;
}

void
mt_files_close(MtFiles *f)
{
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

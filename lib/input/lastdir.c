/* One descriptor of a directory, kept as long as files of it are asked for. */
#define _GNU_SOURCE /* O_PATH: a directory may be searched that cannot be read */
#include "input/lastdir.h"

#include <fcntl.h>
#include <unistd.h>

static void
leave(MtLastDir *last)
{
	if (last->fd != -1)
		close(last->fd);
	last->fd = -1;
	last->path.n = 0;
}

void
mt_lastdir_clear(MtLastDir *last)
{
	leave(last);
	mt_buf_clear(&last->path);
}

/* One file alone is not worth a second look-up. */
static void
enter(MtLastDir *last, MtSlice dir)
{
	leave(last);
	mt_buf_add(&last->path, dir);
	mt_buf_add_char(&last->path, '\0');
	last->path.n--;
}

int
mt_lastdir_open(MtLastDir *last, const char *path, int flags)
{
	const char *slash = strrchr(path, '/');
	MtSlice dir;
	int fd = -1;

	if (slash == NULL || slash[1] == '\0')
		return open(path, flags);
	dir = mt_slice(path, (size_t)(slash - path) + 1);
	if (!mt_slice_eq(mt_buf_slice(&last->path), dir))
		enter(last, dir);
	else if (last->fd == -1)
		last->fd = open(last->path.p, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (last->fd != -1)
		fd = openat(last->fd, slash + 1, flags);
	/* There may be another directory of that name by now. */
	return fd != -1 ? fd : open(path, flags);
}

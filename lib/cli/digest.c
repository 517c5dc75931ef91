/* A second look at a file, apart from the one that reads what is in it. */
#include "cli/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

enum { CHUNK = 256 * 1024 };

void
mt_digest_end(GChecksum *sum, char text[static MT_DIGEST_TEXT])
{
	g_strlcpy(text, g_checksum_get_string(sum), MT_DIGEST_TEXT);
}

static bool
sum_up(int fd, GChecksum *sum, uint64_t *size)
{
	g_autofree guchar *chunk = g_malloc(CHUNK);
	ssize_t n;

	while ((n = read(fd, chunk, CHUNK)) > 0 || (n < 0 && errno == EINTR)) {
		if (n < 0)
			continue;
		g_checksum_update(sum, chunk, n);
		*size += (uint64_t)n;
	}
	return n == 0;
}

static bool
fail(GError **error)
{
	g_set_error_literal(error, MT_ERROR, MT_ERROR_IO, g_strerror(errno));
	return false;
}

bool
mt_digest_file(const char *path, uint64_t *size,
	       char text[static MT_DIGEST_TEXT], GError **error)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	struct stat st;
	bool good;
	int fd;

	text[0] = '\0';
	*size = 0;
	if (stat(path, &st) != 0)
		return fail(error);
	if (!S_ISREG(st.st_mode))
		return true;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail(error);
	good = sum_up(fd, sum, size) || fail(error);
	close(fd);
	if (good)
		mt_digest_end(sum, text);
	return good;
}

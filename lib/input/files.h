/*
 * Files read one after another with as little work for the kernel as can be.
 * Those that are known to come are opened and begun to be read together, where
 * input/ring.h can. Of others, most lie in the same directory as the one before,
 * which is looked up once, and closing is put off until one call closes many: of
 * what a message costs the kernel this saves a third.
 */
#ifndef MT_INPUT_FILES_H
#define MT_INPUT_FILES_H

#include <sys/types.h>

#include "base/buf.h"
#include "input/ring.h"

typedef struct {
	MtBuf dir;  /* of the last file, with its last '/' */
	int dir_fd; /* of it, once a second file lies there; else -1 */

	int fd;      /* of the file that is open, unless the ring has it */
	int slot;    /* of the ring; -1: it has a descriptor */
	off_t at;    /* its next byte */
	bool placed; /* it was read at a place: it is no pipe */
	bool stream; /* it was not, and has no places */

	int first; /* of `n` descriptors in a row that are to be closed */
	int n;

	MtRing *ring; /* from the first time that it is worth while */
	bool no_ring; /* there can be none, or it is of no use */
	int in_vain;  /* how often in a row it read nothing */
	const char *const
		*expected; /* what the ring has opened, in its order */
	size_t n_expected, next;
} MtFiles;

#define MT_FILES_INIT ((MtFiles){.dir_fd = -1, .slot = -1})

/*
 * The paths of files that will be opened next, in this order, MT_RING_FILES at
 * most: some may be left out. They must stay until the next call.
 */
void mt_files_expect(MtFiles *files, const char *const *paths, size_t n);

/* Close all but the file that is open. */
void mt_files_clear(MtFiles *files);

/* Like open(2) for reading; false with errno set. */
bool mt_files_open(MtFiles *files, const char *path);

/*
 * Pass what was read of the file before it was opened here, which may be
 * nothing. Good until other files are expected.
 */
MtSlice mt_files_head(MtFiles *files);

/* Like read(2), but never EINTR. */
ssize_t mt_files_read(MtFiles *files, char *to, size_t n);

/* To the first byte again; false with errno set. */
bool mt_files_rewind(MtFiles *files);

/*
 * Close the file, some time: at once where it may be a pipe, whose writer would
 * wait for it.
 */
void mt_files_close(MtFiles *files);

#endif

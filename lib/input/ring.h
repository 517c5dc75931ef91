/*
 * Several files opened and begun to be read by one call of the kernel, with
 * io_uring(7): of what small files cost the kernel this saves half. Other work
 * is done by open(2) and read(2), and so is all of it where the kernel has no
 * such ring (before Linux 5.17) or a container forbids it.
 *
 * Only what has places to read from is read before somebody asks for it: nothing
 * is taken out of a pipe or a terminal. Files are held by the ring itself; they
 * are no descriptors of the process.
 */
#ifndef MT_INPUT_RING_H
#define MT_INPUT_RING_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/slice.h"

enum {
	MT_RING_FILES = 16, /* at a time */
	MT_RING_HEAD = 4096 /* bytes read of each: most header blocks */
};

typedef struct MtRing MtRing;

/* `name` as openat(2) takes it. */
typedef struct {
	int dir_fd;
	const char *name;
} MtRingFile;

/* NULL where there can be none. */
MtRing *mt_ring_new(void);
void mt_ring_free(MtRing *ring);

/*
 * Open the `n` files, and read the beginning of each; the files before them are
 * closed. Returns of how many it was read.
 */
size_t mt_ring_open(MtRing *ring, const MtRingFile *files, size_t n);

/*
 * The first bytes of a file, MT_RING_HEAD at most, good until the next
 * mt_ring_open(). `p` is NULL where they were not read: it is a pipe, or open(2)
 * can say why, or a file system cannot say whether a read would wait.
 */
MtSlice mt_ring_head(const MtRing *ring, size_t file);

/* It is a pipe, which is open. */
bool mt_ring_is_pipe(const MtRing *ring, size_t file);

/*
 * Like pread(2), or like read(2) for a pipe, whose first writer is waited for;
 * never EINTR.
 */
ssize_t mt_ring_read(MtRing *ring, size_t file, char *to, size_t n, off_t at);

/* Close one file now rather than with the next mt_ring_open(). */
void mt_ring_close(MtRing *ring, size_t file);

#endif

/* The one place that deals with io_uring. */
#define _GNU_SOURCE /* RWF_NOWAIT */
#include "input/ring.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <liburing.h>
#include <limits.h>
#include <poll.h>
#include <sys/uio.h>

#include "base/library.h"

/* What is asked of the kernel for each file, one thing behind another: what
 * follows one that failed is not done. To give advice fails for pipes. */
typedef enum { OPEN, ADVISE, READ, N_STEPS } Step;

enum { ENTRIES = 64, FLAGS = O_RDONLY | O_NOCTTY };

/* What of the library is no inline function. */
static struct {
	MT_LIBRARY_POINTER(io_uring_queue_init_params)
	MT_LIBRARY_POINTER(io_uring_queue_exit)
	MT_LIBRARY_POINTER(io_uring_register_files)
	MT_LIBRARY_POINTER(io_uring_get_sqe)
	MT_LIBRARY_POINTER(io_uring_submit_and_wait)
	const char *missing;
} uring;

_Static_assert((int)ENTRIES >= (int)MT_RING_FILES * (int)N_STEPS,
	       "all is asked for in one call");

struct MtRing {
	struct io_uring ring;
	int results[MT_RING_FILES * N_STEPS]; /* or -errno */
	bool broken; /* something may be under way of which nobody knows */
	int lengths[MT_RING_FILES]; /* of the heads, or -errno */
	char heads[MT_RING_FILES][MT_RING_HEAD];
};

static int *
result(MtRing *r, size_t file, Step step)
{
	return &r->results[file * N_STEPS + step];
}

/* ---- making ---- */

static void *
load(void *unused)
{
	MtLibrary library = mt_library_try("liburing.so.2");

#define FIND(name) mt_library_find(&library, #name, &uring.name);
	FIND(io_uring_queue_init_params)
	FIND(io_uring_queue_exit)
	FIND(io_uring_register_files)
	FIND(io_uring_get_sqe)
	FIND(io_uring_submit_and_wait)
#undef FIND
	uring.missing = library.missing;
	return unused;
}

static bool
have_library(void)
{
	static GOnce once = G_ONCE_INIT;

	g_once(&once, load, NULL);
	return uring.missing == NULL;
}

static bool
give_slots(struct io_uring *ring)
{
	int empty[MT_RING_FILES];

	for (size_t i = 0; i < MT_RING_FILES; i++)
		empty[i] = -1;
	return uring.io_uring_register_files(ring, empty, MT_RING_FILES) == 0;
}

MtRing *
mt_ring_new(void)
{
	struct io_uring_params params = {0};
	MtRing *r;

	if (!have_library())
		return NULL;
	r = g_new0(MtRing, 1);
	if (uring.io_uring_queue_init_params(ENTRIES, &r->ring, &params) != 0) {
		g_free(r);
		return NULL;
	}
	/* Older ones may take the number of a slot for something else. */
	if ((params.features & IORING_FEAT_CQE_SKIP) != 0 &&
	    give_slots(&r->ring))
		return r;
	mt_ring_free(r);
	return NULL;
}

void
mt_ring_free(MtRing *r)
{
	if (r == NULL)
		return;
	uring.io_uring_queue_exit(&r->ring);
	/* The kernel may still write into the memory of one that is broken. */
	if (!r->broken)
		g_free(r);
}

/* ---- asking ---- */

static struct io_uring_sqe *
ask(MtRing *r, size_t file, Step step)
{
	struct io_uring_sqe *sqe = uring.io_uring_get_sqe(&r->ring);

	io_uring_sqe_set_data64(sqe, file * N_STEPS + step);
	return sqe;
}

/* Opening into a slot closes what it held. */
static void
ask_open(MtRing *r, size_t file, const MtRingFile *named)
{
	struct io_uring_sqe *sqe = ask(r, file, OPEN);

	io_uring_prep_openat_direct(sqe, named->dir_fd, named->name, FLAGS, 0,
				    (unsigned)file);
	io_uring_sqe_set_flags(sqe, IOSQE_IO_LINK);
	sqe = ask(r, file, ADVISE);
	io_uring_prep_fadvise(sqe, (int)file, 0, 0, POSIX_FADV_NORMAL);
	io_uring_sqe_set_flags(sqe, IOSQE_FIXED_FILE | IOSQE_IO_LINK);
}

static void
ask_read(MtRing *r, size_t file, char *to, size_t n, off_t at, int how)
{
	struct io_uring_sqe *sqe = ask(r, file, READ);

	io_uring_prep_read(sqe, (int)file, to, (unsigned)MIN(n, INT_MAX),
			   (uint64_t)at);
	io_uring_sqe_set_flags(sqe, IOSQE_FIXED_FILE);
	sqe->rw_flags = how;
}

/* Take the answers that are there; returns how many. */
static unsigned
take_results(MtRing *r)
{
	struct io_uring_cqe *cqe;
	unsigned head, n = 0;

	io_uring_for_each_cqe(&r->ring, head, cqe)
	{
		r->results[io_uring_cqe_get_data64(cqe)] = cqe->res;
		n++;
	}
	io_uring_cq_advance(&r->ring, n);
	return n;
}

/* Do what was asked for, `n` things; false where the ring is broken. */
static bool
run(MtRing *r, unsigned n)
{
	while (n > 0 && !r->broken) {
		int error = uring.io_uring_submit_and_wait(&r->ring, n);

		r->broken = error < 0 && error != -EINTR;
		n -= take_results(r);
	}
	return !r->broken;
}

/* ---- files ---- */

/* Heads that are not in memory yet: all are waited for together. */
static bool
read_late(MtRing *r, size_t n_files)
{
	unsigned n = 0;

	for (size_t i = 0; i < n_files; i++) {
		if (*result(r, i, READ) != -EAGAIN)
			continue;
		ask_read(r, i, r->heads[i], MT_RING_HEAD, 0, 0);
		n++;
	}
	return run(r, n);
}

/* How much was read of the beginning, or why nothing, as -errno. */
static int
head_length(MtRing *r, size_t file)
{
	return *result(r, file, ADVISE) == -ESPIPE ? -ESPIPE
						   : *result(r, file, READ);
}

size_t
mt_ring_open(MtRing *r, const MtRingFile *files, size_t n)
{
	size_t heads = 0;

	if (r->broken)
		return 0;
	for (size_t i = 0; i < n; i++) {
		ask_open(r, i, &files[i]);
		ask_read(r, i, r->heads[i], MT_RING_HEAD, 0, RWF_NOWAIT);
	}
	if (!run(r, (unsigned)n * N_STEPS) || !read_late(r, n))
		return 0;
	for (size_t i = 0; i < n; i++) {
		r->lengths[i] = head_length(r, i);
		heads += r->lengths[i] >= 0;
	}
	return heads;
}

MtSlice
mt_ring_head(const MtRing *r, size_t file)
{
	int n = r->lengths[file];

	return n < 0 ? mt_slice(NULL, 0) : mt_slice(r->heads[file], (size_t)n);
}

bool
mt_ring_is_pipe(const MtRing *r, size_t file)
{
	return r->lengths[file] == -ESPIPE;
}

/* A pipe that was opened here has ended for who reads before it had a writer. */
static void
ask_wait(MtRing *r, size_t file)
{
	struct io_uring_sqe *sqe = ask(r, file, ADVISE);

	io_uring_prep_poll_add(sqe, (int)file, POLLIN);
	io_uring_sqe_set_flags(sqe, IOSQE_FIXED_FILE | IOSQE_IO_LINK);
}

ssize_t
mt_ring_read(MtRing *r, size_t file, char *to, size_t n, off_t at)
{
	bool pipe = mt_ring_is_pipe(r, file);
	int got = -EIO;

	do {
		if (r->broken)
			break;
		if (pipe)
			ask_wait(r, file);
		ask_read(r, file, to, n, pipe ? -1 : at, 0);
		if (run(r, 1 + pipe))
			got = *result(r, file, READ);
	} while (got == -EINTR);
	if (got >= 0)
		return got;
	errno = -got;
	return -1;
}

void
mt_ring_close(MtRing *r, size_t file)
{
	if (r->broken)
		return;
	io_uring_prep_close_direct(ask(r, file, OPEN), (unsigned)file);
	run(r, 1);
}

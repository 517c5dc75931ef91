/* The one place that deals with io_uring. */
#define _GNU_SOURCE /* RWF_NOWAIT */
#include "input/ring.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <liburing.h>
#include <limits.h>
#include <sys/uio.h>

/* What is asked of the kernel for each file, one thing behind another: what
 * follows one that failed is not done. To give advice fails for pipes. */
typedef enum { OPEN, ADVISE, READ, N_STEPS } Step;

enum { ENTRIES = 64, FLAGS = O_RDONLY | O_NOCTTY };

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

static bool
give_slots(struct io_uring *ring)
{
	int empty[MT_RING_FILES];

	for (size_t i = 0; i < MT_RING_FILES; i++)
		empty[i] = -1;
	return io_uring_register_files(ring, empty, MT_RING_FILES) == 0;
}

MtRing *
mt_ring_new(void)
{
	struct io_uring_params params = {0};
	MtRing *r = g_new0(MtRing, 1);

	if (io_uring_queue_init_params(ENTRIES, &r->ring, &params) != 0) {
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
	io_uring_queue_exit(&r->ring);
	/* The kernel may still write into the memory of one that is broken. */
	if (!r->broken)
		g_free(r);
}

/* ---- asking ---- */

static struct io_uring_sqe *
ask(MtRing *r, size_t file, Step step)
{
	struct io_uring_sqe *sqe = io_uring_get_sqe(&r->ring);

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

static bool
submit(MtRing *r, unsigned n)
{
	int got;

	do
		got = io_uring_submit_and_wait(&r->ring, n);
	while (got == -EINTR);
	return got >= 0 && io_uring_sq_ready(&r->ring) == 0;
}

/* Do what was asked for, `n` things; false where the ring is broken. */
static bool
run(MtRing *r, unsigned n)
{
	struct io_uring_cqe *cqe;

	r->broken = n > 0 && !submit(r, n);
	while (n > 0 && !r->broken) {
		int error = io_uring_wait_cqe(&r->ring, &cqe);

		if (error == 0) {
			r->results[io_uring_cqe_get_data64(cqe)] = cqe->res;
			io_uring_cqe_seen(&r->ring, cqe);
			n--;
		}
		r->broken = error != 0 && error != -EINTR;
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

bool
mt_ring_open(MtRing *r, const MtRingFile *files, size_t n)
{
	if (r->broken)
		return false;
	for (size_t i = 0; i < n; i++) {
		ask_open(r, i, &files[i]);
		ask_read(r, i, r->heads[i], MT_RING_HEAD, 0, RWF_NOWAIT);
	}
	if (!run(r, (unsigned)n * N_STEPS) || !read_late(r, n))
		return false;
	for (size_t i = 0; i < n; i++) {
		r->lengths[i] = *result(r, i, READ);
		if (r->lengths[i] == -EOPNOTSUPP)
			return false;
	}
	return true;
}

MtSlice
mt_ring_head(const MtRing *r, size_t file)
{
	int n = r->lengths[file];

	return n < 0 ? mt_slice(NULL, 0) : mt_slice(r->heads[file], (size_t)n);
}

ssize_t
mt_ring_read(MtRing *r, size_t file, char *to, size_t n, off_t at)
{
	int got = -EIO;

	do {
		if (r->broken)
			break;
		ask_read(r, file, to, n, at, 0);
		if (run(r, 1))
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

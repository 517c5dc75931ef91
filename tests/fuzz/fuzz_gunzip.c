/* What comes out of gzip does not depend on the pieces that go in. */
#include <assert.h>
#include <stdint.h>

#include "input/gunzip.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { MOST = 64 * 1024 }; /* of what a bomb would give */

typedef struct {
	MtSlice left;
	size_t step;
} Feed;

static ssize_t
feed(void *data, const void **bytes)
{
	Feed *f = data;
	size_t n = MIN(f->step, f->left.n);

	*bytes = f->left.p;
	f->left = mt_slice_sub(f->left, n, f->left.n);
	return (ssize_t)n;
}

/* The number of bytes unpacked to `out`; `failed`: then came an error. */
static size_t
unpack(MtSlice packed, size_t step, char *out, bool *failed)
{
	Feed f = {packed, step};
	MtGunzip *g = mt_gunzip_new(mt_slice(NULL, 0), feed, &f);
	g_autoptr(GError) error = NULL;
	size_t n = 0;
	ssize_t got = 1;

	while (n < MOST &&
	       (got = mt_gunzip_read(g, out + n, MOST - n, &error)) > 0)
		n += (size_t)got;
	*failed = got < 0;
	assert(*failed == (error != NULL));
	mt_gunzip_free(g);
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static char one[MOST], other[MOST];
	MtSlice packed = mt_slice((const char *)data, n);
	bool one_failed, other_failed;
	size_t had = unpack(packed, 1, one, &one_failed);

	assert(unpack(packed, n + 1, other, &other_failed) == had);
	assert(memcmp(one, other, had) == 0);
	assert(had == MOST || one_failed == other_failed);
	return 0;
}

/*
 * The heap is made long at once, so that whole large pages fit into it; what is
 * not touched of it takes no memory. glibc has a tunable for the same, but only
 * in the environment that a program is started with.
 */
#define _DEFAULT_SOURCE
#include "base/largepages.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
	HEAP = 64 * 1024 * 1024,
	LARGEST = 32 * 1024 * 1024, /* of a block in it: glibc takes no more */
	PAGE = 2 * 1024 * 1024,
};

void
mt_large_pages(void)
{
	char *from = sbrk(0), *to;
	void *volatile first;

	mallopt(M_TOP_PAD, HEAP);
	mallopt(M_MMAP_THRESHOLD, LARGEST);
	mallopt(M_TRIM_THRESHOLD, 2 * HEAP);
	/* As much as cannot be free in the heap that there is. */
	first = malloc(PAGE);
	free(first);
	to = sbrk(0);
	from += -(uintptr_t)from % PAGE;
	if (from < to)
		madvise(from, (size_t)(to - from), MADV_HUGEPAGE);
}

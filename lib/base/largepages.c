/*
 * The heap is made long at once, so that whole large pages fit into it; what is
 * not touched of it takes no memory. glibc has a tunable for the same, but only
 * in the environment that a program is started with.
 */
#define _DEFAULT_SOURCE
#include "base/largepages.h"

#include <glib.h>
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

/* Not from malloc(3), which writes between blocks before it gives them: a large page
 * of which something was touched stays small. */
void *
mt_large_block(void)
{
	char *from = mmap(NULL, MT_LARGE_BLOCK + PAGE, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	size_t lead;

	if (from == MAP_FAILED)
		g_error("no memory for %d bytes", MT_LARGE_BLOCK);
	lead = -(uintptr_t)from % PAGE;
	if (lead > 0)
		munmap(from, lead);
	munmap(from + lead + MT_LARGE_BLOCK, PAGE - lead);
	madvise(from + lead, MT_LARGE_BLOCK, MADV_HUGEPAGE);
	return from + lead;
}

void
mt_large_block_free(void *block)
{
	munmap(block, MT_LARGE_BLOCK);
}

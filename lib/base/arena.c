/* A list of blocks, filled from the front; large requests get their own. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>

enum { BLOCK = 64 * 1024 };

typedef struct Block {
	struct Block *next;
	size_t size, used;
	alignas(max_align_t) char data[];
} Block;

struct MtArena {
	Block *first, *now;
	size_t before; /* bytes used in the blocks before `now` */
};

static Block *
block_new(size_t size)
{
	Block *b;

	if (size < BLOCK)
		size = BLOCK;
	b = g_malloc(sizeof *b + size);
	b->next = NULL;
	b->size = size;
	b->used = 0;
	return b;
}

MtArena *
mt_arena_new(void)
{
	MtArena *a = g_new0(MtArena, 1);

	a->first = a->now = block_new(BLOCK);
	return a;
}

static void
free_from(Block *b)
{
	while (b != NULL) {
		Block *next = b->next;

		g_free(b);
		b = next;
	}
}

void
mt_arena_free(MtArena *a)
{
	if (a == NULL)
		return;
	free_from(a->first);
	g_free(a);
}

/* One block is kept: a rare huge message must not hold its memory for ever. */
void
mt_arena_reset(MtArena *a)
{
	if (a->first->size > BLOCK) {
		free_from(a->first);
		a->first = block_new(BLOCK);
	} else {
		free_from(a->first->next);
	}
	a->first->next = NULL;
	a->first->used = 0;
	a->now = a->first;
	a->before = 0;
}

char *
mt_arena_reserve(MtArena *a, size_t n)
{
	if (a->now->size - a->now->used < n) {
		Block *b = block_new(n);

		a->before += a->now->used;
		a->now->next = b;
		a->now = b;
	}
	return a->now->data + a->now->used;
}

void
mt_arena_commit(MtArena *a, size_t used)
{
	size_t step =
		(used + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	size_t left = a->now->size - a->now->used;

	a->now->used += step < left ? step : left;
}

void *
mt_arena_take(MtArena *a, size_t n)
{
	char *p = mt_arena_reserve(a, n);

	mt_arena_commit(a, n);
	return p;
}

bool
mt_arena_holds(const MtArena *a, MtSlice s)
{
	for (const Block *b = a->first; b != NULL; b = b->next)
		if (s.p >= b->data && s.p + s.n <= b->data + b->used)
			return true;
	return false;
}

size_t
mt_arena_used(const MtArena *a)
{
	return a->before + a->now->used;
}

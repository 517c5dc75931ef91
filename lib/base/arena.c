/* A list of blocks, filled from the front; large requests get their own. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>

#include "base/largepages.h"

enum {
	BLOCK = 64 * 1024,
	KEEP = 1024 * 1024,
	MANY = 16 * 1024 * 1024, /* bytes, behind which blocks are large */
};

typedef struct Block {
	struct Block *next;
	size_t size, used;
	bool large; /* of mt_large_block() */
	alignas(max_align_t) char data[];
} Block;

struct MtArena {
	Block *first, *now;
	size_t before; /* bytes used in the blocks before `now` */
};

static Block *
block_new(size_t size, bool large)
{
	Block *b;

	large = large && size <= MT_LARGE_BLOCK - sizeof *b;
	if (large)
		size = MT_LARGE_BLOCK - sizeof *b;
	else if (size < BLOCK)
		size = BLOCK;
	b = large ? mt_large_block() : g_malloc(sizeof *b + size);
	b->next = NULL;
	b->size = size;
	b->used = 0;
	b->large = large;
	return b;
}

static void
block_free(Block *b)
{
	if (b->large)
		mt_large_block_free(b);
	else
		g_free(b);
}

MtArena *
mt_arena_new(void)
{
	MtArena *a = g_new0(MtArena, 1);

	a->first = a->now = block_new(BLOCK, false);
	return a;
}

static void
free_from(Block *b)
{
	while (b != NULL) {
		Block *next = b->next;

		block_free(b);
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

/*
 * The blocks of an ordinary batch are kept, since giving memory back and
 * asking for it again costs a page fault a page; those of a huge message are
 * not, since it may be the only one.
 */
void
mt_arena_reset(MtArena *a)
{
	size_t kept = 0;

	for (Block **link = &a->first; *link != NULL;) {
		Block *b = *link;

		b->used = 0;
		if (kept + b->size > KEEP) {
			*link = b->next;
			block_free(b);
			continue;
		}
		kept += b->size;
		link = &b->next;
	}
	if (a->first == NULL)
		a->first = block_new(BLOCK, false);
	a->now = a->first;
	a->before = 0;
}

char *
mt_arena_reserve(MtArena *a, size_t n)
{
	if (a->now->size - a->now->used < n) {
		Block *next = a->now->next;

		a->before += a->now->used;
		if (next == NULL || next->size < n) {
			next = block_new(n, a->before >= MANY);
			next->next = a->now->next;
			a->now->next = next;
		}
		a->now = next;
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

MtSlice
mt_arena_copy(MtArena *a, MtSlice s)
{
	char *p = mt_arena_take(a, s.n + 1);

	if (s.n > 0)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return mt_slice(p, s.n);
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

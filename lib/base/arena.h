/*
 * Memory for one batch of work: taken in small pieces, given back all at once.
 *
 * A message, its fields and its hops live in the arena of their batch and end
 * with its reset. Nothing is freed alone; pointers never move.
 */
#ifndef MT_BASE_ARENA_H
#define MT_BASE_ARENA_H

#include <glib.h>

#include "base/slice.h"

/* Bytes that memory is fetched in, as a rule: to lay out what is far away, and to
 * ask for it early. */
enum { MT_CACHE_LINE = 64 };

typedef struct MtArena MtArena;

MtArena *mt_arena_new(void);
void mt_arena_free(MtArena *arena);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtArena, mt_arena_free)

/* Everything taken so far is void; the memory is kept for the next batch. */
void mt_arena_reset(MtArena *arena);

/* `n` bytes, aligned for any type, not cleared. Never NULL. */
void *mt_arena_take(MtArena *arena, size_t n);

/* A copy of `s`, with a NUL behind it that is none of it. */
MtSlice mt_arena_copy(MtArena *arena, MtSlice s);

/* `count` objects of a type, all bytes zero. */
#define MT_ARENA_NEW0(arena, type, count)                                      \
	((type *)memset(mt_arena_take((arena), sizeof(type) * (count)), 0,     \
			sizeof(type) * (count)))

/*
 * At least `n` writable bytes whose final number is not known yet; `mt_arena_commit`
 * keeps the first `used` of them. Nothing else may be taken in between.
 */
char *mt_arena_reserve(MtArena *arena, size_t n);
void mt_arena_commit(MtArena *arena, size_t used);

/* Do all bytes of `s` lie in memory taken since the last reset? For assertions. */
bool mt_arena_holds(const MtArena *arena, MtSlice s);

/* Bytes in use since the last reset, for limits on a batch. */
size_t mt_arena_used(const MtArena *arena);

#endif

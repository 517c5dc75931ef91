/*
 * The order of blocks of one file among threads, for what depends on the lines
 * before: whoever needs it waits until all earlier blocks are done. Blocks are
 * begun in order, so somebody always gets on.
 */
#ifndef MT_MTALOG_TURN_H
#define MT_MTALOG_TURN_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

/* More blocks than are ever begun and not done. */
enum { MT_TURNS = 512 };

typedef struct {
	pthread_mutex_t lock;
	pthread_cond_t moved;
	uint64_t now; /* all blocks before this one are done */
	bool done[MT_TURNS];
} MtTurn;

void mt_turn_init(MtTurn *turn);
void mt_turn_clear(MtTurn *turn);

/* Wait until all blocks before `number` are done. */
void mt_turn_wait(MtTurn *turn, uint64_t number);

/* The block is done. Every block must say so, in whatever order. */
void mt_turn_done(MtTurn *turn, uint64_t number);

#endif

/* A counter that moves over the blocks that are done. */
#include "mtalog/turn.h"

#include <string.h>

void
mt_turn_init(MtTurn *turn)
{
	memset(turn, 0, sizeof *turn);
	pthread_mutex_init(&turn->lock, NULL);
	pthread_cond_init(&turn->moved, NULL);
}

void
mt_turn_clear(MtTurn *turn)
{
	pthread_mutex_destroy(&turn->lock);
	pthread_cond_destroy(&turn->moved);
}

void
mt_turn_wait(MtTurn *turn, uint64_t number)
{
	pthread_mutex_lock(&turn->lock);
	while (turn->now < number)
		pthread_cond_wait(&turn->moved, &turn->lock);
	pthread_mutex_unlock(&turn->lock);
}

void
mt_turn_done(MtTurn *turn, uint64_t number)
{
	pthread_mutex_lock(&turn->lock);
	turn->done[number % MT_TURNS] = true;
	while (turn->done[turn->now % MT_TURNS])
		turn->done[turn->now++ % MT_TURNS] = false;
	pthread_cond_broadcast(&turn->moved);
	pthread_mutex_unlock(&turn->lock);
}

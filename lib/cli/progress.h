/*
 * A line on standard error that says how far the work is: only when that is a
 * terminal, and only when the work takes over a second.
 */
#ifndef MT_CLI_PROGRESS_H
#define MT_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
	bool on, shown;
	int64_t next_us; /* of the monotonic clock: when to show it again */
} MtProgress;

void mt_progress_start(MtProgress *progress);

/* Cheap enough for every batch. `what` is a plural: "messages". */
void mt_progress_say(MtProgress *progress, uint64_t n, const char *what,
		     uint64_t bytes);

/* Take the line away again. */
void mt_progress_end(MtProgress *progress);

#endif

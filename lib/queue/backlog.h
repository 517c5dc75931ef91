/*
 * What the queues held: at moments in equal steps, and how old it was at one.
 *
 * A message is incoming until the queue manager has it, then active while it is
 * tried, deferred while it waits for the next attempt, or on hold. Moments are
 * whole multiples of the step, which doubles where there would be too many.
 */
#ifndef MT_QUEUE_BACKLOG_H
#define MT_QUEUE_BACKLOG_H

#include <glib.h>

#include "flow/transaction.h"

typedef enum {
	MT_QUEUED_INCOMING,
	MT_QUEUED_ACTIVE,
	MT_QUEUED_DEFERRED,
	MT_QUEUED_HELD,
	MT_QUEUED_STATES,
} MtQueuedState;

typedef struct {
	uint64_t n[MT_QUEUED_STATES];
	int64_t oldest_us; /* the longest time that one had been there */
} MtQueuedPoint;

enum { MT_QUEUED_POINTS = 2048 };

typedef struct {
	int64_t step_us; /* 0: nothing was added */
	int64_t first;   /* the first moment, in steps since 1970 */
	size_t n;
	MtQueuedPoint *points;
} MtBacklog;

void mt_backlog_clear(MtBacklog *backlog);

/* A transaction; one that waits has been there until `end_us`. */
void mt_backlog_add(MtBacklog *backlog, const MtTransaction *t, int64_t end_us);

/* Leave out every other moment until there are at most `most`. */
void mt_backlog_thin(MtBacklog *backlog, size_t most);

/*
 * Recipients that were in a queue at a moment, by domain and age: the table of
 * qshape(1), less than 5, 10, 20, .. 1280 minutes, and more.
 */
enum { MT_AGES = 10 };

typedef struct {
	MtSlice domain;
	uint64_t total, below[MT_AGES];
} MtAge;

typedef struct {
	int64_t at_us;
	GHashTable *domains; /* of MtAge */
	MtAge all;
} MtAges;

void mt_ages_init(MtAges *ages, int64_t at_us);
void mt_ages_clear(MtAges *ages);
void mt_ages_add(MtAges *ages, const MtTransaction *t, int64_t end_us);

/* The domains, those with most recipients first; the caller frees the list. */
const MtAge **mt_ages_sorted(const MtAges *ages, size_t *n);

#endif

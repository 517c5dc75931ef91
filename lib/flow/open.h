/*
 * Transactions that are not over: their memory, and how they are found again.
 * Internal to lib/flow.
 *
 * Each lies in chunks of its own, which go back to a list of free ones when it
 * ends; so there is no malloc() for most, and memory is that of the most that
 * were ever open at once.
 */
#ifndef MT_FLOW_OPEN_H
#define MT_FLOW_OPEN_H

#include <glib.h>

#include "flow/packed.h"
#include "flow/transaction.h"

typedef struct MtChunk MtChunk;
typedef struct MtOpen MtOpen;

/* In what list a transaction waits for its end: those of one list wait equally
 * long, so the first is the next. */
typedef enum {
	MT_WAIT_NOTHING,
	MT_WAIT_GRACE,    /* ended: late lines may come */
	MT_WAIT_UNQUEUED, /* began, never queued: the client may have gone */
	MT_WAITS,
} MtWait;

/* What only the making of it needs. */
typedef struct {
	MtDelivery d; /* first: the list is one of MtDelivery */
	int64_t first_start_us;
	bool has_first_start;
	MtAttempt *middle; /* what follows may be left out */
} MtOpenDelivery;

struct MtOpen {
	MtTransaction t;
	uint64_t hash;
	MtOpen *older, *newer;         /* by their last line */
	MtOpen *due_before, *due_next; /* in the list of `wait` */
	MtWait wait;
	int64_t due_us;

	MtChunk *chunks;
	char *free;
	size_t room;

	MtDelivery **index; /* by hash of recipient, once there are many */
	uint32_t index_size;
	uint32_t n_open; /* deliveries whose status is not final */
	bool received;   /* `arrived` is when a client or user handed it over */
	bool queued;     /* the MTA has answered for it */
	bool requeued;   /* it has the arrival time of another one */
	bool doubled;    /* lines that occur once are there twice */
	bool has_before;
	int64_t before_us; /* that the first attempt waited for its turn */
};

typedef struct {
	uint64_t hash;
	MtOpen *open; /* NULL: free */
} MtOpenSlot;

typedef struct {
	MtOpenSlot *slots;
	size_t size, n;
	MtOpen *oldest, *newest;
	struct {
		MtOpen *first, *last;
		size_t n;
	} waiting[MT_WAITS];
	MtChunk *free_chunks[3];
	size_t bytes; /* of the chunks in use */
} MtOpenTable;

void mt_open_table_init(MtOpenTable *table);
void mt_open_table_clear(MtOpenTable *table);

/* A transaction of all zero; in the table if it has a hash to be found by. */
MtOpen *mt_open_new(MtOpenTable *table, uint64_t hash, bool in_table);
void mt_open_free(MtOpenTable *table, MtOpen *o);

/* Of this host, id, and (unless NULL) instance. */
MtOpen *mt_open_find(const MtOpenTable *table, uint64_t hash, MtSlice host,
		     MtSlice id, const MtSlice *instance);

/* All of this hash, one for each call, with `*at` 0 before the first. */
MtOpen *mt_open_next(const MtOpenTable *table, uint64_t hash, size_t *at);

/* It has a new line. */
void mt_open_touch(MtOpenTable *table, MtOpen *o);

/* Put it at the end of a list, or out of the one it is in. */
void mt_open_wait(MtOpenTable *table, MtOpen *o, MtWait wait, int64_t due_us);

/* Memory that ends with the transaction; not cleared. */
void *mt_open_take(MtOpenTable *table, MtOpen *o, size_t n);

/* A copy of a text, cut to MT_MAX_KEPT_TEXT; `same` where that is equal. */
MtSlice mt_open_keep(MtOpenTable *table, MtOpen *o, MtSlice text, MtSlice same);

#endif

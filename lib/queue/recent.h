/*
 * What was seen of late: a hash table of bounded size in two generations. When
 * the younger is full, the older one is forgotten.
 */
#ifndef MT_QUEUE_RECENT_H
#define MT_QUEUE_RECENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An entry that would be forgotten stays when it says so; half of them may. */
typedef bool MtRecentStays(const void *entry, void *data);

/* Where the entry of a key is. */
typedef struct {
	uint32_t tag; /* of the key, so that others need not be looked at */
	uint32_t at;  /* of the entry, from 1; 0: free */
} MtRecentSlot;

typedef struct {
	MtRecentSlot *slots;
	size_t size; /* of the slots, a power of two */
	uint64_t *
		keys; /* of the entries, in the order that they came; 0: none */
	char *entries;
	size_t n; /* at most half as many as slots */
} MtRecentPart;

typedef struct {
	size_t entry;         /* bytes of one */
	size_t most;          /* of a generation, a power of two; 0: no limit */
	MtRecentStays *stays; /* or NULL */
	void *data;

	/* Of the table itself: */
	MtRecentPart young, old;
} MtRecent;

/* Room for one, to be written whole; the key is not 0. Others of the same key
 * may be there. It moves with the next one that is added. */
void *mt_recent_add(MtRecent *recent, uint64_t key);

/* Entries of a key, those of the younger generation first, one for each call,
 * with `*at` 0 before the first; NULL: no more. */
void *mt_recent_next(const MtRecent *recent, uint64_t key, size_t *at);

/* A key will be asked for or added soon: its slots are far away as a rule. */
void mt_recent_come_near(const MtRecent *recent, uint64_t key);

/* Take an entry out. */
void mt_recent_drop(MtRecent *recent, const void *entry);

void mt_recent_clear(MtRecent *recent);

#endif

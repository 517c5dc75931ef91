/* Chains for tests, without messages: hosts, and when each took the mail. */
#ifndef TESTS_UNIT_CHAINS_H
#define TESTS_UNIT_CHAINS_H

#include "chain/chain.h"

enum {
	UNDATED = 1,
	NO_ZONE = 2,
	ABSURD_ZONE = 4,
	WRONG_WEEKDAY = 8,
	BELOW_ORIGIN = 16,
	RESENT = 32,
	PULL = 64,
	LOOPBACK = 128, /* it came from this host */
	TLS = 256,
	EXACT = 512, /* the time has microseconds */
};

typedef struct {
	const char *by; /* NULL: not said */
	double at;      /* by the clock of `by`, seconds since any time */
	unsigned flags;
} TestHop;

static inline MtTime
time_of(const TestHop *hop)
{
	double us = hop->at * 1e6;
	int64_t whole = (int64_t)(us < 0 ? us - 0.5 : us + 0.5);
	int64_t part = ((whole % 1000000) + 1000000) % 1000000;

	return (MtTime){
		.us = INT64_C(1795421118) * 1000000 + whole -
		      (hop->flags & EXACT ? 0 : part),
		.known = !(hop->flags & UNDATED),
		.has_zone = !(hop->flags & NO_ZONE),
		.zone_absurd = (hop->flags & ABSURD_ZONE) != 0,
		.weekday_wrong = (hop->flags & WRONG_WEEKDAY) != 0,
		.decimals = hop->flags & EXACT ? 6 : 0,
	};
}

static inline void
fill_hop(MtArena *arena, const TestHop *from, MtHop *hop)
{
	MtReceived *r = &hop->received;

	r->by = mt_slice_str(from->by);
	r->time = time_of(from);
	r->pull = (from->flags & PULL) != 0;
	r->encrypted = (from->flags & TLS) != 0;
	if (from->flags & LOOPBACK)
		mt_ip_parse(MT_SLICE("127.0.0.1"), &r->ip);
	if (from->flags & BELOW_ORIGIN)
		mt_note_add(&r->notes, arena, MT_NOTE_BELOW_ORIGIN, 0, 0);
	if (from->flags & RESENT)
		mt_note_add(&r->notes, arena, MT_NOTE_RESENT, 0, 0);
}

/* Oldest first; delays as mt_chain_build() gives them. */
static inline MtChain
chain_of(MtArena *arena, const TestHop *hops, size_t n)
{
	MtChain chain = {.hops = MT_ARENA_NEW0(arena, MtHop, n + 1), .n = n};
	const MtHop *last = NULL;

	for (size_t i = 0; i < n; i++) {
		MtHop *hop = &chain.hops[i];

		fill_hop(arena, &hops[i], hop);
		hop->number = i + 1;
		if (!hop->received.time.known)
			continue;
		if (last != NULL) {
			hop->has_delay = true;
			hop->since = last->number;
			hop->delay_us =
				hop->received.time.us - last->received.time.us;
		}
		last = hop;
	}
	return chain;
}

/* Numbers that look random, the same in every run. */
static inline uint64_t
next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* From 0 up to 1. */
static inline double
next_share(uint64_t *state)
{
	return (double)(next_random(state) >> 11) * 0x1p-53;
}

#endif

/*
 * The lower envelope of delays: how fast the fastest transits are, when a few
 * of the observations may be wrong.
 *
 * Queues and retries make delays longer without bound, nothing makes them
 * shorter: the low end of many delays is that of the way itself (and of the
 * clocks that took the times). The plain minimum would be the word of the one
 * observation that is most wrong.
 *
 * Memory does not grow with the observations: the MT_ENVELOPE_STEPS lowest
 * distinct delays are kept and how often each came, in tenths of a second.
 * Results depend on the observations alone, neither on their order nor on how
 * they were spread over envelopes that were merged.
 */
#ifndef MT_STATS_ENVELOPE_H
#define MT_STATS_ENVELOPE_H

#include <stdint.h>

enum {
	MT_ENVELOPE_STEPS = 32,
	MT_ENVELOPE_TICK_US = 100 * 1000,

	/* Most MTAs write whole seconds: two delays of one true length are up
	 * to two seconds apart. */
	MT_ENVELOPE_WIDTH_US = 2 * 1000 * 1000,
};

typedef struct {
	int64_t us;
	uint64_t n;
} MtEnvelopeStep;

/* All zero is an empty envelope. */
typedef struct {
	uint64_t n;            /* observations */
	int64_t resolution_us; /* the coarsest of them */
	MtEnvelopeStep *steps; /* the lowest delays, rising */
	uint8_t n_steps, room;
} MtEnvelope;

void mt_envelope_clear(MtEnvelope *envelope); /* frees */

/* `resolution_us`: how far the delay may be off because its times are coarse. */
void mt_envelope_add(MtEnvelope *envelope, int64_t us, int64_t resolution_us);

/* As if the observations of `from` had been added to `into`. */
void mt_envelope_merge(MtEnvelope *into, const MtEnvelope *from);

typedef struct {
	int64_t us;    /* the low end */
	uint64_t near; /* observations at most MT_ENVELOPE_WIDTH_US above it */
	int64_t excess_us; /* the median of those from the low end on, above it;
			      at least this where it is not among the lowest */
} MtEnvelopeEdge;

/*
 * The low end: the lowest delay that, with what lies at most
 * MT_ENVELOPE_WIDTH_US above it, was seen more than a third as often as the
 * most frequent such range. So one wrong observation among three or four does
 * not count, nor do many that are scattered, while a fast transit that is rare
 * among queued messages does. The envelope must not be empty.
 */
MtEnvelopeEdge mt_envelope_edge(const MtEnvelope *envelope);

#endif

/*
 * The Received fields of one message as a chain of hops, oldest first, with
 * the time between them.
 *
 * RFC 5321 4.4 has each server put its field on top, so the chain is the list
 * of fields turned over. The delay of hop n is the time since the next older
 * dated hop: it was spent in the host of that older hop, or on the way from it.
 */
#ifndef MT_CHAIN_CHAIN_H
#define MT_CHAIN_CHAIN_H

#include "mime/fields.h"
#include "received/received.h"

typedef enum {
	MT_TRUST_UNKNOWN, /* no trust option was given */
	MT_TRUST_TRUSTED,
	MT_TRUST_BOUNDARY, /* written by a trusted host about an outside peer */
	MT_TRUST_UNTRUSTED,
} MtTrust;

typedef struct {
	const MtField *field; /* the evidence */
	MtSlice value;        /* of the field, unfolded: what slices lie in */
	MtReceived received;
	size_t number; /* 1 = oldest */

	bool has_delay;
	int64_t delay_us; /* since the next older dated hop; may be negative */
	size_t since;     /* the number of that hop */
	bool has_adjusted;
	int64_t adjusted_us; /* with the estimated clock offsets removed */

	MtTrust trust;
	MtSlice country, as_org; /* p is NULL where not known */
	uint32_t asn;            /* 0 where not known */
} MtHop;

typedef struct {
	MtHop *hops; /* oldest first */
	size_t n;
	size_t fields; /* Received fields present, those over the limit too */

	/* X-Received fields, oldest first: a provider's own copy of the trace
	 * (Gmail), not hops; their `number` counts among themselves. */
	MtHop *x_received;
	size_t n_x_received;

	size_t undated;   /* hops without a time */
	size_t encrypted; /* hops that say TLS */
	bool has_total;
	int64_t total_us; /* last dated hop minus first dated hop */
	size_t slowest;   /* number of the hop with the largest delay that is
			     not waiting; 0 where there is none */
	size_t boundary;  /* number of the boundary hop, 0 without one */

	MtNotes notes; /* of the whole message */
} MtChain;

/*
 * Build the chain of a message from its fields, which must outlive it.
 * Everything is taken from `arena`. Linear in the number of fields.
 */
void mt_chain_build(const MtFields *fields, MtArena *arena, MtChain *chain);

/* The host that wrote the field, to which time after this hop is charged. */
MtSlice mt_hop_host(const MtHop *hop);

/*
 * The time between these two hops is that of a person or a mailbox, and no
 * delay of a server: the newer one is a pull, or the older one ended a journey
 * before a Resent- block.
 */
bool mt_hop_is_waiting(const MtHop *older, const MtHop *newer);

#endif

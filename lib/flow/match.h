/*
 * Do the logs confirm the headers of a message? Each Received field is held
 * against the transactions of the host that wrote it.
 *
 * A hop is contradicted only where the logs cover its host at its time and know
 * nothing like it, or have its id with other facts. Logs that do not reach so
 * far prove nothing. Hosts: `by` is a full name where logs have the first label
 * of it, as a rule; more than one host of the logs may be meant.
 */
#ifndef MT_FLOW_MATCH_H
#define MT_FLOW_MATCH_H

#include "chain/chain.h"
#include "flow/join.h"

typedef enum {
	MT_MATCH_NOT_COVERED,
	MT_MATCH_CONFIRMED,
	MT_MATCH_CONTRADICTED,
	MT_MATCH_VERDICTS,
} MtMatchVerdict;

MtSlice mt_match_word(MtMatchVerdict verdict); /* `not_covered`, ... */

/* What field and log both say. */
typedef enum {
	MT_FACT_ID = 1 << 0,
	MT_FACT_TIME = 1 << 1, /* within MT_MATCH_SKEW_US */
	MT_FACT_CLIENT = 1 << 2,
	MT_FACT_CLIENT_NAME = 1 << 3, /* of a client with that address */
	MT_FACT_HELO = 1 << 4,
	MT_FACT_TLS = 1 << 5,
	MT_FACT_AUTH = 1 << 6,
	MT_FACT_SENDER = 1 << 7,
	MT_FACT_RECIPIENT = 1 << 8,
	MT_FACT_MESSAGE_ID = 1 << 9,
	/* Both this hop and one before are in the logs. Differs where these
	 * have another way from there to here: another message's, the other
	 * way round, or over a host that no field tells of. */
	MT_FACT_WAY = 1 << 10,
} MtFact;

enum { MT_FACTS = 11 };

MtSlice mt_fact_word(unsigned i); /* of 1 << i: `id`, `client_name`, ... */

enum { MT_MATCH_SKEW_US = 120 * 1000 * 1000 };

typedef struct {
	const MtHop *hop;
	MtMatchVerdict verdict;
	const MtStep *step; /* the transaction that was held against it; NULL */
	const MtMoment *at; /* the line with which that began; NULL without */
	unsigned agree, differ; /* MtFact, of those that both sides know */
	bool has_difference;
	int64_t difference_us; /* time of the field less that of the log */
	/* Nobody said the zone of the log, and that it was read in the wrong
	 * one would explain the difference: the times neither agree nor
	 * differ. */
	bool other_zone;
	/* Nor where the clock of the log is off by as much as that. */
	bool other_clock;
	/* A phrase for people, in `arena`: all that differs, but no values,
	 * which may be private. */
	MtSlice why;
} MtHopMatch;

/*
 * A difference contradicts a field if the MTA writes both from one value.
 * Others are said of a hop that is confirmed: aliases change recipients, and
 * fields are taken out for privacy.
 *
 * Fill `matches`, which has room for chain->n, in the order of the hops. The
 * join must be finished. `message_id` is that of the message, without brackets;
 * `sender` and `recipient` those of its envelope; p is NULL where not known.
 */
void mt_match_chain(MtJoin *join, const MtChain *chain, MtSlice message_id,
		    MtSlice sender, MtSlice recipient, MtArena *arena,
		    MtHopMatch *matches);

#endif

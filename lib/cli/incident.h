/*
 * All programs in one, for a report: messages are read for the clocks of their
 * hosts; then logs, what became of the messages in them, and how the queues did;
 * then messages once more, with their hops, which are held against the logs, and
 * their headers, which are judged with what the logs say of them.
 */
#ifndef MT_CLI_INCIDENT_H
#define MT_CLI_INCIDENT_H

#include "chain/skew.h"
#include "chain/trust.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/tracelogs.h"
#include "forge/engine.h"
#include "report/model/model.h"

typedef struct {
	const MtOptions *options; /* threads, zone */
	char *const *messages;    /* paths; NULL: none */
	char *const *logs;
	const MtTrustRules *trust;
	const MtForge *forge; /* how messages are judged */
	int64_t slo_us;
	MtModel *model;
} MtIncident;

/* Returns the exit status that follows; what failed has been said. */
int mt_incident_read(const MtIncident *incident);

/* ---- its parts ---- */

/* What has to be known of messages before logs are read: the clocks of their
 * hosts, and whose transactions to keep; free it with mt_skew_free(). */
MtSkew *mt_incident_observe(const MtIncident *incident, MtMessages *messages);

/* Transactions, sums and accounts; `traces` is what messages are held against.
 * Returns the exit status that follows. */
int mt_incident_read_logs(const MtIncident *incident, MtTraceLogs *traces);

/* Corroborations, findings, verdicts of one message. `join` is NULL where no
 * log could be read. */
void mt_incident_judge_one(const MtIncident *incident, MtJoin *join,
			   const MtMessage *message, const MtFields *fields,
			   const MtChain *chain, MtArena *arena);

/* All that is known of each message, one after the other: a model has to see
 * it whole to tell whether it matters. `join` is as above. */
void mt_incident_take(const MtIncident *incident, MtMessages *messages,
		      MtSkew *skew, MtJoin *join);

/* An input into the appendix, with its digest where it is a plain file. */
void mt_incident_add_input(MtModel *model, const char *path, const char *what,
			   uint64_t n, const char *unit);

#endif

/*
 * Logs as traces: what mt-trace, mt-forge and mt-report read them for.
 *
 * All transactions are kept, some 2 kB each: how a message went on is known
 * only when the last log was read.
 */
#ifndef MT_CLI_TRACELOGS_H
#define MT_CLI_TRACELOGS_H

#include "cli/logs.h"
#include "flow/correlator.h"
#include "flow/match.h"
#include "mime/heading.h"

typedef struct {
	MtJoin *join;        /* NULL where the logs could not be read at all */
	MtLogsResult result; /* has the texts that the join points to */
} MtTraceLogs;

/* Who else wants to know. All may be NULL. */
typedef struct {
	void (*saw)(const MtPacked *event, void *data); /* before its use */
	MtTransactionSink *sink;
	void *data;
} MtTraceLogsUser;

/*
 * Read the logs in `files` (NULL-terminated), or those of options->paths where
 * that is NULL; mt_logs_arguments say how. `user` may be NULL. Returns the exit
 * status that follows; what failed was said. To be cleared in any case.
 */
int mt_trace_logs_read(MtTraceLogs *logs, const MtOptions *options,
		       char *const *files, const MtTraceLogsUser *user);

/* Each hop held against them, in order; as many as chain->n. */
MtHopMatch *mt_trace_logs_match(MtJoin *join, const MtHeading *heading,
				const MtChain *chain, MtArena *arena);

void mt_trace_logs_clear(MtTraceLogs *logs);

#endif

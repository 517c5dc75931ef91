/* Which traces are asked for. */
#ifndef MT_FLOW_QUERY_H
#define MT_FLOW_QUERY_H

#include "flow/join.h"

/*
 * All that are set must hold of a trace. Patterns are globs (`*`, `?`, case
 * ignored), NULL-terminated lists of them: one that fits is enough. An address
 * pattern without '@' fits a domain, too.
 */
typedef struct {
	char *const *message_ids; /* without or with <> */
	char *const *queue_ids;
	char *const *senders;    /* of any step; `<>` is the empty one */
	char *const *recipients; /* before or after aliases */
	char *const *clients;    /* name, address or HELO */
	char *const *hosts;      /* in whose log it is */
	char *const *statuses;   /* words of mt_status_word(), `waiting` */
	bool has_since, has_until, has_slower;
	int64_t since_us, until_us; /* it arrived at any host in this time */
	int64_t slower_us;          /* some recipient waited longer */
} MtQuery;

bool mt_query_fits(const MtQuery *query, const MtTrace *trace);

/*
 * The longest time in the queues along the way to a result for a recipient; so
 * no clock is held against another. False where none is known.
 */
bool mt_trace_longest(const MtTrace *trace, int64_t *us);

#endif

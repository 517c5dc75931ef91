/* Logs become traces; their answers about hops become those of lib/forge. */
#include "cli/forgelogs.h"

#include "cli/cli.h"
#include "cli/tracelogs.h"
#include "flow/match.h"
#include "mime/heading.h"

struct MtForgeLogs {
	MtTraceLogs traces;
	GMutex lock; /* looking up sorts what was added */
};

void
mt_forge_logs_free(MtForgeLogs *logs)
{
	if (logs == NULL)
		return;
	mt_trace_logs_clear(&logs->traces);
	g_mutex_clear(&logs->lock);
	g_free(logs);
}

MtForgeLogs *
mt_forge_logs_read(char *const *files, const MtOptions *options, int *status)
{
	g_autoptr(MtForgeLogs) logs = g_new0(MtForgeLogs, 1);

	g_mutex_init(&logs->lock);
	*status = mt_trace_logs_read(&logs->traces, options, files, NULL);
	if (logs->traces.join == NULL || *status == MT_EXIT_FATAL)
		return NULL;
	return g_steal_pointer(&logs);
}

/* The line that the answer rests on. */
static void
rest_on(MtHopLog *to, const MtMoment *at)
{
	to->log = at->source;
	to->offset = at->offset;
	to->length = at->length;
	to->line = at->line;
}

static void
answer(MtHopLog *to, const MtHopMatch *match)
{
	*to = (MtHopLog){
		.answer = match->verdict == MT_MATCH_CONFIRMED ? MT_LOG_CONFIRMS
			  : match->verdict == MT_MATCH_CONTRADICTED
				  ? MT_LOG_CONTRADICTS
				  : MT_LOG_SILENT,
		.why = match->why,
	};
	if (match->at != NULL)
		rest_on(to, match->at);
}

/* ---- where the logs lead ---- */

/* These write one id into their field and into their answer to the client. */
static bool
answers_with_id(const MtHop *hop)
{
	static const char *const dialects[] = {"postfix", "exim", "sendmail",
					       "opensmtpd"};

	for (size_t i = 0; i < G_N_ELEMENTS(dialects); i++)
		if (strcmp(hop->received.dialect, dialects[i]) == 0)
			return hop->received.id.n > 0;
	return false;
}

/*
 * By its log a host handed the message on under ids that are all others than
 * that of the next hop: the id is real, and of another message. Gives the last
 * such hand-over; NULL where the log leaves it open.
 */
static const MtDelivery *
went_elsewhere(const MtHopMatch *match, const MtHop *next)
{
	const MtDelivery *last = NULL;

	if (match->verdict != MT_MATCH_CONFIRMED || match->step == NULL ||
	    !answers_with_id(next))
		return NULL;
	for (const MtDelivery *d = match->step->t->deliveries; d; d = d->next) {
		/* A recipient who was refused for good went nowhere. */
		if (mt_status_is_final(d->status) &&
		    d->status != MT_STATUS_SENT)
			continue;
		if (d->handed_to.n > 0 || d->remote_id.n == 0 ||
		    mt_slice_eq(d->remote_id, next->received.id))
			return NULL;
		last = d;
	}
	return last;
}

/* Over a host whose field was taken out: no hop is false for that. */
static bool
leads_to(const MtHopMatch *match, const MtHopMatch *next)
{
	return match->step != NULL && next->verdict == MT_MATCH_CONFIRMED &&
	       next->step->trace == match->step->trace &&
	       (next->agree & MT_FACT_ID) != 0;
}

static MtSlice
say_elsewhere(MtArena *arena, MtSlice id)
{
	g_auto(MtBuf) text = {0};
	char *copy;

	mt_buf_addf(&text,
		    "by the log it went on as %.*s, and not to the next "
		    "hop",
		    (int)MIN(id.n, 64), id.p);
	copy = mt_arena_take(arena, text.n);
	memcpy(copy, text.p, text.n);
	return mt_slice(copy, text.n);
}

/* A hop that belongs to another journey takes those below it along. */
static void
follow(const MtChain *chain, const MtHopMatch *matches, MtHopLog *to,
       MtArena *arena)
{
	const MtHopMatch *false_one = NULL;

	for (size_t i = chain->n; i > 0; i--) {
		const MtHopMatch *match = &matches[i - 1];
		const MtDelivery *elsewhere = NULL;

		if (i < chain->n && !leads_to(match, &matches[i]))
			elsewhere = went_elsewhere(match, &chain->hops[i]);
		if (elsewhere != NULL) {
			false_one = match;
			to[i - 1].why =
				say_elsewhere(arena, elsewhere->remote_id);
			rest_on(&to[i - 1], &elsewhere->at);
		} else if (false_one != NULL &&
			   match->verdict == MT_MATCH_CONFIRMED &&
			   match->step != NULL &&
			   match->step->trace == false_one->step->trace) {
			to[i - 1].why = MT_SLICE("by the logs it belongs to "
						 "another message, as the hop "
						 "above");
		} else {
			continue;
		}
		to[i - 1].answer = MT_LOG_CONTRADICTS;
	}
}

const MtHopLog *
mt_forge_logs_answers(const MtChain *chain, const MtHopMatch *matches,
		      MtArena *arena)
{
	MtHopLog *to = MT_ARENA_NEW0(arena, MtHopLog, chain->n);

	for (size_t i = 0; i < chain->n; i++)
		answer(&to[i], &matches[i]);
	follow(chain, matches, to, arena);
	return to;
}

const MtHopLog *
mt_forge_logs_match(MtForgeLogs *logs, const MtFields *fields,
		    const MtMessage *message, const MtChain *chain,
		    MtArena *arena)
{
	MtHopMatch *matches;
	MtHeading heading;

	mt_heading_read(fields, message->from_line, arena, &heading);
	g_mutex_lock(&logs->lock);
	matches =
		mt_trace_logs_match(logs->traces.join, &heading, chain, arena);
	g_mutex_unlock(&logs->lock);
	return mt_forge_logs_answers(chain, matches, arena);
}

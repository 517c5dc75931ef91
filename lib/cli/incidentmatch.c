/* The hops of messages against what the logs know. */
#include "cli/cli.h"
#include "cli/incident.h"
#include "cli/trust.h"
#include "flow/match.h"
#include "mime/heading.h"
#include "record/match.h"

typedef struct {
	const MtIncident *incident;
	MtJoin *join;
} Run;

static void
match(const MtMessage *message, MtArena *arena, MtBuf *out, unsigned worker,
      void *data)
{
	const Run *run = data;
	MtFields fields;
	MtHeading heading;
	MtChain chain;
	MtHopMatch *matches;

	(void)out;
	(void)worker;
	mt_trust_read_chain(run->incident->trust, message, arena, &fields,
			    &chain);
	mt_heading_read(&fields, message->from_line, arena, &heading);
	matches = MT_ARENA_NEW0(arena, MtHopMatch, chain.n + 1);
	mt_match_chain(run->join, &chain, heading.message_id,
		       heading.envelope_from, (MtSlice){0}, arena, matches);
	for (size_t i = 0; i < chain.n; i++) {
		MtCorroborationRecord record;

		mt_corroboration_record_fill(&record, message, &matches[i],
					     chain.n, arena);
		mt_model_add(run->incident->model, &mt_record_corroboration,
			     &record);
	}
}

void
mt_incident_match(const MtIncident *incident, MtMessages *messages,
		  MtJoin *join)
{
	g_autoptr(GError) error = NULL;
	Run run = {incident, join};

	if (mt_messages_rewind(messages, &error))
		mt_messages_run(messages, match, &run);
	else
		mt_cli_warn("%s", error->message);
}

/* The hops of messages against what the logs know, and their headers against
 * the rules, which are told what the logs said. */
#include "cli/cli.h"
#include "cli/forgelogs.h"
#include "cli/incident.h"
#include "cli/trust.h"
#include "mime/heading.h"
#include "record/judged.h"
#include "record/match.h"

typedef struct {
	const MtIncident *incident;
	MtJoin *join; /* NULL without logs */
} Run;

static const MtHopMatch *
match(const Run *run, const MtMessage *message, const MtFields *fields,
      const MtChain *chain, MtArena *arena)
{
	MtHopMatch *matches = MT_ARENA_NEW0(arena, MtHopMatch, chain->n + 1);
	MtHeading heading;

	mt_heading_read(fields, message->from_line, arena, &heading);
	mt_match_chain(run->join, chain, heading.message_id,
		       heading.envelope_from, (MtSlice){0}, arena, matches);
	for (size_t i = 0; i < chain->n; i++) {
		MtCorroborationRecord record;

		mt_corroboration_record_fill(&record, message, &matches[i],
					     chain->n, arena);
		mt_model_add(run->incident->model, &mt_record_corroboration,
			     &record);
	}
	return matches;
}

/* With the context that a person needs to judge what was found. */
static void
judge(const MtMessage *message, MtArena *arena, MtBuf *out, unsigned worker,
      void *data)
{
	const Run *run = data;
	const MtIncident *in = run->incident;
	const MtHopLog *logs = NULL;
	MtVerdictRecord last;
	MtJudgement verdict;
	MtFields fields;
	MtChain chain;

	(void)out;
	(void)worker;
	mt_trust_read_chain(in->trust, message, arena, &fields, &chain);
	if (run->join != NULL)
		logs = mt_forge_logs_answers(
			&chain, match(run, message, &fields, &chain, arena),
			arena);
	mt_forge_judge(in->forge, message, &fields, &chain, logs, arena,
		       &verdict);
	for (size_t i = 0; i < verdict.findings.n; i++) {
		MtFindingRecord record;

		mt_finding_record_fill(&record, message,
				       &verdict.findings.findings[i], arena);
		mt_model_add(in->model, &mt_record_finding, &record);
	}
	mt_verdict_record_fill(&last, message, &verdict);
	mt_model_add(in->model, &mt_record_verdict, &last);
}

void
mt_incident_judge(const MtIncident *incident, MtMessages *messages,
		  MtJoin *join)
{
	g_autoptr(GError) error = NULL;
	Run run = {incident, join};

	if (mt_messages_rewind(messages, &error))
		mt_messages_run(messages, judge, &run);
	else
		mt_cli_warn("%s", error->message);
}

/* The hops of messages against what the logs know, and their headers against
 * the rules, which are told what the logs said. */
#include "cli/forgelogs.h"
#include "cli/incident.h"
#include "mime/heading.h"
#include "record/judged.h"
#include "record/match.h"

static const MtHopMatch *
match(const MtIncident *incident, MtJoin *join, const MtMessage *message,
      const MtFields *fields, const MtChain *chain, MtArena *arena)
{
	MtHopMatch *matches;
	MtHeading heading;

	mt_heading_read(fields, message->from_line, arena, &heading);
	matches = mt_trace_logs_match(join, &heading, chain, arena);
	for (size_t i = 0; i < chain->n; i++) {
		MtCorroborationRecord record;

		mt_corroboration_record_fill(&record, message, &matches[i],
					     chain->n, arena);
		mt_model_add(incident->model, &mt_record_corroboration,
			     &record);
	}
	return matches;
}

/* With the context that a person needs to judge what was found. */
void
mt_incident_judge_one(const MtIncident *incident, MtJoin *join,
		      const MtMessage *message, const MtFields *fields,
		      const MtChain *chain, MtArena *arena)
{
	const MtHopLog *logs = NULL;
	MtVerdictRecord last;
	MtJudgement verdict;

	if (join != NULL)
		logs = mt_forge_logs_answers(
			chain,
			match(incident, join, message, fields, chain, arena),
			arena);
	mt_forge_judge(incident->forge, message, fields, chain, logs, arena,
		       &verdict);
	for (size_t i = 0; i < verdict.findings.n; i++) {
		MtFindingRecord record;

		mt_finding_record_fill(&record, message,
				       &verdict.findings.findings[i], arena);
		mt_model_add(incident->model, &mt_record_finding, &record);
	}
	mt_verdict_record_fill(&last, message, &verdict);
	mt_model_add(incident->model, &mt_record_verdict, &last);
}

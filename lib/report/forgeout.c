/* Findings and verdicts as records, or handed to the writer of text. */
#include "report/forgeout.h"

#include "record/judged.h"
#include "report/forgetext.h"

void
mt_forgeout_head(const MtForgeOut *o, MtBuf *out)
{
	if (o->format == MT_FORMAT_TSV)
		mt_record_add_tsv_head(out, &mt_record_finding);
}

void
mt_forgeout_message(const MtForgeOut *o, MtBuf *out, const MtMessage *message,
		    const MtFields *fields, const MtJudgement *verdict,
		    MtArena *arena)
{
	MtVerdictRecord last;
	MtHeading heading;

	if (o->format == MT_FORMAT_TEXT) {
		mt_heading_read(fields, message->from_line, arena, &heading);
		mt_forgetext_message(o, out, message, &heading, verdict);
		return;
	}
	for (size_t i = 0; i < verdict->findings.n; i++) {
		MtFindingRecord r;

		mt_finding_record_fill(&r, message,
				       &verdict->findings.findings[i], arena);
		if (o->format == MT_FORMAT_JSON)
			mt_record_add_json(out, &mt_record_finding, &r);
		else
			mt_record_add_tsv(out, &mt_record_finding, &r);
	}
	if (o->format != MT_FORMAT_JSON)
		return;
	mt_verdict_record_fill(&last, message, verdict);
	mt_record_add_json(out, &mt_record_verdict, &last);
}

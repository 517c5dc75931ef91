/* Findings and verdicts as records, or handed to the writer of text. */
#include "report/forgeout.h"

#include "record/finding.h"
#include "report/forgetext.h"

void
mt_forgeout_head(const MtForgeOut *o, MtBuf *out)
{
	if (o->format == MT_FORMAT_TSV)
		mt_record_add_tsv_head(out, &mt_record_finding);
}

static MtObjects
fill_evidence(const MtFinding *finding, MtArena *arena)
{
	MtEvidenceRecord *items =
		MT_ARENA_NEW0(arena, MtEvidenceRecord, finding->n);

	for (size_t i = 0; i < finding->n; i++) {
		const MtEvidence *e = &finding->evidence[i];

		items[i] = (MtEvidenceRecord){
			.name = mt_slice_str(e->name),
			.source = e->log,
			.offset = mt_number((int64_t)e->offset),
			.length = mt_number((int64_t)e->length),
			.line = {(int64_t)e->line, e->line > 0},
			.text = e->text,
			.meaning = e->meaning,
		};
	}
	return (MtObjects){.items = items, .n = finding->n};
}

static void
fill_finding(MtFindingRecord *r, const MtMessage *message,
	     const MtFinding *finding, MtArena *arena)
{
	const MtRule *rule = finding->rule;

	*r = (MtFindingRecord){
		.source = message->source,
		.message = mt_number((int64_t)message->ordinal),
		.rule = mt_slice_str(rule->id),
		.grade = mt_grade_word(finding->grade),
		.title = mt_slice_str(rule->title),
		.detail = finding->detail,
		.hop = {(int64_t)finding->hop, finding->hop > 0},
		.evidence = fill_evidence(finding, arena),
		.false_positives = {rule->lists.millionths, rule->lists.n > 0},
		.innocent = mt_slice_str(rule->innocent),
		.reference = mt_slice_str(rule->reference),
	};
	if (finding->field == NULL)
		return;
	r->offset = mt_number((int64_t)finding->field->offset);
	r->length = mt_number((int64_t)finding->field->length);
	r->field = finding->field->name;
}

static void
fill_verdict(MtVerdictRecord *r, const MtMessage *message, const MtJudgement *v)
{
	const MtFindings *f = &v->findings;

	*r = (MtVerdictRecord){
		.source = message->source,
		.offset = mt_number((int64_t)message->offset),
		.length = mt_number((int64_t)message->header.n),
		.message = mt_number((int64_t)message->ordinal),
		.message_id = v->message_id,
		.findings = mt_number((int64_t)f->n),
		.grade_a = mt_number((int64_t)f->count[MT_GRADE_A]),
		.grade_b = mt_number((int64_t)f->count[MT_GRADE_B]),
		.grade_c = mt_number((int64_t)f->count[MT_GRADE_C]),
		.worst = f->n > 0 ? mt_grade_word(f->findings[0].grade)
				  : (MtSlice){0},
		.summary = v->summary,
		.unknown = {v->unknown.texts, v->unknown.n},
	};
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

		fill_finding(&r, message, &verdict->findings.findings[i],
			     arena);
		if (o->format == MT_FORMAT_JSON)
			mt_record_add_json(out, &mt_record_finding, &r);
		else
			mt_record_add_tsv(out, &mt_record_finding, &r);
	}
	if (o->format != MT_FORMAT_JSON)
		return;
	fill_verdict(&last, message, verdict);
	mt_record_add_json(out, &mt_record_verdict, &last);
}

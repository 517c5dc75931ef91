/* What the rules say of a message, as members. */
#include "record/judged.h"

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

void
mt_finding_record_fill(MtFindingRecord *r, const MtMessage *message,
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

void
mt_verdict_record_fill(MtVerdictRecord *r, const MtMessage *message,
		       const MtJudgement *v)
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

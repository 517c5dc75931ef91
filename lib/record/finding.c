/* The tables of `finding` and `verdict`. */
#include "record/finding.h"

#include "record/table.h"

#define OF MtEvidenceRecord

static const MtMember evidence_members[] = {
	MT_TEXT(name, "name", "what it is: id, date, helo, ..."),
	MT_TEXT(source, "source", "where it stands, if not in the message"),
	MT_BYTES(offset, "offset", "where it begins in the source"),
	MT_BYTES(length, "length", "how long it is"),
	MT_NUMBER(line, "line", "its line, in a log"),
	MT_TEXT(text, "text", "the bytes as they stand"),
	MT_TEXT(meaning, "meaning", "what they say, decoded"),
};

static const MtPart evidence_part = MT_PART("evidence", evidence_members);

#undef OF
#define OF MtFindingRecord

static const MtMember finding_members[] = {
	MT_TEXT(source, "source", "the file that the message stands in"),
	MT_BYTES(offset, "offset", "where the field begins"),
	MT_BYTES(length, "length", "how long the field is"),
	MT_NUMBER(message, "message",
		  "the message in its source; 1 is the first"),
	MT_TEXT(rule, "rule", "which rule: mailtrace-rules(7)"),
	MT_TEXT(grade, "grade", "A contradiction, B strong, C context"),
	MT_TEXT(title, "title", "the claim in a few words"),
	MT_TEXT(detail, "detail", "a sentence with the decoded values"),
	MT_TEXT(field, "field", "the name of the field"),
	MT_NUMBER(hop, "hop", "the hop; 1 is the oldest"),
	MT_OBJECTS(evidence, "evidence", &evidence_part,
		   "the bytes that it rests on"),
	MT_SHARE(false_positives, "false_positives",
		 "of authentic mail, that shows the same"),
	MT_TEXT(innocent, "innocent", "what may explain it innocently"),
	MT_TEXT(reference, "reference", "the section of an RFC"),
};

const MtRecordKind mt_record_finding = MT_KIND("finding", finding_members);

#undef OF
#define OF MtVerdictRecord

static const MtMember verdict_members[] = {
	MT_TEXT(source, "source", "the file that the message stands in"),
	MT_BYTES(offset, "offset", "where the message begins"),
	MT_BYTES(length, "length", "how long its header block is"),
	MT_NUMBER(message, "message",
		  "the message in its source; 1 is the first"),
	MT_TEXT(message_id, "message_id", "without angle brackets"),
	MT_NUMBER(findings, "findings", "how many records of findings"),
	MT_NUMBER(grade_a, "grade_a", "of these, contradictions"),
	MT_NUMBER(grade_b, "grade_b", "of these, strong"),
	MT_NUMBER(grade_c, "grade_c", "of these, context"),
	MT_TEXT(worst, "worst", "the worst grade; left out where none is"),
	MT_TEXT(summary, "summary", "a sentence"),
	MT_TEXTS(unknown, "unknown", "what cannot be known, and why"),
};

const MtRecordKind mt_record_verdict = MT_KIND("verdict", verdict_members);

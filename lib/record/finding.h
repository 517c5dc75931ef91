/*
 * The `finding` record: a header that cannot be true, or needs a look, and the
 * bytes that prove it; the `verdict` record: what was found in one message.
 */
#ifndef MT_RECORD_FINDING_H
#define MT_RECORD_FINDING_H

#include "record/record.h"

/* A piece of evidence: bytes as they stand, and what they mean. */
typedef struct {
	MtSlice name;
	MtSlice source; /* where it is not that of the finding: a log */
	MtNumber offset, length, line;
	MtSlice text, meaning;
} MtEvidenceRecord;

typedef struct {
	MtSlice source;
	MtNumber offset, length; /* of the field that the finding is about */
	MtNumber message;
	MtSlice rule, grade, title, detail;
	MtSlice field;
	MtNumber hop;
	MtObjects evidence; /* of MtEvidenceRecord */
	MtNumber false_positives;
	MtSlice innocent, reference;
} MtFindingRecord;

typedef struct {
	MtSlice source;
	MtNumber offset, length, message;
	MtSlice message_id;
	MtNumber findings;
	MtNumber grade_a, grade_b, grade_c;
	MtSlice worst, summary;
	MtTexts unknown; /* what cannot be known from what was given */
} MtVerdictRecord;

extern const MtRecordKind mt_record_finding, mt_record_verdict;

#endif

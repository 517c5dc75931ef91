/* How findings and the verdict on a message become records. */
#ifndef MT_RECORD_JUDGED_H
#define MT_RECORD_JUDGED_H

#include "forge/engine.h"
#include "record/finding.h"

/* Slices are borrowed; the list of evidence is made in `arena`. */
void mt_finding_record_fill(MtFindingRecord *record, const MtMessage *message,
			    const MtFinding *finding, MtArena *arena);

void mt_verdict_record_fill(MtVerdictRecord *record, const MtMessage *message,
			    const MtJudgement *judgement);

#endif

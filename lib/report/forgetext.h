/* The text of findings and rules for people; internal to lib/report. */
#ifndef MT_REPORT_FORGETEXT_H
#define MT_REPORT_FORGETEXT_H

#include "report/forgeout.h"

void mt_forgetext_message(const MtForgeOut *o, MtBuf *out,
			  const MtMessage *message, const MtHeading *heading,
			  const MtJudgement *verdict);

/* The bytes of a finding, each where it stands, marked and explained. */
void mt_forgetext_evidence(const MtForgeOut *o, MtBuf *out,
			   const MtFinding *finding);

/* What is known of the rule: proof, honest causes, rates, reference. */
void mt_forgetext_rule(const MtForgeOut *o, MtBuf *out, const MtRule *rule);

/* `none of 65,989 list messages of 2019-2026. RFC 5321 4.4.` */
void mt_forgetext_rates(MtBuf *out, const MtRule *rule);

/* When its grade is another one, and what it needs to be told: a line each. */
void mt_forgetext_conditions(MtBuf *out, const MtRule *rule);

#endif

/* A header block through the rules, for tests. */
#ifndef TESTS_UNIT_FORGERUN_H
#define TESTS_UNIT_FORGERUN_H

#include "forge/engine.h"

typedef struct {
	MtArena *arena; /* the caller's */
	MtForge forge;
	MtMessage message;
	MtFields fields;
	MtChain chain;
	MtJudgement verdict;
} ForgeRun;

/* `header` must stay; its first byte is at `offset` of its source. */
static inline void
forge_run(ForgeRun *run, MtSlice header, uint64_t offset)
{
	run->message = (MtMessage){.source = MT_SLICE("test"),
				   .ordinal = 1,
				   .offset = offset,
				   .header = header};
	mt_message_find_fields(&run->message, run->arena);
	mt_fields_split(&run->message, run->arena, &run->fields);
	mt_chain_build(&run->fields, run->arena, &run->chain);
	if (run->forge.trust != NULL)
		mt_trust_apply(run->forge.trust, run->arena, &run->chain);
	mt_forge_judge(&run->forge, &run->message, &run->fields, &run->chain,
		       NULL, run->arena, &run->verdict);
}

/* Each piece of evidence is bytes of the header, where it says. */
static inline bool
forge_is_proven(const ForgeRun *run)
{
	MtSlice h = run->message.header;

	for (size_t i = 0; i < run->verdict.findings.n; i++) {
		const MtFinding *f = &run->verdict.findings.findings[i];

		if (f->n == 0 || f->n > MT_MAX_EVIDENCE || f->detail.n == 0)
			return false;
		for (size_t k = 0; k < f->n; k++) {
			const MtEvidence *e = &f->evidence[k];

			if (e->text.n == 0 || e->text.p < h.p ||
			    e->text.p + e->text.n > h.p + h.n ||
			    e->length != e->text.n ||
			    e->offset - run->message.offset !=
				    (uint64_t)(e->text.p - h.p))
				return false;
		}
	}
	return true;
}

/* The findings of `run`, once more: the same, in the same order. */
static inline bool
forge_is_stable(ForgeRun *run, MtSlice header)
{
	MtFindings first = run->verdict.findings;
	const MtFindings *again = &run->verdict.findings;

	forge_run(run, header, run->message.offset);
	if (again->n != first.n || again->left_out != first.left_out)
		return false;
	for (size_t i = 0; i < first.n; i++) {
		const MtFinding *a = &first.findings[i];
		const MtFinding *b = &again->findings[i];

		if (a->rule != b->rule || a->grade != b->grade ||
		    a->n != b->n || !mt_slice_eq(a->detail, b->detail) ||
		    a->evidence[0].offset != b->evidence[0].offset)
			return false;
	}
	return true;
}

#endif

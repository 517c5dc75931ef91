/*
 * The rule engine: what the reader told, the rules over one message, findings
 * in a stable order, and what cannot be known.
 */
#ifndef MT_FORGE_ENGINE_H
#define MT_FORGE_ENGINE_H

#include "chain/trust.h"
#include "forge/alias.h"
#include "forge/rule.h"

/* What the reader told; all may be empty. Read-only while rules run. */
struct MtForge {
	MtGrade grade;             /* rules that cannot reach it are not run */
	const MtTrustRules *trust; /* NULL: none was given */
	const char *const *authserv_id; /* NULL-terminated; NULL for none */
	const char *const *own_domain;
	const MtAliases *aliases; /* NULL for none */
};

/* Sentences on what is beyond proof here. */
typedef struct {
	const MtSlice *texts;
	size_t n;
} MtUnknowns;

typedef struct {
	MtFindings findings;
	MtUnknowns unknown;
	MtSlice summary;    /* a sentence */
	MtSlice message_id; /* without angle brackets; p may be NULL */
} MtJudgement;

/*
 * Run the rules. `chain` must have had its trust applied. Everything is taken
 * from `arena`. Findings are by grade, then in the order of the rules, then in
 * the order found (fields from the top, hops from the oldest). `logs` is what
 * logs say of each hop; NULL without any.
 */
void mt_forge_judge(const MtForge *forge, const MtMessage *message,
		    const MtFields *fields, const MtChain *chain,
		    const MtHopLog *logs, MtArena *arena, MtJudgement *verdict);

/* Is `domain` one of the reader's own, or a part of one? */
bool mt_forge_own_domain(const MtForge *forge, MtSlice domain);

/* Is this authserv-id (any case) the reader's own? */
bool mt_forge_own_authserv(const MtForge *forge, MtSlice id);

#endif

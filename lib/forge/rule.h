/*
 * A rule: one way in which headers contradict themselves, each other or the
 * logs, and what is known of how often that happens to honest mail.
 *
 * A file in rules/ defines the rules of a small family as one MtRuleSet named
 * mt_ruleset_<file name>; the Makefile finds it. The manual, --list-rules and
 * --explain are made of the same tables.
 */
#ifndef MT_FORGE_RULE_H
#define MT_FORGE_RULE_H

#include "forge/case.h"

/* What a rule cannot do without. */
enum {
	MT_NEEDS_TRUST = 1U << 0,    /* hosts that the reader trusts */
	MT_NEEDS_AUTHSERV = 1U << 1, /* the reader's own authserv-id */
	MT_NEEDS_ALIASES = 1U << 2,  /* learned pairs of organisations */
	MT_NEEDS_LOG = 1U << 3,      /* logs of hosts in the chain */
};

/* How much of authentic mail shows the same: `n` messages were looked at. */
typedef struct {
	int32_t millionths;
	int32_t n; /* 0: not measured */
} MtRate;

#define MT_PERCENT(percent, of)                                                \
	{                                                                      \
		(int32_t)((percent)*10000 + 0.5), (of)                         \
	}

typedef struct MtRule {
	const char *id;
	MtGrade grade;
	MtGrade raised;          /* where it can be better; 0 where not */
	const char *raised_when; /* a clause; NULL without */
	const char *title;       /* the claim in a few words */
	const char *proves;      /* a sentence: why it cannot be honest */
	const char *innocent;    /* what may explain it all the same */
	const char *reference;   /* section of an RFC; NULL without */
	unsigned needs;          /* MT_NEEDS_... */
	unsigned raised_needs;   /* more of them, for `raised` */
	MtRate lists;            /* of list mail of 2019-2026 */
	MtRate old;              /* of mail of 2002 */

	/* Report each case with mt_find(). Must be linear in the message. */
	void (*look)(MtCase *c, const struct MtRule *rule);
} MtRule;

typedef struct {
	const MtRule *rules;
	size_t n;
} MtRuleSet;

/* NULL-terminated, in the order of their files; made by the Makefile. */
extern const MtRuleSet *const mt_rulesets[];

/* The rule called `id` (any case, `_` for `-` too); NULL if there is none. */
const MtRule *mt_rule_find(MtSlice id);

/* `A`; and the best grade that the rule can give. */
MtSlice mt_grade_word(MtGrade grade);
MtGrade mt_rule_best(const MtRule *rule);

#endif

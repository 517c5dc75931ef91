/* Running the rules, and putting in order what they found. */
#include "forge/engine.h"

#include "forge/find.h"
#include "forge/unknown.h"

MtSlice
mt_grade_word(MtGrade grade)
{
	static const MtSlice words[] = {
		[MT_GRADE_A] = {"A", 1},
		[MT_GRADE_B] = {"B", 1},
		[MT_GRADE_C] = {"C", 1},
	};

	return words[grade];
}

MtGrade
mt_rule_best(const MtRule *rule)
{
	return rule->raised != 0 ? MIN(rule->raised, rule->grade) : rule->grade;
}

static bool
same_id(const char *id, MtSlice asked)
{
	MtSlice name = mt_slice_str(id);

	if (name.n != asked.n)
		return false;
	for (size_t i = 0; i < name.n; i++) {
		char c = asked.p[i];

		if (c == '_')
			c = '-';
		if (mt_lower(c) != name.p[i])
			return false;
	}
	return true;
}

const MtRule *
mt_rule_find(MtSlice id)
{
	for (const MtRuleSet *const *set = mt_rulesets; *set != NULL; set++)
		for (size_t i = 0; i < (*set)->n; i++)
			if (same_id((*set)->rules[i].id, id))
				return &(*set)->rules[i];
	return NULL;
}

bool
mt_forge_own_domain(const MtForge *forge, MtSlice domain)
{
	for (const char *const *d = forge->own_domain; d != NULL && *d != NULL;
	     d++) {
		MtSlice own = mt_slice_str(*d);

		if (mt_slice_ends_i(domain, own) &&
		    (domain.n == own.n ||
		     domain.p[domain.n - own.n - 1] == '.'))
			return true;
	}
	return false;
}

/* In a quoted authserv-id any character may be escaped; readers do not mind a
 * dot at the end either. */
static bool
is_authserv(const char *own, MtSlice id)
{
	size_t i = 0;

	for (; *own != '\0'; own++, i++) {
		if (i + 1 < id.n && id.p[i] == '\\')
			i++;
		if (i >= id.n || mt_lower(id.p[i]) != mt_lower(*own))
			return false;
	}
	return i == id.n || (i + 1 == id.n && id.p[i] == '.');
}

bool
mt_forge_own_authserv(const MtForge *forge, MtSlice id)
{
	for (const char *const *own = forge->authserv_id;
	     own != NULL && *own != NULL; own++)
		if (is_authserv(*own, id))
			return true;
	return false;
}

/* What is there of MT_NEEDS_... */
static unsigned
given(const MtForge *forge, const MtChain *chain, bool logs)
{
	return (chain->boundary != 0 ? MT_NEEDS_TRUST : 0) |
	       (forge->authserv_id != NULL ? MT_NEEDS_AUTHSERV : 0) |
	       (forge->aliases != NULL ? MT_NEEDS_ALIASES : 0) |
	       (logs ? MT_NEEDS_LOG : 0);
}

static bool
can_run(const MtRule *rule, MtGrade grade, unsigned has)
{
	if (rule->needs & ~has)
		return false;
	return rule->grade <= grade ||
	       (mt_rule_best(rule) <= grade && !(rule->raised_needs & ~has));
}

/* By grade; within one in the order found, which is that of the rules. */
static void
put_in_order(const MtForge *forge, const MtFinds *finds, MtArena *arena,
	     MtFindings *to)
{
	*to = (MtFindings){.left_out = finds->left_out};
	if (finds->n == 0)
		return;
	to->findings = MT_ARENA_NEW0(arena, MtFinding, finds->n);
	for (MtGrade g = MT_GRADE_A; g <= forge->grade; g++)
		for (size_t i = 0; i < finds->n; i++) {
			const MtFinding *f = &finds->findings[i];

			if (f->grade != g || f->n == 0)
				continue;
			to->findings[to->n++] = *f;
			to->count[g]++;
		}
}

static void
say_count(MtBuf *out, size_t n, const char *one, const char *many)
{
	if (n == 0)
		return;
	if (out->n > 0)
		MT_BUF_ADD(out, ", ");
	mt_buf_addf(out, "%zu %s", n, n == 1 ? one : many);
}

static MtSlice
summary_of(const MtFindings *f, MtArena *arena)
{
	g_auto(MtBuf) text = {0};
	char *copy;

	say_count(&text, f->count[MT_GRADE_A], "contradiction",
		  "contradictions");
	say_count(&text, f->count[MT_GRADE_B], "thing to check",
		  "things to check");
	if (text.n == 0)
		MT_BUF_ADD(&text, "no contradiction found");
	say_count(&text, f->count[MT_GRADE_C], "remark", "remarks");
	if (f->left_out > 0)
		mt_buf_addf(&text, "; %llu more of the same kinds not listed",
			    (unsigned long long)f->left_out);
	copy = mt_arena_take(arena, text.n);
	memcpy(copy, text.p, text.n);
	return mt_slice(copy, text.n);
}

void
mt_forge_judge(const MtForge *forge, const MtMessage *message,
	       const MtFields *fields, const MtChain *chain,
	       const MtHopLog *logs, MtArena *arena, MtJudgement *verdict)
{
	unsigned has = given(forge, chain, logs != NULL);
	MtFinds finds = {0};
	MtCase c;

	mt_case_init(&c, forge, message, fields, chain, arena);
	c.finds = &finds;
	c.logs = logs;
	for (const MtRuleSet *const *set = mt_rulesets; *set != NULL; set++)
		for (size_t i = 0; i < (*set)->n; i++) {
			const MtRule *rule = &(*set)->rules[i];

			if (can_run(rule, forge->grade, has))
				rule->look(&c, rule);
		}
	put_in_order(forge, &finds, arena, &verdict->findings);
	mt_unknown_tell(&c, &verdict->unknown);
	verdict->message_id = mt_case_message_id(&c)->text;
	verdict->summary = summary_of(&verdict->findings, arena);
}

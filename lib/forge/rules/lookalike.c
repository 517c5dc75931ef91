/* Domains of authors that pass for the recipient's or the reader's own. */
#include "forge/rule.h"

#include "forge/engine.h"
#include "identity/domain.h"

enum { LONGEST = 64 };

/* What is taken for something else, as a thing of one form. */
static size_t
skeleton(MtSlice domain, char to[LONGEST])
{
	static const char looks[][2] = {
		{'0', 'o'}, {'1', 'l'}, {'i', 'l'}, {'5', 's'}, {'3', 'e'}};
	size_t n = 0;

	for (size_t i = 0; i < domain.n && n < LONGEST; i++) {
		char ch = mt_lower(domain.p[i]);
		MtSlice rest = mt_slice_sub(domain, i, domain.n);

		if (ch == '-')
			continue;
		if (mt_slice_starts_i(rest, MT_SLICE("rn"))) {
			ch = 'm';
			i++;
		} else if (mt_slice_starts_i(rest, MT_SLICE("vv"))) {
			ch = 'w';
			i++;
		}
		for (size_t k = 0; k < G_N_ELEMENTS(looks); k++)
			if (ch == looks[k][0])
				ch = looks[k][1];
		to[n++] = ch;
	}
	return n;
}

/* Is one made of the other by one letter more, less, other, or two swapped? */
static bool
one_edit(const char *a, size_t an, const char *b, size_t bn)
{
	size_t i = 0, k = 0;

	while (i < an && i < bn && a[i] == b[i])
		i++;
	while (k < an - i && k < bn - i && a[an - 1 - k] == b[bn - 1 - k])
		k++;
	an -= i + k;
	bn -= i + k;
	if (an <= 1 && bn <= 1)
		return true;
	return an == 2 && bn == 2 && a[i] == b[i + 1] && a[i + 1] == b[i];
}

static bool
looks_like(MtSlice a, MtSlice b)
{
	char x[LONGEST], y[LONGEST];
	size_t n, m;

	if (a.n < 6 || b.n < 6 || a.n >= LONGEST || b.n >= LONGEST ||
	    mt_slice_eq_i(a, b))
		return false;
	n = skeleton(a, x);
	m = skeleton(b, y);
	if (n == m && memcmp(x, y, n) == 0)
		return true;
	return n >= 9 && m >= 9 && one_edit(x, n, y, m);
}

/* The same of what may be the organisation, without asking which it is. */
static bool
may_look_like(MtSlice a, MtSlice b)
{
	size_t i = a.n, k = b.n;

	for (int labels = 1; labels <= 3; labels++) {
		while (i > 0 && a.p[i - 1] != '.')
			i--;
		while (k > 0 && b.p[k - 1] != '.')
			k--;
		if (labels > 1 && looks_like(mt_slice_sub(a, i, a.n),
					     mt_slice_sub(b, k, b.n)))
			return true;
		i -= i > 0;
		k -= k > 0;
	}
	return false;
}

static void
compare(MtCase *c, const MtRule *rule, MtSlice other, const char *whose,
	const MtField *field)
{
	const MtCaseParty *from = mt_case_party(c, MT_F_FROM);
	MtSlice org;
	MtFinding *f;

	if (other.n == 0 || !may_look_like(from->domain, other))
		return;
	org = mt_domain_org(from->domain);
	other = mt_domain_org(other);
	if (!looks_like(org, other))
		return;
	f = mt_find(c, rule, "The author's %.*s looks like %s %.*s", MT_S(org),
		    whose, MT_S(other));
	mt_find_text(c, f, "from", from->field, from->domain,
		     "the author's domain");
	if (field != NULL)
		mt_find_text(c, f, "other", field, other, "what it looks like");
}

/* What follows the first `@`: enough to be compared. */
static MtSlice
first_domain(MtSlice value)
{
	size_t at = mt_slice_find_char(value, '@'), n = 0;

	if (at == MT_SLICE_NOWHERE)
		return (MtSlice){0};
	value = mt_slice_sub(value, at + 1, value.n);
	while (n < value.n &&
	       (mt_is_alpha(value.p[n]) || mt_is_digit(value.p[n]) ||
		value.p[n] == '-' || value.p[n] == '.'))
		n++;
	return mt_slice_sub(value, 0, n);
}

static void
look_alike(MtCase *c, const MtRule *rule)
{
	const MtCaseParty *from = mt_case_party(c, MT_F_FROM);
	MtSlice to = first_domain(mt_case_text(c, MT_F_TO));
	const char *const *own = c->forge->own_domain;

	if (from->domain.n == 0)
		return;
	compare(c, rule, to, "the recipient's", c->first[MT_F_TO]);
	for (; own != NULL && *own != NULL; own++)
		if (!mt_slice_eq_i(mt_slice_str(*own), to))
			compare(c, rule, mt_slice_str(*own), "your", NULL);
}

static const MtRule rules[] = {
	{
		.id = "from-lookalike",
		.grade = MT_GRADE_B,
		.title = "the author's domain looks like another",
		.proves = "One letter more, less or other makes a domain that "
			  "passes for the recipient's or yours.",
		.innocent = "Two domains that are similar by chance, or of one "
			    "owner.",
		.reference = "UTS 39",
		.look = look_alike,
	},
};

const MtRuleSet mt_ruleset_lookalike = {rules, G_N_ELEMENTS(rules)};

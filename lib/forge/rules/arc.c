/* The numbers and verdicts of ARC sets, which must fit together. */
#include "forge/rule.h"

enum { LISTS = 65989, OLD = 4211, MOST = 50 };

static MtSlice
number_of(const MtCaseSignature *seal)
{
	return seal->signature.i.n > 0 ? seal->signature.i : seal->signature.d;
}

static void
look_gap(MtCase *c, const MtRule *rule)
{
	uint64_t seen = 0;
	size_t n;
	const MtCaseSignature *seals = mt_case_seals(c, &n);

	for (size_t i = 0; i < n; i++) {
		int number = seals[i].signature.instance;

		if (number >= 1 && number <= MOST && (size_t)number <= n &&
		    !(seen >> number & 1)) {
			seen |= UINT64_C(1) << number;
			continue;
		}
		mt_find_text(c,
			     mt_find(c, rule,
				     "There are %zu seals, and this one has "
				     "the number %.*s",
				     n, MT_S(seals[i].signature.i)),
			     "i", seals[i].field, number_of(&seals[i]),
			     "seals are numbered from 1, each once");
	}
}

/* 1 to 50; 0 where it is none. All three fields have it as a tag of their own
 * (RFC 8617 4.1), as a rule the first. */
static int
set_of(const MtField *field)
{
	MtSlice rest = field->value;
	unsigned long long number;
	MtTag tag;

	while (mt_tag_next(&rest, &tag))
		if (mt_slice_eq(tag.name, MT_SLICE("i")))
			return mt_slice_number(tag.value, MOST, &number)
				       ? (int)number
				       : 0;
	return 0;
}

/* The fields that make a set (RFC 8617 4.2), by their numbers. */
typedef struct {
	const MtField *fields[3][MOST + 1];
} Sets;

static const MtCaseField set_names[] = {MT_F_ARC_SEAL, MT_F_ARC_MESSAGE,
					MT_F_ARC_AUTHRES};

static void
gather(MtCase *c, Sets *sets)
{
	*sets = (Sets){0};
	for (size_t i = 0; i < G_N_ELEMENTS(set_names); i++)
		for (const MtField *f = mt_case_first(c, set_names[i]);
		     f != NULL; f = mt_case_next(c, set_names[i], f))
			sets->fields[i][set_of(f)] = f;
}

static void
look_incomplete(MtCase *c, const MtRule *rule)
{
	static const char *const words[] = {"seal", "signature",
					    "Authentication-Results"};
	Sets sets;

	if (mt_case_first(c, MT_F_ARC_SEAL) == NULL &&
	    mt_case_first(c, MT_F_ARC_MESSAGE) == NULL &&
	    mt_case_first(c, MT_F_ARC_AUTHRES) == NULL)
		return;
	gather(c, &sets);
	for (size_t n = 1; n <= MOST; n++)
		for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
			const MtField *other =
				sets.fields[(i + 1) % 3][n] != NULL
					? sets.fields[(i + 1) % 3][n]
					: sets.fields[(i + 2) % 3][n];

			if (sets.fields[i][n] != NULL || other == NULL)
				continue;
			mt_find_field(c,
				      mt_find(c, rule,
					      "The ARC set number %zu has no "
					      "%s",
					      n, words[i]),
				      "set", other, "one of three fields");
		}
}

/* ---- times and signers ---- */

#define APART (INT64_C(600) * G_USEC_PER_SEC)

static void
show_time(MtCase *c, MtFinding *f, const char *name, const MtField *field,
	  const MtSignature *s)
{
	mt_find_text(c, f, name, field, s->t, "%s", mt_case_utc(c, s->t_us));
}

/* One host makes both in one go. */
static void
compare_set(MtCase *c, const MtRule *rule, const MtCaseSignature *seal,
	    const MtField *field, const MtSignature *signature)
{
	const MtSignature *s = &seal->signature;
	MtFinding *f;

	if (s->d.n > 0 && signature->d.n > 0 &&
	    !mt_case_same_org(s->d, signature->d)) {
		f = mt_find(c, rule,
			    "The seal of the ARC set number %d is of %.*s, "
			    "and its signature of %.*s",
			    s->instance, MT_S(s->d), MT_S(signature->d));
		mt_find_text(c, f, "seal", seal->field, s->d, NULL);
		mt_find_text(c, f, "signature", field, signature->d, NULL);
	}
	if (!s->has_t || !signature->has_t ||
	    ABS(s->t_us - signature->t_us) <= APART)
		return;
	f = mt_find(c, rule,
		    "The seal and the signature of the ARC set number %d were "
		    "made %s apart",
		    s->instance, mt_case_span(c, s->t_us - signature->t_us));
	show_time(c, f, "seal", seal->field, s);
	show_time(c, f, "signature", field, signature);
}

static void
look_mixed(MtCase *c, const MtRule *rule)
{
	size_t n;
	const MtCaseSignature *seals = mt_case_seals(c, &n);
	Sets sets;

	if (n == 0)
		return;
	gather(c, &sets);
	for (size_t i = 0; i < n; i++) {
		int number = seals[i].signature.instance;
		const MtField *field = sets.fields[1][number];
		MtSignature signature;

		if (number == 0 || field == NULL)
			continue;
		mt_signature_read(mt_case_value(c, field), c->arena,
				  &signature);
		compare_set(c, rule, &seals[i], field, &signature);
	}
}

/* A later seal signs those before it. */
static void
look_order(MtCase *c, const MtRule *rule)
{
	const MtCaseSignature *by_number[MOST + 2] = {NULL};
	size_t n;
	const MtCaseSignature *seals = mt_case_seals(c, &n);

	for (size_t i = 0; i < n; i++)
		if (seals[i].signature.has_t)
			by_number[seals[i].signature.instance] = &seals[i];
	for (int i = 1; i <= MOST; i++) {
		const MtCaseSignature *a = by_number[i], *b = by_number[i + 1];
		MtFinding *f;

		if (a == NULL || b == NULL ||
		    a->signature.t_us - b->signature.t_us <= APART)
			continue;
		f = mt_find(
			c, rule,
			"The seal number %d was made %s before the one "
			"that it seals",
			i + 1,
			mt_case_span(c, a->signature.t_us - b->signature.t_us));
		show_time(c, f, "sealed", a->field, &a->signature);
		show_time(c, f, "seal", b->field, &b->signature);
	}
}

/* Sealed before any server had the message. */
static void
look_early(MtCase *c, const MtRule *rule)
{
	const int64_t hour = 6 * APART;
	size_t n;
	const MtCaseSignature *seals = mt_case_seals(c, &n);

	for (size_t i = 0; i < n && c->oldest != 0; i++) {
		const MtSignature *s = &seals[i].signature;
		MtFinding *f;

		if (!s->has_t || c->earliest - s->t_us <= hour)
			continue;
		f = mt_find(c, rule,
			    "%.*s sealed it %s before the first server had it",
			    MT_S(s->d), mt_case_span(c, c->earliest - s->t_us));
		show_time(c, f, "seal", seals[i].field, s);
		mt_find_hop_date(c, f, &c->chain->hops[c->oldest - 1]);
	}
}

static void
look_cv(MtCase *c, const MtRule *rule)
{
	size_t n;
	const MtCaseSignature *seals = mt_case_seals(c, &n);

	for (size_t i = 0; i < n; i++) {
		const MtSignature *s = &seals[i].signature;
		bool none = mt_slice_eq_i(s->cv, MT_SLICE("none"));
		bool known = none || mt_slice_eq_i(s->cv, MT_SLICE("pass")) ||
			     mt_slice_eq_i(s->cv, MT_SLICE("fail"));

		if (s->instance == 0 || (known && none == (s->instance == 1)))
			continue;
		mt_find_text(c,
			     mt_find(c, rule, "The seal number %d says cv=%.*s",
				     s->instance, MT_S(s->cv)),
			     "cv", seals[i].field,
			     s->cv.n > 0 ? s->cv : number_of(&seals[i]), "%s",
			     s->instance == 1
				     ? "the first seal says none, as it saw "
				       "no other"
				     : "a later seal says pass or fail of "
				       "those before it");
	}
}

static void
look_fail(MtCase *c, const MtRule *rule)
{
	size_t n;
	const MtCaseSignature *seals = mt_case_seals(c, &n);

	for (size_t i = 0; i < n; i++)
		if (mt_slice_eq_i(seals[i].signature.cv, MT_SLICE("fail")))
			mt_find_text(c,
				     mt_find(c, rule,
					     "%.*s found the chain of seals "
					     "broken",
					     MT_S(seals[i].signature.d)),
				     "cv", seals[i].field,
				     seals[i].signature.cv,
				     "somebody changed the message");
}

static const MtRule rules[] = {
	{
		.id = "arc-instance-gap",
		.grade = MT_GRADE_A,
		.title = "ARC seals are missing, or there twice",
		.proves = "Each forwarder adds one set with the next number; "
			  "a gap or a double is left by who takes sets out "
			  "or puts them in.",
		.innocent = "A gateway that removes fields.",
		.reference = "RFC 8617 5.1.1",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_gap,
	},
	{
		.id = "arc-incomplete",
		.grade = MT_GRADE_B,
		.title = "an ARC set is not whole",
		.proves = "A forwarder that seals writes three fields at "
			  "once; one alone was copied, made up, or left over "
			  "when the others were taken out.",
		.innocent = "A gateway or list that removes some fields.",
		.reference = "RFC 8617 4.2",
		.lists = MT_PERCENT(0, 1400),
		.look = look_incomplete,
	},
	{
		.id = "arc-set-mixed",
		.grade = MT_GRADE_B,
		.title = "the parts of an ARC set do not belong together",
		.proves = "A forwarder makes seal and signature of its set at "
			  "one moment and for one domain; who edits or copies "
			  "one forgets the other.",
		.innocent = "A forwarder with two keys of two organisations; "
			    "none was seen among 800 sets.",
		.reference = "RFC 8617 5.1",
		.lists = MT_PERCENT(0, 1400),
		.look = look_mixed,
	},
	{
		.id = "arc-order",
		.grade = MT_GRADE_B,
		.title = "an ARC seal is older than what it seals",
		.proves = "Each seal signs the ones before it, so that they "
			  "were there when it was made.",
		.innocent = "A forwarder whose clock is slow by minutes.",
		.reference = "RFC 8617 5.1.1",
		.lists = MT_PERCENT(0, 1400),
		.look = look_order,
	},
	{
		.id = "arc-before-trace",
		.grade = MT_GRADE_B,
		.title = "sealed before any server had it",
		.proves = "Only a server that has the message seals it, and it "
			  "writes its Received field when it takes it.",
		.innocent = "A list that keeps mail for moderation and writes "
			    "the trace anew.",
		.reference = "RFC 8617 5.1",
		.lists = MT_PERCENT(0, 1400),
		.look = look_early,
	},
	{
		.id = "arc-cv-illegal",
		.grade = MT_GRADE_A,
		.title = "an ARC seal says what it cannot",
		.proves = "cv=none is for the first seal and for no other.",
		.innocent = "A faulty signer; none was seen.",
		.reference = "RFC 8617 5.1.1",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_cv,
	},
	{
		.id = "arc-cv-fail",
		.grade = MT_GRADE_C,
		.title = "a forwarder found the ARC chain broken",
		.proves = "The message was changed between two seals.",
		.innocent = "Lists that change subjects and add footers.",
		.reference = "RFC 8617 5.1.1",
		.lists = MT_PERCENT(0.75, LISTS),
		.look = look_fail,
	},
};

const MtRuleSet mt_ruleset_arc = {rules, G_N_ELEMENTS(rules)};

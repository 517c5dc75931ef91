/* What one server wrote twice: the same field, and the same id at another time. */
#include "forge/rule.h"

enum { LISTS = 1400, OLD = 500 };

typedef struct {
	uint32_t hash;
	const MtHop *hop;
} Hashed;

/* FNV-1a of the id, and of the time where `us` is that. */
static uint32_t
hash_hop(MtSlice id, int64_t us)
{
	uint32_t hash = 2166136261U;

	hash = (hash ^ (uint32_t)us) * 16777619U;
	for (size_t i = 0; i < id.n; i++)
		hash = (hash ^ (unsigned char)id.p[i]) * 16777619U;
	return hash;
}

static int
by_hash(const void *a, const void *b)
{
	const Hashed *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->hop < y->hop ? -1 : x->hop > y->hop;
}

/* The dated hops, those with equal ids, and times where these count, beside one
 * another. */
static Hashed *
sort_hops(MtCase *c, bool times, size_t *n)
{
	Hashed *all = MT_ARENA_NEW0(c->arena, Hashed, c->chain->n);

	*n = 0;
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		const MtReceived *r = &hop->received;

		if (r->time.known)
			all[(*n)++] = (Hashed){
				hash_hop(r->id, times ? r->time.us : 0), hop};
	}
	qsort(all, *n, sizeof(*all), by_hash);
	return all;
}

static void
look_twice(MtCase *c, const MtRule *rule)
{
	size_t n;
	Hashed *all;

	if (c->chain->n < 2)
		return;
	all = sort_hops(c, true, &n);
	for (size_t i = 1; i < n; i++) {
		const MtHop *older = all[i - 1].hop, *newer = all[i].hop;
		MtFinding *f;

		if (all[i].hash != all[i - 1].hash ||
		    !mt_tag_same(older->value, newer->value))
			continue;
		f = mt_find(c, rule, "Hop %zu and hop %zu are the same field",
			    older->number, newer->number);
		mt_find_field(c, f, "hop", newer->field, "the same text");
		mt_find_field(c, f, "hop", older->field, "the same text");
	}
}

/* These make an id for one message in one queue. Exchange writes its version
 * there, and others count from the start. */
static bool
makes_ids(const MtReceived *r)
{
	static const char *const makers[] = {"postfix", "exim", "sendmail",
					     "zmailer", "gmail"};
	enum { SHORTEST = 8 };

	for (size_t i = 0; i < G_N_ELEMENTS(makers); i++)
		if (strcmp(r->dialect, makers[i]) == 0)
			return r->id.n >= SHORTEST;
	return false;
}

static void
look_reused(MtCase *c, const MtRule *rule)
{
	size_t n;
	Hashed *all;

	if (c->chain->n < 2)
		return;
	all = sort_hops(c, false, &n);
	for (size_t i = 1; i < n; i++) {
		const MtHop *older = all[i - 1].hop, *newer = all[i].hop;
		const MtReceived *a = &older->received, *b = &newer->received;
		MtFinding *f;

		if (all[i].hash != all[i - 1].hash || !makes_ids(a) ||
		    !mt_slice_eq(a->id, b->id) ||
		    !mt_slice_eq_i(a->by, b->by) || a->time.us == b->time.us)
			continue;
		f = mt_find(c, rule,
			    "Hop %zu and hop %zu have one id of %.*s, %s apart",
			    older->number, newer->number, MT_S(a->by),
			    mt_case_span(c, b->time.us - a->time.us));
		mt_find_hop_text(c, f, "id", newer, b->id, "the same id");
		mt_find_hop_date(c, f, newer);
		mt_find_hop_text(c, f, "id", older, a->id, "the same id");
		mt_find_hop_date(c, f, older);
	}
}

static const MtRule rules[] = {
	{
		.id = "rcvd-twice",
		.grade = MT_GRADE_B,
		.title = "one Received field stands twice",
		.proves = "A server that has a message again writes another "
			  "id or another time; only a copy is the same in "
			  "every byte.",
		.innocent = "A program that doubles fields when it writes a "
			    "header anew.",
		.reference = "RFC 5321 4.4",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_twice,
	},
	{
		.id = "rcvd-id-twice",
		.grade = MT_GRADE_B,
		.title = "a server gave one id at two times",
		.proves = "A server that has a message again gives it another "
			  "id; a field with the same one and another date was "
			  "copied and edited.",
		.innocent = "A program that writes two fields for one session; "
			    "none was seen.",
		.reference = "RFC 5321 4.4",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_reused,
	},
};

const MtRuleSet mt_ruleset_twice = {rules, G_N_ELEMENTS(rules)};

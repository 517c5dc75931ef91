/*
 * Choosing the dialect: all signatures of one place lie in one list per first
 * (or last) byte, so a field is compared with a handful of them, not hundreds.
 */
#include "received/dialect.h"

enum { MAX_SIGNATURES = 1024, MAX_DIALECTS = 250 };

typedef struct {
	const MtSignature *signature;
	MtSlice text;
	uint8_t dialect; /* index into mt_dialects */
	int16_t next;    /* of the same place and byte; -1 ends the list */
} Entry;

static struct {
	Entry entries[MAX_SIGNATURES];
	size_t n;
	int16_t by_first[MT_PLACES][256], by_last[MT_PLACES][256];
	const MtDialect *probing[MAX_DIALECTS];
	uint8_t probing_index[MAX_DIALECTS];
	size_t n_probing;
	const MtDialect *generic;
} table;

static void
table_add(const MtSignature *s, size_t dialect)
{
	MtSlice text = mt_slice_str(s->text);
	bool last = s->match == MT_MATCH_SUFFIX;
	unsigned char key =
		(unsigned char)mt_lower(last ? text.p[text.n - 1] : text.p[0]);
	int16_t *head = last ? &table.by_last[s->place][key]
			     : &table.by_first[s->place][key];

	if (table.n == MAX_SIGNATURES)
		g_error("more than %d dialect signatures", MAX_SIGNATURES);
	table.entries[table.n] = (Entry){s, text, (uint8_t)dialect, *head};
	*head = (int16_t)table.n++;
}

static void *
table_build(void *unused)
{
	memset(table.by_first, -1, sizeof table.by_first);
	memset(table.by_last, -1, sizeof table.by_last);
	for (size_t i = 0; mt_dialects[i] != NULL; i++) {
		const MtDialect *d = mt_dialects[i];

		if (i == MAX_DIALECTS)
			g_error("more than %d dialects", MAX_DIALECTS);
		if (strcmp(d->name, "generic") == 0)
			table.generic = d;
		if (d->probe != NULL) {
			table.probing_index[table.n_probing] = (uint8_t)i;
			table.probing[table.n_probing++] = d;
		}
		for (const MtSignature *s = d->signatures;
		     s != NULL && s->text != NULL; s++)
			table_add(s, i);
	}
	return unused;
}

typedef struct {
	int score;
	size_t dialect;
	MtPlace place;
	MtSlice text; /* what the winning signature was found in */
} Best;

static void
offer(Best *best, Best other)
{
	if (other.score > best->score ||
	    (other.score == best->score && other.score > 0 &&
	     other.dialect < best->dialect))
		*best = other;
}

static bool
matches(const Entry *e, MtSlice text)
{
	switch (e->signature->match) {
	case MT_MATCH_PREFIX:
		return mt_slice_starts_i(text, e->text);
	case MT_MATCH_SUFFIX:
		return mt_slice_ends_i(text, e->text);
	default:
		return mt_slice_eq_i(text, e->text);
	}
}

static void
look_up(MtPlace place, MtSlice text, Best *best)
{
	if (text.n == 0)
		return;
	for (int i = table.by_first[place][(unsigned char)mt_lower(text.p[0])];
	     i >= 0; i = table.entries[i].next)
		if (matches(&table.entries[i], text))
			offer(best,
			      (Best){table.entries[i].signature->score,
				     table.entries[i].dialect, place, text});
	for (int i = table.by_last[place]
				  [(unsigned char)mt_lower(text.p[text.n - 1])];
	     i >= 0; i = table.entries[i].next)
		if (matches(&table.entries[i], text))
			offer(best,
			      (Best){table.entries[i].signature->score,
				     table.entries[i].dialect, place, text});
}

static void
look_up_comments(MtPlace place, const MtClause *clause, Best *best)
{
	for (size_t i = 0; i < clause->n; i++)
		if (clause->tokens[i].kind == MT_TOKEN_COMMENT)
			look_up(place, mt_slice_trim(clause->tokens[i].text),
				best);
}

static const struct {
	MtPlace place;
	MtClauseKind clause;
} comment_places[] = {
	{MT_AT_LEAD_COMMENT, MT_CLAUSE_LEAD},
	{MT_AT_FROM_COMMENT, MT_CLAUSE_FROM},
	{MT_AT_BY_COMMENT, MT_CLAUSE_BY},
	{MT_AT_WITH_COMMENT, MT_CLAUSE_WITH},
	{MT_AT_ID_COMMENT, MT_CLAUSE_ID},
	{MT_AT_FOR_COMMENT, MT_CLAUSE_FOR},
	{MT_AT_DATE_COMMENT, MT_CLAUSE_DATE},
};

/* Probes are for fields that no phrase tells for certain. */
static void
ask_probes(const MtClauses *c, Best *best)
{
	if (best->score >= 100)
		return;
	for (size_t i = 0; i < table.n_probing; i++)
		offer(best, (Best){table.probing[i]->probe(c),
				   table.probing_index[i],
				   MT_PLACES,
				   {0}});
}

const MtDialect *
mt_dialect_for(const MtClauses *c, MtSlice *software)
{
	static GOnce once = G_ONCE_INIT;
	Best best = {0};

	g_once(&once, table_build, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(comment_places); i++)
		look_up_comments(comment_places[i].place,
				 &c->clause[comment_places[i].clause], &best);
	look_up(MT_AT_FROM, c->clause[MT_CLAUSE_FROM].text, &best);
	look_up(MT_AT_BY, mt_clause_word(&c->clause[MT_CLAUSE_BY], 0), &best);
	look_up(MT_AT_VIA, c->clause[MT_CLAUSE_VIA].text, &best);
	look_up(MT_AT_WITH, c->clause[MT_CLAUSE_WITH].text, &best);
	look_up(MT_AT_ID, mt_clause_word(&c->clause[MT_CLAUSE_ID], 0), &best);
	ask_probes(c, &best);
	if (best.place == MT_AT_BY_COMMENT || best.place == MT_AT_WITH_COMMENT)
		*software = best.text;
	return best.score > 0 ? mt_dialects[best.dialect] : table.generic;
}

/*
 * Choosing the dialect: all signatures of one place lie in one list per first
 * (or last) byte, so a field is compared with a handful of them, not hundreds.
 */
#include "received/dialect.h"

enum { MAX_SIGNATURES = 1024, MAX_DIALECTS = 250 };

typedef struct {
	MtSlice text;
	int score;
	MtMatch match;
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
		(unsigned char)mt_lower(text.p[last ? text.n - 1 : 0]);
	int16_t *head = last ? &table.by_last[s->place][key]
			     : &table.by_first[s->place][key];

	if (table.n == MAX_SIGNATURES)
		g_error("more than %d dialect signatures", MAX_SIGNATURES);
	table.entries[table.n] =
		(Entry){text, s->score, s->match, (uint8_t)dialect, *head};
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
	MtSlice software; /* the comment that decided, if one did */
} Best;

/* Nobody else writes what scores so: there is no need to look further. */
enum { CERTAIN = 100 };

static inline bool
offer(Best *best, int score, size_t dialect)
{
	if (score < best->score || score <= 0 ||
	    (score == best->score && dialect >= best->dialect))
		return false;
	best->score = score;
	best->dialect = dialect;
	best->software = (MtSlice){0};
	return true;
}

static bool
matches(const Entry *e, MtSlice text)
{
	switch (e->match) {
	case MT_MATCH_PREFIX:
		return mt_slice_starts_i(text, e->text);
	case MT_MATCH_SUFFIX:
		return mt_slice_ends_i(text, e->text);
	default:
		return mt_slice_eq_i(text, e->text);
	}
}

static inline void
compare(int i, MtSlice text, bool is_software, Best *best)
{
	for (; i >= 0; i = table.entries[i].next) {
		const Entry *e = &table.entries[i];

		if (e->score >= best->score && matches(e, text) &&
		    offer(best, e->score, e->dialect) && is_software)
			best->software = text;
	}
}

static void
look_up(MtPlace place, MtSlice text, Best *best)
{
	bool is_software =
		place == MT_AT_BY_COMMENT || place == MT_AT_WITH_COMMENT;

	if (text.n == 0)
		return;
	compare(table.by_first[place][(unsigned char)mt_lower(text.p[0])], text,
		is_software, best);
	compare(table.by_last[place]
			     [(unsigned char)mt_lower(text.p[text.n - 1])],
		text, is_software, best);
}

static void
look_up_comments(MtPlace place, const MtClause *clause, Best *best)
{
	for (size_t i = 0; i < clause->n; i++)
		if (clause->tokens[i].kind == MT_TOKEN_COMMENT)
			look_up(place, clause->tokens[i].text, best);
}

typedef enum { COMMENTS, FIRST_WORD, ALL_WORDS } Part;

/* In the order in which a certain answer is likely. */
static const struct {
	MtPlace place;
	MtClauseKind clause;
	Part part;
} places[] = {
	{MT_AT_BY_COMMENT, MT_CLAUSE_BY, COMMENTS},
	{MT_AT_WITH_COMMENT, MT_CLAUSE_WITH, COMMENTS},
	{MT_AT_WITH, MT_CLAUSE_WITH, ALL_WORDS},
	{MT_AT_LEAD_COMMENT, MT_CLAUSE_LEAD, COMMENTS},
	{MT_AT_VIA, MT_CLAUSE_VIA, ALL_WORDS},
	{MT_AT_BY, MT_CLAUSE_BY, FIRST_WORD},
	{MT_AT_ID, MT_CLAUSE_ID, FIRST_WORD},
	{MT_AT_FROM, MT_CLAUSE_FROM, ALL_WORDS},
	{MT_AT_FROM_COMMENT, MT_CLAUSE_FROM, COMMENTS},
	{MT_AT_ID_COMMENT, MT_CLAUSE_ID, COMMENTS},
	{MT_AT_FOR_COMMENT, MT_CLAUSE_FOR, COMMENTS},
	{MT_AT_DATE_COMMENT, MT_CLAUSE_DATE, COMMENTS},
};

static void
look_at(size_t i, const MtClauses *c, Best *best)
{
	const MtClause *clause = &c->clause[places[i].clause];

	if (!clause->present)
		return;
	if (places[i].part == COMMENTS)
		look_up_comments(places[i].place, clause, best);
	else if (places[i].part == FIRST_WORD)
		look_up(places[i].place, mt_clause_word(clause, 0), best);
	else
		look_up(places[i].place, clause->text, best);
}

const MtDialect *
mt_dialect_for(const MtClauses *c, MtSlice *software)
{
	static GOnce once = G_ONCE_INIT;
	Best best = {0};

	g_once(&once, table_build, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(places) && best.score < CERTAIN;
	     i++)
		look_at(i, c, &best);
	for (size_t i = 0; i < table.n_probing && best.score < CERTAIN; i++)
		offer(&best, table.probing[i]->probe(c),
		      table.probing_index[i]);
	if (best.software.p != NULL)
		*software = best.software;
	return best.score > 0 ? mt_dialects[best.dialect] : table.generic;
}

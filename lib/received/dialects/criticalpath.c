/*
 * Critical Path's servers at large providers (cpmail hosts, Wanadoo, Tiscali):
 * `from HELO (IP) by HOST (6.5.007) id 3D6246E800347B50 for ADDR; DATE`, only the
 * number of the version, with `(authenticated as USER)` behind it; and its
 * cpmta, `(cpmta 1094 invoked from network)`.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_LEAD_COMMENT, MT_MATCH_PREFIX, "cpmta ", 100},
	{0},
};

/* `6.0.040`, `8.6.060.43`: the third part has three digits. */
static bool
is_version(MtSlice s)
{
	MtSlice rest = s, part;
	size_t parts = 0;

	while (parts < 4 && rest.n > 0) {
		unsigned long long number;

		if (!mt_slice_cut(&rest, '.', &part)) {
			part = rest;
			rest.n = 0;
		}
		if (!mt_slice_number(part, 999, &number) ||
		    (parts++ == 2) != (part.n == 3))
			return false;
	}
	return parts >= 3 && rest.n == 0;
}

static int
probe(const MtClauses *c)
{
	MtSlice id = mt_clause_word(&c->clause[MT_CLAUSE_ID], 0);

	if (id.n != 16 || c->clause[MT_CLAUSE_WITH].present ||
	    !is_version(mt_clause_comment(&c->clause[MT_CLAUSE_BY], 0)))
		return 0;
	for (size_t i = 0; i < id.n; i++)
		if (!mt_is_digit(id.p[i]) && (id.p[i] < 'A' || id.p[i] > 'F'))
			return 0;
	return 80;
}

const MtDialect mt_dialect_criticalpath = {
	.name = "criticalpath",
	.signatures = signatures,
	.probe = probe,
};

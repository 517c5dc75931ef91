/*
 * Fortinet's FortiMail: sendmail's layout without its version, and an id of two
 * of sendmail's: `by HOST with ESMTP id 066AOQUS017316-066AOQUU017316
 * (version=TLSv1.3 cipher=NAME bits=256 verify=FAIL) for <ADDR>; DATE`.
 */
#include "received/dialect.h"

/* sendmail 8.10 and later: eight of time, six digits of process id. */
static bool
is_sendmail_id(MtSlice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!mt_is_digit(s.p[i]) && (i >= 8 || !mt_is_alpha(s.p[i])))
			return false;
	return s.n == 14;
}

static int
probe(const MtClauses *c)
{
	MtSlice id = mt_clause_word(&c->clause[MT_CLAUSE_ID], 0);

	return id.n == 29 && id.p[14] == '-' &&
			       is_sendmail_id(mt_slice_sub(id, 0, 14)) &&
			       is_sendmail_id(mt_slice_sub(id, 15, 29))
		       ? 80
		       : 0;
}

const MtDialect mt_dialect_fortimail = {
	.name = "fortimail",
	.probe = probe,
};

/*
 * Cyrus IMAP: name, pid, seconds since 1970 and a counter of the session that
 * delivered.
 */
#include "idtime/idtime.h"

static const char *const fields[] = {
	"X-Cyrus-Session-Id",
	NULL,
};

static const MtIdPattern patterns[] = {
	{"%w-%d-%S-%d", MT_ID_UTC, MT_ID_LIKELY},
	{"cyrus-%d-%S-%d", MT_ID_UTC, MT_ID_CERTAIN},
	{"cyrus-%w-%d-%S-%d", MT_ID_UTC, MT_ID_CERTAIN},
	{0},
};

const MtIdScheme mt_idscheme_sessionid = {
	.name = "cyrus-session",
	.title = "Cyrus session id",
	.places = 1U << MT_ID_FIELD,
	.moment = MT_ID_AT_CONNECTION,
	.since = 2010,
	.early_s = -86400,
	.late_s = 1800,
	.fields = fields,
	.patterns = patterns,
	.layout = "server; pid; seconds since 1970; number",
	.proves = "Cyrus makes the id when the delivery session begins. Exact "
		  "to the second.",
	.source = "Cyrus imap/global.c, session_new_id",
};

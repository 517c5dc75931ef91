/*
 * Mailman 2: messages of its own, and those whose id it replaces: a counter,
 * seconds since 1970, pid and list.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"mailman.%d.%S.%d.", MT_ID_UTC, MT_ID_CERTAIN},
	{0},
};

const MtIdScheme mt_idscheme_mailman = {
	.name = "mailman",
	.title = "Mailman Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 1999,
	.patterns = patterns,
	.layout = "`mailman`; number; seconds since 1970; pid; list",
	.proves = "Mailman makes the id when it makes or rewrites the "
		  "message. Exact to the second.",
	.source = "Mailman Utils.py, unique_message_id",
};

/*
 * Evolution before 3.28: seconds since 1970, pid, a counter. Later ids are a
 * hash and have no time.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%S.%d.%d.camel@", MT_ID_UTC, MT_ID_CERTAIN},
	{"%S.%d.camel@", MT_ID_UTC, MT_ID_CERTAIN},
	{0},
};

const MtIdScheme mt_idscheme_evolution = {
	.name = "evolution",
	.title = "Evolution Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 2000,
	.patterns = patterns,
	.agent = "Evolution",
	.layout = "seconds since 1970; pid; number; `camel`",
	.proves = "The client makes the id when the message is composed or "
		  "handed over; exact to the second.",
	.source = "evolution-data-server camel-mime-utils.c",
};

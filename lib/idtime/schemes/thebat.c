/*
 * The Bat!: a number, then the local time written out.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%d.%T@", MT_ID_LOCAL, MT_ID_LIKELY},
	{0},
};

const MtIdScheme mt_idscheme_thebat = {
	.name = "thebat",
	.title = "The Bat! Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 1998,
	.patterns = patterns,
	.agent = "The Bat!",
	.layout = "digits; YYYYMMDDhhmmss of the client's zone",
	.proves = "The client makes the id when the message is composed or "
		  "handed over, in its local time: the difference to the true "
		  "time is its zone. Exact to the second.",
	.source = "compared with messages of 2002",
};

/*
 * Sylpheed and Claws Mail: the local time written out, a random number of
 * 8 or 24 hexadecimal digits, then the user or the host.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%T.%8h@", MT_ID_LOCAL, MT_ID_LIKELY},
	{"%T.%8h.", MT_ID_LOCAL, MT_ID_LIKELY},
	{"%T.%24h@", MT_ID_LOCAL, MT_ID_LIKELY},
	{0},
};

const MtIdScheme mt_idscheme_sylpheed = {
	.name = "sylpheed",
	.title = "Sylpheed, Claws Mail Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 1999,
	.patterns = patterns,
	.agent = "Sylpheed",
	.layout = "YYYYMMDDhhmmss of the client's zone; eight hexadecimal "
		  "digits",
	.proves = "The client makes the id when the message is composed or "
		  "handed over, in its local time: the difference to the true "
		  "time is its zone. Exact to the second.",
	.source = "sylpheed procheader/compose.c, generate_msgid",
};

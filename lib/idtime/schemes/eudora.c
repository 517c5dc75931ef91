/*
 * Eudora: numbers of its version, the local time written out, eight
 * hexadecimal digits.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%d.%d.%d.%d.%d.%T.%8h@", MT_ID_LOCAL, MT_ID_CERTAIN},
	{"%d.%d.%d.%d.%T.%8h@", MT_ID_LOCAL, MT_ID_CERTAIN},
	{"%d.%d.%d.%d.%d.%d.%T.%8h@", MT_ID_LOCAL, MT_ID_CERTAIN},
	{0},
};

const MtIdScheme mt_idscheme_eudora = {
	.name = "eudora",
	.title = "Eudora Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 1996,
	.patterns = patterns,
	.agent = "Eudora",
	.layout = "version; YYYYMMDDhhmmss of the client's zone; eight "
		  "hexadecimal digits",
	.proves = "The client makes the id when the message is composed or "
		  "handed over, in its local time: the difference to the true "
		  "time is its zone. Exact to the second.",
	.source = "compared with messages of 2002",
};

/*
 * Mutt before 2.0: the time of UTC, `G`, a letter that counts messages, the
 * pid. Before 1.4 the `G` was not there, and the time was that of the client's zone.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%T.G%1A%d@", MT_ID_UTC, MT_ID_CERTAIN},
	{"%T.%1A%d@", MT_ID_LOCAL, MT_ID_LIKELY},
	{0},
};

const MtIdScheme mt_idscheme_mutt_old = {
	.name = "mutt-old",
	.title = "Mutt 1 Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 1996,
	.patterns = patterns,
	.agent = "Mutt",
	.layout = "YYYYMMDDhhmmss UTC (without G: of the client's zone); G and "
		  "a letter that counts; pid",
	.proves = "The client makes the id when the message is composed or "
		  "handed over; exact to the second.",
	.source = "mutt sendlib.c, mutt_gen_msgid",
};

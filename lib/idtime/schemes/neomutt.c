/*
 * NeoMutt: the time of UTC, and ten random bytes in base32.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%T.%16w@", MT_ID_UTC, MT_ID_LIKELY},
	{0},
};

const MtIdScheme mt_idscheme_neomutt = {
	.name = "neomutt",
	.title = "NeoMutt Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 2016,
	.patterns = patterns,
	.agent = "NeoMutt",
	.layout = "YYYYMMDDhhmmss UTC; 16 characters of base32, random",
	.proves = "The client makes the id when the message is composed or "
		  "handed over; exact to the second.",
	.source = "neomutt send/sendlib.c, gen_msgid; 23 of 23 ids on four "
		  "public lists agree with their Date",
};

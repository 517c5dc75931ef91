/*
 * Netscape, Mozilla and Thunderbird before 45: seconds since 1970 as capitals
 * of base 16, then salt.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%X.%7d@", MT_ID_UTC, MT_ID_LIKELY},
	{"%X.%8H@", MT_ID_UTC, MT_ID_LIKELY},
	{"%X.%7H@", MT_ID_UTC, MT_ID_LIKELY},
	{"%X.%6H@", MT_ID_UTC, MT_ID_LIKELY},
	{"%X.%5H@", MT_ID_UTC, MT_ID_LIKELY},
	{0},
};

const MtIdScheme mt_idscheme_mozilla = {
	.name = "mozilla",
	.title = "Mozilla Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 1996,
	.patterns = patterns,
	.agent = "Mozilla",
	.layout = "seconds since 1970 in eight hexadecimal capitals; random "
		  "digits",
	.proves = "The client makes the id when the message is composed or "
		  "handed over; exact to the second. Thunderbird 45 and later "
		  "write a UUID without time.",
	.source = "Mozilla msg_generate_message_id",
};

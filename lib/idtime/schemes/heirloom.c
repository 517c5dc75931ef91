/*
 * mailx of Heirloom and s-nail: the time of UTC written out or as seconds in
 * base 16, random characters, `%` and the user.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%T.%b%%", MT_ID_UTC, MT_ID_CERTAIN},
	{"%x.%b%%", MT_ID_UTC, MT_ID_CERTAIN},
	{"%x.%18b@", MT_ID_UTC, MT_ID_POSSIBLE},
	{"%x.%22b@", MT_ID_UTC, MT_ID_POSSIBLE},
	{0},
};

const MtIdScheme mt_idscheme_heirloom = {
	.name = "mailx",
	.title = "mailx Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 2000,
	.patterns = patterns,
	.layout = "YYYYMMDDhhmmss UTC, or seconds since 1970 in eight "
		  "hexadecimal digits; random characters; `%`; user",
	.proves = "The client makes the id when the message is composed or "
		  "handed over; exact to the second.",
	.source = "heirloom mailx sendout.c, s-nail",
};

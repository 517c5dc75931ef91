/*
 * JavaMail: a hash, a counter, milliseconds since 1970, then `JavaMail` and
 * the user. Yahoo's web mail has the numbers alone.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%d.%d.%m.JavaMail.", MT_ID_UTC, MT_ID_CERTAIN},
	{"%d.%m.JavaMail.", MT_ID_UTC, MT_ID_CERTAIN},
	{"%d.%d.%m@", MT_ID_UTC, MT_ID_LIKELY},
	{0},
};

const MtIdScheme mt_idscheme_javamail = {
	.name = "javamail",
	.title = "JavaMail Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 1998,
	.patterns = patterns,
	.layout = "hash; number; milliseconds since 1970; `JavaMail` (or, of "
		  "Yahoo, nothing)",
	.proves = "The client makes the id when the message is composed or "
		  "handed over; exact to the millisecond.",
	.source = "JavaMail UniqueValue.java",
};

/*
 * SquirrelMail: a random number, the address of the browser, seconds since
 * 1970.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%d.%d.%d.%d.%d.%S.squirrel@", MT_ID_UTC, MT_ID_CERTAIN},
	{"%d.%S.squirrel@", MT_ID_UTC, MT_ID_CERTAIN},
	{0},
};

const MtIdScheme mt_idscheme_squirrel = {
	.name = "squirrelmail",
	.title = "SquirrelMail Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 2000,
	.patterns = patterns,
	.layout = "number; address of the client; seconds since 1970; "
		  "`squirrel`",
	.proves = "SquirrelMail makes the id when the message is sent, by the "
		  "clock of the web server; the numbers before it are the "
		  "address of the browser. Exact to the second.",
	.source = "SquirrelMail Rfc822Header.class.php",
};

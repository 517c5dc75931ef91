/*
 * email.utils.make_msgid() of Python: hundredths of seconds since 1970, pid, a
 * random number, at times a word of the program. Before 3.4 the time was
 * written out.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%c.%d.%20d@", MT_ID_UTC, MT_ID_CERTAIN},
	{"%c.%d.%19d@", MT_ID_UTC, MT_ID_CERTAIN},
	{"%c.%d.%18d@", MT_ID_UTC, MT_ID_CERTAIN},
	{"%c.%d.%d.", MT_ID_UTC, MT_ID_LIKELY},
	{"%c.%d.%d@", MT_ID_UTC, MT_ID_LIKELY},
	{"%T.%d.%d@", MT_ID_UTC, MT_ID_LIKELY},
	{"%T.%d.%d.", MT_ID_UTC, MT_ID_LIKELY},
	{0},
};

const MtIdScheme mt_idscheme_python = {
	.name = "python",
	.title = "Python Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 2001,
	.patterns = patterns,
	.layout = "hundredths of seconds since 1970 (before 3.4: "
		  "YYYYMMDDhhmmss UTC); pid; 64 random bits; a word",
	.proves = "The client makes the id when the message is composed or "
		  "handed over; exact to the hundredth of a second. Mailman, "
		  "StGit, patchwork and tip-bot use it.",
	.source = "Python email/utils.py, make_msgid",
};

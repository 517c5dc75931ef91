/*
 * qmail: the time of UTC and the pid, added by qmail-inject or a server to
 * mail that came without an id.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%T.%d.qmail@", MT_ID_UTC, MT_ID_CERTAIN},
	{0},
};

const MtIdScheme mt_idscheme_qmail = {
	.name = "qmail",
	.title = "qmail Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 1996,
	.patterns = patterns,
	.layout = "YYYYMMDDhhmmss UTC; pid; qmail",
	.proves = "qmail-inject, which adds it to messages without one, makes "
		  "it when it is given the message. Exact to the second.",
	.source = "qmail newfield.c",
};

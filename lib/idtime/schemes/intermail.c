/*
 * InterMail: the time of UTC written out, letters and a number, the server and
 * the client.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%T.%A%d.", MT_ID_UTC, MT_ID_CERTAIN},
	{0},
};

const MtIdScheme mt_idscheme_intermail = {
	.name = "intermail",
	.title = "InterMail hop id",
	.places = 1U << MT_ID_RECEIVED,
	.moment = MT_ID_AT_RECEIPT,
	.since = 1998,
	.early_s = -3600,
	.late_s = 1800,
	.patterns = patterns,
	.layout = "YYYYMMDDhhmmss UTC; letters and digits; host",
	.proves = "InterMail (Openwave, Critical Path) makes the id when it "
		  "takes the message. Exact to the second.",
	.source = "compared with 60 such fields of 2002",
};

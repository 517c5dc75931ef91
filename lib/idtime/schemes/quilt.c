/*
 * quilt, which mails series of patches: the time of UTC and nanoseconds, as
 * `date +%Y%m%d%H%M%S.%N` writes them (quilt/mail.in).
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%T.%9d@", MT_ID_UTC, MT_ID_LIKELY},
	{0},
};

const MtIdScheme mt_idscheme_quilt = {
	.name = "quilt",
	.title = "quilt Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 2005,
	.patterns = patterns,
	.agent = "quilt",
	.layout = "YYYYMMDDhhmmss UTC; nanoseconds",
	.proves = "quilt makes the id when it makes the mail; exact to the "
		  "second.",
	.source = "quilt/mail.in",
};

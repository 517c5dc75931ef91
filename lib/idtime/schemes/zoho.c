/*
 * Zoho: microseconds since 1970 and a number.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%16u.%d$", MT_ID_UTC, MT_ID_CERTAIN},
	{"%13m%d.%d$", MT_ID_UTC, MT_ID_LIKELY},
	{0},
};

const MtIdScheme mt_idscheme_zoho = {
	.name = "zoho",
	.title = "Zoho hop id",
	.places = 1U << MT_ID_RECEIVED,
	.moment = MT_ID_AT_RECEIPT,
	.since = 2009,
	.early_s = -3600,
	.late_s = 1800,
	.patterns = patterns,
	.layout = "microseconds since 1970; a number",
	.proves = "Zoho's servers make the id when they take the message. "
		  "Exact to the microsecond.",
	.source = "compared with such fields",
};

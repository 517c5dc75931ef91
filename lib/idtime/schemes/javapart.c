/*
 * JavaMail and Yahoo: a number of the part, a hash, milliseconds since 1970.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"----=_Part_%d_%d.%m$", MT_ID_UTC, MT_ID_CERTAIN},
	{"----=_Part_%d_-%d.%m$", MT_ID_UTC, MT_ID_CERTAIN},
	{0},
};

const MtIdScheme mt_idscheme_javapart = {
	.name = "javamail-part",
	.title = "JavaMail boundary",
	.places = 1U << MT_ID_BOUNDARY,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 1998,
	.patterns = patterns,
	.layout = "part number; hash; milliseconds since 1970",
	.proves = "JavaMail makes it when the body is built; exact to the "
		  "millisecond.",
	.source = "JavaMail UniqueValue.java",
};

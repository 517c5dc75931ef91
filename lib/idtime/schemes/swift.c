/*
 * Swift Mailer (PHP): seconds since 1970 and a hash.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"_=_swift_v4_%S_", MT_ID_UTC, MT_ID_CERTAIN},
	{"_=_swift_%S_", MT_ID_UTC, MT_ID_CERTAIN},
	{0},
};

const MtIdScheme mt_idscheme_swift = {
	.name = "swift",
	.title = "Swift Mailer boundary",
	.places = 1U << MT_ID_BOUNDARY,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 2007,
	.patterns = patterns,
	.layout = "`_=_swift_`; seconds since 1970; hash",
	.proves = "Swift Mailer makes it when the body is built; a template "
		  "that is sent again keeps it. Exact to the second.",
	.source = "Swift_Mime_SimpleMimeEntity",
};

/*
 * MIME::Entity (and with it amavis and SpamAssassin) writes seconds since
 * 1970, pid and a counter with hyphens; MIME::Lite the same without.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"----------=_%S-%d-%d$", MT_ID_UTC, MT_ID_CERTAIN},
	{"=_%S-%d-%d$", MT_ID_UTC, MT_ID_CERTAIN},
	{"_----------=_%10S%d", MT_ID_UTC, MT_ID_CERTAIN},
	{"----=_%S-%d-%d$", MT_ID_UTC, MT_ID_LIKELY},
	{0},
};

const MtIdScheme mt_idscheme_mimetools = {
	.name = "mime-tools",
	.title = "MIME::Tools, MIME::Lite boundary",
	.places = 1U << MT_ID_BOUNDARY,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 1996,
	.patterns = patterns,
	.layout = "`=_`; seconds since 1970; pid; number",
	.proves = "The Perl module makes it when the body is built, in this "
		  "process; kits that send a stored message keep it. Exact to "
		  "the second.",
	.source = "MIME::Entity make_boundary, MIME::Lite",
};

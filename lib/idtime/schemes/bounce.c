/*
 * Bounces of sendmail and Postfix: the queue id of the failed message, seconds
 * since 1970, the host. Exim: seconds since 1970 and a random number.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%w.%S/", MT_ID_UTC, MT_ID_CERTAIN},
	{"%S-eximdsn-%d", MT_ID_UTC, MT_ID_CERTAIN},
	{0},
};

const MtIdScheme mt_idscheme_bounce = {
	.name = "bounce-boundary",
	.title = "boundary of a bounce",
	.places = 1U << MT_ID_BOUNDARY,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 1995,
	.patterns = patterns,
	.layout = "queue id; seconds since 1970; `/` and host (sendmail, "
		  "Postfix); or seconds, `-eximdsn-`, number",
	.proves = "The server makes the boundary when it makes the bounce. "
		  "Exact to the second.",
	.source = "sendmail savemail.c, Postfix bounce_notify_util.c, Exim "
		  "deliver.c",
};

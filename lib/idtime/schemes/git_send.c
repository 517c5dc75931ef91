/*
 * git send-email: the time of UTC at which sending began, pid and number of
 * the message, the address of the sender.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%T.%d-%d-", MT_ID_UTC, MT_ID_CERTAIN},
	{"%S-%d-%d-git-send-email-", MT_ID_UTC, MT_ID_CERTAIN},
	{0},
};

const MtIdScheme mt_idscheme_git_send = {
	.name = "git-send-email",
	.title = "git send-email Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 2005,
	.patterns = patterns,
	.layout = "YYYYMMDDhhmmss UTC (before 2.6 seconds since 1970); pid; "
		  "number "
		  "of the message; address",
	.proves = "git send-email makes it when it begins to send a series; a "
		  "resent patch file keeps it. Exact to the second.",
	.source = "git-send-email.perl, make_message_id",
};

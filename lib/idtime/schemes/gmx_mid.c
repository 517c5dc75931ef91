/*
 * Google adds to mail without a Message-ID: seconds since 1970 in base 16,
 * three more numbers of base 16, @mx.google.com. App Engine writes
 * `.GAE@google.com`.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%x.%h.%h.%h@mx.google.com", MT_ID_UTC, MT_ID_CERTAIN},
	{"%x.%h.%h.%h.GAE@google.com", MT_ID_UTC, MT_ID_CERTAIN},
	{"%x.%h.%h.%hSMTPIN_ADDED", MT_ID_UTC, MT_ID_CERTAIN},
	{"%x.%h.%h.%h", MT_ID_UTC, MT_ID_POSSIBLE},
	{0},
};

const MtIdScheme mt_idscheme_gmx_mid = {
	.name = "google-mx-mid",
	.title = "Message-ID added by Google",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_RECEIPT,
	.since = 2008,
	.early_s = -86400,
	.late_s = 1800,
	.patterns = patterns,
	.layout = "seconds since 1970 in eight hexadecimal digits; three "
		  "numbers",
	.proves = "Google makes the id when it takes a message that has none, "
		  "or when its App Engine sends one. Exact to the second.",
	.source = "compared with 80 dates of such messages",
};

/*
 * SendGrid: the host that filtered or took the message, a number, seconds
 * since 1970 as capitals of base 16, a counter.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"filter%w-%d-%X-%H", MT_ID_UTC, MT_ID_CERTAIN},
	{"filter%w-%w-%d-%X-%H", MT_ID_UTC, MT_ID_CERTAIN},
	{"recvd-%w-%w-%d-%X-%H", MT_ID_UTC, MT_ID_CERTAIN},
	{0},
};

const MtIdScheme mt_idscheme_sendgrid = {
	.name = "sendgrid",
	.title = "SendGrid hop id",
	.places = 1U << MT_ID_RECEIVED,
	.moment = MT_ID_AT_RECEIPT,
	.since = 2012,
	.early_s = -3600,
	.late_s = 1800,
	.patterns = patterns,
	.layout = "host; pid; seconds since 1970 in hexadecimal capitals; "
		  "number",
	.proves = "SendGrid's servers make the id when they take the message. "
		  "Exact to the second.",
	.source = "SendGrid's Received fields, which write the time beside it",
};

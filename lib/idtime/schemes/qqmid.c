/*
 * Tencent (QQ): the server that took the message, `t`, seconds since 1970.
 */
#include "idtime/idtime.h"

static const char *const fields[] = {
	"X-QQ-mid",
	NULL,
};

static const MtIdPattern patterns[] = {
	{"bizesmtp%dt%10S", MT_ID_UTC, MT_ID_CERTAIN},
	{"bizesmtpsz%dt%10S", MT_ID_UTC, MT_ID_CERTAIN},
	{"esmtp%dt%10S", MT_ID_UTC, MT_ID_CERTAIN},
	{"esmtpsz%dt%10S", MT_ID_UTC, MT_ID_CERTAIN},
	{"esmtpgz%dt%10S", MT_ID_UTC, MT_ID_CERTAIN},
	{"zesmtpsz%dt%10S", MT_ID_UTC, MT_ID_CERTAIN},
	{"zesmtpgz%dt%10S", MT_ID_UTC, MT_ID_CERTAIN},
	{"zesmtpip%dt%10S", MT_ID_UTC, MT_ID_CERTAIN},
	{"xmsmtpt%10S", MT_ID_UTC, MT_ID_CERTAIN},
	{0},
};

const MtIdScheme mt_idscheme_qqmid = {
	.name = "qq",
	.title = "QQ mail id",
	.places = 1U << MT_ID_FIELD,
	.moment = MT_ID_AT_RECEIPT,
	.since = 2012,
	.early_s = -3600,
	.late_s = 1800,
	.fields = fields,
	.patterns = patterns,
	.layout = "server; `t`; seconds since 1970",
	.proves = "Tencent's servers make the id when they take the message. "
		  "Exact to the second.",
	.source = "compared with such fields",
};

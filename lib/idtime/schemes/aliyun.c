/*
 * Aliyun's mail: `SMTPD_---`, eight or more characters, `_` and seconds since 1970, behind
 * `TI=` in X-Alimail-AntiSpam.
 */
#include "idtime/scan.h"

static const char *const fields[] = {
	"X-Alimail-AntiSpam",
	NULL,
};

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	size_t at = mt_slice_find(source->text, MT_SLICE("SMTPD_---"));
	MtIdScan scan;
	MtSlice name, when;
	uint64_t n;

	if (at == MT_SLICE_NOWHERE)
		return false;
	scan.rest = mt_slice_sub(source->text, at, source->text.n);
	if (!mt_idscan_take(&scan, "SMTPD_---") ||
	    !mt_idscan_run(&scan, MT_BASE62 ".-", 4, 24, &name) ||
	    !mt_idscan_take(&scan, "_") ||
	    !mt_idscan_run(&scan, MT_DIGITS, 9, 10, &when) ||
	    !mt_id_number(when, MT_DIGITS, &n) || !mt_id_since_1970(n, 1, time))
		return false;
	mt_id_mark(source, when, time);
	time->sure = MT_ID_CERTAIN;
	return true;
}

const MtIdScheme mt_idscheme_aliyun = {
	.name = "aliyun",
	.title = "Aliyun session id",
	.places = 1U << MT_ID_FIELD | 1U << MT_ID_RECEIVED,
	.moment = MT_ID_AT_RECEIPT,
	.since = 2014,
	.marks = "_-",
	.early_s = -86400,
	.late_s = 1800,
	.fields = fields,
	.layout = "SMTPD_---, characters, `_`, seconds since 1970",
	.proves = "Aliyun's server makes the id when it takes the message; "
		  "exact to the second.",
	.source = "compared with such fields",
	.decode = decode,
};

/*
 * Exchange's Network-Message-Id, a GUID, whose last twelve digits are the upper
 * 48 bits of .NET ticks: 100 ns since the year 1, of the server that took the
 * message in.
 */
#include "idtime/scan.h"

static const char *const fields[] = {
	"X-MS-Exchange-Organization-Network-Message-Id",
	"X-MS-Exchange-CrossTenant-Network-Message-Id",
	"X-MS-Office365-Filtering-Correlation-Id",
	"X-MS-Exchange-Transport-EndToEndLatency-Network-Message-Id",
	NULL,
};

/* 1970-01-01 in ticks. */
static const uint64_t epoch = 621355968000000000U;

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	static const size_t groups[] = {8, 4, 4, 4};
	MtIdScan scan = {mt_slice_trim(source->text)};
	MtSlice run, high;
	uint64_t n;

	for (size_t i = 0; i < 4; i++)
		if (!mt_idscan_run(&scan, MT_HEX_LOWER, groups[i], groups[i],
				   &run) ||
		    !mt_idscan_take(&scan, "-"))
			return false;
	if (!mt_idscan_run(&scan, MT_HEX_LOWER, 12, 12, &high) ||
	    scan.rest.n > 0 || !mt_id_hex(high, &n) || n << 16 < epoch ||
	    !mt_id_since_1970(((n << 16) - epoch) / 10, 1000000, time))
		return false;
	time->span_us = (1 << 16) / 10;
	time->decimals = 2;
	mt_id_mark(source, high, time);
	time->sure = MT_ID_CERTAIN;
	return true;
}

const MtIdScheme mt_idscheme_netmsgid = {
	.name = "exchange-network-id",
	.title = "Exchange Network-Message-Id",
	.places = 1U << MT_ID_FIELD,
	.moment = MT_ID_AT_RECEIPT,
	.since = 2010,
	.early_s = -3600,
	.late_s = 1800,
	.fields = fields,
	.layout = "last twelve digits of the GUID: upper 48 bits of 100 ns "
		  "since the year 1",
	.proves = "The first Exchange server of the organisation makes it when "
		  "it takes the message; exact to 6.6 ms.",
	.source = "compared with 7,699 dates of such fields",
	.decode = decode,
};

/*
 * Dovecot: replies and notices of Sieve and LDA: seconds since 1970,
 * microseconds, a counter.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"dovecot-sieve-%S-%d-", MT_ID_UTC, MT_ID_CERTAIN},
	{"dovecot-%S-%d-", MT_ID_UTC, MT_ID_CERTAIN},
	{0},
};

const MtIdScheme mt_idscheme_sievemid = {
	.name = "dovecot-sieve",
	.title = "Dovecot Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 2008,
	.early_s = -3600,
	.late_s = 1800,
	.patterns = patterns,
	.layout = "`dovecot`; seconds since 1970; microseconds; number",
	.proves = "Dovecot makes the id with the reply or the notice. Exact "
		  "to the second.",
	.source = "Pigeonhole sieve-message.c, Dovecot mail-deliver.c",
};

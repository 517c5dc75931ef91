/*
 * Cyrus lmtpd: `from HELO (RDNS [IP]) (authenticated user=USER bits=0) by HOST
 * (Cyrus v2.3.7) with LMTPA (version=TLSv1.3 cipher=NAME bits=256/256); DATE`;
 * on a socket of the same host `([unix socket])`. Without `serverinfo: on` the
 * product is left out; LMTPA is then the mark, for lmtpd takes no mail without
 * authentication, even if only that of the socket (savemsg() of lmtpengine.c).
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Cyrus ", 100},
	{MT_AT_FROM_COMMENT, MT_MATCH_SUFFIX, "[unix socket]", 90},
	{MT_AT_WITH, MT_MATCH_EQUAL, "LMTPA", 40},
	{MT_AT_WITH, MT_MATCH_EQUAL, "LMTPSA", 40},
	{0},
};

const MtDialect mt_dialect_cyrus = {
	.name = "cyrus",
	.signatures = signatures,
};

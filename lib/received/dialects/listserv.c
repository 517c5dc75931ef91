/*
 * LISTSERV hands mail to itself: `from HOST by HOST (LISTSERV-TCP/IP release
 * 16.0) with spool id N for LIST@HOST; DATE`; its mailer LSMTP: `from HELO
 * (RDNS) by HOST (LSMTP for Windows NT v1.1b) with SMTP id <21.000575A0@HOST>`.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "LISTSERV", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "LSMTP ", 100},
	{0},
};

const MtDialect mt_dialect_listserv = {
	.name = "listserv",
	.signatures = signatures,
};

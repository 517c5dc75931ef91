/*
 * Zoho Mail: `from HELO (RDNS [IP]) by mx.zohomail.com with SMTPS id
 * 1569465718158695.3393517937299; DATE (PDT)`; the id begins with the time in
 * microseconds.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY, MT_MATCH_SUFFIX, ".zohomail.com", 60},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".zoho.com", 60},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".zoho.eu", 60},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".zoho.in", 60},
	{0},
};

const MtDialect mt_dialect_zoho = {
	.name = "zoho",
	.signatures = signatures,
};

/*
 * Barracuda: the appliance writes two fields, `from HELO (RDNS [IP]) by HOST
 * (Spam & Virus Firewall) with ESMTP id ID` and one without the product; the
 * cloud `by mx1.ess.example.cudaops.com (version=TLSv1.2 cipher=NAME bits=256
 * verify=NO); DATE`, without protocol and id.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "Spam & Virus Firewall", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "Spam Firewall", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Barracuda", 100},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".cudaops.com", 60},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".barracuda.com", 60},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".barracudanetworks.com", 60},
	{0},
};

const MtDialect mt_dialect_barracuda = {
	.name = "barracuda",
	.signatures = signatures,
};

/*
 * Mandrill (Mailchimp Transactional): what came by its API has only `from [IP]
 * by mandrillapp.com id HEX; DATE`. Its mail hosts run PowerMTA or Postfix.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY, MT_MATCH_EQUAL, "mandrillapp.com", 60},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".mandrillapp.com", 60},
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "Mailchimp", 70},
	{0},
};

const MtDialect mt_dialect_mandrill = {
	.name = "mandrill",
	.signatures = signatures,
};

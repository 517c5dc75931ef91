/*
 * PowerMTA (Port25, SparkPost, Bird): `from HELO (IP) by HOST (PowerMTA v5.0r7)
 * id ID for <ADDR>; DATE (envelope-from <ADDR>)`, without from for messages
 * picked up from a file. hide-message-source and a site's own setting take
 * the product away, but not the envelope sender behind the date.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "PowerMTA", 100},
	{MT_AT_DATE_COMMENT, MT_MATCH_PREFIX, "envelope-from <", 70},
	{0},
};

const MtDialect mt_dialect_powermta = {
	.name = "powermta",
	.signatures = signatures,
};

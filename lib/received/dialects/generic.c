/* Fields of no known MTA: what RFC 5321 says, and nothing more. */
#include "received/dialect.h"

const MtDialect mt_dialect_generic = {
	.name = "generic",
	.from_word = MT_FROM_EITHER,
};

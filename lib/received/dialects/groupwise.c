/*
 * Novell: GroupWise' own message transfer, `from DOMAIN-MTA by HOST with
 * Novell_GroupWise; DATE`, and NetMail, `from HELO USER@HOST [IP] by HOST with
 * NetMail SMTP Agent $Revision: 3.11 $ on Novell NetWare via secured &
 * encrypted transport (TLS); DATE`.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH, MT_MATCH_PREFIX, "Novell_GroupWise", 100},
	{MT_AT_WITH, MT_MATCH_PREFIX, "NetMail SMTP Agent", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "GroupWise ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Novell GroupWise", 100},
	{0},
};

const MtDialect mt_dialect_groupwise = {
	.name = "groupwise",
	.signatures = signatures,
};

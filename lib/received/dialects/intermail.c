/*
 * Software.com's, then Openwave's InterMail: `from HELO ([IP]) by HOST
 * (InterMail vM.5.01.04.19 201-253-122-122-119-20020516) with ESMTP id
 * <ID@HELO> for <ADDR>; DATE`. Its older sister is Post.Office: `(Post.Office
 * MTA v3.5.3 release 223 ID# 0-12345U1S100V35) with SMTP id ID`.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "InterMail v", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Post.Office MTA ", 100},
	{0},
};

const MtDialect mt_dialect_intermail = {
	.name = "intermail",
	.signatures = signatures,
};

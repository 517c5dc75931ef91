/*
 * git format-patch --thread: the commit, or `cover`, then seconds since 1970
 * and the address of the committer.
 */
#include "idtime/idtime.h"

static const MtIdPattern patterns[] = {
	{"%40h.%S.git.", MT_ID_UTC, MT_ID_CERTAIN},
	{"cover.%S.git.", MT_ID_UTC, MT_ID_CERTAIN},
	{0},
};

const MtIdScheme mt_idscheme_git_patch = {
	.name = "git-format-patch",
	.title = "git format-patch Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 2006,
	.patterns = patterns,
	.layout = "commit or `cover`; seconds since 1970; `.git.`; address",
	.proves = "git format-patch makes it when it writes the patch files, "
		  "which may be long before they are sent. Exact to the "
		  "second.",
	.source = "git builtin/log.c, gen_message_id",
};

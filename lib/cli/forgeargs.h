/*
 * What the reader of headers says of himself: options of all programs that
 * judge messages, and the rules' settings that follow from them.
 */
#ifndef MT_CLI_FORGEARGS_H
#define MT_CLI_FORGEARGS_H

#include <glib.h>

#include "forge/engine.h"

/* What the command line said; the entries below fill it. */
typedef struct {
	char **authserv_id, **own_domain;
	char *aliases;
} MtForgeArguments;

extern MtForgeArguments mt_forge_arguments;

/* For the table of a program's own options. */
#define MT_FORGE_ENTRIES                                                       \
	{"authserv-id",                                                        \
	 0,                                                                    \
	 0,                                                                    \
	 G_OPTION_ARG_STRING_ARRAY,                                            \
	 &mt_forge_arguments.authserv_id,                                      \
	 "your own ID in Authentication-Results (repeatable)",                 \
	 "ID"},                                                                \
		{"own-domain",                                                 \
		 0,                                                            \
		 0,                                                            \
		 G_OPTION_ARG_STRING_ARRAY,                                    \
		 &mt_forge_arguments.own_domain,                               \
		 "DOMAIN and all below it are yours (repeatable)",             \
		 "DOMAIN"},                                                    \
	{                                                                      \
		"aliases", 0, 0, G_OPTION_ARG_FILENAME,                        \
			&mt_forge_arguments.aliases,                           \
			"pairs of organisations, learned before", "FILE"       \
	}

/*
 * Settings of the rules by these arguments and `trust`, which is borrowed.
 * What `forge` points to lives until mt_forge_arguments_clear().
 */
bool mt_forge_arguments_read(MtForge *forge, const MtTrustRules *trust,
			     GError **error);
void mt_forge_arguments_clear(void);

#endif

/*
 * Whom the reader trusts: the options of all programs that ask, and the chain of
 * a message with that trust applied.
 */
#ifndef MT_CLI_TRUST_H
#define MT_CLI_TRUST_H

#include <glib.h>

#include "chain/trust.h"

/* What the command line said; the entries below fill it. */
typedef struct {
	char **by, **net;
	char *config;
} MtTrustArguments;

extern MtTrustArguments mt_trust_arguments;

/* For the table of a program's own options. */
#define MT_TRUST_ENTRIES                                                       \
	{"trust-by",                                                           \
	 0,                                                                    \
	 0,                                                                    \
	 G_OPTION_ARG_STRING_ARRAY,                                            \
	 &mt_trust_arguments.by,                                               \
	 "trust hops written by hosts like PATTERN (repeatable)",              \
	 "PATTERN"},                                                           \
		{"trust-net",                                                  \
		 0,                                                            \
		 0,                                                            \
		 G_OPTION_ARG_STRING_ARRAY,                                    \
		 &mt_trust_arguments.net,                                      \
		 "trust hosts in network CIDR (repeatable)",                   \
		 "CIDR"},                                                      \
	{                                                                      \
		"config", 0, 0, G_OPTION_ARG_FILENAME,                         \
			&mt_trust_arguments.config,                            \
			"read trust rules from FILE", "FILE"                   \
	}

/* The rules of the configuration and of the command line. */
bool mt_trust_arguments_read(MtTrustRules *rules, GError **error);
void mt_trust_arguments_clear(void);

/* The chain of a message, with trust where there are rules. */
void mt_trust_read_chain(const MtTrustRules *rules, const MtMessage *message,
			 MtArena *arena, MtFields *fields, MtChain *chain);

#endif

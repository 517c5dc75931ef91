/*
 * Logs of hosts in a chain, for mt-forge: read once, then each hop of a message
 * is held against them.
 */
#ifndef MT_CLI_FORGELOGS_H
#define MT_CLI_FORGELOGS_H

#include "cli/options.h"
#include "flow/match.h"
#include "forge/case.h"

typedef struct MtForgeLogs MtForgeLogs;

/*
 * Read the logs in `files` (NULL-terminated); mt_logs_arguments say how. What
 * failed was said, and *status is what the program should end with: where NULL
 * is returned, at once.
 */
MtForgeLogs *mt_forge_logs_read(char *const *files, const MtOptions *options,
				int *status);
void mt_forge_logs_free(MtForgeLogs *logs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtForgeLogs, mt_forge_logs_free)

/* What they say of each hop of `chain`, in its order. In any thread. */
const MtHopLog *mt_forge_logs_match(MtForgeLogs *logs, const MtFields *fields,
				    const MtMessage *message,
				    const MtChain *chain, MtArena *arena);

/* The same where the hops were held against the logs already. */
const MtHopLog *mt_forge_logs_answers(const MtChain *chain,
				      const MtHopMatch *matches,
				      MtArena *arena);

#endif

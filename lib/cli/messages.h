/*
 * The loop of a program that reads messages: each is worked on by some thread,
 * the output comes in the order of the input, inputs that fail are reported
 * and passed over.
 */
#ifndef MT_CLI_MESSAGES_H
#define MT_CLI_MESSAGES_H

#include "cli/options.h"
#include "input/message.h"

/*
 * Work on one message: append to `out` what is to be printed. Called on any
 * thread; `worker` is below options->jobs. `arena` is empty, and what is put
 * there ends with the call.
 */
typedef void MtMessageWork(const MtMessage *message, MtArena *arena, MtBuf *out,
			   unsigned worker, void *data);

typedef struct MtMessages MtMessages;

/*
 * The messages of options->paths. With `again` they can be read more than once,
 * for which standard input is kept in a temporary file.
 */
MtMessages *mt_messages_new(const MtOptions *options, bool again);
void mt_messages_free(MtMessages *messages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtMessages, mt_messages_free)

/* Read all messages; false when the output takes no more. */
bool mt_messages_run(MtMessages *messages, MtMessageWork *work, void *data);

/* Begin anew. What failed before will not be reported a second time. */
bool mt_messages_rewind(MtMessages *messages, GError **error);

/* The exit status that the last run asks for; says so when nothing was read. */
int mt_messages_status(const MtMessages *messages);

#endif

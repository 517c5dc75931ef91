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
 * thread; `worker` is below options->jobs. `arena` holds the message and ends
 * with its batch.
 */
typedef void MtMessageWork(const MtMessage *message, MtArena *arena, MtBuf *out,
			   unsigned worker, void *data);

typedef struct {
	uint64_t messages;
	uint64_t failed; /* inputs that could not be read */
	bool open;       /* the output takes more */
} MtMessagesResult;

/* `keep`: another pass will follow, so standard input has to be kept. */
MtMessagesResult mt_messages_run(const MtOptions *options, bool keep,
				 MtMessageWork *work, void *data);

/* The exit status that the result asks for; says so when nothing was read. */
int mt_messages_status(const MtMessagesResult *result);

#endif

/* The loop of a program that reads lines of its own making. */
#ifndef MT_CLI_MERGE_H
#define MT_CLI_MERGE_H

#include "cli/options.h"

/* A line; `number` is 1 for the first of an input. False: it is none of ours,
 * and the rest of the input is not read. */
typedef bool MtMergeLine(MtSlice line, uint64_t number, void *data);

/* Read every line of every input, plain or compressed; `what` says what the
 * inputs ought to be. Returns the exit status that follows. */
int mt_merge_run(const MtOptions *options, MtMergeLine *line, const char *what,
		 void *data);

#endif

/* Standard input, which may have to be read twice though a pipe gives it once. */
#ifndef MT_INPUT_STDIN_H
#define MT_INPUT_STDIN_H

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

/* MT_STDIN_INIT is standard input that was not read yet. */
typedef struct {
	GError *error; /* why it cannot be read again */
	off_t start;   /* where reading began; -1 in a pipe */
	int copy;      /* the temporary file; -1 without one */
	bool begun, keep, replay;
} MtStdin;

#define MT_STDIN_INIT ((MtStdin){.copy = -1, .start = -1})

void mt_stdin_clear(MtStdin *in);

/*
 * Before the first read: keep a copy of what a pipe brings in a temporary file
 * that has no name. A file needs none: it is read from its start again.
 */
void mt_stdin_keep(MtStdin *in);

/* As read(2), without EINTR. */
ssize_t mt_stdin_read(MtStdin *in, void *to, size_t n);

/*
 * What was read is read again. MT_ERROR_IO where no copy could be kept, or
 * MT_ERROR_CONFIG where none was asked for.
 */
bool mt_stdin_rewind(MtStdin *in, GError **error);

/*
 * Read a pipe to its end and drop it: a shell with `pipefail`, or an MTA that
 * delivers to a command, takes a reader that leaves early for a failure.
 */
void mt_stdin_drain(MtStdin *in);

#endif

/*
 * The bytes of an input as they are stored, whatever it is: a file, standard
 * input, memory.
 */
#ifndef MT_INPUT_STORED_H
#define MT_INPUT_STORED_H

#include <glib.h>
#include <stdbool.h>

#include "base/slice.h"
#include "input/files.h"
#include "input/stdin.h"

typedef struct {
	enum {
		MT_STORED_NOWHERE,
		MT_STORED_FILE,
		MT_STORED_STDIN,
		MT_STORED_MEMORY
	} kind;
	MtFiles files;
	MtStdin in;
	MtSlice memory; /* what is left of it */
	size_t chunk;   /* bytes of it at a time */
	bool directory; /* it cannot be read because it is one */
} MtStored;

#define MT_STORED_INIT ((MtStored){.files = MT_FILES_INIT, .in = MT_STDIN_INIT})

/* Release all, after closing. */
void mt_stored_clear(MtStored *stored);

/*
 * Close what is open, and open `path`, or for `-` standard input; or memory, to
 * be read `chunk` bytes at a time. False with errno set.
 */
bool mt_stored_open(MtStored *stored, const char *path);
void mt_stored_open_memory(MtStored *stored, MtSlice bytes, size_t chunk);
void mt_stored_close(MtStored *stored);

/* The first bytes, if there are any in memory already, which are passed then. */
MtSlice mt_stored_head(MtStored *stored);

/* Like read(2), but never EINTR. */
ssize_t mt_stored_read(MtStored *stored, char *to, size_t n);

/* As mt_source_rewind() and mt_source_drain() say. */
bool mt_stored_rewind(MtStored *stored, GError **error);
void mt_stored_drain(MtStored *stored);

#endif

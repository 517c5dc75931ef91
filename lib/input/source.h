/*
 * One open input as a window on its bytes that only moves forward: the same
 * for a file, a pipe, memory, a compressed file and a member of a tar.
 *
 * Of a plain file as little is read as is looked at; what its first bytes show
 * to be packed goes through libarchive.
 *
 *	mt_source_open(source, path, &error);
 *	while (mt_source_next(source)) {
 *		while ((bytes = mt_source_look(source, 1)).n > 0)
 *			mt_source_pass(source, bytes.n);
 *	}
 *	mt_source_close(source, &error);
 */
#ifndef MT_INPUT_SOURCE_H
#define MT_INPUT_SOURCE_H

#include <glib.h>
#include <stdint.h>

#include "base/slice.h"

typedef struct MtSource MtSource;

/* A source serves one input after another, and keeps its memory for them. */
MtSource *mt_source_new(void);
void mt_source_free(MtSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtSource, mt_source_free)

/*
 * Open `path`, or for `-` standard input. False with MT_ERROR_IO and the text
 * of errno.
 */
bool mt_source_open(MtSource *source, const char *path, GError **error);

/* What is worth knowing of the paths to come: see mt_files_expect(). */
void mt_source_expect(MtSource *source, const char *const *paths, size_t n);

/* Read from memory, at most `chunk` bytes at a time; 0: any number. */
void mt_source_open_memory(MtSource *source, MtSlice bytes, size_t chunk);

/*
 * False where reading ended early, by MT_ERROR_IO or MT_ERROR_FORMAT (damaged
 * packing): all bytes before that were given.
 */
bool mt_source_check(const MtSource *source, GError **error);

/* Did reading fail because this is a directory? */
bool mt_source_is_directory(const MtSource *source);

/* Close the input, and say what mt_source_check() would. */
bool mt_source_close(MtSource *source, GError **error);

/*
 * Go to the first byte of the next member: the one of a plain file, or each
 * plain file in a tar. False at the end. A source that is only used by
 * looking and passing, without this call, gives the bytes as they are stored.
 */
bool mt_source_next(MtSource *source);

/* The name of the member in its tar; p is NULL where there is no tar. */
MtSlice mt_source_member(const MtSource *source);

/*
 * The bytes that come next: at least `want`, or all that are left. Good until
 * the next call. As much memory is taken as is wanted.
 */
MtSlice mt_source_look(MtSource *source, size_t want);

/* Pass over `n` of the bytes that were looked at. */
void mt_source_pass(MtSource *source, size_t n);

/*
 * Pass over the next bytes and put them at `to`, at most `n`, as one read gives
 * them; 0 at the end. For who wants all bytes in memory of his own.
 */
size_t mt_source_read(MtSource *source, char *to, size_t n);

/* Bytes of the member that were passed. */
uint64_t mt_source_offset(const MtSource *source);

/* All bytes read by this source so far, after unpacking. */
uint64_t mt_source_bytes(const MtSource *source);

/*
 * Before standard input is opened: keep a copy of what a pipe brings in a
 * temporary file, so that it can be read again.
 */
void mt_source_keep_stdin(MtSource *source);

/*
 * Go back to the first byte of the input that is open, as it is stored.
 * MT_ERROR_IO where that cannot be, MT_ERROR_CONFIG where standard input is a
 * pipe of which no copy was asked for.
 */
bool mt_source_rewind(MtSource *source, GError **error);

/* Where this is standard input and a pipe, read it to its end. */
void mt_source_drain(MtSource *source);

#endif

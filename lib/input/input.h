/*
 * Every message that the operands name, one after another.
 *
 * A path may be a message, an mbox (its first line begins with "From "), a
 * Maildir (cur/ and new/; tmp/ is skipped), a directory tree (walked in sorted
 * order, hidden names skipped), a tar of messages, or any of the files
 * compressed (gzip, bzip2, xz, zstd, lz4, by content). `-` is standard input.
 * Only header blocks are kept; bodies are passed over without being stored.
 */
#ifndef MT_INPUT_INPUT_H
#define MT_INPUT_INPUT_H

#include <glib.h>

#include "base/arena.h"
#include "input/message.h"
#include "input/paths.h"

typedef struct MtInput MtInput;

/* Called for each input that cannot be read, in order; reading goes on. */
typedef void MtInputFailed(MtSlice source, const GError *error, void *data);

/*
 * Read the messages of `paths`, which must live longer. `failed` is called
 * from mt_input_next().
 */
MtInput *mt_input_new(MtPaths *paths, MtInputFailed *failed, void *data);
void mt_input_free(MtInput *input);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtInput, mt_input_free)

/*
 * The next message, its memory taken from `arena`. Returns false at the end of
 * all inputs. A message is returned even where its header is empty or odd: an
 * input that holds no message at all is an MT_ERROR_FORMAT for `failed`.
 */
bool mt_input_next(MtInput *input, MtArena *arena, MtMessage *message);

/*
 * For a second pass: mt_input_keep_stdin() before the first message makes a
 * nameless temporary file of what a pipe brings as standard input, be it
 * messages or a list of paths; mt_input_rewind() goes back to the first
 * message. Other pipes and FIFOs among the paths are empty the second time.
 *
 * Rewinding fails with MT_ERROR_IO, for example because the temporary file
 * could not be written, or MT_ERROR_CONFIG where nothing was kept.
 */
void mt_input_keep_stdin(MtInput *input);
bool mt_input_rewind(MtInput *input, GError **error);

/* Bytes read so far, after decompression, for a progress line. */
uint64_t mt_input_bytes(const MtInput *input);

#endif

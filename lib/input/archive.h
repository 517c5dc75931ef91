/*
 * Compressed files and tar archives, through libarchive: the bytes of one
 * member after another. A file that is only compressed has one, without a name.
 */
#ifndef MT_INPUT_ARCHIVE_H
#define MT_INPUT_ARCHIVE_H

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

#include "base/slice.h"

/* What mt_archive_is() looks at: tar has its mark at 257. */
enum { MT_ARCHIVE_HEAD = 263 };

/* Does a file that begins with `head` have to be unpacked? */
bool mt_archive_is(MtSlice head);

typedef struct MtArchive MtArchive;

/* The next bytes of the packed file: their number, 0 at its end, -1 on errors. */
typedef ssize_t MtArchiveFeed(void *data, const void **bytes);

MtArchive *mt_archive_new(MtArchiveFeed *feed, void *data);
void mt_archive_free(MtArchive *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtArchive, mt_archive_free)

/*
 * Go to the next member that is a plain file; links, folders and devices are
 * passed over. `name` is good until the next call; p is NULL outside a tar.
 * False at the end and, with MT_ERROR_FORMAT, where the archive is damaged.
 */
bool mt_archive_next(MtArchive *archive, MtSlice *name, GError **error);

/* Bytes of the member, as read(2) gives them. */
ssize_t mt_archive_read(MtArchive *archive, void *to, size_t n, GError **error);

#endif

/*
 * gzip (RFC 1952) as a stream, one member after another. It is not left to
 * libarchive because of what is cut off or damaged, as logs are that are still
 * being packed: all bytes before the damage are given, then the error.
 */
#ifndef MT_INPUT_GUNZIP_H
#define MT_INPUT_GUNZIP_H

#include <glib.h>
#include <sys/types.h>

#include "base/slice.h"
#include "input/archive.h"

/* Do packed bytes begin with `head`? */
bool mt_gunzip_is(MtSlice head);

typedef struct MtGunzip MtGunzip;

/* `head` was read already and is copied; `feed` gives what follows it. */
MtGunzip *mt_gunzip_new(MtSlice head, MtArchiveFeed *feed, void *data);
void mt_gunzip_free(MtGunzip *gunzip);

/*
 * Unpacked bytes, as read(2) gives them; 0 at the end. -1 where `feed` fails,
 * and with MT_ERROR_FORMAT for what is damaged.
 */
ssize_t mt_gunzip_read(MtGunzip *gunzip, void *to, size_t n, GError **error);

#endif

/*
 * Files opened by their paths, one after another, of which most lie in the same
 * directory as the one before: the directory is looked up once. With paths of
 * six parts this takes a tenth off what the kernel does for each message.
 */
#ifndef MT_INPUT_LASTDIR_H
#define MT_INPUT_LASTDIR_H

#include "base/buf.h"

typedef struct {
	MtBuf path; /* the directory of the last file, with its last '/' */
	int fd;     /* of it, once a second file lies there; else -1 */
} MtLastDir;

#define MT_LASTDIR_INIT ((MtLastDir){.fd = -1})

void mt_lastdir_clear(MtLastDir *last);

/* What open(path, flags) gives, errno included. */
int mt_lastdir_open(MtLastDir *last, const char *path, int flags);

#endif

/*
 * The logs of a run in view of one another: which are parts of one log, in
 * which order, of which years, and of which hosts. Internal to mtalog/log.h.
 */
#ifndef MT_MTALOG_LOGSET_H
#define MT_MTALOG_LOGSET_H

#include "mtalog/log.h"
#include "mtalog/stream.h"

typedef struct {
	GPtrArray *files;   /* MtLogFile *, owned, as given */
	GPtrArray *streams; /* MtLogStream *, owned */
	MtSource *in;       /* standard input, once opened; else NULL */
	MtLocalZones *zones;
	GPtrArray *names; /* texts of options and paths (char *) */
} MtLogSet;

MtLogSet *mt_log_set_new(MtPaths *paths, const MtLogOptions *options,
			 const MtLogUser *user, void *data, GError **error);
void mt_log_set_free(MtLogSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtLogSet, mt_log_set_free)

/*
 * The hosts: by option, else of the lines, else named after the file. Logs in
 * different folders that name the same host at the same time are of different
 * machines, and kept apart (mtalog/loghost.c).
 */
bool mt_log_set_hosts(MtLogSet *set, const MtLogOptions *options,
		      const MtLogUser *user, void *data, GError **error);

/* After that: are there more than one? */
bool mt_log_set_has_several(const MtLogSet *set);

#endif

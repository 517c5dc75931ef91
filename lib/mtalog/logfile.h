/*
 * One log among the inputs, and what a look at its beginning tells: its form,
 * whose it is, when it begins.
 */
#ifndef MT_MTALOG_LOGFILE_H
#define MT_MTALOG_LOGFILE_H

#include "input/lines.h"
#include "mtalog/localtime.h"
#include "mtalog/tally.h"
#include "mtalog/year.h"

typedef enum {
	MT_FROM_NOTHING, /* no line needed it */
	MT_FROM_WRITTEN, /* every line says it */
	MT_FROM_OPTION,
	MT_FROM_FILE,  /* the year: from the file's time, or date in its name */
	MT_FROM_ORDER, /* the year: from other files of the set, or from now */
	MT_FROM_MACHINE, /* the zone: that of this machine */
} MtFrom;

MtSlice mt_from_word(MtFrom from);

typedef struct {
	char *path; /* `-` for standard input */

	/* Of the file. */
	uint64_t size;
	int64_t changed_us; /* when it was last written; INT64_MIN: unknown */
	bool plain;         /* text as it is, and any part of it can be read */

	/* From its first lines. */
	MtFrame frame;
	int reader; /* that claims it, in mt_readers; -1: none does */
	bool yearless, zoneless; /* a time without a year; without a zone */
	MtStamp first;           /* the first time, as it stands there */
	int64_t bare_us;         /* the first without a year, in a leap year */
	GPtrArray *hosts;        /* that its lines name (char *), sorted */

	/* Decided with the other files in view. */
	int year; /* of the first line, where `yearless` */
	MtYearSpan span;
	bool has_first;
	int64_t first_us; /* UTC of the first time */
	int64_t last_us;  /* an estimate, INT64_MIN where unknown */
	GTimeZone *zone;
	bool zone_named; /* by option */
	MtFrom year_from, zone_from;
	MtSlice host;   /* of all lines, by option; p NULL without */
	MtSlice nobody; /* host of lines that name none */
	char *apart;    /* what distinguishes its hosts from others of the
			   same name; NULL where none is needed */

	MtTally tally;
} MtLogFile;

void mt_log_file_free(MtLogFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtLogFile, mt_log_file_free)

/*
 * Look at the input that `source` has just opened as `path`: it stands at its
 * first member afterwards, and nothing of that was passed. Errors of reading
 * show when it is read.
 */
MtLogFile *mt_log_file_look(MtSource *source, const char *path,
			    const MtLocalZones *zones);

/*
 * Of a file that is `yearless`: how many years it covers. `source` is used to
 * read it through, where that has to be; not for standard input.
 */
void mt_log_file_span(MtLogFile *file, MtSource *source);

/* Take `year` for that of the first line: changes first_us and last_us. */
void mt_log_file_set_year(MtLogFile *file, int year, MtFrom from);

#endif

/*
 * What programs that read logs have in common: their options, the loop, the
 * account of the lines, and the exit status that follows from it.
 */
#ifndef MT_CLI_LOGS_H
#define MT_CLI_LOGS_H

#include "cli/options.h"
#include "mtalog/log.h"

/* What the command line said; entries below fill it. */
typedef struct {
	gint year;
	char **zones, **hosts;
	char *unparsed, *now;
	gboolean accounting;
} MtLogsArguments;

extern MtLogsArguments mt_logs_arguments;

/* For the table of a program's own options: how logs are to be read. */
#define MT_LOGS_READ_ENTRIES                                                   \
	{"year",                                                               \
	 0,                                                                    \
	 0,                                                                    \
	 G_OPTION_ARG_INT,                                                     \
	 &mt_logs_arguments.year,                                              \
	 "the year in which logs begin that do not name it",                   \
	 "YEAR"},                                                              \
		{"tz",                                                         \
		 0,                                                            \
		 0,                                                            \
		 G_OPTION_ARG_STRING_ARRAY,                                    \
		 &mt_logs_arguments.zones,                                     \
		 "times in logs [like GLOB] that name no zone are in ZONE "    \
		 "(repeatable; default: this machine's)",                      \
		 "[GLOB=]ZONE"},                                               \
		{"host",                                                       \
		 0,                                                            \
		 0,                                                            \
		 G_OPTION_ARG_STRING_ARRAY,                                    \
		 &mt_logs_arguments.hosts,                                     \
		 "logs whose path is like GLOB are those of host NAME "        \
		 "(repeatable)",                                               \
		 "GLOB=NAME"},                                                 \
	{                                                                      \
		"now", 0, 0, G_OPTION_ARG_STRING, &mt_logs_arguments.now,      \
			"take TIME (RFC 3339) for the time of day", "TIME"     \
	}

#define MT_LOGS_UNPARSED_ENTRY                                                 \
	{                                                                      \
		"unparsed", 0, 0, G_OPTION_ARG_FILENAME,                       \
			&mt_logs_arguments.unparsed,                           \
			"write lines that were not understood to FILE", "FILE" \
	}

/* All of them, for programs that write records. */
#define MT_LOGS_ENTRIES                                                        \
	MT_LOGS_READ_ENTRIES, MT_LOGS_UNPARSED_ENTRY,                          \
	{                                                                      \
		"accounting", 0, 0, G_OPTION_ARG_NONE,                         \
			&mt_logs_arguments.accounting,                         \
			"write records of what became of the lines", NULL      \
	}

typedef struct {
	MtLog *log;      /* for its accounts; NULL where it could not begin */
	uint64_t failed; /* inputs that could not be read */
	bool open;       /* the output takes more */
	int status;      /* the exit status so far */
} MtLogsResult;

/*
 * Read all logs. The account goes to standard error, as one line. Where the
 * arguments are wrong, status is MT_EXIT_USAGE and this has been said.
 */
MtLogsResult mt_logs_run(const MtOptions *options, const MtLogSink *sink,
			 void *data);

/* Accounts are records of a kind of their own, and cannot be rows of one table:
 * --accounting needs JSON. Set in `error` where it was asked for without. */
bool mt_logs_check_accounting(MtFormat format, GError **error);

/* The `lines` records: one for each input, and the total. */
void mt_logs_add_accounts(MtBuf *out, const MtLogsResult *result,
			  MtFormat format);

void mt_logs_clear(MtLogsResult *result);

#endif

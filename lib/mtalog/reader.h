/*
 * How one MTA writes its log: a reader is one file in readers/ that defines one
 * constant of this type, named mt_reader_<file name>. The Makefile finds it.
 *
 * The prefix (time, host, program, pid) is taken off before; the reader gets
 * the text behind it, and says what it means.
 */
#ifndef MT_MTALOG_READER_H
#define MT_MTALOG_READER_H

#include "base/arena.h"
#include "mtalog/event.h"

typedef enum {
	MT_LINE_UNDERSTOOD,
	MT_LINE_MAIL,     /* about mail, but not of a known form */
	MT_LINE_NOT_MAIL, /* of this program, but not about mail */
	MT_LINE_DAMAGED,  /* truncated or mangled */
} MtLineClass;

typedef struct {
	MtSlice text; /* behind `program[pid]: ` */
	/* Prefix members are filled (time, host, program, pid, source, line);
	 * the reader copies it, adds to the copy, and hands that to `sink`. */
	const MtEvent *prefix;
	MtArena *arena; /* for the few texts that must be made; ends with the
			   block */
	MtEventSink *sink;
	void *sink_data;
	void *state; /* what the reader's `open` made for this source; or NULL */
} MtReaderLine;

typedef struct {
	const char *name;

	/*
	 * Program names that are this reader's, NULL-terminated: matched whole
	 * or before the first '/': "postfix" takes `postfix/smtp` and, with
	 * `instances`, `postfix-out/smtp`. Case matters.
	 */
	const char *const *programs;
	bool instances;

	/*
	 * May be NULL. For logs with a prefix of their own (Exim's mainlog,
	 * Exchange's CSV, multilog): is this file, of which `head` are the
	 * first lines, mine? 0 no, 100 surely.
	 */
	int (*probe)(MtSlice head);

	/* May be NULL. State for one source: column names, open sessions. It
	 * must be bounded whatever the input. */
	void *(*open)(void);
	void (*close)(void *state);

	/*
	 * May be NULL where `probe` is. Take the prefix off a line of the
	 * reader's own format: fills the time, host, pid of `event` and gives
	 * the rest in `text`. False if the line does not have it.
	 * `us` is local time where *has_zone is false.
	 */
	bool (*prefix)(MtSlice line, void *state, MtEvent *event,
		       bool *has_zone, MtSlice *text);

	MtLineClass (*read)(const MtReaderLine *line);
} MtReader;

/* NULL-terminated, in name order; made by the Makefile. */
extern const MtReader *const mt_readers[];

#endif

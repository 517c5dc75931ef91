/*
 * How one MTA writes its log: a reader is one file in readers/ that defines one
 * constant of this type, named mt_reader_<file name>. The Makefile finds it.
 *
 * The prefix (time, host, program, pid) is taken off before, by mtalog/prefix.h
 * or by the reader's own `prefix`; `read` gets the text behind it, and says
 * what it means. Lines come from several threads, those of one source in no
 * order, unless the reader has a state (`open`).
 */
#ifndef MT_MTALOG_READER_H
#define MT_MTALOG_READER_H

#include "base/arena.h"
#include "mtalog/event.h"
#include "mtalog/stamp.h"

typedef enum {
	MT_LINE_UNDERSTOOD, /* even where there was no event to give */
	MT_LINE_MAIL,       /* about mail, but not of a known form */
	MT_LINE_NOT_MAIL,   /* not about mail: daemons about themselves */
	MT_LINE_DAMAGED,    /* of a known form, but truncated or mangled */
	MT_LINE_CLASSES,
} MtLineClass;

/* Called for each event of a line; all of it ends with the call. */
typedef void MtEventSink(const MtEvent *event, void *data);

/* Beside the kinds, of events that are of no use: what was refused before it had
 * a queue id. */
enum { MT_UNWANTED_REFUSED = 1 << MT_EVENT_KINDS };

typedef struct {
	MtSlice text; /* behind `program[pid]: `; without the line end */
	/*
	 * The prefix members are filled, the others cleared. The reader writes
	 * into it and hands it to the sink: once, or as often as the line says
	 * something (one recipient each), or not at all.
	 */
	MtEvent *event;
	MtArena *arena; /* for the few texts that must be made; ends with the
			   block */
	MtEventSink *sink;
	void *sink_data;
	void *state; /* what `open` made for this source; NULL without it */
	/* How many other lines were lost before they could be written, as the
	 * log itself says; readers add to it. */
	uint64_t *lost;
	/*
	 * Events nobody asks for, 1 << MT_EVENT_.. each and MT_UNWANTED_..:
	 * they are given all the same, to be counted, but need not say more
	 * than their kind. What class a line is of must not depend on this.
	 */
	unsigned unwanted;
} MtReaderLine;

static inline bool
mt_reader_wants(const MtReaderLine *line, MtEventKind kind)
{
	return (line->unwanted >> kind & 1) == 0;
}

static inline void
mt_reader_give(const MtReaderLine *line)
{
	line->sink(line->event, line->sink_data);
}

typedef struct {
	const char *name;

	/*
	 * Program names that are this reader's, NULL-terminated: matched whole,
	 * or before the first '/'; one that ends in '-' is how names begin.
	 * Case matters. May be NULL.
	 */
	const char *const *programs;

	/*
	 * What may stand behind the last '/' of a program whose first part is
	 * nobody's name: the daemons of an MTA whose instances are named freely
	 * (`mx-out/smtp`). That first part is the event's `instance`. So is
	 * one that begins with a name of `programs` and '-' (`postfix-out`).
	 */
	const char *const *daemons;

	/*
	 * May be NULL. For logs whose lines name no program (Exim's mainlog,
	 * Exchange's CSV, multilog): is this file, of which `head` are the
	 * first lines, mine? 0 no, 100 surely. Lines that name no known program
	 * go to the reader that claims the file.
	 */
	int (*probe)(MtSlice head);

	/*
	 * May be NULL. A state for one source: column names, open sessions. It
	 * must be bounded whatever the input. Lines of a source then come in
	 * order, one at a time, which costs the parallel work: only where lines
	 * cannot be understood alone.
	 */
	void *(*open)(void);
	void (*close)(void *state);

	/*
	 * May be NULL where lines have a common prefix. Take the reader's own
	 * prefix off: fill `stamp` (mtalog/stamp.h has scanners), the pid and
	 * the host of `event` where it has them, and leave the rest in `text`,
	 * which is the line on entry. False if the line does not have it.
	 *
	 * Without `open` this is also asked for lines of other files which
	 * have no program, so it must not take what is not its own.
	 */
	bool (*prefix)(MtSlice *text, void *state, MtEvent *event,
		       MtStamp *stamp);

	MtLineClass (*read)(const MtReaderLine *line);

	/*
	 * May be NULL. Is this text of a program that is nobody's for this
	 * reader? 0: no; the one that is most sure takes it. From 2 on also
	 * what another reader has not understood.
	 */
	unsigned (*claims)(MtSlice program, MtSlice text);
} MtReader;

/* NULL-terminated, in name order; made by the Makefile. */
extern const MtReader *const mt_readers[];

static inline size_t
mt_readers_count(void)
{
	size_t n = 0;

	while (mt_readers[n] != NULL)
		n++;
	return n;
}

#endif

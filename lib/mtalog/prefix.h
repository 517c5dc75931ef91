/*
 * What stands before the message of a log line: when, on which host, by which
 * program. The transport writes it, not the MTA, so it is the same for all.
 *
 * Known: RFC 3164 with and without year, fraction and host; RFC 3339 times in
 * its place, with host, or bare; RFC 5424 with structured data, byte order mark
 * and RFC 6587 octet counts; `<PRI>` before any of these; `<fac.sev>` and
 * `[ID n fac.sev]` of BSD and Solaris; postlogd; epoch and TAI64N times;
 * journalctl -o short, short-full, short-iso, short-precise, short-unix, json
 * and export; JSON lines of docker and of common shippers, with a syslog line
 * inside or not; container lines (`stdout F`), `NAME  | ` of compose, `FILE:` and
 * `FILE:LINE:` of grep, and any few words before a time and a program, such as the
 * names of pods; columns between host and program.
 *
 * `#012` of rsyslog (an escaped control character) is decoded.
 */
#ifndef MT_MTALOG_PREFIX_H
#define MT_MTALOG_PREFIX_H

#include "base/arena.h"
#include "mtalog/stamp.h"

typedef struct {
	MtStamp stamp;
	MtSlice host;    /* p NULL where none is named, so too program */
	MtSlice program; /* `postfix/smtp` */
	int64_t pid;
	bool has_pid;
	MtSlice text; /* what the program said */
	/*
	 * The line says that another one came N more times: the one in `text`
	 * (`message repeated N times: [ text]`), or, if `last`, the line before
	 * (`last message repeated N times`). Else 0.
	 */
	int64_t repeated;
	bool last;
	/* Lines with the same number, which is not 0, have stamp and host in
	 * common. */
	uint64_t head;
} MtPrefix;

/*
 * `Jan  2 03:04:05 host ` of the last line that began so, or, also with another
 * fraction, `2026-01-02T03:04:05.123456+01:00 host `, and what it means.
 */
typedef struct {
	char text[96];
	size_t n;       /* bytes of it; 0: none is known */
	size_t host;    /* where the host begins */
	size_t point;   /* where the digits of the fraction begin, which are
			   stamp.decimals; 0: there is none */
	int year;       /* that times without one were in */
	MtStamp stamp;  /* of the whole second */
	uint64_t count; /* of the heads without a fraction that there were */
} MtPrefixHead;

/* What is kept from line to line of one thread. */
typedef struct {
	MtArena *arena; /* for texts that have to be decoded */
	int year;       /* of times that name none */
	MtPrefixHead head;
	MtSlice lines;   /* the memory that the lines are in; may be none */
	MtSlice plain;   /* the part of it that has no '#': nothing to decode */
	MtSlice carried; /* the text of the last envelope of named values */
	unsigned depth;  /* of envelopes in envelopes; 0 between lines */
} MtPrefixContext;

/*
 * Take the prefix off `line`, which has no line end. False where it begins with
 * nothing of the above: `text` is the line then and all else is unknown. A line
 * may have a program and no time.
 */
bool mt_prefix_read(MtPrefixContext *context, MtSlice line, MtPrefix *prefix);

/*
 * What `line`, whose prefix was just read, carries as a whole: the text in JSON or
 * in an entry of the journal, else the line itself.
 */
MtSlice mt_prefix_carrier(const MtPrefixContext *context, MtSlice line,
			  const MtPrefix *prefix);

/* The text of a prefix as a line of its own, with a program and a time or process.
 * What it does not say, the outer prefix does. */
bool mt_prefix_inner(MtPrefixContext *context, const MtPrefix *outer,
		     MtPrefix *inner);

/*
 * The length of the first message of a line that is octet-counted (RFC 6587):
 * several may follow one another without a line end. Else the line's length.
 */
size_t mt_prefix_octets(MtSlice line);

/* Internal: the forms that have files of their own. `line` is at its front. */
bool mt_prefix_5424(MtSlice line, MtPrefix *prefix); /* at VERSION */
bool mt_prefix_json(MtPrefixContext *context, MtSlice line, MtPrefix *prefix);
bool mt_prefix_export(MtPrefixContext *context, MtSlice entry,
		      MtPrefix *prefix);

/* How far a line was looked through; all zero at first. */
typedef struct {
	size_t at, colons, words, dashes;
} MtPrefixMarks;

/*
 * The next place in `line` where one may begin that a program has put a mark before:
 * behind each of its first words, colons and dashes. False: no other.
 */
bool mt_prefix_mark(MtSlice line, MtPrefixMarks *marks, MtSlice *rest);

/* Decode `text`, and see whether it speaks of another line. */
void mt_prefix_text(MtPrefixContext *context, MtPrefix *prefix);

/* `host program[pid]: text`, where host and program may lack. */
void mt_prefix_names(MtSlice rest, MtPrefix *prefix);

/*
 * Where a host is known and no program: `mail info program[pid]: text`, `host2
 * program[pid]: text`, and what else templates of rsyslog put before the program. Of
 * several hosts the last one is what the line said itself.
 */
void mt_prefix_columns(MtPrefix *prefix);

/* `mail.info`, `mail:info`, `[mail.info]`, `<mail.info>`, `<2.6>` */
bool mt_prefix_is_level(MtSlice word);

/* `program[pid]: text` or `program: text`; false, and nothing set, if none. */
bool mt_prefix_program(MtSlice rest, MtPrefix *prefix);

#endif

/*
 * Exim: `2026-01-02 03:04:05.678 +0100 [pid] ID <= ...`, and the same behind a
 * syslog prefix. Main, reject and panic log have one form; the header lines
 * that the reject log shows are no events. Source: Exim's specification, "Log
 * files"; log.c for what syslog gets.
 */
#include "mtalog/eximtext.h"
#include "mtalog/queueid.h"
#include "mtalog/scan.h"
#include "mtalog/stamp.h"

#include <glib.h>

#define HEAD(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

/* 16 or, from 4.97 on, 23 characters. */
static bool
take_id(MtSlice *text, MtSlice *id)
{
	static const size_t sizes[] = {16, 23};

	for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
		MtSlice word = mt_slice_sub(*text, 0, sizes[i]);

		if ((text->n > word.n && text->p[word.n] != ' ') ||
		    !mt_queueid_is_exim(word))
			continue;
		*id = word;
		*text = mt_slice_sub(*text, word.n + 1, text->n);
		return true;
	}
	return false;
}

/* log_selector = +pid */
static void
take_pid(MtSlice *text, MtEvent *e)
{
	MtSlice rest = *text;
	int64_t pid;

	if (!mt_scan_skip(&rest, MT_SLICE("[")) ||
	    !mt_scan_number(&rest, &pid) ||
	    !mt_scan_skip(&rest, MT_SLICE("] ")))
		return;
	e->pid = pid;
	e->has |= MT_HAS_PID;
	*text = rest;
}

static bool
take_stamp(MtSlice *text, MtEvent *e, MtStamp *stamp)
{
	MtSlice rest = *text;

	if (rest.n < 20 || rest.p[4] != '-' || rest.p[10] != ' ' ||
	    !mt_stamp_iso(&rest, stamp) || !mt_scan_skip(&rest, MT_SLICE(" ")))
		return false;
	take_pid(&rest, e);
	*text = rest;
	return true;
}

/* What has no id begins with a phrase that is known. */
static bool
is_ours(MtSlice text)
{
	return mt_exim_phrase(text, false) != NULL || mt_exim_is_not_mail(text);
}

static bool
take_prefix(MtSlice *text, void *state, MtEvent *event, MtStamp *stamp)
{
	MtSlice rest = *text;

	(void)state;
	if (!take_stamp(&rest, event, stamp) ||
	    (!take_id(&rest, &event->queue_id) && !is_ours(rest)))
		return false;
	*text = rest;
	return true;
}

static int
probe(MtSlice head)
{
	for (size_t i = 0; i < 20 && head.n > 0; i++) {
		MtSlice line = mt_scan_until(&head, '\n');
		MtEvent event = {0};
		MtStamp stamp;

		if (take_prefix(&line, NULL, &event, &stamp))
			return 90;
	}
	return 0;
}

/*
 * A letter says what a header line is for Exim; folded ones begin with space. A
 * name before a colon is taken for that of a program: `Envelope-from: <..>`.
 */
static MtLineClass
class_of_dump(MtSlice program, MtSlice text)
{
	if (text.n == 0 || mt_is_space(text.p[0]) ||
	    (text.n > 2 && (mt_is_alpha(text.p[0]) || text.p[0] == '*') &&
	     text.p[1] == ' ') ||
	    mt_slice_starts(text, MT_SLICE("----")) ||
	    (program.n > 0 && !mt_slice_starts(program, MT_SLICE("exim"))))
		return MT_LINE_NOT_MAIL;
	return MT_LINE_DAMAGED;
}

/* A message without sender that is about another is its bounce or warning. */
static void
give_bounce(const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice child = e->queue_id, parent = e->related_id;

	if (e->kind != MT_EVENT_RECEIVE || e->sender.n > 0 ||
	    !mt_queueid_is_exim(parent))
		return;
	mt_event_clear(e);
	e->mta = MT_MTA_EXIM;
	e->kind = MT_EVENT_BOUNCE;
	e->queue_id = parent;
	e->related_id = child;
	mt_reader_give(line);
}

/* `SMTP connection from [ip] closed by QUIT`, `closed after SIGTERM`, `lost`: it
 * ends. */
static void
set_connection(MtEvent *e)
{
	static const MtSlice ends[] = {HEAD(" closed "), HEAD(" lost")};

	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
		if (e->kind == MT_EVENT_CONNECT &&
		    mt_slice_find(e->reply, ends[i]) != MT_SLICE_NOWHERE)
			e->kind = MT_EVENT_DISCONNECT;
	if (e->kind == MT_EVENT_CONNECT || e->kind == MT_EVENT_DISCONNECT)
		e->reply = (MtSlice){0};
}

/*
 * What syslog's time lacks, Exim's own behind it may have: a zone, or the
 * fraction of the second. Without a zone it is the same but for whole quarters
 * of an hour, or it is another time.
 */
static void
set_better_time(MtEvent *e, const MtStamp *stamp)
{
	int64_t second = 1000000, quarter = 900;
	int64_t own = stamp->us / second, other = e->time_us / second;

	if (!stamp->known || stamp->decimals <= e->decimals)
		return;
	if (stamp->zone) {
		e->time_us = stamp->us;
		e->has_time = true;
	} else if (e->has_time && (own - other) % quarter == 0) {
		e->time_us = other * second + stamp->us % second;
	} else {
		return;
	}
	e->decimals = stamp->decimals;
}

/* The list of recipients goes on in the next part, so it is not counted. */
static void
forget_list(MtEvent *e)
{
	if ((e->has & MT_HAS_RECIPIENTS) == 0)
		return;
	e->has &= ~(uint32_t)MT_HAS_RECIPIENTS;
	e->recipient = (MtSlice){0};
}

/* What names are found in is the reply as it stands. */
static bool
is_prose(MtEximRead *read)
{
	static MtEximRead *const of_prose[] = {
		mt_exim_from, mt_exim_server, mt_exim_unqualified,
		mt_exim_unnamed, mt_exim_ignored};

	for (size_t i = 0; i < G_N_ELEMENTS(of_prose); i++)
		if (read == of_prose[i])
			return true;
	return false;
}

static MtLineClass
read_phrase(const MtReaderLine *line, const MtEximPhrase *phrase, MtSlice text,
	    bool more)
{
	MtEvent *e = line->event;

	e->kind = phrase->kind;
	e->status = phrase->status;
	if (phrase->read == NULL)
		e->reply = text;
	else if (!phrase->read(mt_slice_sub(text, phrase->head.n, text.n), e) &&
		 !more)
		return MT_LINE_DAMAGED;
	if (is_prose(phrase->read))
		e->reply = text;
	set_connection(e);
	if (more)
		forget_list(e);
	mt_reader_give(line);
	give_bounce(line);
	return MT_LINE_UNDERSTOOD;
}

/* `[2\3] ` of a text of three lines; `[2/3] ` where a line was cut, for those of
 * syslog are not longer than 870 bytes: then more of it is in the next part. */
static bool
take_part(MtSlice *text, int64_t *part, bool *more)
{
	MtSlice rest = *text;
	int64_t all;
	bool cut;

	*part = 1;
	*more = false;
	if (!mt_scan_skip(&rest, MT_SLICE("[")) ||
	    !mt_scan_number(&rest, part) || rest.n == 0 ||
	    (rest.p[0] != '\\' && rest.p[0] != '/'))
		return false;
	cut = rest.p[0] == '/';
	rest = mt_slice(rest.p + 1, rest.n - 1);
	if (!mt_scan_number(&rest, &all) ||
	    !mt_scan_skip(&rest, MT_SLICE("] ")))
		return false;
	*more = cut;
	*text = rest;
	return true;
}

/* What may stand before the text where syslog's prefix does; false for the second
 * part of a line, or a later one. */
static bool
take_behind_syslog(MtSlice *text, MtEvent *e, bool *more)
{
	MtStamp stamp = {0};
	int64_t part;

	if (take_part(text, &part, more) && part > 1)
		return false;
	if (take_stamp(text, e, &stamp))
		set_better_time(e, &stamp);
	take_id(text, &e->queue_id);
	return true;
}

static MtLineClass
read_line(const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice text = line->text;
	bool has_id, more = false;
	const MtEximPhrase *phrase;

	e->mta = MT_MTA_EXIM;
	/* With Exim's own prefix the id was taken, too. */
	if (e->queue_id.n == 0 && !take_behind_syslog(&text, e, &more))
		return MT_LINE_UNDERSTOOD;
	has_id = e->queue_id.n > 0;
	phrase = mt_exim_phrase(text, has_id);
	if (phrase != NULL)
		return read_phrase(line, phrase, text, more);
	if (has_id)
		return MT_LINE_MAIL;
	if (mt_exim_is_not_mail(text))
		return MT_LINE_NOT_MAIL;
	return e->has_time ? MT_LINE_MAIL : class_of_dump(e->program, text);
}

/* syslog_processname gives other names to the lines of one Exim of several. */
static unsigned
claims(MtSlice program, MtSlice text)
{
	MtSlice id;

	(void)program;
	return text.n > 16 && text.p[6] == '-' && take_id(&text, &id) &&
	       mt_exim_phrase(text, true) != NULL;
}

static const char *const programs[] = {"exim", "exim4", NULL};

const MtReader mt_reader_exim = {
	.name = "exim",
	.programs = programs,
	.probe = probe,
	.prefix = take_prefix,
	.read = read_line,
	.claims = claims,
};

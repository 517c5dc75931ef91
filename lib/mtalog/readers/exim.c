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

typedef struct {
	MtSlice head;
	MtEventKind kind;
	MtStatus status;
	MtEximRead *read;
} Phrase;

/* Behind an id. The frequent ones stand first. */
static const Phrase after_id[] = {
	{HEAD("=> "), MT_EVENT_ATTEMPT, MT_STATUS_SENT, mt_exim_delivery},
	{HEAD("<= "), MT_EVENT_RECEIVE, 0, mt_exim_arrival},
	{HEAD("Completed"), MT_EVENT_REMOVE, 0, mt_exim_times},
	{HEAD("-> "), MT_EVENT_ATTEMPT, MT_STATUS_SENT, mt_exim_delivery},
	{HEAD("== "), MT_EVENT_ATTEMPT, MT_STATUS_DEFERRED, mt_exim_deferral},
	{HEAD("** "), MT_EVENT_ATTEMPT, MT_STATUS_BOUNCED, mt_exim_failure},
	{HEAD(">> "), MT_EVENT_ATTEMPT, MT_STATUS_SENT, mt_exim_delivery},
	/* -N: everything but the delivery itself. */
	{HEAD("*> "), MT_EVENT_ATTEMPT, MT_STATUS_DISCARDED, mt_exim_delivery},
	/* fakereject: taken, and the client told the opposite. */
	{HEAD("(= "), MT_EVENT_RECEIVE, 0, mt_exim_arrival},
	{HEAD("H="), MT_EVENT_OTHER, 0, mt_exim_host_line},
	{HEAD("Frozen"), MT_EVENT_HOLD, 0, NULL},
	{HEAD("frozen"), MT_EVENT_HOLD, 0, NULL},
	{HEAD("*** Frozen"), MT_EVENT_HOLD, 0, NULL},
	{HEAD("Unfrozen"), MT_EVENT_RELEASE, 0, NULL},
	{HEAD("unfrozen"), MT_EVENT_RELEASE, 0, NULL},
	/* `Completed` follows these: they do not remove it themselves. */
	{HEAD("cancelled by timeout_frozen_after"), MT_EVENT_EXPIRE,
	 MT_STATUS_EXPIRED, NULL},
	{HEAD("cancelled by "), MT_EVENT_OTHER, MT_STATUS_DELETED, NULL},
	{HEAD("removed by "), MT_EVENT_OTHER, MT_STATUS_DELETED, NULL},
	{HEAD("Message is frozen"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("no immediate delivery: "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Spool file "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("SMTP error from "), MT_EVENT_OTHER, MT_STATUS_DEFERRED, NULL},
	{HEAD("SMTP timeout "), MT_EVENT_OTHER, MT_STATUS_DEFERRED, NULL},
	{HEAD("Remote host "), MT_EVENT_OTHER, MT_STATUS_DEFERRED, NULL},
	{HEAD("remote host "), MT_EVENT_OTHER, MT_STATUS_DEFERRED, NULL},
	{HEAD("TLS "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("DANE "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("DKIM: "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("ARC: "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("PRDR "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("SA: "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Warning: "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("malware acl condition"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("spam acl condition"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("original recipients"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("sender verify "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("rejected "), MT_EVENT_REJECT, MT_STATUS_REJECTED, NULL},
	{HEAD("recipients refused "), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 NULL},
	{HEAD("Failed to "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("failed to "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Error while "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("error "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Delivery "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("delivery "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("routing "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("lowest numbered MX record points to local host"), MT_EVENT_OTHER,
	 0, NULL},
	{HEAD("message abandoned"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("string_"), MT_EVENT_OTHER, 0, NULL},
};

/* A line without an id. */
static const Phrase without_id[] = {
	{HEAD("H="), MT_EVENT_REJECT, MT_STATUS_REJECTED, mt_exim_rejected},
	{HEAD("SMTP connection from "), MT_EVENT_CONNECT, 0, mt_exim_client},
	{HEAD("no host name found for IP address "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("no IP address found for host "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("no MAIL in SMTP connection from "), MT_EVENT_DISCONNECT, 0,
	 mt_exim_client},
	{HEAD("unexpected disconnection "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("unexpected "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("SMTP command timeout "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("SMTP data timeout "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("SMTP protocol "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("SMTP syntax error "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("SMTP call from "), MT_EVENT_OTHER, 0, mt_exim_client},
	{HEAD("TLS error on connection "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("TLS session"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Connection from "), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 mt_exim_client},
	{HEAD("connection from "), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 mt_exim_client},
	{HEAD("rejected "), MT_EVENT_REJECT, MT_STATUS_REJECTED, NULL},
	{HEAD("temporarily rejected "), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 NULL},
	{HEAD("refused "), MT_EVENT_REJECT, MT_STATUS_REJECTED, NULL},
	{HEAD("incomplete transaction "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("sender verify "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("ident connection to "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("host name alias list "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Warning: "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("U="), MT_EVENT_REJECT, MT_STATUS_REJECTED, mt_exim_rejected},
};

/* What Exim says of itself. */
static const MtSlice not_mail[] = {
	HEAD("Start queue run"),
	HEAD("End queue run"),
	HEAD("exim "),
	HEAD("SIGHUP received"),
	HEAD("SIGTERM "),
	HEAD("pid "),
	HEAD("daemon"),
	HEAD("Daemon"),
	HEAD("cwd="),
	HEAD("exec "),
	HEAD("socket bind() "),
	HEAD("listen() "),
	HEAD("accept() "),
	HEAD("setsockopt"),
	HEAD("Cannot open "),
	HEAD("Exim configuration "),
	HEAD("Exim "),
	HEAD("configuration file "),
	HEAD("Failed to "),
	HEAD("failed to "),
	HEAD("queue run"),
	HEAD("Suspending "),
	HEAD("2 syncs "),
	HEAD("DNS "),
};

static bool
starts_one(const MtSlice *heads, size_t n, MtSlice text)
{
	for (size_t i = 0; i < n; i++)
		if (mt_slice_starts(text, heads[i]))
			return true;
	return false;
}

static const Phrase *
find(const Phrase *phrases, size_t n, MtSlice text)
{
	for (size_t i = 0; i < n; i++)
		if (text.n >= phrases[i].head.n &&
		    text.p[0] == phrases[i].head.p[0] &&
		    mt_slice_starts(text, phrases[i].head))
			return &phrases[i];
	return NULL;
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

static bool
is_ours(MtSlice text)
{
	MtSlice id;

	return take_id(&text, &id) ||
	       find(without_id, G_N_ELEMENTS(without_id), text) != NULL ||
	       starts_one(not_mail, G_N_ELEMENTS(not_mail), text);
}

static bool
take_prefix(MtSlice *text, void *state, MtEvent *event, MtStamp *stamp)
{
	MtSlice rest = *text;

	(void)state;
	if (!take_stamp(&rest, event, stamp) || !is_ours(rest))
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

/* `SMTP connection from [ip] closed by QUIT`, `lost`: it ends. */
static void
set_connection(MtEvent *e)
{
	static const MtSlice ends[] = {HEAD(" closed by "), HEAD(" lost")};

	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
		if (e->kind == MT_EVENT_CONNECT &&
		    mt_slice_find(e->reply, ends[i]) != MT_SLICE_NOWHERE)
			e->kind = MT_EVENT_DISCONNECT;
	if (e->kind == MT_EVENT_CONNECT || e->kind == MT_EVENT_DISCONNECT)
		e->reply = (MtSlice){0};
}

static MtLineClass
read_phrase(const MtReaderLine *line, const Phrase *phrase, MtSlice text)
{
	MtEvent *e = line->event;

	e->kind = phrase->kind;
	e->status = phrase->status;
	if (phrase->read == NULL)
		e->reply = text;
	else if (!phrase->read(mt_slice_sub(text, phrase->head.n, text.n), e))
		return MT_LINE_DAMAGED;
	set_connection(e);
	mt_reader_give(line);
	give_bounce(line);
	return MT_LINE_UNDERSTOOD;
}

/* `[2\3] ` or `[2/3] `: syslog lines are not longer than 870 bytes. */
static bool
take_part(MtSlice *text, int64_t *part)
{
	MtSlice rest = *text;
	int64_t all;

	*part = 1;
	if (!mt_scan_skip(&rest, MT_SLICE("[")) ||
	    !mt_scan_number(&rest, part) || rest.n == 0 ||
	    (rest.p[0] != '\\' && rest.p[0] != '/'))
		return false;
	rest = mt_slice(rest.p + 1, rest.n - 1);
	if (!mt_scan_number(&rest, &all) ||
	    !mt_scan_skip(&rest, MT_SLICE("] ")))
		return false;
	*text = rest;
	return true;
}

static MtLineClass
read_line(const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice text = line->text;
	MtStamp stamp;
	int64_t part;
	const Phrase *phrase;
	bool has_id;

	e->mta = MT_MTA_EXIM;
	if (take_part(&text, &part) && part > 1)
		return MT_LINE_UNDERSTOOD;
	take_stamp(&text, e, &stamp);
	has_id = take_id(&text, &e->queue_id);
	phrase = has_id ? find(after_id, G_N_ELEMENTS(after_id), text)
			: find(without_id, G_N_ELEMENTS(without_id), text);
	if (phrase != NULL)
		return read_phrase(line, phrase, text);
	if (has_id)
		return MT_LINE_MAIL;
	if (starts_one(not_mail, G_N_ELEMENTS(not_mail), text))
		return MT_LINE_NOT_MAIL;
	return e->has_time ? MT_LINE_MAIL : class_of_dump(e->program, text);
}

static const char *const programs[] = {"exim", "exim4", NULL};

const MtReader mt_reader_exim = {
	.name = "exim",
	.programs = programs,
	.probe = probe,
	.prefix = take_prefix,
	.read = read_line,
};

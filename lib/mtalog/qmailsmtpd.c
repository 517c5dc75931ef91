/*
 * The lines of qmail's SMTP servers. As they were born qmail-smtpd logs nothing;
 * what it writes comes of patches, each of which has a form of its own. One line
 * may be said again by another patch: it is counted once.
 */
#include "mtalog/qmailtext.h"

#include <glib.h>

#include "base/ipaddr.h"
#include "mtalog/reply.h"
#include "mtalog/scan.h"

/* `<a:b:c>`: parts of it, as many as are wanted. */
static bool
take_parts(MtSlice *rest, MtSlice *parts, size_t n)
{
	MtSlice path;

	if (!mt_scan_path(rest, &path))
		return false;
	for (size_t i = 0; i < n; i++)
		parts[i] = mt_scan_until(&path, ':');
	mt_scan_skip(rest, MT_SLICE(" "));
	return true;
}

/* chkuser of qmailtoaster: `.. from <SENDER:USER:> remote <HELO:NAME:IP> rcpt
 * <RECIPIENT> : reason`. */
static bool
read_checked(MtSlice rest, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice from = MT_SLICE("from "), part[3] = {0}, to;
	size_t at = mt_slice_find(rest, from);

	e->reply = line->text;
	rest = mt_slice_sub(rest, at == MT_SLICE_NOWHERE ? rest.n : at + from.n,
			    rest.n);
	if (!take_parts(&rest, part, 2))
		return false;
	e->sender = part[0];
	if (part[1].n > 0)
		e->auth = part[1];
	if (!mt_scan_skip(&rest, MT_SLICE("remote ")) ||
	    !take_parts(&rest, part, 3))
		return false;
	e->helo = part[0];
	e->client = part[1];
	e->client_ip = part[2];
	if (mt_scan_skip(&rest, MT_SLICE("rcpt ")) && mt_scan_path(&rest, &to))
		e->recipient = to;
	return true;
}

/* `IP:NAME`; an address of version 6 has colons as well, a name has none. */
static void
take_short_client(MtSlice word, MtEvent *e)
{
	size_t end = word.n;
	MtSlice ip;
	MtIp address;

	while (end > 0 && word.p[end - 1] != ':')
		end--;
	ip = end == 0 ? word : mt_slice_sub(word, 0, end - 1);
	if (!mt_ip_parse(ip, &address))
		return;
	e->client_ip = ip;
	if (end > 0 && end < word.n)
		e->client = mt_slice_sub(word, end, word.n);
}

/* `S:IP:NAME`, `H:HELO`, `F:SENDER`, `T:RECIPIENT` */
static void
take_short(MtSlice word, MtEvent *e)
{
	MtSlice key = mt_scan_until(&word, ':');

	if (mt_slice_eq(key, MT_SLICE("H"))) {
		e->helo = word;
	} else if (mt_slice_eq(key, MT_SLICE("F"))) {
		e->sender = word;
	} else if (mt_slice_eq(key, MT_SLICE("T")) && word.n > 0) {
		e->recipient = word;
	} else if (mt_slice_eq(key, MT_SLICE("S"))) {
		take_short_client(word, e);
	}
}

static bool
read_judged(MtSlice rest, const MtReaderLine *line)
{
	MtSlice word;

	line->event->reply = mt_scan_until(&rest, ' ');
	while (mt_slice_word(&rest, &word))
		take_short(word, line->event);
	return true;
}

/* `key=value` of qlog; the other keys say nothing that an event has. */
static const struct {
	MtSlice key;
	size_t at;
} members[] = {
	{{"helo", 4}, offsetof(MtEvent, helo)},
	{{"mailfrom", 8}, offsetof(MtEvent, sender)},
	{{"rcptto", 6}, offsetof(MtEvent, recipient)},
	{{"authuser", 8}, offsetof(MtEvent, auth)},
	{{"remoteip", 8}, offsetof(MtEvent, client_ip)},
	{{"remotehost", 10}, offsetof(MtEvent, client)},
};

static void
take_logged_number(MtSlice key, MtSlice value, MtEvent *e)
{
	int64_t port;

	if (mt_slice_eq(key, MT_SLICE("size"))) {
		if (mt_scan_number(&value, &e->size))
			e->has |= MT_HAS_SIZE;
	} else if (mt_slice_eq(key, MT_SLICE("pid"))) {
		if (mt_scan_number(&value, &e->pid))
			e->has |= MT_HAS_PID;
	} else if (mt_slice_eq(key, MT_SLICE("remoteport"))) {
		if (!mt_scan_number(&value, &port) || port > 65535)
			return;
		e->client_port = (int32_t)port;
		e->has |= MT_HAS_CLIENT_PORT;
	}
}

/* `qp PID`, as qmail-send has it; the key stands before it: `qp=PID`. */
static MtSlice
queued_as(MtSlice value, MtArena *arena)
{
	static const MtSlice qp = {"qp ", 3};
	char *id = mt_arena_take(arena, qp.n + value.n);

	memcpy(id, qp.p, qp.n);
	memcpy(id + qp.n, value.p, value.n);
	return mt_slice(id, qp.n + value.n);
}

/* Of a message that was queued for several the recipients are a list. */
static void
take_logged(MtSlice key, MtSlice value, const MtReaderLine *line)
{
	MtEvent *e = line->event;

	for (size_t i = 0; i < G_N_ELEMENTS(members); i++)
		if (mt_slice_eq(key, members[i].key))
			memcpy((char *)e + members[i].at, &value, sizeof value);
	take_logged_number(key, value, e);
	if (mt_slice_eq(key, MT_SLICE("qp")))
		e->related_id = queued_as(value, line->arena);
}

/*
 * `result=rejected code=550 reason=chkuser detail=nomailbox helo=H mailfrom=A
 * rcptto=B ... remoteip=IP remoteport=N remotehost=NAME qp=N pid=N`, where
 * values may be empty. The patches that look at addresses, chkuser and qregex,
 * have told of a refusal in a line of their own.
 */
static bool
read_logged(MtSlice rest, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	size_t helo = mt_slice_find(rest, MT_SLICE(" helo="));
	MtSlice word, verdict = mt_slice_sub(rest, 0, helo);

	if (helo == MT_SLICE_NOWHERE)
		return false;
	if (mt_slice_starts(verdict, MT_SLICE("result=rejected ")) &&
	    mt_slice_find(verdict, MT_SLICE(" reason=chkuser")) ==
		    MT_SLICE_NOWHERE &&
	    mt_slice_find(verdict, MT_SLICE(" reason=qregex")) ==
		    MT_SLICE_NOWHERE) {
		e->kind = MT_EVENT_REJECT;
		e->status = MT_STATUS_REJECTED;
	}
	e->reply = verdict;
	rest = mt_slice_sub(rest, helo, rest.n);
	while (mt_slice_word(&rest, &word)) {
		MtSlice key = mt_scan_until(&word, '=');

		if (word.n > 0)
			take_logged(key, word, line);
	}
	if (mt_slice_find_char(e->recipient, ',') != MT_SLICE_NOWHERE)
		e->recipient = (MtSlice){0};
	return true;
}

/* `<ADDRESS> at IP`, `<ADDRESS> matches pattern: P`, of qregex. */
static bool
take_path(MtSlice *rest, const MtReaderLine *line, MtSlice *path)
{
	line->event->reply = line->text;
	if (!mt_scan_path(rest, path))
		return false;
	if (mt_scan_skip(rest, MT_SLICE(" at ")))
		line->event->client_ip = *rest;
	return true;
}

static bool
read_bad_helo(MtSlice rest, const MtReaderLine *line)
{
	return take_path(&rest, line, &line->event->helo);
}

static bool
read_bad_sender(MtSlice rest, const MtReaderLine *line)
{
	return take_path(&rest, line, &line->event->sender);
}

static bool
read_bad_recipient(MtSlice rest, const MtReaderLine *line)
{
	return take_path(&rest, line, &line->event->recipient);
}

/* `pid P from <A> qp N`: under which id it was queued, as the client was told. */
static bool
read_queued(MtSlice rest, const MtReaderLine *line)
{
	MtEvent *e = line->event;

	if (!mt_scan_number(&rest, &e->pid) ||
	    !mt_scan_skip(&rest, MT_SLICE(" from ")) ||
	    !mt_scan_path(&rest, &e->sender) ||
	    !mt_scan_skip(&rest, MT_SLICE(" ")))
		return false;
	e->has |= MT_HAS_PID;
	e->related_id = rest;
	return mt_slice_starts(rest, MT_SLICE("qp ")) && rest.n > 3;
}

/* eMPF: `local A -> remote B (AUTHENTICATED SENDER)`; or it says what it does. */
static bool
read_policy(MtSlice rest, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice where = mt_scan_until(&rest, ' '),
		sender = mt_scan_until(&rest, ' ');

	e->reply = line->text;
	if ((!mt_slice_eq(where, MT_SLICE("local")) &&
	     !mt_slice_eq(where, MT_SLICE("remote"))) ||
	    !mt_scan_skip(&rest, MT_SLICE("-> ")))
		return true;
	mt_scan_until(&rest, ' ');
	e->sender = sender;
	e->recipient = mt_scan_until(&rest, ' ');
	if (mt_slice_eq(rest, MT_SLICE("(AUTHENTICATED SENDER)")))
		e->auth = sender;
	return true;
}

static const MtQmailPhrase phrases[] = {
	{{"ok ", 3}, MT_EVENT_CONNECT, 0, mt_qmail_accepted},
	{{"deny ", 5}, MT_EVENT_REJECT, MT_STATUS_REJECTED, mt_qmail_accepted},
	{{"end ", 4}, MT_EVENT_DISCONNECT, 0, mt_qmail_ended},
	{{"CHKUSER rejected ", 17},
	 MT_EVENT_REJECT,
	 MT_STATUS_REJECTED,
	 read_checked},
	{{"CHKUSER ", 8}, MT_EVENT_OTHER, 0, read_checked},
	/* s/qmail, and spamcontrol before it */
	{{"Reject::", 8}, MT_EVENT_REJECT, MT_STATUS_REJECTED, read_judged},
	{{"Accept::", 8}, MT_EVENT_OTHER, 0, read_judged},
	{{"qlogenvelope: ", 14}, MT_EVENT_OTHER, 0, read_logged},
	{{"qlogreceived: ", 14}, MT_EVENT_OTHER, 0, read_logged},
	{{"badhelo: ", 9}, MT_EVENT_REJECT, MT_STATUS_REJECTED, read_bad_helo},
	{{"badmailfrom: ", 13},
	 MT_EVENT_REJECT,
	 MT_STATUS_REJECTED,
	 read_bad_sender},
	{{"badrcptto: ", 11},
	 MT_EVENT_REJECT,
	 MT_STATUS_REJECTED,
	 read_bad_recipient},
	{{"mail recv: pid ", 15}, MT_EVENT_OTHER, 0, read_queued},
	{{"policy_check: ", 14}, MT_EVENT_OTHER, 0, read_policy},
};

static const MtQmailPhrase blocked = {
	{"", 0}, MT_EVENT_REJECT, MT_STATUS_REJECTED, mt_qmail_blocked};

/* The programs that name themselves in the text, behind multilog's time. */
static const MtSlice servers[] = {
	{"tcpserver: ", 11}, {"sslserver: ", 11}, {"qmail-smtpd: ", 13}};

/* s/qmail's qmail-smtpd puts `pid N ` before what it says. */
static void
skip_server(MtSlice *text)
{
	MtSlice rest;
	int64_t pid;

	for (size_t i = 0; i < G_N_ELEMENTS(servers); i++)
		if (mt_scan_skip(text, servers[i]))
			break;
	rest = *text;
	if (mt_scan_skip(&rest, MT_SLICE("pid ")) &&
	    mt_scan_number(&rest, &pid) && mt_scan_skip(&rest, MT_SLICE(" ")) &&
	    !mt_slice_starts(rest, MT_SLICE("from ")))
		*text = rest;
}

const MtQmailPhrase *
mt_qmail_server(MtSlice program, MtSlice *text)
{
	if (mt_slice_eq(program, MT_SLICE("rblsmtpd")) ||
	    mt_scan_skip(text, MT_SLICE("rblsmtpd: ")))
		return &blocked;
	skip_server(text);
	for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++)
		if (mt_slice_starts(*text, phrases[i].head))
			return &phrases[i];
	return NULL;
}

/* Reading qmail's reports of deliveries, and the lines of its servers. */
#include "mtalog/qmailtext.h"

#include <glib.h>

#include "base/ipaddr.h"
#include "mtalog/reply.h"
#include "mtalog/scan.h"

/* `(#5.1.1)`, qmail's own judgement. */
static MtSlice
find_own_dsn(MtSlice text)
{
	MtSlice open = MT_SLICE("(#");
	size_t at = mt_slice_find(text, open);

	return at == MT_SLICE_NOWHERE
		       ? (MtSlice){0}
		       : mt_reply_dsn(mt_slice_sub(text, at + 2, text.n));
}

/* The first remarks of a report name the server: `Connected to 192.0.2.25 but`,
 * `.. without authentication./192.0.2.25 accepted message.`. */
static void
find_server(MtSlice text, MtEvent *e)
{
	MtSlice words, word;
	MtIp ip;

	for (size_t i = 0; i < 16 && mt_slice_word(&text, &words); i++)
		while (words.n > 0) {
			word = mt_scan_until(&words, '/');
			if (!mt_ip_parse(word, &ip))
				continue;
			e->relay_ip = word;
			return;
		}
}

/* What the server said, without qmail's words around it. */
static MtSlice
said(MtSlice text)
{
	MtSlice remote = MT_SLICE("Remote host said: ");
	size_t at = mt_slice_find(text, remote), end;

	if (at == MT_SLICE_NOWHERE)
		return (MtSlice){0};
	text = mt_slice_sub(text, at + remote.n, text.n);
	end = mt_slice_find(text, MT_SLICE("/Giving up on "));
	return mt_slice_sub(text, 0, end);
}

/* A report has no spaces, and ends with '/': indimail puts ` queue5` behind it. */
static MtSlice
without_queue(MtSlice report)
{
	size_t at = report.n;

	while (at > 0 && report.p[at - 1] != ' ' && report.p[at - 1] != '/')
		at--;
	return at > 1 && report.p[at - 1] == ' ' && report.p[at - 2] == '/'
		       ? mt_slice_sub(report, 0, at - 1)
		       : report;
}

/* Each remark of a report was a line; its end is a '/' behind a full stop. */
static MtSlice
decode(MtSlice report, MtArena *arena)
{
	char *copy = mt_arena_take(arena, report.n);

	for (size_t i = 0; i < report.n; i++) {
		copy[i] = report.p[i];
		if (copy[i] == '_')
			copy[i] = ' ';
	}
	while (report.n > 0 && copy[report.n - 1] == '/')
		report.n--;
	return mt_slice(copy, report.n);
}

/*
 * Whom it was forwarded by says as what: qmail-local `did 0+1+0/qp 12399`, or a
 * program that it ran, `forward: qp 12399/did 0+0+1`.
 */
static bool
take_forward(MtSlice text, MtEvent *e)
{
	static const MtSlice marks[] = {
		{"/qp ", 4}, {"forward: qp ", 12}, {"condredirect: qp ", 17}};

	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
		size_t at = mt_slice_find(text, marks[i]);
		MtSlice id;

		if (at == MT_SLICE_NOWHERE)
			continue;
		id = mt_slice_sub(text, at + marks[i].n - 3, text.n);
		e->related_id =
			mt_slice_sub(id, 0, mt_slice_find_char(id, '/'));
		return true;
	}
	return false;
}

void
mt_qmail_report(MtSlice report, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice text = decode(without_queue(report), line->arena),
		words = said(text);

	e->reply = words.n > 0 ? words : text;
	e->dsn = mt_reply_dsn(e->reply);
	if (e->dsn.p == NULL)
		e->dsn = find_own_dsn(text);
	find_server(text, e);
	if (e->status == MT_STATUS_SENT &&
	    (words.n > 0 || !take_forward(text, e)))
		e->remote_id = mt_reply_remote_id(words);
	if (mt_slice_find(text, MT_SLICE("this message has been in the queue "
					 "too long")) != MT_SLICE_NOWHERE)
		e->status = MT_STATUS_EXPIRED;
}

bool
mt_qmail_delivery(MtSlice *rest, int64_t *key)
{
	const int64_t queues = 1024;
	int64_t queue = 0;

	if (!mt_scan_number(rest, key) ||
	    (mt_scan_skip(rest, MT_SLICE(".")) &&
	     !mt_scan_number(rest, &queue)) ||
	    *key > INT64_MAX / queues - 1 || queue >= queues)
		return false;
	*key = *key * queues + queue;
	return mt_scan_skip(rest, MT_SLICE(": "));
}

MtSlice
mt_qmail_address(MtSlice rest)
{
	size_t n = 0;

	for (bool quoted = false; n < rest.n; n++)
		if (rest.p[n] == '"')
			quoted = !quoted;
		else if (rest.p[n] == ' ' && !quoted)
			break;
	return mt_slice_sub(rest, 0, n);
}

static bool
take_pid(MtSlice *rest, MtEvent *e)
{
	if (!mt_scan_number(rest, &e->pid))
		return false;
	e->has |= MT_HAS_PID;
	return mt_scan_skip(rest, MT_SLICE(" ")) || rest->n == 0;
}

/*
 * `NAME:IP:INFO:PORT`. Addresses of version 6 have colons as well, so the name
 * ends at the first one, information and port begin at the last two.
 */
static bool
take_client(MtSlice text, MtEvent *e)
{
	size_t port, info;
	MtSlice number;
	int64_t n;

	e->client = mt_scan_until(&text, ':');
	port = text.n;
	while (port > 0 && text.p[port - 1] != ':')
		port--;
	if (port == 0)
		return false;
	number = mt_slice_sub(text, port, text.n);
	if (mt_scan_number(&number, &n) && n <= 65535) {
		e->client_port = (int32_t)n;
		e->has |= MT_HAS_CLIENT_PORT;
	}
	info = port - 1;
	while (info > 0 && text.p[info - 1] != ':')
		info--;
	if (info == 0)
		return false;
	e->client_ip = mt_slice_sub(text, 0, info - 1);
	if (e->client.n == 0)
		e->client = (MtSlice){0};
	return true;
}

bool
mt_qmail_accepted(MtSlice rest, const MtReaderLine *line)
{
	if (!take_pid(&rest, line->event))
		return false;
	mt_scan_until(&rest, ' ');
	return take_client(mt_scan_until(&rest, ' '), line->event);
}

bool
mt_qmail_ended(MtSlice rest, const MtReaderLine *line)
{
	return take_pid(&rest, line->event);
}

bool
mt_qmail_blocked(MtSlice rest, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	size_t at;

	e->client_ip = mt_scan_until(&rest, ' ');
	if (mt_scan_skip(&rest, MT_SLICE("blocked "))) {
		e->reply = e->client_ip; /* which list has it */
		e->client_ip = mt_scan_until(&rest, ' ');
		return e->client_ip.n > 0;
	}
	if (!mt_scan_skip(&rest, MT_SLICE("pid ")) ||
	    !mt_scan_number(&rest, &e->pid))
		return false;
	/* Newer ones name the list before the colon. */
	at = mt_slice_find(rest, MT_SLICE(": "));
	if (at == MT_SLICE_NOWHERE)
		return false;
	rest = mt_slice_sub(rest, at + 2, rest.n);
	e->has |= MT_HAS_PID;
	e->reply = rest;
	e->dsn = mt_reply_dsn(rest);
	return true;
}

/*
 * Dovecot's deliveries: `lmtp(user)<pid><session>: msgid=<..>: saved mail to
 * INBOX` since 2.3, `lmtp(pid, user): session: ...` before, `lda(user): ...`;
 * its other services are not about mail under way. Source: mail-deliver.c and
 * deliver_log_format, log.h of Pigeonhole for what Sieve did.
 *
 * Size: one reading of the service in front serves stores, proxy and submission.
 */
#include "mtalog/reader.h"
#include "mtalog/reply.h"
#include "mtalog/scan.h"

#include <glib.h>

#define HEAD(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

/* Behind `msgid=<..>: `. */
static const struct {
	MtSlice head;
	MtEventKind kind;
	MtStatus status;
} phrases[] = {
	{HEAD("saved mail to "), MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{HEAD("stored mail into "), MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{HEAD("forwarded to "), MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{HEAD("redirected message to "), MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{HEAD("save failed to "), MT_EVENT_ATTEMPT, MT_STATUS_DEFERRED},
	{HEAD("failed to store into "), MT_EVENT_ATTEMPT, MT_STATUS_DEFERRED},
	{HEAD("marked message to be discarded"), MT_EVENT_ATTEMPT,
	 MT_STATUS_DISCARDED},
	{HEAD("discarded message"), MT_EVENT_ATTEMPT, MT_STATUS_DISCARDED},
	{HEAD("rejected"), MT_EVENT_ATTEMPT, MT_STATUS_BOUNCED},
	{HEAD("rejecting"), MT_EVENT_ATTEMPT, MT_STATUS_BOUNCED},
	{HEAD("Return-Path missing, rejection reason: "), MT_EVENT_ATTEMPT,
	 MT_STATUS_BOUNCED},
	{HEAD("sent vacation "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("discarded "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("discarding "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("not sending "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("sent notification "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("sent mail notification "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("failed to "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("left message in mailbox "), MT_EVENT_ATTEMPT, MT_STATUS_SENT},
};

static const MtSlice services[] = {
	HEAD("lmtp"),        HEAD("lda"),        HEAD("deliver"),
	HEAD("dovecot-lda"), HEAD("submission"),
};

static const MtSlice levels[] = {
	HEAD("Error: "), HEAD("Warning: "), HEAD("Fatal: "),
	HEAD("Panic: "), HEAD("Debug: "),
};

static bool
take_service(MtSlice *text, MtEvent *e)
{
	for (size_t i = 0; i < G_N_ELEMENTS(services); i++) {
		MtSlice rest = *text;

		if (!mt_scan_skip(&rest, services[i]) || rest.n == 0 ||
		    (rest.p[0] != '(' && rest.p[0] != ':'))
			continue;
		e->transport = services[i];
		*text = rest;
		return true;
	}
	return false;
}

static bool
set_pid(MtEvent *e, MtSlice text)
{
	unsigned long long pid;

	if (!mt_slice_number(text, INT32_MAX, &pid))
		return false;
	e->pid = (int64_t)pid;
	e->has |= MT_HAS_PID;
	return true;
}

/* `(user)`, `(pid)`, `(pid, user)`; a user's name may have a ')' in it. */
static bool
take_user(MtSlice *text, MtEvent *e)
{
	MtSlice user, pid;
	size_t end = 1;

	if (text->n == 0 || text->p[0] != '(')
		return true;
	while (end < text->n &&
	       !(text->p[end] == ')' && end + 1 < text->n &&
		 (text->p[end + 1] == ':' || text->p[end + 1] == '<')))
		end++;
	if (end >= text->n)
		return false;
	user = mt_slice_sub(*text, 1, end);
	*text = mt_slice_sub(*text, end + 1, text->n);
	/* With `<pid>` behind it, it is a user, whatever the name. */
	pid = mt_slice_sub(user, 0, mt_slice_find_char(user, ','));
	if (text->p[0] == ':' && set_pid(e, pid))
		user = mt_slice_trim(mt_slice_sub(user, pid.n + 1, user.n));
	if (user.n > 0)
		e->recipient = user;
	return true;
}

/* `<pid><session>` since 2.3. */
static void
take_session(MtSlice *text, MtEvent *e)
{
	MtSlice rest = *text;

	if (!mt_scan_skip(&rest, MT_SLICE("<")))
		return;
	set_pid(e, mt_scan_until(&rest, '>'));
	if (mt_scan_skip(&rest, MT_SLICE("<")))
		e->session = mt_scan_until(&rest, '>');
	*text = rest;
}

/* `session: ` before 2.3: base64, 22 characters, with `:N` or `:RN` behind. */
static void
take_old_session(MtSlice *text, MtEvent *e)
{
	size_t n = mt_slice_find(*text, MT_SLICE(": "));

	if (e->session.p != NULL || n == MT_SLICE_NOWHERE || n < 16 || n > 64)
		return;
	for (size_t i = 0; i < n; i++)
		if (!mt_is_alpha(text->p[i]) && !mt_is_digit(text->p[i]) &&
		    mt_slice_find_char(MT_SLICE("+/:-"), text->p[i]) ==
			    MT_SLICE_NOWHERE)
			return;
	e->session = mt_slice_sub(*text, 0, n);
	*text = mt_slice_sub(*text, n + 2, text->n);
}

/* What the server at the other end will be told: over quota is for good. */
static void
set_failure(MtEvent *e)
{
	if (e->status == MT_STATUS_DEFERRED &&
	    mt_slice_find_i(e->reply, MT_SLICE("quota")) != MT_SLICE_NOWHERE)
		e->status = MT_STATUS_BOUNCED;
}

/* `forwarded to <a>`: the recipient of that attempt is a. */
static void
set_forward(MtEvent *e, MtSlice rest)
{
	MtSlice path;

	if (e->status != MT_STATUS_SENT || !mt_scan_path(&rest, &path))
		return;
	e->orig_recipient = e->recipient;
	e->recipient = path;
}

/* `fileinto action: stored ..`, as Pigeonhole says since 0.5.11. */
static bool
skip_action(MtSlice *text)
{
	MtSlice rest = *text;

	mt_scan_until(&rest, ' ');
	if (!mt_scan_skip(&rest, MT_SLICE("action: ")))
		return false;
	*text = rest;
	return true;
}

static MtLineClass
read_result(const MtReaderLine *line, MtSlice text)
{
	MtEvent *e = line->event;

	skip_action(&text);
	for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++) {
		if (!mt_slice_starts(text, phrases[i].head))
			continue;
		e->kind = phrases[i].kind;
		e->status = phrases[i].status;
		e->reply = text;
		set_failure(e);
		set_forward(e, mt_slice_sub(text, phrases[i].head.n, text.n));
		mt_reader_give(line);
		return MT_LINE_UNDERSTOOD;
	}
	return MT_LINE_MAIL;
}

/* `msgid=<..>: `, in deliver_log_format with other members around it. */
static bool
take_message_id(MtSlice *text, MtEvent *e)
{
	MtSlice rest = *text, key = MT_SLICE("msgid=");
	size_t at = mt_slice_find(rest, key), from, end;
	MtSlice sender = MT_SLICE("from=");

	if (at == MT_SLICE_NOWHERE)
		return false;
	from = mt_slice_find(mt_slice_sub(rest, 0, at), sender);
	if (from != MT_SLICE_NOWHERE) {
		MtSlice path = mt_slice_sub(rest, from + sender.n, at);

		mt_scan_path(&path, &e->sender);
	}
	rest = mt_slice_sub(rest, at + key.n, rest.n);
	/* An id may have spaces in it: it is logged as it is. */
	end = 1;
	while (end < rest.n && !(rest.p[end - 1] == '>' &&
				 (rest.p[end] == ':' || rest.p[end] == ',')))
		end++;
	if (rest.n > 0 && rest.p[0] == '<' && end < rest.n) {
		e->message_id = mt_slice_sub(rest, 1, end - 1);
		rest = mt_slice_sub(rest, end, rest.n);
	} else {
		e->message_id = mt_slice_sub(
			rest, 0, mt_slice_find(rest, MT_SLICE(": ")));
	}
	if (mt_slice_eq(e->message_id, MT_SLICE("unspecified")) ||
	    e->message_id.n == 0)
		e->message_id = (MtSlice){0};
	*text = mt_slice_sub(rest, mt_slice_find(rest, MT_SLICE(": ")), rest.n);
	return mt_scan_skip(text, MT_SLICE(": "));
}

static MtLineClass
read_peer(const MtReaderLine *line, MtSlice rest, MtEventKind kind)
{
	MtEvent *e = line->event;
	MtSlice peer =
		mt_slice_sub(rest, 0, mt_slice_find(rest, MT_SLICE(": ")));

	e->kind = kind;
	if (mt_slice_find_char(peer, '.') == MT_SLICE_NOWHERE &&
	    mt_slice_find_char(peer, ':') == MT_SLICE_NOWHERE)
		e->client = peer;
	else
		e->client_ip = peer;
	if (peer.n + 2 < rest.n)
		e->reply = mt_slice_sub(rest, peer.n + 2, rest.n);
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}

static bool
has_level(MtSlice text)
{
	for (size_t i = 0; i < G_N_ELEMENTS(levels); i++)
		if (mt_slice_starts(text, levels[i]))
			return true;
	return false;
}

/* What a proxy says of a recipient; the first that is in the text counts. */
static const struct {
	MtSlice words;
	MtStatus status;
} proxied[] = {
	{HEAD("Failed to send message to "), MT_STATUS_DEFERRED},
	{HEAD("Sent message to "), MT_STATUS_SENT},
};

/* `.. Sent message to <b> at HOST:PORT: 250 2.0.0 <b> SESSION Saved (1/1 ..)` */
static bool
read_proxied(const MtReaderLine *line, MtSlice text)
{
	MtEvent *e = line->event;
	size_t at = MT_SLICE_NOWHERE, i = 0;

	for (; i < G_N_ELEMENTS(proxied) && at == MT_SLICE_NOWHERE; i++)
		at = mt_slice_find(text, proxied[i].words);
	if (at == MT_SLICE_NOWHERE)
		return false;
	e->kind = MT_EVENT_ATTEMPT;
	e->status = proxied[--i].status;
	text = mt_slice_sub(text, at + proxied[i].words.n, text.n);
	mt_scan_path(&text, &e->recipient);
	if (mt_scan_skip(&text, MT_SLICE(" at "))) {
		at = mt_slice_find(text, MT_SLICE(": "));
		e->relay_ip = mt_slice_sub(text, 0, at);
		text = mt_slice_sub(text, e->relay_ip.n + 2, text.n);
		at = e->relay_ip.n;
		while (at > 0 && e->relay_ip.p[at - 1] != ':')
			at--;
		e->relay_ip.n = at > 0 ? at - 1 : e->relay_ip.n;
		if (mt_scan_skip(&e->relay_ip, MT_SLICE("[")) &&
		    e->relay_ip.n > 0)
			e->relay_ip.n--;
	}
	e->reply = text;
	e->dsn = mt_reply_dsn(text);
	if (e->status == MT_STATUS_SENT)
		e->remote_id = mt_reply_remote_id(text);
	else if (text.n > 0 && text.p[0] == '5')
		e->status = MT_STATUS_BOUNCED;
	mt_reader_give(line);
	return true;
}

/* `from=<a>, size=N, id=.., nrcpt=N, reply=`250 ..'`: handed to the MTA. */
static MtLineClass
read_submission(const MtReaderLine *line, MtSlice text)
{
	MtEvent *e = line->event;
	MtSlice reply = MT_SLICE("reply=`");
	size_t at;

	if (!mt_scan_skip(&text,
			  MT_SLICE("Successfully relayed message: from=")))
		return MT_LINE_NOT_MAIL;
	e->kind = MT_EVENT_OTHER;
	e->auth = e->recipient;
	e->recipient = (MtSlice){0};
	if (!mt_scan_path(&text, &e->sender))
		return MT_LINE_DAMAGED;
	if (mt_scan_skip(&text, MT_SLICE(", size=")) &&
	    mt_scan_number(&text, &e->size))
		e->has |= MT_HAS_SIZE;
	at = mt_slice_find(text, reply);
	if (at != MT_SLICE_NOWHERE) {
		text = mt_slice_sub(text, at + reply.n, text.n);
		e->reply = mt_scan_until(&text, '\'');
		e->remote_id = mt_reply_remote_id(e->reply);
		e->dsn = mt_reply_dsn(e->reply);
	}
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}

static MtLineClass
read_delivery(const MtReaderLine *line, MtSlice text)
{
	MtEvent *e = line->event;
	bool level = has_level(text), sieve;

	mt_scan_skip(&text, MT_SLICE("Info: "));
	sieve = mt_scan_skip(&text, MT_SLICE("sieve: "));
	if (!level && take_message_id(&text, e))
		return read_result(line, text);
	if (mt_slice_starts(text, MT_SLICE("msgid=")))
		return MT_LINE_DAMAGED;
	if (mt_scan_skip(&text, MT_SLICE("Connect from ")))
		return read_peer(line, text, MT_EVENT_CONNECT);
	if (mt_scan_skip(&text, MT_SLICE("Disconnect from ")))
		return read_peer(line, text, MT_EVENT_DISCONNECT);
	if (read_proxied(line, text))
		return MT_LINE_UNDERSTOOD;
	if (sieve && skip_action(&text))
		return read_result(line, text);
	if (!level && !sieve)
		return MT_LINE_MAIL;
	e->kind = MT_EVENT_OTHER;
	e->reply = text;
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}

/*
 * In a file of Dovecot's own no program stands before the service, which was
 * taken for one then: both are one text.
 */
static MtSlice
with_service(MtSlice text, MtSlice program)
{
	const char *end = program.p + program.n;

	if (mt_slice_find_char(program, '(') == MT_SLICE_NOWHERE ||
	    text.p < end || text.p > end + 2)
		return text;
	return mt_slice(program.p, (size_t)(text.p + text.n - program.p));
}

static MtLineClass
read_line(const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice text = with_service(line->text, e->program);

	e->mta = MT_MTA_DOVECOT;
	if (!take_service(&text, e))
		return MT_LINE_NOT_MAIL;
	if (!take_user(&text, e))
		return MT_LINE_DAMAGED;
	take_session(&text, e);
	if (!mt_scan_skip(&text, MT_SLICE(": ")))
		return MT_LINE_DAMAGED;
	take_old_session(&text, e);
	if (mt_slice_eq(e->transport, MT_SLICE("submission")))
		return read_submission(line, text);
	return read_delivery(line, text);
}

static const char *const programs[] = {
	"dovecot", "dovecot-lda", "lmtp", "lda", "submission", NULL,
};

const MtReader mt_reader_dovecot = {
	.name = "dovecot",
	.programs = programs,
	.read = read_line,
};

/*
 * Dovecot's deliveries: `lmtp(user)<pid><session>: msgid=<..>: saved mail to
 * INBOX` since 2.3, `lmtp(pid, user): session: ...` before, `lda(user): ...`;
 * its other services are not about mail under way. In a file of its own the
 * level stands behind the service: `lmtp(1234, bob): Info: session: ...`.
 */
#include <glib.h>

#include "mtalog/dovecottext.h"
#include "mtalog/scan.h"

#define HEAD(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

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

/* Behind the level that `text` begins with; all of it where there is none. */
static MtSlice
behind_level(MtSlice text)
{
	for (size_t i = 0; i < G_N_ELEMENTS(levels); i++)
		if (mt_scan_skip(&text, levels[i]))
			break;
	return text;
}

/* Take `fileinto action: ` off, as Pigeonhole says since 0.5.11. */
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

/* `save: box=INBOX, uid=1, msgid=<..>, size=1`, of the plug-in mail_log. */
static bool
is_of_storage(MtSlice text)
{
	static const MtSlice heads[] = {
		HEAD("save: box="),     HEAD("copy from "),
		HEAD("expunge: box="),  HEAD("delete: box="),
		HEAD("undelete: box="), HEAD("flag_change: "),
	};

	for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
		if (mt_slice_starts(text, heads[i]))
			return true;
	return false;
}

/* An error is told again in the result; it may say of which message. */
static MtLineClass
read_other(const MtReaderLine *line, MtSlice text)
{
	MtEvent *e = line->event;

	e->kind = MT_EVENT_OTHER;
	e->reply = text;
	text = behind_level(text);
	mt_scan_skip(&text, MT_SLICE("sieve: "));
	mt_dovecot_served(&text, e);
	if (is_of_storage(text)) {
		mt_scan_until(&text, ':');
		mt_scan_skip(&text, MT_SLICE(" "));
	}
	mt_dovecot_members(&text, e);
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}

static MtLineClass
read_delivery(const MtReaderLine *line, MtSlice text, bool level)
{
	MtEvent *e = line->event;
	bool sieve = mt_scan_skip(&text, MT_SLICE("sieve: "));
	MtSlice result = text, served = text;

	if (level)
		return read_other(line, text);
	if (mt_dovecot_members(&result, e) || (sieve && skip_action(&result))) {
		if (mt_dovecot_result(line, result) == MT_LINE_UNDERSTOOD)
			return MT_LINE_UNDERSTOOD;
		return sieve ? read_other(line, text) : MT_LINE_MAIL;
	}
	if (mt_scan_skip(&text, MT_SLICE("Connect from ")))
		return read_peer(line, text, MT_EVENT_CONNECT);
	if (mt_scan_skip(&text, MT_SLICE("Disconnect from ")))
		return read_peer(line, text, MT_EVENT_DISCONNECT);
	if (mt_dovecot_proxied(line, text))
		return MT_LINE_UNDERSTOOD;
	if (sieve || is_of_storage(text) || mt_dovecot_served(&served, e))
		return read_other(line, text);
	/* deliver_log_format may have no members. */
	return mt_dovecot_result(line, text);
}

/*
 * In a file of Dovecot's own no program stands before the service, which was
 * taken for one then: both are one text, but for the time that Dovecot 1 puts
 * between them.
 */
static MtSlice
with_service(MtSlice text, MtSlice program, MtArena *arena)
{
	const char *end = program.p + program.n;
	char *joined;

	if (mt_slice_find_char(program, '(') == MT_SLICE_NOWHERE)
		return text;
	if (text.p >= end && text.p <= end + 2)
		return mt_slice(program.p,
				(size_t)(text.p + text.n - program.p));
	joined = mt_arena_take(arena, program.n + 2 + text.n);
	memcpy(joined, program.p, program.n);
	joined[program.n] = ':';
	joined[program.n + 1] = ' ';
	if (text.n > 0)
		memcpy(joined + program.n + 2, text.p, text.n);
	return mt_slice(joined, program.n + 2 + text.n);
}

/* Plesk's mail_log_prefix: `service=lda, user=bob@b.example, ip=[]. text`. */
static bool
take_named(MtSlice *text, MtEvent *e)
{
	MtSlice rest = *text, service;
	size_t user, end;

	if (!mt_scan_skip(&rest, MT_SLICE("service=")))
		return false;
	service = mt_slice_sub(rest, 0, mt_slice_find_char(rest, ','));
	rest = mt_slice_sub(rest, service.n, rest.n);
	user = mt_slice_find(rest, MT_SLICE(", ip=["));
	end = mt_slice_find(rest, MT_SLICE("]. "));
	if (!mt_slice_starts(rest, MT_SLICE(", user=")) ||
	    end == MT_SLICE_NOWHERE || user > end)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(services); i++)
		if (mt_slice_eq(service, services[i]))
			e->transport = services[i];
	if (user > 7)
		e->recipient = mt_slice_sub(rest, 7, user);
	*text = mt_slice_sub(rest, end + 3, rest.n);
	return true;
}

static bool
take_head(MtSlice *text, MtEvent *e)
{
	if (!take_user(text, e))
		return false;
	take_session(text, e);
	return mt_scan_skip(text, MT_SLICE(": "));
}

static MtLineClass
read_line(const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice text = with_service(line->text, e->program, line->arena);
	bool named = take_named(&text, e), level;

	e->mta = MT_MTA_DOVECOT;
	if (named ? e->transport.p == NULL : !take_service(&text, e))
		return MT_LINE_NOT_MAIL;
	if (!named && !take_head(&text, e))
		return MT_LINE_DAMAGED;
	level = behind_level(text).p != text.p;
	mt_scan_skip(&text, MT_SLICE("Info: "));
	take_old_session(&text, e);
	if (mt_slice_eq(e->transport, MT_SLICE("submission")))
		return mt_dovecot_submission(line, text);
	return read_delivery(line, text, level);
}

static const char *const programs[] = {
	"dovecot", "dovecot-lda", "deliver", "lmtp", "lda", "submission", NULL,
};

const MtReader mt_reader_dovecot = {
	.name = "dovecot",
	.programs = programs,
	.read = read_line,
};

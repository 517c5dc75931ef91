/*
 * OpenSMTPD (smtp_session.c, mta_session.c, mta.c, mda.c, queue.c):
 *   from 6.4: SESSION smtp|mta|mda EVENT key=value key="value" ...
 *   from 5.9: SESSION smtp|mta|mda event=EVENT key=value ...
 *   before:   smtp-in|smtp-out: PHRASE SESSION: key=value, key=value
 *             relay|delivery: RESULT for EVPID: key=value, ...
 * The queue id is the message id, the first half of an envelope id.
 */
#include "mtalog/opensmtpdtext.h"
#include "mtalog/reader.h"
#include "mtalog/reply.h"
#include "mtalog/scan.h"

enum { SESSION = 16, MSGID = 8 };

/* Behind SESSION: the first that fits counts. */
static const struct {
	MtSlice who, what;
	MtEventKind kind;
	MtStatus status;
} events[] = {
	{{"smtp", 4}, {"connected", 9}, MT_EVENT_CONNECT, 0},
	{{"smtp", 4}, {"message", 7}, MT_EVENT_RECEIVE, 0},
	{{"smtp", 4}, {"envelope", 8}, MT_EVENT_QUEUE, 0},
	{{"smtp", 4},
	 {"failed-command", 14},
	 MT_EVENT_REJECT,
	 MT_STATUS_REJECTED},
	{{"mta", 3}, {"delivery", 8}, MT_EVENT_ATTEMPT, 0},
	{{"mda", 3}, {"delivery", 8}, MT_EVENT_ATTEMPT, 0},
	{{"mta", 3}, {"connected", 9}, MT_EVENT_CONNECT, 0},
	{{"mta", 3}, {"error", 5}, MT_EVENT_OTHER, MT_STATUS_DEFERRED},
	{{"", 0}, {"disconnected", 12}, MT_EVENT_DISCONNECT, 0},
	{{"", 0}, {"closed", 6}, MT_EVENT_DISCONNECT, 0},
	{{"", 0}, {"tls", 3}, MT_EVENT_TLS, 0},
	{{"", 0}, {"starttls", 8}, MT_EVENT_TLS, 0},
	{{"smtp", 4}, {"", 0}, MT_EVENT_OTHER, 0},
	{{"mta", 3}, {"", 0}, MT_EVENT_OTHER, 0},
	{{"mda", 3}, {"", 0}, MT_EVENT_OTHER, 0},
};

/* Before 5.9: behind `smtp-in: ` or `smtp-out: `. */
typedef bool PhraseRead(MtSlice rest, MtEvent *event);
static PhraseRead read_new, read_accepted, read_connecting, read_failed,
	read_session;

static const struct {
	MtSlice head;
	MtEventKind kind;
	MtStatus status;
	PhraseRead *read;
} phrases[] = {
	{{"smtp-in: New session ", 21}, MT_EVENT_CONNECT, 0, read_new},
	{{"smtp-in: Accepted message ", 26},
	 MT_EVENT_RECEIVE,
	 0,
	 read_accepted},
	{{"smtp-in: Closing ", 17}, MT_EVENT_DISCONNECT, 0, read_session},
	{{"smtp-in: Received disconnect ", 29},
	 MT_EVENT_DISCONNECT,
	 0,
	 read_session},
	{{"smtp-in: Disconnecting ", 23}, MT_EVENT_DISCONNECT, 0, read_session},
	{{"smtp-in: Failed command ", 24},
	 MT_EVENT_REJECT,
	 MT_STATUS_REJECTED,
	 read_failed},
	{{"smtp-in: Started TLS ", 21}, MT_EVENT_TLS, 0, read_session},
	{{"smtp-out: Connecting to ", 24}, MT_EVENT_OTHER, 0, read_connecting},
	{{"smtp-out: Connected ", 20}, MT_EVENT_CONNECT, 0, read_session},
	{{"smtp-out: Closing ", 18}, MT_EVENT_DISCONNECT, 0, read_session},
	{{"smtp-out: Started TLS ", 22}, MT_EVENT_TLS, 0, read_session},
	{{"smtp-out: Error ", 16},
	 MT_EVENT_OTHER,
	 MT_STATUS_DEFERRED,
	 read_session},
	{{"smtp-in: ", 9}, MT_EVENT_OTHER, 0, read_session},
	{{"smtp-out: ", 10}, MT_EVENT_OTHER, 0, read_session},
	/* What -v and -T add: each says again what another line says. */
	{{"bounce: ", 8}, MT_EVENT_OTHER, 0, read_session},
	{{"scheduler: ", 11}, MT_EVENT_OTHER, 0, read_session},
	{{"queue: ", 7}, MT_EVENT_OTHER, 0, read_session},
	{{"lka: ", 5}, MT_EVENT_OTHER, 0, read_session},
	{{"mda: ", 5}, MT_EVENT_OTHER, 0, read_session},
	{{"mta: ", 5}, MT_EVENT_OTHER, 0, read_session},
	{{"smtp: ", 6}, MT_EVENT_OTHER, 0, read_session},
};

/* The daemons about themselves. */
static const MtSlice not_mail[] = {
	{"info: ", 6},         {"warn: ", 6},  {"fatal", 5},
	{"debug: ", 7},        {"exiting", 7}, {"terminating", 11},
	{"smtpd: ", 7},        {"parent ", 7}, {"stat: ", 6},
	{"control: ", 9},      {"ca: ", 4},    {"table-", 6},
	{"configuration", 13},
};

static bool
is_id(MtSlice s, size_t n)
{
	if (s.n != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!mt_is_digit(s.p[i]) && (s.p[i] < 'a' || s.p[i] > 'f'))
			return false;
	return true;
}

/* An id of n digits at the front, and what follows. */
static bool
take_id(MtSlice *rest, size_t n, MtSlice *id)
{
	*id = mt_slice_sub(*rest, 0, n);
	*rest = mt_slice_sub(*rest, n, rest->n);
	return is_id(*id, n);
}

/* `S from host NAME [ADDRESS]` */
static bool
read_new(MtSlice rest, MtEvent *e)
{
	if (!take_id(&rest, SESSION, &e->session) ||
	    !mt_scan_skip(&rest, MT_SLICE(" from host ")))
		return false;
	e->client = mt_scan_until(&rest, ' ');
	if (mt_scan_skip(&rest, MT_SLICE("[")) && rest.n > 0) {
		mt_scan_skip(&rest, MT_SLICE("IPv6:"));
		e->client_ip = mt_scan_until(&rest, ']');
	}
	return true;
}

/* `.. session S: TEXT`; the text is members, or for people. */
static bool
read_session(MtSlice rest, MtEvent *e)
{
	MtSlice word = MT_SLICE("session ");
	size_t at = mt_slice_find(rest, word);

	if (at == MT_SLICE_NOWHERE) {
		e->reply = rest;
		return true;
	}
	rest = mt_slice_sub(rest, at + word.n, rest.n);
	if (!take_id(&rest, SESSION, &e->session))
		return false;
	if (!mt_scan_skip(&rest, MT_SLICE(": ")))
		return true;
	if (e->kind == MT_EVENT_TLS || e->kind == MT_EVENT_RECEIVE)
		mt_opensmtpd_members(rest, e);
	else
		e->reply = rest;
	return true;
}

static bool
read_accepted(MtSlice rest, MtEvent *e)
{
	return take_id(&rest, MSGID, &e->queue_id) && read_session(rest, e);
}

/* `smtp+tls://ADDRESS:PORT (HOST) on session S...` */
static bool
read_connecting(MtSlice rest, MtEvent *e)
{
	MtSlice peer = MT_SLICE(" on session ");
	size_t at = mt_slice_find(rest, peer);

	if (at == MT_SLICE_NOWHERE)
		return false;
	mt_opensmtpd_server(mt_slice_sub(rest, 0, at), e);
	rest = mt_slice_sub(rest, at + peer.n, rest.n);
	return take_id(&rest, SESSION, &e->session);
}

/* `on session S: "COMMAND" => REPLY` */
static bool
read_failed(MtSlice rest, MtEvent *e)
{
	MtSlice arrow = MT_SLICE("\" => ");
	size_t at;

	if (!read_session(rest, e) || !mt_scan_skip(&e->reply, MT_SLICE("\"")))
		return false;
	at = mt_slice_find(e->reply, arrow);
	if (at == MT_SLICE_NOWHERE)
		return false;
	mt_opensmtpd_command(mt_slice_sub(e->reply, 0, at), e);
	e->reply = mt_slice_sub(e->reply, at + arrow.n, e->reply.n);
	e->dsn = mt_reply_dsn(e->reply);
	return true;
}

/* 0 is no session; and `rcpt` says nothing where no alias led away from it. */
static void
drop_unsaid(MtEvent *e)
{
	if (mt_slice_eq(e->session, MT_SLICE("0000000000000000")))
		e->session = (MtSlice){0};
	if (mt_slice_eq(e->orig_recipient, e->recipient))
		e->orig_recipient = (MtSlice){0};
}

static MtLineClass
give_if(const MtReaderLine *line, bool good)
{
	if (!good)
		return MT_LINE_DAMAGED;
	drop_unsaid(line->event);
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}

/* `Ok for EVPID: session=S, from=<>, ..` behind `relay: ` or `delivery: `. */
static MtLineClass
read_result(const MtReaderLine *line, MtSlice rest)
{
	MtEvent *e = line->event;
	MtSlice word = mt_scan_until(&rest, ' ');

	if (!mt_scan_skip(&rest, MT_SLICE("for ")))
		return MT_LINE_MAIL;
	mt_opensmtpd_result(e, word);
	if (e->status == MT_STATUS_NONE || !take_id(&rest, MSGID, &e->queue_id))
		return MT_LINE_MAIL;
	mt_scan_until(&rest, ' ');
	mt_opensmtpd_members(rest, e);
	return give_if(line, e->recipient.p != NULL);
}

/* Nobody delivered these: they have no name in front. */
static bool
is_end(MtSlice text)
{
	return mt_slice_starts(text, MT_SLICE("Expire for ")) ||
	       mt_slice_starts(text, MT_SLICE("Remove for "));
}

static bool
is_whole(const MtEvent *e)
{
	if (e->kind == MT_EVENT_ATTEMPT)
		return e->queue_id.n == MSGID && e->status != MT_STATUS_NONE;
	if (e->kind == MT_EVENT_RECEIVE || e->kind == MT_EVENT_QUEUE)
		return e->queue_id.n == MSGID;
	return true;
}

/* `smtp connected k=v ..`, `smtp event=connected k=v ..` behind SESSION. */
static MtLineClass
read_event(const MtReaderLine *line, MtSlice rest)
{
	static const MtSlice old = {"event=", 6};
	MtEvent *e = line->event;
	MtSlice who = mt_slice_sub(rest, 0, 4), what;

	mt_scan_until(&rest, ' ');
	mt_scan_skip(&rest, old);
	what = mt_scan_until(&rest, ' ');
	for (size_t i = 0; i < G_N_ELEMENTS(events); i++) {
		if (!mt_slice_starts(who, events[i].who) ||
		    !(events[i].what.n == 0 ||
		      mt_slice_eq(what, events[i].what)))
			continue;
		e->kind = events[i].kind;
		e->status = events[i].status;
		mt_opensmtpd_members(mt_slice_trim(rest), e);
		/* Who tried to log in and could not is nobody. */
		if (mt_slice_eq(what, MT_SLICE("authentication")) &&
		    !mt_slice_eq(e->reply, MT_SLICE("ok")))
			e->auth = (MtSlice){0};
		return give_if(line, is_whole(e));
	}
	return MT_LINE_MAIL;
}

static MtLineClass
read_phrase(const MtReaderLine *line)
{
	MtEvent *e = line->event;

	for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++) {
		if (!mt_slice_starts(line->text, phrases[i].head))
			continue;
		e->kind = phrases[i].kind;
		e->status = phrases[i].status;
		return give_if(line,
			       phrases[i].read(mt_slice_sub(line->text,
							    phrases[i].head.n,
							    line->text.n),
					       e));
	}
	for (size_t i = 0; i < G_N_ELEMENTS(not_mail); i++)
		if (mt_slice_starts(line->text, not_mail[i]))
			return MT_LINE_NOT_MAIL;
	return MT_LINE_MAIL;
}

/* Without smtpd's name in front, `smtp-in: ..` was taken for another program. */
static MtSlice
whole_text(MtSlice text, MtEvent *e)
{
	const char *end = e->program.p + e->program.n;

	if (e->program.n == 0 ||
	    mt_slice_ends_i(e->program, MT_SLICE("smtpd")) || text.p < end ||
	    text.p > end + 2)
		return text;
	text = mt_slice(e->program.p, (size_t)(text.p + text.n - e->program.p));
	e->program = (MtSlice){0};
	return text;
}

static MtLineClass
read_line(const MtReaderLine *given)
{
	MtEvent *e = given->event;
	MtReaderLine whole = *given, *line = &whole;
	MtSlice rest, session;

	e->mta = MT_MTA_OPENSMTPD;
	rest = whole.text = whole_text(given->text, e);
	if (mt_scan_skip(&rest, MT_SLICE("relay: ")) ||
	    mt_scan_skip(&rest, MT_SLICE("delivery: ")) || is_end(rest))
		return read_result(line, rest);
	if (take_id(&rest, SESSION, &session) &&
	    mt_scan_skip(&rest, MT_SLICE(" "))) {
		e->session = session;
		return read_event(line, rest);
	}
	return read_phrase(line);
}

/* `SESSION smtp|mta|mda EVENT ..` alone, as `smtpd -d` writes it, or with quotes
 * around it in what a container's runtime makes of that. */
static bool
has_event(MtSlice line)
{
	static const MtSlice who[] = {
		{" smtp ", 6}, {" mta ", 5}, {" mda ", 5}};
	MtSlice rest, id;

	do {
		rest = line;
		if (take_id(&rest, SESSION, &id))
			for (size_t i = 0; i < G_N_ELEMENTS(who); i++)
				if (mt_slice_starts(rest, who[i]))
					return true;
		mt_scan_until(&line, '"');
	} while (line.n > 0);
	return false;
}

static int
probe(MtSlice head)
{
	for (size_t i = 0; i < 20 && head.n > 0; i++)
		if (has_event(mt_scan_until(&head, '\n')))
			return 80;
	return 0;
}

static const char *const programs[] = {"smtpd", "opensmtpd", NULL};

const MtReader mt_reader_opensmtpd = {
	.name = "opensmtpd",
	.programs = programs,
	.probe = probe,
	.read = read_line,
};

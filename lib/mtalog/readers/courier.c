/*
 * Courier: `newmsg,id=ID: dns; HELO (NAME [IP])`, `started,id=ID,from=<>,..`,
 * `id=ID,from=<>,addr=<>: TEXT` once for each line of the server's answer, then
 * the result, and at last `completed,id=ID`. All results come of one function,
 * ctlfile_append_reply() of comctlfile.c: `..,success: TEXT` is one and stands
 * alone; a failure is `: TEXT` and then `..,status: failure`. courieresmtp alone
 * writes both, `..,success: delivered: NAME [IP]` for the log only and then
 * `..,status: success`. What is not yet a result is an event of its own.
 * What it answers to a sender is the id without its first part, an inode.
 */
#include <glib.h>

#include "mtalog/couriersaid.h"
#include "mtalog/reader.h"
#include "mtalog/reply.h"
#include "mtalog/scan.h"

/* Behind the members of a delivery. */
static const struct {
	MtSlice word;
	MtStatus status;
} statuses[] = {
	{{"success", 7}, MT_STATUS_SENT},
	{{"deferred", 8}, MT_STATUS_DEFERRED},
	{{"failure", 7}, MT_STATUS_BOUNCED},
};

static const struct {
	MtSlice key;
	size_t at;
} members[] = {
	{{"from=", 5}, offsetof(MtEvent, sender)},
	{{"addr=", 5}, offsetof(MtEvent, recipient)},
	{{"module=", 7}, offsetof(MtEvent, transport)},
};

static void
put(MtEvent *e, size_t at, MtSlice value)
{
	memcpy((char *)e + at, &value, sizeof value);
}

/* The id ends at ',' or ':' or the line. */
static bool
take_id(MtSlice *rest, MtEvent *e)
{
	size_t i = 0;

	while (i < rest->n && rest->p[i] != ',' && rest->p[i] != ':')
		i++;
	e->queue_id = mt_slice_sub(*rest, 0, i);
	*rest = mt_slice_sub(*rest, i, rest->n);
	return i > 0;
}

/* The '>' that is outside quotes and before ',', ':' or the end. */
static size_t
find_path_end(MtSlice s)
{
	bool quoted = false;

	for (size_t i = 1; i < s.n; i++)
		if (s.p[i] == '\\' && quoted)
			i++;
		else if (s.p[i] == '"')
			quoted = !quoted;
		else if (s.p[i] == '>' && !quoted &&
			 (i + 1 == s.n || s.p[i + 1] == ',' ||
			  s.p[i + 1] == ':'))
			return i;
	return MT_SLICE_NOWHERE;
}

/* `<path>`, or what is before the next ','. */
static MtSlice
take_value(MtSlice *rest)
{
	size_t end = rest->n > 0 && rest->p[0] == '<' ? find_path_end(*rest)
						      : MT_SLICE_NOWHERE;
	MtSlice value;

	if (end != MT_SLICE_NOWHERE) {
		value = mt_slice_sub(*rest, 1, end);
		*rest = mt_slice_sub(*rest, end + 1, rest->n);
		return value;
	}
	value = mt_slice_sub(*rest, 0, mt_slice_find_char(*rest, ','));
	*rest = mt_slice_sub(*rest, value.n, rest->n);
	return value;
}

/* `,key=value` as often as one is there; the rest is `: TEXT`, `,WORD: TEXT`. */
static void
take_members(MtSlice *rest, MtEvent *e)
{
	while (rest->n > 0 && rest->p[0] == ',') {
		MtSlice s = mt_slice_sub(*rest, 1, rest->n), value;
		size_t equals = mt_slice_find_char(s, '=');
		size_t colon = mt_slice_find_char(mt_slice_sub(s, 0, 16), ':');

		if (equals == MT_SLICE_NOWHERE || colon < equals)
			return;
		*rest = mt_slice_sub(s, equals + 1, s.n);
		value = take_value(rest);
		for (size_t i = 0; i < G_N_ELEMENTS(members); i++)
			if (mt_slice_starts(s, members[i].key))
				put(e, members[i].at, value);
		if (mt_slice_starts(s, MT_SLICE("size=")) &&
		    mt_scan_number(&value, &e->size))
			e->has |= MT_HAS_SIZE;
	}
}

/* `mx.example.net [192.0.2.25]`; a bounce of spam is `backscatter bounce dropped`,
 * and was sent to nobody. */
static bool
read_relay(MtSlice rest, MtEvent *e)
{
	MtSlice name = mt_scan_until(&rest, ' ');
	MtPeer peer;

	if (!mt_scan_peer(&rest, &peer) || peer.address.n == 0)
		return false;
	e->relay = name;
	e->relay_ip = peer.address;
	return true;
}

static void
read_answer(MtSlice text, MtEvent *e)
{
	e->reply = text;
	e->dsn = mt_reply_dsn(text);
	if (text.n > 0 && text.p[0] == '2')
		e->remote_id = mt_reply_remote_id(text);
}

/* Behind `,success: `: the result, but of SMTP, whose own line follows. The
 * server's answer was told before, and the relay is none. */
static void
read_success(MtSlice rest, MtEvent *e)
{
	MtSlice relay = rest;

	if (!mt_scan_skip(&relay, MT_SLICE("delivered: "))) {
		e->kind = MT_EVENT_ATTEMPT;
		e->status = MT_STATUS_SENT;
		read_answer(rest, e);
	} else if (!read_relay(relay, e)) {
		e->reply = relay;
	}
}

/* `id=ID,from=<>,addr=<>` and its text, which may be one line of several. */
static bool
read_delivery(MtSlice rest, MtEvent *e)
{
	if (!take_id(&rest, e))
		return false;
	take_members(&rest, e);
	if (mt_scan_skip(&rest, MT_SLICE(",status: "))) {
		e->kind = MT_EVENT_ATTEMPT;
		for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++)
			if (mt_slice_eq(rest, statuses[i].word))
				e->status = statuses[i].status;
		return e->status != MT_STATUS_NONE;
	}
	if (mt_scan_skip(&rest, MT_SLICE(",success: ")))
		read_success(rest, e);
	else if (mt_scan_skip(&rest, MT_SLICE(": ")) ||
		 mt_scan_skip(&rest, MT_SLICE(",")))
		read_answer(rest, e);
	else
		return false;
	return true;
}

static bool
read_started(MtSlice rest, MtEvent *e)
{
	if (!take_id(&rest, e))
		return false;
	take_members(&rest, e);
	return e->sender.p != NULL && e->recipient.p != NULL;
}

/* `, auth=USER: dns; HELO (NAME [::ffff:192.0.2.10])`, `: uucp; ..` */
static bool
read_new(MtSlice rest, MtEvent *e)
{
	MtPeer peer;
	MtSlice user;

	if (!take_id(&rest, e))
		return false;
	user = rest;
	if (mt_scan_skip(&user, MT_SLICE(", auth=")))
		e->auth = mt_slice_sub(user, 0,
				       mt_slice_find(user, MT_SLICE(": ")));
	mt_scan_until(&rest, ';');
	mt_scan_skip(&rest, MT_SLICE(" "));
	if (rest.n > 0)
		e->helo = mt_scan_until(&rest, ' ');
	if (!mt_scan_skip(&rest, MT_SLICE("(")))
		return true;
	e->client = mt_scan_until(&rest, ' ');
	if (mt_scan_peer(&rest, &peer) && peer.address.n > 0) {
		mt_scan_skip(&peer.address, MT_SLICE("::ffff:"));
		e->client_ip = peer.address;
	}
	return true;
}

static bool
read_completed(MtSlice rest, MtEvent *e)
{
	return take_id(&rest, e);
}

/* `port=[59224]`, `port=59224` */
static void
read_port(MtSlice rest, MtEvent *e)
{
	int64_t port;

	if (!mt_scan_skip(&rest, MT_SLICE("port=")))
		return;
	mt_scan_skip(&rest, MT_SLICE("["));
	if (!mt_scan_number(&rest, &port) || port < 1 || port > 65535)
		return;
	e->client_port = (int32_t)port;
	e->has |= MT_HAS_CLIENT_PORT;
}

/* `ip=[::ffff:192.0.2.10],port=[59224]`, of a client. */
static bool
read_client(MtSlice rest, MtEvent *e)
{
	if (!mt_scan_skip(&rest, MT_SLICE("[")))
		return false;
	mt_scan_skip(&rest, MT_SLICE("::ffff:"));
	e->client_ip = mt_scan_until(&rest, ']');
	if (mt_scan_skip(&rest, MT_SLICE(", "))) {
		e->reply = rest;
	} else if (mt_scan_skip(&rest, MT_SLICE(","))) {
		read_port(rest, e);
	}
	return true;
}

/* A client's, behind a member or a word. */
static void
read_path(MtSlice rest, MtSlice head, MtSlice *member)
{
	size_t at = mt_slice_find(rest, head);

	if (at == MT_SLICE_NOWHERE)
		return;
	rest = mt_slice_sub(rest, at + head.n, rest.n);
	mt_scan_path(&rest, member);
}

/*
 * `relay=IP,port=N,msg="550 User unknown",cmd: RCPT TO:<b>`; before 0.60
 * `relay=IP,from=<a>,to=<b>: 550 User unknown`.
 */
static bool
read_error(MtSlice rest, MtEvent *e)
{
	MtSlice text = rest, said = MT_SLICE("msg=\""),
		answer = MT_SLICE(">: ");
	size_t at = mt_slice_find(rest, said);

	e->reply = rest;
	if (mt_scan_skip(&text, MT_SLICE("relay="))) {
		mt_scan_skip(&text, MT_SLICE("::ffff:"));
		e->client_ip = mt_scan_until(&text, ',');
		read_port(text, e);
	}
	read_path(rest, MT_SLICE("from="), &e->sender);
	read_path(rest, MT_SLICE("MAIL FROM:"), &e->sender);
	read_path(rest, MT_SLICE("to="), &e->recipient);
	read_path(rest, MT_SLICE("RCPT TO:"), &e->recipient);
	if (at != MT_SLICE_NOWHERE) {
		text = mt_slice_sub(rest, at + said.n, rest.n);
		e->reply = mt_scan_until(&text, '"');
	} else if ((at = mt_slice_find(rest, answer)) != MT_SLICE_NOWHERE) {
		e->reply = mt_slice_sub(rest, at + answer.n, rest.n);
	}
	e->dsn = mt_reply_dsn(e->reply);
	return true;
}

static const struct {
	MtSlice head;
	MtEventKind kind;
	MtStatus status;
	bool (*read)(MtSlice rest, MtEvent *event);
} phrases[] = {
	{{"id=", 3}, MT_EVENT_OTHER, 0, read_delivery},
	{{"newmsg,id=", 10}, MT_EVENT_RECEIVE, 0, read_new},
	{{"started,id=", 11}, MT_EVENT_QUEUE, 0, read_started},
	{{"completed,id=", 13}, MT_EVENT_REMOVE, 0, read_completed},
	{{"started,ip=", 11}, MT_EVENT_CONNECT, 0, read_client},
	{{"ip=", 3}, MT_EVENT_OTHER, 0, read_client},
	{{"error,", 6}, MT_EVENT_REJECT, MT_STATUS_REJECTED, read_error},
};

/* A result stands behind what was said, which goes with it. */
static void
join_said(const MtReaderLine *line)
{
	MtEvent *e = line->event;

	if (line->state == NULL)
		return;
	if (e->kind != MT_EVENT_ATTEMPT) {
		mt_couriersaid_keep(line->state, e, line->arena);
		return;
	}
	mt_couriersaid_recall(line->state, e, line->arena);
	read_answer(e->reply, e);
}

/* What names no message and no client is about the daemons. */
static MtLineClass
read_line(const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice rest = line->text;

	e->mta = MT_MTA_COURIER;
	for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++) {
		if (!mt_scan_skip(&rest, phrases[i].head))
			continue;
		e->kind = phrases[i].kind;
		e->status = phrases[i].status;
		if (!phrases[i].read(rest, e))
			return MT_LINE_DAMAGED;
		if (phrases[i].read == read_delivery)
			join_said(line);
		mt_reader_give(line);
		return MT_LINE_UNDERSTOOD;
	}
	return MT_LINE_NOT_MAIL;
}

static const char *const programs[] = {
	"courierd",   "courieresmtp", "courieresmtpd", "esmtpd",
	"esmtpd-ssl", "esmtpd-msa",   "courierlocal",  "courieruucp",
	"courierfax", "courierdsn",   "authdaemond",   NULL,
};

const MtReader mt_reader_courier = {
	.name = "courier",
	.programs = programs,
	.open = mt_couriersaid_open,
	.close = mt_couriersaid_close,
	.read = read_line,
};

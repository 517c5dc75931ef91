/* The lines of sendmail: a phrase, what it is about, then members. */
#include "mtalog/sendmailtext.h"

#include <glib.h>

#include "mtalog/reply.h"
#include "mtalog/scan.h"
#include "mtalog/sendmailmember.h"

static const struct {
	MtSlice head;
	MtStatus status;
} stats[] = {
	{{"Sent", 4}, MT_STATUS_SENT},
	{{"Deferred", 8}, MT_STATUS_DEFERRED},
	{{"queued", 6}, MT_STATUS_SUSPENDED},
	{{"discarded", 9}, MT_STATUS_DISCARDED},
	{{"Cannot send message ", 20}, MT_STATUS_EXPIRED},
};

/* The word decides, else the class of the status code; the rest are errors. */
static MtStatus
status_of(MtSlice stat, MtSlice dsn)
{
	for (size_t i = 0; i < G_N_ELEMENTS(stats); i++)
		if (mt_slice_starts(stat, stats[i].head))
			return stats[i].status;
	if (dsn.n > 0 && dsn.p[0] == '4')
		return MT_STATUS_DEFERRED;
	return dsn.n > 0 && dsn.p[0] == '2' ? MT_STATUS_SENT
					    : MT_STATUS_BOUNCED;
}

/* `Sent (answer)`: the answer. Others say what they say. */
static void
set_status(MtEvent *e, MtSlice stat)
{
	MtSlice answer = stat;

	e->status = status_of(stat, e->dsn);
	if (e->status == MT_STATUS_SENT) {
		mt_scan_until(&answer, '(');
		if (answer.n > 0 && answer.p[answer.n - 1] == ')')
			answer.n--;
		e->remote_id = mt_reply_remote_id(answer);
	}
	if (e->reply.p == NULL && answer.n > 0)
		e->reply = answer;
}

/*
 * What is no delivery: a message in quarantine, and one that a milter refused
 * within the session, of whose recipients no mailer was asked.
 */
static void
set_kind(MtEvent *e)
{
	if (e->kind == MT_EVENT_HOLD) {
		e->status = MT_STATUS_NONE;
	} else if (e->status == MT_STATUS_BOUNCED && e->transport.p == NULL &&
		   e->dsn.p == NULL && (e->has & MT_HAS_ATTEMPT_TIME) == 0) {
		e->kind = MT_EVENT_REJECT;
		e->status = MT_STATUS_REJECTED;
	}
}

/* One of `<a>,<b>` or `a,b` or `"|command",c` off the front. */
static bool
take_recipient(MtSlice *rest, MtSlice *address)
{
	size_t end = 1;

	if (mt_scan_path(rest, address))
		return true;
	if (rest->n == 0 || rest->p[0] == '<')
		return false;
	if (rest->p[0] == '"')
		while (end < rest->n && rest->p[end] != '"')
			end += 1 + (rest->p[end] == '\\');
	while (end < rest->n && rest->p[end] != ',')
		end++;
	*address = mt_slice_sub(*rest, 0, end);
	/* Some versions forget the comma. */
	address->n =
		MIN(address->n, mt_slice_find(*address, MT_SLICE(" ctladdr=")));
	*rest = mt_slice_sub(*rest, address->n, rest->n);
	return true;
}

/* The address behind, if a comma without a space is. */
static bool
next_recipient(MtSlice *rest)
{
	return rest->n > 1 && rest->p[1] != ' ' &&
	       mt_scan_skip(rest, MT_SLICE(","));
}

bool
mt_sendmail_to(const MtReaderLine *line, MtSlice rest)
{
	MtEvent *e = line->event;
	MtSlice list = rest, stat = {0};

	do
		if (!take_recipient(&rest, &e->recipient))
			return false;
	while (next_recipient(&rest));
	mt_sendmail_members(rest, e, &stat);
	if (stat.n == 0)
		return false;
	set_status(e, stat);
	set_kind(e);
	do {
		take_recipient(&list, &e->recipient);
		mt_reader_give(line);
	} while (next_recipient(&list));
	return true;
}

bool
mt_sendmail_from(const MtReaderLine *line, MtSlice rest)
{
	MtEvent *e = line->event;
	MtSlice stat;

	mt_sendmail_address(mt_sendmail_value(&rest), &e->sender);
	mt_sendmail_members(rest, e, &stat);
	/* Of a session in which no recipient was accepted nothing came in. */
	if ((e->has & MT_HAS_RECIPIENTS) != 0 && e->recipients == 0)
		e->kind = MT_EVENT_OTHER;
	return (e->has & MT_HAS_SIZE) != 0;
}

bool
mt_sendmail_tls(const MtReaderLine *line, MtSlice rest)
{
	MtEvent *e = line->event;
	MtSlice stat, side = mt_scan_until(&rest, ',');

	if (mt_slice_eq(side, MT_SLICE("client")))
		e->kind = MT_EVENT_ATTEMPT; /* so that relay= is the server */
	mt_sendmail_members(rest, e, &stat);
	e->kind = e->tls_version.n > 0 ? MT_EVENT_TLS : MT_EVENT_OTHER;
	if (e->kind == MT_EVENT_OTHER)
		e->reply = mt_slice_trim(rest.n > 0 ? rest : side);
	return true;
}

bool
mt_sendmail_rule(const MtReaderLine *line, MtSlice rest)
{
	MtEvent *e = line->event;
	MtSlice rule = mt_scan_until(&rest, ','), stat, path = {0},
		second = {0};

	mt_scan_skip(&rest, MT_SLICE(" "));
	if (mt_scan_skip(&rest, MT_SLICE("arg1="))) {
		path = mt_sendmail_value(&rest);
		if (mt_slice_eq(rule, MT_SLICE("check_rcpt")))
			mt_sendmail_address(path, &e->recipient);
		else if (mt_slice_eq(rule, MT_SLICE("check_mail")))
			mt_sendmail_address(path, &e->sender);
	}
	if (mt_slice_eq(rule, MT_SLICE("check_compat")))
		mt_sendmail_address(path, &e->sender);
	mt_scan_skip(&rest, MT_SLICE(", "));
	if (mt_scan_skip(&rest, MT_SLICE("arg2=")))
		second = mt_sendmail_value(&rest);
	if (mt_slice_eq(rule, MT_SLICE("check_compat")))
		mt_sendmail_address(second, &e->recipient);
	mt_sendmail_members(rest, e, &stat);
	/* What a list of addresses answered may stand there instead. */
	if (e->client.p == NULL && e->client_ip.p == NULL &&
	    mt_slice_eq(rule, MT_SLICE("check_relay"))) {
		mt_sendmail_peer_of(path, &e->client, &e->client_ip);
		if (e->client_ip.p == NULL && second.n > 0)
			e->client_ip = second;
	}
	return e->reply.p != NULL;
}

bool
mt_sendmail_done(const MtReaderLine *line, MtSlice rest)
{
	MtSlice stat;

	mt_sendmail_members(rest, line->event, &stat);
	return true;
}

bool
mt_sendmail_peer(const MtReaderLine *line, MtSlice rest)
{
	MtSlice peer = rest, word;
	size_t n = 0;

	/* The name and the address are the first two words at most. */
	for (size_t i = 0; i < 2 && mt_slice_word(&rest, &word); i++)
		if (i == 0 || word.p[0] == '[')
			n = (size_t)(word.p + word.n - peer.p);
	mt_sendmail_peer_of(mt_slice_sub(peer, 0, n), &line->event->client,
			    &line->event->client_ip);
	return n > 0;
}

bool
mt_sendmail_milter(const MtReaderLine *line, MtSlice rest)
{
	MtSlice stat;

	line->event->reply = rest;
	mt_sendmail_members(rest, line->event, &stat);
	return true;
}

/* Behind `from ` or `address=`: `name [ip]`, `name:`, `[ip], sender=<a>`. */
static void
find_client(MtSlice text, MtEvent *e)
{
	static const MtSlice heads[] = {{"from ", 5}, {"address=", 8}};
	MtSlice word = {0};

	for (size_t i = 0; i < G_N_ELEMENTS(heads) && word.n == 0; i++) {
		size_t at = mt_slice_find(text, heads[i]);

		if (at == MT_SLICE_NOWHERE)
			continue;
		text = mt_slice_sub(text, at + heads[i].n, text.n);
		mt_slice_word(&text, &word);
	}
	if (word.n == 0)
		return;
	word.n -= word.p[word.n - 1] == ':' || word.p[word.n - 1] == ',';
	mt_sendmail_peer_of(word, &e->client, &e->client_ip);
	if (mt_slice_word(&text, &word) && word.p[0] == '[')
		mt_sendmail_peer_of(word, &e->client, &e->client_ip);
}

bool
mt_sendmail_of_client(const MtReaderLine *line, MtSlice rest)
{
	MtEvent *e = line->event;
	MtSlice stat;

	mt_sendmail_members(rest, e, &stat);
	if (e->client.p == NULL && e->client_ip.p == NULL)
		find_client(rest, e);
	return true;
}

bool
mt_sendmail_auth(const MtReaderLine *line, MtSlice rest)
{
	MtEvent *e = line->event;
	MtSlice stat;

	e->reply = rest;
	if (mt_slice_starts(rest, MT_SLICE("client")))
		e->kind = MT_EVENT_ATTEMPT; /* so that relay= is the server */
	mt_sendmail_members(rest, e, &stat);
	e->kind = MT_EVENT_OTHER;
	return true;
}

bool
mt_sendmail_tcpwrappers(const MtReaderLine *line, MtSlice rest)
{
	MtEvent *e = line->event;

	e->client = mt_scan_until(&rest, ',');
	mt_scan_skip(&rest, MT_SLICE(" "));
	e->client_ip = mt_scan_until(&rest, ')');
	e->reply = mt_slice_trim(rest);
	return e->client_ip.n > 0;
}

/*
 * amavis: `(PID-NN) Passed CLEAN {RelayedInbound}, [IP]:PORT [ORIGIN] <from> ->
 * <to>,<to>, Queue-ID: Q, Message-ID: <..>, mail_id: M, Hits: .., size: N,
 * queued_as: Q2, N ms` ($log_templ). It stands between two queues of one host:
 * a message that is passed goes on under another id. NN counts the messages of
 * a child, so what is in parentheses is the session.
 */
#include <glib.h>

#include "mtalog/reader.h"
#include "mtalog/scan.h"

static const struct {
	MtSlice head;
	MtEventKind kind;
	MtStatus status;
} verdicts[] = {
	{{"Passed ", 7}, MT_EVENT_REINJECT, 0},
	{{"Blocked ", 8}, MT_EVENT_REJECT, MT_STATUS_REJECTED},
	{{"Discarded ", 10}, MT_EVENT_REJECT, MT_STATUS_DISCARDED},
};

/* What a block meant for the message, in {} behind the verdict. */
static const struct {
	MtSlice head;
	MtStatus status;
} actions[] = {
	{{"Discarded", 9}, MT_STATUS_DISCARDED},
	{{"Quarantined", 11}, MT_STATUS_DISCARDED},
	{{"Rejected", 8}, MT_STATUS_REJECTED},
	{{"Bounced", 7}, MT_STATUS_BOUNCED},
	{{"Tempfailed", 10}, MT_STATUS_DEFERRED},
	{{"TempFailed", 10}, MT_STATUS_DEFERRED},
};

/* `[192.0.2.1]:25 [198.51.100.1]`: the client, and who it says sent first. */
static void
take_clients(MtSlice *rest, MtEvent *e)
{
	MtPeer peer;

	while (rest->n > 0 && rest->p[0] == '[' && mt_scan_peer(rest, &peer)) {
		mt_scan_skip(&peer.address, MT_SLICE("IPv6:"));
		if (e->client_ip.p == NULL) {
			e->client_ip = peer.address;
			if (peer.port > 0) {
				e->client_port = peer.port;
				e->has |= MT_HAS_CLIENT_PORT;
			}
		}
		mt_scan_skip(rest, MT_SLICE(","));
		mt_scan_skip(rest, MT_SLICE(" "));
	}
}

/* `BANNED (..) {DiscardedInbound}`, up to the ", " behind the braces, if any. */
static MtSlice
take_verdict(MtSlice *rest, MtEvent *e)
{
	size_t open = mt_slice_find_char(*rest, '{');
	size_t end = mt_slice_find(*rest, MT_SLICE(", ")), braces;
	MtSlice what;

	/* Names of viruses hold commas, addresses hold braces. */
	if (open < mt_slice_find_char(*rest, '<')) {
		what = mt_slice_sub(*rest, open, rest->n);
		braces = mt_slice_find_char(what, '}');
		end = braces == MT_SLICE_NOWHERE ? end : open + braces + 1;
		for (size_t i = 0; i < G_N_ELEMENTS(actions); i++)
			if (e->kind == MT_EVENT_REJECT &&
			    mt_slice_starts(mt_slice_sub(what, 1, what.n),
					    actions[i].head))
				e->status = actions[i].status;
	}
	what = mt_slice_sub(*rest, 0, end);
	*rest = mt_slice_sub(*rest, what.n, rest->n);
	mt_scan_skip(rest, MT_SLICE(", "));
	return what;
}

/* What is before the sender: LOCAL or a policy bank, and the clients. */
static bool
take_sender(MtSlice *rest, MtEvent *e)
{
	while (rest->n > 0 && rest->p[0] != '<' && rest->p[0] != '[')
		mt_scan_until(rest, ' ');
	take_clients(rest, e);
	return mt_scan_path(rest, &e->sender) &&
	       mt_scan_skip(rest, MT_SLICE(" -> "));
}

static bool
take_recipient(MtSlice *rest, MtSlice *recipient)
{
	if (!mt_scan_path(rest, recipient))
		return false;
	mt_scan_skip(rest, MT_SLICE(","));
	return true;
}

/* The members behind the recipients, `key: value`, of which text is free. */
static void
read_member(MtSlice rest, MtEvent *e)
{
	MtSlice value;

	if (e->queue_id.p == NULL &&
	    mt_scan_skip(&rest, MT_SLICE("Queue-ID: ")))
		e->queue_id = rest;
	else if (mt_scan_skip(&rest, MT_SLICE("Message-ID: ")))
		e->message_id = mt_scan_path(&rest, &value) ? value : rest;
	else if (mt_scan_skip(&rest, MT_SLICE("queued_as: ")))
		e->related_id = rest;
	else if (mt_scan_skip(&rest, MT_SLICE("size: ")) &&
		 mt_scan_number(&rest, &e->size))
		e->has |= MT_HAS_SIZE;
	else if (rest.n > 3 && mt_slice_ends_i(rest, MT_SLICE(" ms")) &&
		 mt_scan_number(&rest, &e->attempt_us) && rest.n == 3) {
		e->attempt_us *= 1000;
		e->has |= MT_HAS_ATTEMPT_TIME;
	}
}

static void
read_members(MtSlice rest, MtEvent *e)
{
	while (rest.n > 0) {
		size_t end = mt_slice_find(rest, MT_SLICE(", "));

		read_member(mt_slice_sub(rest, 0, end), e);
		rest = end == MT_SLICE_NOWHERE
			       ? mt_slice_sub(rest, rest.n, rest.n)
			       : mt_slice_sub(rest, end + 2, rest.n);
	}
}

/*
 * One event for each recipient. Of several ids, `queued_as: A/B`, each is of
 * one recipient, the last one of all that are left.
 */
static MtLineClass
give_recipients(const MtReaderLine *line, MtSlice recipients)
{
	MtEvent *e = line->event;
	MtSlice rest = recipients, ids;

	while (take_recipient(&rest, &e->recipient))
		continue;
	if (e->recipient.p == NULL)
		return MT_LINE_DAMAGED;
	mt_scan_skip(&rest, MT_SLICE(" "));
	read_members(rest, e);
	ids = e->related_id;
	/* Passed without a queue of its own: a milter, or a proxy. */
	if (ids.p == NULL && e->kind == MT_EVENT_REINJECT)
		e->kind = MT_EVENT_OTHER;
	while (take_recipient(&recipients, &e->recipient)) {
		if (ids.n > 0)
			e->related_id = mt_scan_until(&ids, '/');
		mt_reader_give(line);
	}
	return MT_LINE_UNDERSTOOD;
}

static MtLineClass
read_verdict(const MtReaderLine *line, MtSlice rest)
{
	MtEvent *e = line->event;

	e->reply = take_verdict(&rest, e);
	if (!take_sender(&rest, e))
		return MT_LINE_DAMAGED;
	return give_recipients(line, rest);
}

/* `(00219-01) ` or, for later messages of one connection, `(00219-01-2) `. */
static bool
take_session(MtSlice *rest, MtSlice *session)
{
	MtSlice s = *rest;

	if (!mt_scan_skip(&s, MT_SLICE("(")) || s.n == 0 ||
	    !mt_is_digit(s.p[0]))
		return false;
	*session = mt_scan_until(&s, ')');
	if (mt_slice_find_char(*session, '-') == MT_SLICE_NOWHERE ||
	    !mt_scan_skip(&s, MT_SLICE(" ")))
		return false;
	*rest = s;
	return true;
}

/* What is about no message is about amavis itself. */
static MtLineClass
read_line(const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice rest = line->text;

	e->mta = MT_MTA_AMAVIS;
	if (!take_session(&rest, &e->session))
		return MT_LINE_NOT_MAIL;
	for (size_t i = 0; i < G_N_ELEMENTS(verdicts); i++)
		if (mt_scan_skip(&rest, verdicts[i].head)) {
			e->kind = verdicts[i].kind;
			e->status = verdicts[i].status;
			return read_verdict(line, rest);
		}
	e->reply = rest;
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}

static const char *const programs[] = {"amavis", "amavisd", "amavisd-new",
				       NULL};

const MtReader mt_reader_amavis = {
	.name = "amavis",
	.programs = programs,
	.read = read_line,
};

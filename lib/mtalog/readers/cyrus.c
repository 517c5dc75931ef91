/*
 * Cyrus: what lmtpd and its Sieve did with a message, `Delivered: <ID> to
 * mailbox: user.bob`; the Message-ID is all that leads to it. Its other services
 * are not about mail under way. Source: lmtpd.c, lmtp_sieve.c, duplicate.c.
 */
#include "mtalog/reader.h"
#include "mtalog/scan.h"

#include <glib.h>

#define HEAD(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

/* Behind the head stands the Message-ID, then what leads to the recipient. */
static const struct {
	MtSlice head, behind;
	MtEventKind kind;
	MtStatus status;
} phrases[] = {
	{HEAD("Delivered: "), HEAD(" to mailbox: "), MT_EVENT_ATTEMPT,
	 MT_STATUS_SENT},
	{HEAD("sieve redirected: "), HEAD(" to: "), MT_EVENT_ATTEMPT,
	 MT_STATUS_SENT},
	{HEAD("redirected: "), HEAD(" to: "), MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{HEAD("sieve rejected: "), HEAD(" to: "), MT_EVENT_ATTEMPT,
	 MT_STATUS_BOUNCED},
	{HEAD("sieve discarded: "), HEAD(" to: "), MT_EVENT_ATTEMPT,
	 MT_STATUS_DISCARDED},
};

/* What says less: the text is the reply. */
static const struct {
	MtSlice head;
	MtEventKind kind;
	MtStatus status;
} others[] = {
	{HEAD("dupelim: eliminated duplicate message "), MT_EVENT_OTHER,
	 MT_STATUS_DISCARDED},
	{HEAD("verify_user("), MT_EVENT_REJECT, MT_STATUS_REJECTED},
	{HEAD("sieve runtime error "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("sieve parse error "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("connection from "), MT_EVENT_CONNECT, MT_STATUS_NONE},
};

/* `cyrus/lmtpunix`, `lmtpd`. */
static bool
is_lmtp(MtSlice program)
{
	return mt_slice_find(program, MT_SLICE("lmtp")) != MT_SLICE_NOWHERE;
}

static MtLineClass
give(const MtReaderLine *line, MtEventKind kind, MtStatus status)
{
	line->event->kind = kind;
	line->event->status = status;
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}

static MtSlice
bare(MtSlice id)
{
	MtSlice path;

	return mt_scan_path(&id, &path) ? path : id;
}

static MtLineClass
read_other(const MtReaderLine *line)
{
	MtSlice rest = line->text;
	MtPeer peer;

	line->event->reply = rest;
	for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
		if (!mt_scan_skip(&rest, others[i].head))
			continue;
		if (others[i].kind == MT_EVENT_CONNECT) {
			line->event->client = mt_scan_until(&rest, ' ');
			if (mt_scan_peer(&rest, &peer))
				line->event->client_ip = peer.address;
			line->event->reply = (MtSlice){0};
		}
		return give(line, others[i].kind, others[i].status);
	}
	return MT_LINE_NOT_MAIL;
}

static MtLineClass
read_line(const MtReaderLine *line)
{
	MtEvent *e = line->event;

	e->mta = MT_MTA_OTHER;
	if (!is_lmtp(e->program))
		return MT_LINE_NOT_MAIL;
	e->transport = MT_SLICE("lmtp");
	for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++) {
		MtSlice rest = line->text;
		size_t at;

		if (!mt_scan_skip(&rest, phrases[i].head))
			continue;
		at = mt_slice_find(rest, phrases[i].behind);
		e->message_id = bare(mt_slice_sub(rest, 0, at));
		if (at == MT_SLICE_NOWHERE &&
		    phrases[i].status != MT_STATUS_DISCARDED)
			return MT_LINE_DAMAGED;
		if (at != MT_SLICE_NOWHERE)
			e->recipient = bare(mt_slice_sub(
				rest, at + phrases[i].behind.n, rest.n));
		e->reply = line->text;
		return give(line, phrases[i].kind, phrases[i].status);
	}
	return read_other(line);
}

static const char *const programs[] = {"cyrus", "lmtpunix", "lmtpd", NULL};

const MtReader mt_reader_cyrus = {
	.name = "cyrus",
	.programs = programs,
	.read = read_line,
};

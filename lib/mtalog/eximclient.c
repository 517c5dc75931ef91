/* Exim's lines of a client: who it is, and what became of what it said. */
#include <glib.h>

#include "mtalog/eximfield.h"
#include "mtalog/eximtext.h"
#include "mtalog/scan.h"

#define HEAD(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

/* What stands behind the fields of a client's line. */
static const struct {
	MtSlice head;
	MtEventKind kind;
	MtStatus status;
} verdicts[] = {
	{{"rejected ", 9}, MT_EVENT_REJECT, MT_STATUS_REJECTED},
	{{"temporarily rejected ", 21}, MT_EVENT_REJECT, MT_STATUS_REJECTED},
	{{"discarded ", 10}, MT_EVENT_REJECT, MT_STATUS_DISCARDED},
	{{"RCPT ", 5}, MT_EVENT_REJECT, MT_STATUS_DISCARDED},
	{{"dropped", 7}, MT_EVENT_REJECT, MT_STATUS_REJECTED},
	{{"refused", 7}, MT_EVENT_REJECT, MT_STATUS_REJECTED},
	{{"Warning: ", 9}, MT_EVENT_OTHER, MT_STATUS_NONE},
	{{"sender verify ", 14}, MT_EVENT_OTHER, MT_STATUS_NONE},
	{{"incomplete transaction ", 23}, MT_EVENT_OTHER, MT_STATUS_NONE},
	{{"accepted ", 9}, MT_EVENT_OTHER, MT_STATUS_NONE},
};

/* `<bob@b.example>: reason`, where '<' may have no '>'. */
static void
take_refused(MtSlice text, MtSlice *address)
{
	MtSlice word = mt_slice_sub(text, 0, mt_slice_find_char(text, ' '));

	if (mt_scan_path(&text, address))
		return;
	if (text.n > 0 && text.p[0] == '<') {
		*address = mt_slice_sub(text, 1, mt_slice_find_char(text, '>'));
	} else {
		word.n -= word.n > 0 && word.p[word.n - 1] == ':';
		mt_exim_address(word, address);
	}
}

/* Whom the verdict is on, where nothing before it says so. */
static void
take_argument(MtSlice text, MtEvent *e)
{
	static const MtSlice verify[] = {HEAD("sender verify fail for "),
					 HEAD("sender verify defer for ")};

	for (size_t i = 0; i < G_N_ELEMENTS(verify); i++)
		if (mt_scan_skip(&text, verify[i]))
			mt_scan_path(&text, &e->sender);
	mt_scan_skip(&text, MT_SLICE("temporarily "));
	mt_scan_skip(&text, MT_SLICE("rejected "));
	if (mt_scan_skip(&text, MT_SLICE("RCPT ")))
		take_refused(text, &e->recipient);
	else if (mt_scan_skip(&text, MT_SLICE("MAIL ")))
		take_refused(text, &e->sender);
}

/* `RCPT <bob@b.example>: discarded by RCPT ACL` names the command first. */
static bool
is_verdict(MtSlice text, size_t i)
{
	static const MtSlice by = HEAD(": discarded by ");

	return mt_slice_starts(text, verdicts[i].head) &&
	       (verdicts[i].head.p[0] != 'R' ||
		mt_slice_find(text, by) != MT_SLICE_NOWHERE);
}

static bool
take_verdict(MtSlice text, MtEvent *e)
{
	for (size_t i = 0; i < G_N_ELEMENTS(verdicts); i++) {
		if (!is_verdict(text, i))
			continue;
		e->kind = verdicts[i].kind;
		e->status = verdicts[i].status;
		e->reply = text;
		take_argument(text, e);
		e->dsn = mt_exim_find_dsn(e->reply);
		return true;
	}
	return false;
}

/* The fields, then what became of it; false where only words are behind. */
static bool
take_client_line(MtEximFields *f)
{
	MtSlice word;

	do {
		if (f->rest.n > 0 && f->rest.p[0] == ' ')
			f->rest = mt_slice(f->rest.p + 1, f->rest.n - 1);
		if (take_verdict(f->rest, f->e))
			return true;
	} while (mt_exim_field(f) || (f->rest.n > 0 && f->rest.p[0] == '(' &&
				      mt_exim_word(&f->rest, &word)));
	return false;
}

/* The first field is a host, or the sender. */
static bool
read_client_line(MtSlice rest, bool host, MtEvent *e)
{
	MtEximFields f = {.rest = rest, .e = e, .side = MT_EXIM_CLIENT};
	MtSlice word;

	if (!mt_exim_word(&f.rest, &word))
		return false;
	if (host)
		mt_exim_host(&f, word);
	else
		mt_exim_address(word, &e->sender);
	if (!take_client_line(&f)) {
		e->kind = MT_EVENT_OTHER;
		e->status = MT_STATUS_NONE;
		e->reply = f.rest;
	}
	return e->reply.n > 0;
}

bool
mt_exim_rejected(MtSlice rest, MtEvent *e)
{
	return read_client_line(rest, true, e);
}

bool
mt_exim_sender(MtSlice rest, MtEvent *e)
{
	return read_client_line(rest, false, e);
}

/* Behind an id H= may be the server of an attempt as well. */
bool
mt_exim_host_line(MtSlice rest, MtEvent *e)
{
	if (!mt_exim_rejected(rest, e))
		return false;
	if (e->kind != MT_EVENT_OTHER || e->sender.p != NULL ||
	    take_verdict(e->reply, e))
		return true;
	e->client = e->client_ip = e->helo = (MtSlice){0};
	e->has &= ~(uint32_t)MT_HAS_CLIENT_PORT;
	e->status = MT_STATUS_DEFERRED;
	return mt_exim_peer(rest, e);
}

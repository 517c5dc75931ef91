/* The forms of Exim's lines: an address, then fields, then a reason. */
#include "mtalog/eximtext.h"

#include <glib.h>

#include "mtalog/eximfield.h"
#include "mtalog/reply.h"
#include "mtalog/scan.h"

/* `for a b c`, the end of an arrival. */
static void
take_recipients(MtSlice rest, MtEvent *e)
{
	MtSlice word, first = {0};
	int64_t n = 0;

	while (mt_exim_mailbox(&rest, &word)) {
		first = n == 0 ? word : first;
		n++;
	}
	if (n == 0)
		return;
	e->recipients = n;
	e->has |= MT_HAS_RECIPIENTS;
	if (n == 1)
		e->recipient = first;
}

bool
mt_exim_arrival(MtSlice rest, MtEvent *e)
{
	MtEximFields f = {.rest = rest, .e = e, .side = MT_EXIM_CLIENT};
	MtSlice word;

	if (!mt_exim_mailbox(&f.rest, &word))
		return false;
	e->sender =
		mt_slice_eq(word, MT_SLICE("<>")) ? mt_slice(word.p, 0) : word;
	while (f.rest.n > 0) {
		if (mt_exim_field(&f))
			continue;
		mt_exim_word(&f.rest, &word);
		if (mt_slice_eq(word, MT_SLICE("for"))) {
			take_recipients(f.rest, e);
			break;
		}
	}
	if (e->client.p == NULL && e->client_ip.p == NULL)
		e->client = MT_SLICE("local");
	return (e->has & MT_HAS_SIZE) != 0;
}

static bool
is_place(MtSlice address)
{
	return address.n > 0 && (address.p[0] == '/' || address.p[0] == '|' ||
				 address.p[0] == ':');
}

/*
 * An address as delivered, and the one it came from: `user <user@a.example>`
 * is user@a.example; files and pipes are where it went, not to whom.
 */
static void
set_recipient(MtEvent *e, MtSlice address, MtSlice original)
{
	size_t at = mt_slice_find_char(original, '@');

	e->recipient = address;
	if (original.n == 0)
		return;
	if (is_place(address)) {
		e->relay = address;
		e->recipient = original;
	} else if (mt_slice_find_char(address, '@') == MT_SLICE_NOWHERE &&
		   mt_slice_eq(address, mt_slice_sub(original, 0, at))) {
		e->recipient = original;
	} else {
		e->orig_recipient = original;
	}
}

static bool
begins_field(MtSlice rest)
{
	size_t i = 0;

	while (i < rest.n && i < 9 && mt_is_alpha(rest.p[i]))
		i++;
	return i > 0 && i < 9 && i < rest.n && rest.p[i] == '=';
}

/* The commands of pipes have spaces: up to a field, `(parent)` or `<..>`. */
static MtSlice
take_address(MtEximFields *f)
{
	MtSlice word, all;

	if (!mt_exim_mailbox(&f->rest, &word))
		return (MtSlice){0};
	all = word;
	while (all.p[0] == '|' && f->rest.n > 0 && f->rest.p[0] != '<' &&
	       f->rest.p[0] != '(' && !begins_field(f->rest)) {
		mt_exim_word(&f->rest, &word);
		all.n = (size_t)(f->rest.p - all.p);
	}
	all = mt_slice_trim(all);
	return all.n == 0 || all.p[0] == ':' ? all : mt_exim_colon(f, all);
}

/* Behind the address: `(parent)` of each alias, and `<original>`. */
static bool
take_addresses(MtEximFields *f)
{
	MtSlice address = take_address(f), original = {0};

	if (address.n == 0)
		return false;
	while (!f->reason && f->rest.n > 0 &&
	       (f->rest.p[0] == '(' || f->rest.p[0] == '<')) {
		MtSlice word, path;

		mt_exim_word(&f->rest, &word);
		word = mt_exim_colon(f, word);
		if (mt_scan_path(&word, &path))
			original = path;
	}
	set_recipient(f->e, address, original);
	return true;
}

bool
mt_exim_delivery(MtSlice rest, MtEvent *e)
{
	/* Exim opens no /dev/null: the transport is `**bypassed**`. */
	static const char *const nowhere[] = {":blackhole:", "/dev/null", NULL};
	MtEximFields f = {.rest = rest, .e = e, .side = MT_EXIM_RELAY};
	MtSlice word;

	if (!take_addresses(&f))
		return false;
	if (mt_scan_is_one_of(e->relay, nowhere) ||
	    mt_scan_is_one_of(e->recipient, nowhere))
		e->status = MT_STATUS_DISCARDED;
	while (f.rest.n > 0)
		if (!mt_exim_field(&f))
			mt_exim_word(&f.rest, &word);
	return true;
}

/* The last field of a reason is how long the attempt took. */
static MtSlice
cut_times(MtSlice reason, MtEvent *e)
{
	static const MtSlice marks[] = {{" QT=", 4}, {" DT=", 4}};
	size_t end = reason.n;

	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
		size_t at = mt_slice_find(reason, marks[i]);
		MtEximFields f = {.e = e, .side = MT_EXIM_RELAY};

		if (at == MT_SLICE_NOWHERE)
			continue;
		f.rest = mt_slice_sub(reason, at, reason.n);
		while (mt_exim_field(&f))
			;
		end = f.rest.n == 0 ? MIN(end, at) : end;
	}
	return mt_slice_sub(reason, 0, end);
}

/* A reason quotes the server's answer: `...: 550 5.1.1 No such user`. */
static MtSlice
find_dsn(MtSlice text)
{
	for (size_t i = 0; i + 4 < text.n; i++) {
		MtSlice from = mt_slice_sub(text, i, text.n);

		if (!mt_is_digit(text.p[i]) ||
		    (i > 0 && text.p[i - 1] != ' ') ||
		    mt_reply_dsn(from).p == NULL)
			continue;
		return mt_reply_dsn(from);
	}
	return (MtSlice){0};
}

void
mt_exim_reason(MtSlice reason, MtEvent *e)
{
	e->reply = mt_slice_trim(cut_times(reason, e));
	e->dsn = find_dsn(e->reply);
}

bool
mt_exim_failure(MtSlice rest, MtEvent *e)
{
	MtEximFields f = {.rest = rest, .e = e, .side = MT_EXIM_RELAY};
	MtSlice word;

	if (!take_addresses(&f))
		return false;
	while (!f.reason && f.rest.n > 0)
		if (!mt_exim_field(&f)) {
			mt_exim_word(&f.rest, &word);
			mt_exim_colon(&f, word);
		}
	mt_exim_reason(f.rest, e);
	mt_exim_find_server(e->reply, e);
	if (mt_slice_find(e->reply, MT_SLICE("retry timeout exceeded")) !=
	    MT_SLICE_NOWHERE)
		e->status = MT_STATUS_EXPIRED;
	return f.reason;
}

/* Exim did not try: an earlier attempt set the time of the next one. */
static bool
is_suspended(MtSlice reason)
{
	static const MtSlice texts[] = {{"retry time not reached", 22},
					{"retry time not yet reached", 26}};

	return mt_slice_find_i(reason, texts[0]) != MT_SLICE_NOWHERE ||
	       mt_slice_find_i(reason, texts[1]) != MT_SLICE_NOWHERE;
}

/*
 * `defer (-44) H=mx [ip] DT=1s: text`, or `defer (110): Connection timed out
 * H=mx [ip]: text`: the text is the reason, else the name of the error is.
 */
static void
take_deferral(MtSlice rest, MtEvent *e)
{
	MtEximFields f = {.e = e, .side = MT_EXIM_RELAY};
	size_t host =
		begins_field(rest) ? 0 : mt_slice_find(rest, MT_SLICE(" H="));
	MtSlice reason = mt_slice_sub(rest, 0, host);

	f.rest = mt_slice_sub(rest, reason.n, rest.n);
	while (!f.reason && mt_exim_field(&f))
		;
	if (f.reason) {
		reason = f.rest;
	} else if (f.rest.n > 0) { /* H= is part of the text */
		reason = rest;
	}
	mt_exim_reason(reason, e);
}

bool
mt_exim_deferral(MtSlice rest, MtEvent *e)
{
	MtEximFields f = {.rest = rest, .e = e, .side = MT_EXIM_RELAY};
	MtSlice word = {0};

	if (!take_addresses(&f))
		return false;
	while (f.rest.n > 0 && !mt_slice_eq(word, MT_SLICE("defer")))
		if (!mt_exim_field(&f))
			mt_exim_word(&f.rest, &word);
	if (!mt_exim_word(&f.rest, &word) || word.p[0] != '(')
		return false;
	take_deferral(f.rest, e);
	mt_exim_find_server(e->reply, e);
	if (is_suspended(e->reply))
		e->status = MT_STATUS_SUSPENDED;
	return true;
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
	{{"dropped", 7}, MT_EVENT_REJECT, MT_STATUS_REJECTED},
	{{"refused", 7}, MT_EVENT_REJECT, MT_STATUS_REJECTED},
	{{"Warning: ", 9}, MT_EVENT_OTHER, MT_STATUS_NONE},
	{{"sender verify ", 14}, MT_EVENT_OTHER, MT_STATUS_NONE},
	{{"incomplete transaction ", 23}, MT_EVENT_OTHER, MT_STATUS_NONE},
	{{"accepted ", 9}, MT_EVENT_OTHER, MT_STATUS_NONE},
};

/* `<bob@b.example>: reason`, where '<' may have no '>'. */
static void
take_refused(MtSlice text, MtEvent *e)
{
	MtSlice word = mt_slice_sub(text, 0, mt_slice_find_char(text, ' '));

	if (mt_scan_path(&text, &e->recipient))
		return;
	if (text.n > 0 && text.p[0] == '<') {
		e->recipient =
			mt_slice_sub(text, 1, mt_slice_find_char(text, '>'));
	} else {
		word.n -= word.n > 0 && word.p[word.n - 1] == ':';
		mt_exim_address(word, &e->recipient);
	}
}

static bool
take_verdict(MtSlice text, MtEvent *e)
{
	static const MtSlice rcpt = {"rejected RCPT ", 14};
	size_t at;

	for (size_t i = 0; i < G_N_ELEMENTS(verdicts); i++) {
		if (!mt_slice_starts(text, verdicts[i].head))
			continue;
		at = mt_slice_find(text, rcpt);
		e->kind = verdicts[i].kind;
		e->status = verdicts[i].status;
		e->reply = text;
		if (at != MT_SLICE_NOWHERE) {
			text = mt_slice_sub(text, at + rcpt.n, text.n);
			take_refused(text, e);
		}
		e->dsn = find_dsn(e->reply);
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

bool
mt_exim_times(MtSlice rest, MtEvent *e)
{
	MtEximFields f = {.rest = rest, .e = e, .side = MT_EXIM_RELAY};

	while (mt_exim_field(&f))
		;
	return true;
}

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

/* Or `>a@b.example`, to whom an automatic answer goes. */
static bool
is_place(MtSlice address)
{
	return address.n > 0 &&
	       mt_slice_find_char(MT_SLICE("/|:>"), address.p[0]) !=
		       MT_SLICE_NOWHERE;
}

/* `user` of `user@a.example` or `user+box@a.example`: Exim makes it small,
 * takes quotes off, and what a router does not look at. */
static bool
is_user_of(MtSlice user, MtSlice address)
{
	if (address.p[0] == '"' && user.n > 0 && user.p[0] != '"')
		address = mt_slice_sub(address, 1, address.n);
	return user.n > 0 && user.n < address.n &&
	       mt_slice_find_char(user, '@') == MT_SLICE_NOWHERE &&
	       mt_slice_starts_i(address, user) &&
	       mt_slice_find_char(MT_SLICE("@+-\""), address.p[user.n]) !=
		       MT_SLICE_NOWHERE;
}

/*
 * An address as delivered, and the one it came from: `user <user@a.example>`
 * is user@a.example; files and pipes are where it went, not to whom.
 */
static void
set_recipient(MtEvent *e, MtSlice address, MtSlice original)
{
	e->recipient = address;
	if (original.n == 0)
		return;
	if (is_place(address)) {
		e->relay = address;
		e->recipient = original;
	} else if (is_user_of(address, original)) {
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

/*
 * Where `<original>` or `(parent)` stands, before the router: what is before it
 * is one address. Commands and paths have spaces, and so have names that were
 * quoted: Exim logs local parts as they are.
 */
static size_t
find_original(MtSlice address, MtSlice rest)
{
	bool command = address.p[0] == '|' || address.p[0] == '/';
	MtSlice before;
	size_t open;

	if (!command &&
	    (mt_slice_find_char(address, '@') != MT_SLICE_NOWHERE ||
	     address.p[address.n - 1] == ':' || begins_field(rest) ||
	     mt_slice_starts(rest, MT_SLICE("defer ")) ||
	     mt_slice_starts(rest, MT_SLICE("routing "))))
		return MT_SLICE_NOWHERE;
	before = mt_slice_sub(rest, 0, mt_slice_find(rest, MT_SLICE(" R=")));
	open = mt_slice_find(before, MT_SLICE(" <"));
	return open == MT_SLICE_NOWHERE
		       ? open
		       : MIN(open, mt_slice_find(before, MT_SLICE(" ("))) + 1;
}

static bool
begins_original(MtSlice rest)
{
	return rest.n > 0 && (rest.p[0] == '<' || rest.p[0] == '(');
}

static MtSlice
take_address(MtEximFields *f)
{
	MtSlice word, all;
	size_t end;

	if (!mt_exim_mailbox(&f->rest, &word))
		return (MtSlice){0};
	all = word;
	end = begins_original(f->rest) ? 0 : find_original(word, f->rest);
	if (end != MT_SLICE_NOWHERE && end > 0) {
		f->rest = mt_slice_sub(f->rest, end, f->rest.n);
		all.n = (size_t)(f->rest.p - all.p);
	}
	while (end == MT_SLICE_NOWHERE && all.p[0] == '|' && f->rest.n > 0 &&
	       !begins_original(f->rest) && !begins_field(f->rest)) {
		mt_exim_word(&f->rest, &word);
		all.n = (size_t)(f->rest.p - all.p);
	}
	all = mt_slice_trim(all);
	return all.n == 0 || all.p[0] == ':' ? all : mt_exim_colon(f, all);
}

/* `<original>`, in which spaces may be, and what ends it. */
static bool
take_original(MtEximFields *f, MtSlice *original)
{
	MtSlice rest = f->rest, path;

	if (!mt_scan_path(&rest, &path) ||
	    (rest.n > 0 && rest.p[0] != ' ' && rest.p[0] != ':'))
		return false;
	f->reason = mt_scan_skip(&rest, MT_SLICE(":"));
	mt_scan_skip(&rest, MT_SLICE(" "));
	f->rest = rest;
	*original = path;
	return true;
}

/* Behind the address: `(parent)` of each alias, and `<original>`. */
static bool
take_addresses(MtEximFields *f)
{
	MtSlice address = take_address(f), original = {0}, word;

	if (address.n == 0)
		return false;
	while (!f->reason && begins_original(f->rest))
		if (!take_original(f, &original)) {
			mt_exim_word(&f->rest, &word);
			mt_exim_colon(f, word);
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
MtSlice
mt_exim_find_dsn(MtSlice text)
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
	e->dsn = mt_exim_find_dsn(e->reply);
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

/* `K`, `L*`, `TFO`, which stand among the fields. */
static bool
skip_flag(MtSlice *rest)
{
	MtSlice next = *rest, word;
	size_t n = 0;

	if (!mt_exim_word(&next, &word))
		return false;
	while (n < word.n && word.p[n] >= 'A' && word.p[n] <= 'Z')
		n++;
	if (n == 0 || n > 3 ||
	    (n < word.n &&
	     (n + 1 < word.n || (word.p[n] != '*' && word.p[n] != '.'))))
		return false;
	*rest = next;
	return true;
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
	while (!f.reason && (mt_exim_field(&f) || skip_flag(&f.rest)))
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

bool
mt_exim_times(MtSlice rest, MtEvent *e)
{
	MtEximFields f = {.rest = rest, .e = e, .side = MT_EXIM_RELAY};

	while (mt_exim_field(&f))
		;
	return true;
}

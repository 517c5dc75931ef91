/* The members `key=value` of OpenSMTPD's log lines, each with its meaning. */
#include "mtalog/opensmtpdtext.h"

#include <glib.h>

#include "mtalog/reply.h"
#include "mtalog/scan.h"

enum { MSGID = 8, LONGEST_KEY = 16 };

static const struct {
	MtSlice word;
	MtEventKind kind;
	MtStatus status;
} results[] = {
	{{"Ok", 2}, MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{{"TempFail", 8}, MT_EVENT_ATTEMPT, MT_STATUS_DEFERRED},
	{{"PermFail", 8}, MT_EVENT_ATTEMPT, MT_STATUS_BOUNCED},
	{{"LoopDetected", 12}, MT_EVENT_ATTEMPT, MT_STATUS_BOUNCED},
	{{"Loop", 4}, MT_EVENT_ATTEMPT, MT_STATUS_BOUNCED},
	/* Of one recipient, not of the message. */
	{{"Expire", 6}, MT_EVENT_ATTEMPT, MT_STATUS_EXPIRED},
	{{"Remove", 6}, MT_EVENT_ATTEMPT, MT_STATUS_DELETED},
};

static void
set_reply(MtEvent *e, MtSlice value)
{
	e->reply = value;
	e->dsn = mt_reply_dsn(value);
}

void
mt_opensmtpd_result(MtEvent *e, MtSlice word)
{
	for (size_t i = 0; i < G_N_ELEMENTS(results); i++)
		if (mt_slice_eq(word, results[i].word)) {
			e->kind = results[i].kind;
			e->status = results[i].status;
		}
}

/* Of a delivery; else what the server said to a command. */
static void
set_result(MtEvent *e, MtSlice value)
{
	if (e->kind == MT_EVENT_ATTEMPT)
		mt_opensmtpd_result(e, value);
	else
		set_reply(e, value);
}

static void
set_number(MtEvent *e, MtSlice value, int64_t *number, uint32_t bit)
{
	if (mt_scan_number(&value, number) && value.n == 0)
		e->has |= bit;
}

/* `1d2h3m4s`, zero parts left out. */
static void
set_delay(MtEvent *e, MtSlice value)
{
	static const struct {
		char letter;
		int32_t seconds;
	} units[] = {{'d', 86400}, {'h', 3600}, {'m', 60}, {'s', 1}};
	int64_t sum = 0, number;
	size_t unit = 0;

	while (value.n > 0 && mt_scan_number(&value, &number)) {
		while (unit < G_N_ELEMENTS(units) && value.n > 0 &&
		       units[unit].letter != value.p[0])
			unit++;
		if (unit == G_N_ELEMENTS(units) || value.n == 0 ||
		    number > INT32_MAX)
			return;
		sum += number * units[unit++].seconds;
		value = mt_slice_sub(value, 1, value.n);
	}
	if (value.n > 0 || unit == 0)
		return;
	e->delay_us = sum * 1000000;
	e->has |= MT_HAS_DELAY;
}

/* `[2001:db8::1]`, and the port behind it. */
static MtSlice
take_address(MtSlice value, int32_t *port)
{
	MtSlice address;
	int64_t number;

	*port = 0;
	if (mt_scan_skip(&value, MT_SLICE("["))) {
		address = mt_scan_until(&value, ']');
		mt_scan_skip(&value, MT_SLICE(":"));
	} else {
		address = mt_scan_until(&value, ':');
	}
	if (mt_scan_number(&value, &number) && number <= 65535)
		*port = (int32_t)number;
	return address;
}

/* A client as such, a server as `smtp+tls://ADDRESS:PORT`. */
static void
set_address(MtEvent *e, MtSlice value)
{
	size_t at = mt_slice_find(value, MT_SLICE("://"));
	int32_t port;

	if (at == MT_SLICE_NOWHERE) {
		if (mt_slice_eq(value, MT_SLICE("local")))
			e->client = value;
		else
			e->client_ip = take_address(value, &port);
		return;
	}
	e->relay_ip = take_address(mt_slice_sub(value, at + 3, value.n), &port);
	if (port > 0) {
		e->relay_port = port;
		e->has |= MT_HAS_RELAY_PORT;
	}
}

static void
set_host(MtEvent *e, MtSlice value)
{
	if (e->relay_ip.p != NULL)
		e->relay = value;
	else if (e->client.p == NULL)
		e->client = value;
}

/* `ADDRESS (HOST)`; `DOMAIN` where no server could be asked. */
static void
set_relay(MtEvent *e, MtSlice value)
{
	MtSlice address = mt_scan_until(&value, ' ');
	int32_t port;

	if (address.n > 0 && mt_is_alpha(address.p[address.n - 1]))
		e->relay = address;
	else if (address.n > 0)
		e->relay_ip = take_address(address, &port);
	if (mt_scan_skip(&value, MT_SLICE("(")))
		e->relay = mt_scan_until(&value, ')');
}

void
mt_opensmtpd_server(MtSlice text, MtEvent *e)
{
	set_address(e, mt_scan_until(&text, ' '));
	if (mt_scan_skip(&text, MT_SLICE("(")))
		e->relay = mt_scan_until(&text, ')');
}

static void
set_version(MtEvent *e, MtSlice value)
{
	e->tls_version = value;
}

static void
set_cipher(MtEvent *e, MtSlice value)
{
	e->tls_cipher = value;
}

/* `TLSv1.3:TLS_AES_256_GCM_SHA384:256`, `version=.., cipher=.., bits=..` */
static void
set_ciphers(MtEvent *e, MtSlice value)
{
	if (mt_scan_skip(&value, MT_SLICE("version="))) {
		e->tls_version = mt_scan_until(&value, ',');
		if (mt_scan_skip(&value, MT_SLICE(" cipher=")))
			e->tls_cipher = mt_scan_until(&value, ',');
		return;
	}
	e->tls_version = mt_scan_until(&value, ':');
	if (value.n > 0)
		e->tls_cipher = mt_scan_until(&value, ':');
}

void
mt_opensmtpd_command(MtSlice value, MtEvent *e)
{
	MtSlice path;

	if (mt_slice_starts_i(value, MT_SLICE("RCPT TO:"))) {
		value = mt_slice_trim(mt_slice_sub(value, 8, value.n));
		if (mt_scan_path(&value, &path))
			e->recipient = path;
	} else if (mt_slice_starts_i(value, MT_SLICE("MAIL FROM:"))) {
		value = mt_slice_trim(mt_slice_sub(value, 10, value.n));
		if (mt_scan_path(&value, &path))
			e->sender = path;
	}
}

static void
set_command(MtEvent *e, MtSlice value)
{
	mt_opensmtpd_command(value, e);
}

static void
set_from(MtEvent *e, MtSlice value)
{
	e->sender = value;
}

static void
set_to(MtEvent *e, MtSlice value)
{
	e->recipient = value;
}

/* `-`: the recipient is the one that the client gave. */
static void
set_rcpt(MtEvent *e, MtSlice value)
{
	if (!mt_slice_eq(value, MT_SLICE("-")))
		e->orig_recipient = value;
}

static void
set_id(MtEvent *e, MtSlice value)
{
	e->queue_id = mt_slice_sub(value, 0, MSGID);
}

static void
set_size(MtEvent *e, MtSlice value)
{
	set_number(e, value, &e->size, MT_HAS_SIZE);
}

static void
set_recipients(MtEvent *e, MtSlice value)
{
	set_number(e, value, &e->recipients, MT_HAS_RECIPIENTS);
}

/* Who logged in; of a delivery it is the account that the mail goes to. */
static void
set_user(MtEvent *e, MtSlice value)
{
	if (e->kind != MT_EVENT_ATTEMPT)
		e->auth = value;
}

static void
set_session(MtEvent *e, MtSlice value)
{
	e->session = value;
}

static const struct {
	MtSlice key;
	void (*set)(MtEvent *e, MtSlice value);
	bool last; /* free text: whatever it holds, nothing is behind it */
} keys[] = {
	{{"from", 4}, set_from, false},
	{{"to", 2}, set_to, false},
	{{"rcpt", 4}, set_rcpt, false},
	{{"evpid", 5}, set_id, false},
	{{"msgid", 5}, set_id, false},
	{{"size", 4}, set_size, false},
	{{"nrcpt", 5}, set_recipients, false},
	{{"ndest", 5}, set_recipients, false},
	{{"address", 7}, set_address, false},
	{{"host", 4}, set_host, false},
	{{"relay", 5}, set_relay, false},
	{{"delay", 5}, set_delay, false},
	{{"result", 6}, set_result, false},
	{{"stat", 4}, set_reply, true},
	{{"reason", 6}, set_reply, false},
	{{"ciphers", 7}, set_ciphers, true},
	{{"version", 7}, set_version, false},
	{{"cipher", 6}, set_cipher, false},
	{{"command", 7}, set_command, false},
	{{"user", 4}, set_user, false},
	{{"session", 7}, set_session, false},
};

/* Is there ` key=` or the end? Then a quote before it was the last one. */
static bool
at_key(MtSlice s)
{
	size_t i = 0;

	if (s.n == 0)
		return true;
	if (s.p[0] == ',')
		i++;
	if (i >= s.n || s.p[i++] != ' ')
		return false;
	for (size_t end = MIN(s.n, i + LONGEST_KEY); i < end; i++)
		if (s.p[i] == '=')
			return true;
		else if (!mt_is_alpha(s.p[i]) && s.p[i] != '-')
			return false;
	return false;
}

/* Quotes inside are written as they are. */
static MtSlice
take_quoted(MtSlice *rest)
{
	MtSlice s = mt_slice_sub(*rest, 1, rest->n);

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '"' && at_key(mt_slice_sub(s, i + 1, s.n))) {
			*rest = mt_slice_sub(s, i + 1, s.n);
			return mt_slice_sub(s, 0, i);
		}
	*rest = (MtSlice){s.p + s.n, 0}; /* the line was cut */
	return s;
}

static MtSlice
take_bare(MtSlice *rest)
{
	size_t i = 0;
	MtSlice value;

	while (i < rest->n && ((rest->p[i] != ' ' && rest->p[i] != ',') ||
			       !at_key(mt_slice_sub(*rest, i, rest->n))))
		i++;
	value = mt_slice_sub(*rest, 0, i);
	*rest = mt_slice_sub(*rest, i, rest->n);
	return value;
}

/* All that is left, without the quotes around it. */
static MtSlice
take_last(MtSlice *rest)
{
	MtSlice value = *rest;

	*rest = mt_slice_sub(*rest, rest->n, rest->n);
	if (mt_scan_skip(&value, MT_SLICE("\"")) && value.n > 0 &&
	    value.p[value.n - 1] == '"')
		value.n--;
	return value;
}

static MtSlice
take_value(MtSlice *rest, bool last)
{
	MtSlice value;

	if (last)
		return take_last(rest);
	if (rest->n > 0 && rest->p[0] == '"')
		return take_quoted(rest);
	if (mt_scan_path(rest, &value))
		return value;
	return take_bare(rest);
}

/* The result of a delivery is a word, that of a command is its reply. */
static bool
is_last(const MtEvent *e, size_t key)
{
	return keys[key].last ||
	       (keys[key].set == set_result && e->kind == MT_EVENT_REJECT);
}

static void
skip_separator(MtSlice *rest)
{
	mt_scan_skip(rest, MT_SLICE(","));
	mt_scan_skip(rest, MT_SLICE(" "));
}

void
mt_opensmtpd_members(MtSlice rest, MtEvent *e)
{
	while (rest.n > 0) {
		MtSlice key = mt_scan_until(&rest, '=');
		size_t i = 0;

		while (i < G_N_ELEMENTS(keys) && !mt_slice_eq(key, keys[i].key))
			i++;
		if (i < G_N_ELEMENTS(keys))
			keys[i].set(e, take_value(&rest, is_last(e, i)));
		else
			take_value(&rest, false);
		skip_separator(&rest);
	}
	if (e->status == MT_STATUS_SENT)
		e->remote_id = mt_reply_remote_id(e->reply);
}

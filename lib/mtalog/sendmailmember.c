/* One table of members; what `relay` is depends on the kind of line. */
#include "mtalog/sendmailmember.h"

#include <glib.h>

#include "mtalog/reply.h"
#include "mtalog/scan.h"

/* `00:00:01`, `3+04:05:06` with days before the '+'. */
static bool
read_delay(MtSlice value, int64_t *us)
{
	int64_t parts[3], days = 0, number;

	if (!mt_scan_number(&value, &number))
		return false;
	if (mt_scan_skip(&value, MT_SLICE("+"))) {
		days = number;
		if (!mt_scan_number(&value, &number))
			return false;
	}
	parts[0] = number;
	for (size_t i = 1; i < 3; i++)
		if (!mt_scan_skip(&value, MT_SLICE(":")) ||
		    !mt_scan_number(&value, &parts[i]))
			return false;
	if (days > 100000 || parts[0] > 1000000 || parts[1] > 59 ||
	    parts[2] > 60)
		return false;
	*us = (((days * 24 + parts[0]) * 60 + parts[1]) * 60 + parts[2]) *
	      1000000;
	return true;
}

static void
take_delay(MtEvent *e, MtSlice value)
{
	if (read_delay(value, &e->delay_us))
		e->has |= MT_HAS_DELAY;
}

static void
take_xdelay(MtEvent *e, MtSlice value)
{
	if (read_delay(value, &e->attempt_us))
		e->has |= MT_HAS_ATTEMPT_TIME;
}

void
mt_sendmail_peer_of(MtSlice value, MtSlice *name, MtSlice *address)
{
	MtSlice word;

	while (mt_slice_word(&value, &word) && word.p[0] != '(') {
		size_t end = mt_slice_find_char(word, ']');

		if (word.p[0] == '[' && end != MT_SLICE_NOWHERE) {
			*address = mt_slice_sub(word, 1, end);
			if (mt_slice_starts_i(*address, MT_SLICE("IPv6:")))
				*address =
					mt_slice_sub(*address, 5, address->n);
		} else if (name->p == NULL) {
			word.n -= word.n > 1 && word.p[word.n - 1] == '.';
			*name = word;
		}
	}
}

static bool
is_of_client(const MtEvent *e)
{
	return e->kind != MT_EVENT_ATTEMPT;
}

static void
take_relay(MtEvent *e, MtSlice value)
{
	if (is_of_client(e))
		mt_sendmail_peer_of(value, &e->client, &e->client_ip);
	else
		mt_sendmail_peer_of(value, &e->relay, &e->relay_ip);
}

static void
take_size(MtEvent *e, MtSlice value)
{
	if (mt_scan_number(&value, &e->size))
		e->has |= MT_HAS_SIZE;
}

static void
take_recipients(MtEvent *e, MtSlice value)
{
	if (mt_scan_number(&value, &e->recipients))
		e->has |= MT_HAS_RECIPIENTS;
}

static void
take_message_id(MtEvent *e, MtSlice value)
{
	if (!mt_scan_path(&value, &e->message_id) && value.n > 0)
		e->message_id = value;
}

static void
take_dsn(MtEvent *e, MtSlice value)
{
	e->dsn = value;
}

static void
take_mailer(MtEvent *e, MtSlice value)
{
	e->transport = value;
}

static void
take_auth(MtEvent *e, MtSlice value)
{
	e->auth = value;
}

static void
take_version(MtEvent *e, MtSlice value)
{
	e->tls_version = value;
}

static void
take_cipher(MtEvent *e, MtSlice value)
{
	e->tls_cipher = value;
}

static void
take_reply(MtEvent *e, MtSlice value)
{
	e->reply = value;
}

void
mt_sendmail_address(MtSlice value, MtSlice *address)
{
	if (!mt_scan_path(&value, address))
		*address = value;
}

static void
take_to(MtEvent *e, MtSlice value)
{
	mt_sendmail_address(value, &e->recipient);
}

static void
take_from(MtEvent *e, MtSlice value)
{
	mt_sendmail_address(value, &e->sender);
}

static void
take_reject(MtEvent *e, MtSlice value)
{
	e->kind = MT_EVENT_REJECT;
	e->status = MT_STATUS_REJECTED;
	e->reply = value;
	e->dsn = mt_reply_dsn(value);
}

static void
take_discard(MtEvent *e, MtSlice value)
{
	e->kind = MT_EVENT_REJECT;
	e->status = MT_STATUS_DISCARDED;
	e->reply = value;
}

static void
take_quarantine(MtEvent *e, MtSlice value)
{
	e->kind = MT_EVENT_HOLD;
	e->reply = value;
}

typedef struct {
	MtSlice key;
	void (*take)(MtEvent *e, MtSlice value);
	bool text; /* may hold commas: up to `, stat=`, or the end */
} Member;

static const Member members[] = {
	{{"relay", 5}, take_relay, false},
	{{"delay", 5}, take_delay, false},
	{{"xdelay", 6}, take_xdelay, false},
	{{"mailer", 6}, take_mailer, false},
	{{"dsn", 3}, take_dsn, false},
	{{"stat", 4}, NULL, true},
	{{"size", 4}, take_size, false},
	{{"nrcpts", 6}, take_recipients, false},
	{{"msgid", 5}, take_message_id, false},
	{{"reply", 5}, take_reply, true},
	{{"authid", 6}, take_auth, false},
	{{"version", 7}, take_version, false},
	{{"cipher", 6}, take_cipher, false},
	{{"reject", 6}, take_reject, true},
	{{"discard", 7}, take_discard, true},
	{{"quarantine", 10}, take_quarantine, true},
	{{"from", 4}, take_from, false},
	{{"sender", 6}, take_from, false},
	{{"to", 2}, take_to, false},
};

static const Member *
find_member(MtSlice key)
{
	for (size_t i = 0; i < G_N_ELEMENTS(members); i++)
		if (mt_slice_eq(members[i].key, key))
			return &members[i];
	return NULL;
}

MtSlice
mt_sendmail_value(MtSlice *rest)
{
	enum { LONGEST = 1024 }; /* so that many '<' cost no more than that */
	MtSlice path, after = mt_slice_sub(*rest, 0, LONGEST), value;
	size_t from = 0, at;

	if (mt_scan_path(&after, &path))
		from = (size_t)(after.p - rest->p);
	at = mt_slice_find(mt_slice_sub(*rest, from, rest->n), MT_SLICE(", "));
	at = at == MT_SLICE_NOWHERE ? rest->n : from + at;
	value = mt_slice_sub(*rest, 0, at);
	*rest = mt_slice_sub(*rest, at, rest->n);
	return value;
}

/* Some versions forget the comma: `delay=00:00:01 xdelay=00:00:01, ..`. */
static MtSlice
take_time(MtSlice *rest)
{
	size_t n = 0;
	MtSlice value;

	while (n < rest->n && rest->p[n] != ',' && rest->p[n] != ' ')
		n++;
	value = mt_slice_sub(*rest, 0, n);
	*rest = mt_slice_sub(*rest, n, rest->n);
	return value;
}

static MtSlice
take_text(MtSlice *rest)
{
	size_t at = mt_slice_find(*rest, MT_SLICE(", stat="));
	MtSlice value = mt_slice_sub(*rest, 0, at);

	*rest = mt_slice_sub(*rest, value.n, rest->n);
	return value;
}

void
mt_sendmail_members(MtSlice rest, MtEvent *e, MtSlice *stat)
{
	while (rest.n > 0) {
		MtSlice key, value;
		const Member *member;

		while (rest.n > 0 && (rest.p[0] == ',' || rest.p[0] == ' ' ||
				      rest.p[0] == ';'))
			rest = mt_slice(rest.p + 1, rest.n - 1);
		key = mt_slice_sub(rest, 0, 0);
		while (key.n < rest.n && mt_is_alpha(rest.p[key.n]))
			key.n++;
		if (key.n == rest.n || rest.p[key.n] != '=') {
			/* A word that is no member; the verdict of a rule may
			 * be one. */
			if (mt_slice_eq(mt_sendmail_value(&rest),
					MT_SLICE("discard")))
				take_discard(e, MT_SLICE("discard"));
			continue;
		}
		rest = mt_slice_sub(rest, key.n + 1, rest.n);
		member = find_member(key);
		if (member != NULL && member->take == take_delay)
			value = take_time(&rest);
		else
			value = member != NULL && member->text
					? take_text(&rest)
					: mt_sendmail_value(&rest);
		if (member != NULL && member->take != NULL)
			member->take(e, value);
		else if (member != NULL)
			*stat = value;
	}
}

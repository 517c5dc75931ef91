/*
 * One table of members; what `relay` is depends on the kind of line.
 *
 * Size: the members are read by small functions that only the table uses.
 */
#include "mtalog/sendmailtext.h"

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

/* `host. [ip]`, `[ip]`, `host [IPv6:ip] (may be forged)`, `user@host`. */
static void
read_peer(MtSlice value, MtSlice *name, MtSlice *address)
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
		read_peer(value, &e->client, &e->client_ip);
	else
		read_peer(value, &e->relay, &e->relay_ip);
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

static void
take_address(MtSlice value, MtSlice *address)
{
	if (!mt_scan_path(&value, address))
		*address = value;
}

static void
take_to(MtEvent *e, MtSlice value)
{
	take_address(value, &e->recipient);
}

static void
take_from(MtEvent *e, MtSlice value)
{
	take_address(value, &e->sender);
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

/*
 * A value goes up to the comma that another key follows: `, dsn=`. Message-IDs
 * and quoted local parts are not looked into.
 */
static MtSlice
take_value(MtSlice *rest)
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

/* All members; `stat` is that value, which ends a delivery. */
static void
take_members(MtSlice rest, MtEvent *e, MtSlice *stat)
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
			take_value(&rest); /* a word that is no member */
			continue;
		}
		rest = mt_slice_sub(rest, key.n + 1, rest.n);
		member = find_member(key);
		if (member != NULL && member->take == take_delay)
			value = take_time(&rest);
		else
			value = member != NULL && member->text
					? take_text(&rest)
					: take_value(&rest);
		if (member != NULL && member->take != NULL)
			member->take(e, value);
		else if (member != NULL)
			*stat = value;
	}
}

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
	take_members(rest, e, &stat);
	if (stat.n == 0)
		return false;
	set_status(e, stat);
	do {
		take_recipient(&list, &e->recipient);
		mt_reader_give(line);
	} while (next_recipient(&list));
	return true;
}

bool
mt_sendmail_from(const MtReaderLine *line, MtSlice rest)
{
	MtSlice stat;

	take_from(line->event, take_value(&rest));
	take_members(rest, line->event, &stat);
	return (line->event->has & MT_HAS_SIZE) != 0;
}

bool
mt_sendmail_tls(const MtReaderLine *line, MtSlice rest)
{
	MtEvent *e = line->event;
	MtSlice stat, side = mt_scan_until(&rest, ',');

	if (mt_slice_eq(side, MT_SLICE("client")))
		e->kind = MT_EVENT_ATTEMPT; /* so that relay= is the server */
	take_members(rest, e, &stat);
	e->kind = e->tls_version.n > 0 ? MT_EVENT_TLS : MT_EVENT_OTHER;
	if (e->kind == MT_EVENT_OTHER)
		e->reply = mt_slice_trim(rest.n > 0 ? rest : side);
	return true;
}

bool
mt_sendmail_rule(const MtReaderLine *line, MtSlice rest)
{
	MtEvent *e = line->event;
	MtSlice rule = mt_scan_until(&rest, ','), stat, path;

	mt_scan_skip(&rest, MT_SLICE(" "));
	if (mt_scan_skip(&rest, MT_SLICE("arg1="))) {
		path = take_value(&rest);
		if (mt_slice_eq(rule, MT_SLICE("check_rcpt")))
			take_to(e, path);
		else if (mt_slice_eq(rule, MT_SLICE("check_mail")))
			take_from(e, path);
	}
	take_members(rest, e, &stat);
	return e->reply.p != NULL;
}

bool
mt_sendmail_done(const MtReaderLine *line, MtSlice rest)
{
	MtSlice stat;

	take_members(rest, line->event, &stat);
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
	read_peer(mt_slice_sub(peer, 0, n), &line->event->client,
		  &line->event->client_ip);
	return n > 0;
}

bool
mt_sendmail_milter(const MtReaderLine *line, MtSlice rest)
{
	MtSlice stat;

	line->event->reply = rest;
	take_members(rest, line->event, &stat);
	return true;
}

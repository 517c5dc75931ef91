/*
 * qmail: qmail-send's log through multilog (TAI64N times), splogger (syslog,
 * with a time of its own) or tai64nlocal, and the lines of tcpserver. What a
 * delivery was of is said where it starts and how it went where it ends, so
 * deliveries under way are kept.
 *
 * The id of a message is the number of its inode, used again as soon as it is
 * free. What another host was told, `ok EPOCH qp PID`, is that of the process
 * that queued the message: `qp PID` is the related id of it, and of a bounce.
 */
#include <glib.h>

#include "base/limits.h"
#include "mtalog/qmailtext.h"
#include "mtalog/scan.h"

typedef struct {
	int64_t number; /* the key, with that of the queue in it */
	int64_t start_us;
	bool timed, remote;
	MtSlice message, recipient; /* owned, in one piece behind this */
} Delivery;

static MtQmailRead read_new, read_info, read_starting, read_result, read_bounce,
	read_end, read_discard;

static const MtQmailPhrase phrases[] = {
	{{"starting delivery ", 18}, MT_EVENT_OTHER, 0, read_starting},
	{{"delivery ", 9}, MT_EVENT_ATTEMPT, 0, read_result},
	{{"new msg ", 8}, MT_EVENT_RECEIVE, 0, read_new},
	{{"info msg ", 9}, MT_EVENT_QUEUE, 0, read_info},
	{{"end msg ", 8}, MT_EVENT_REMOVE, 0, read_end},
	{{"bounce msg ", 11}, MT_EVENT_BOUNCE, 0, read_bounce},
	{{"triple bounce: discarding ", 26},
	 MT_EVENT_OTHER,
	 MT_STATUS_DISCARDED,
	 read_discard},
	/* spamcontrol, where no address for double bounces is set */
	{{"double bounce: discarding ", 26},
	 MT_EVENT_OTHER,
	 MT_STATUS_DISCARDED,
	 read_discard},
	{{"warning: ", 9}, MT_EVENT_OTHER, 0, NULL},
	{{"alert: ", 7}, MT_EVENT_OTHER, 0, NULL},
};

/* Of the daemons themselves; `pid N from IP` is followed by ok or deny. From
 * `done` on it is what sslserver was told, and does. */
static const MtSlice not_mail[] = {
	{"status: ", 8}, {"running", 7}, {"exiting", 7},  {"pid ", 4},
	{"fatal: ", 7},  {"ssl ", 4},    {"internal", 8}, {"cannot ", 7},
	{"info: ", 6},   {"done ", 5},   {"cafile ", 7},  {"ccafile ", 8},
	{"cadir ", 6},   {"cert ", 5},   {"key ", 4},     {"param ", 6},
};

static const struct {
	MtSlice word;
	MtStatus status;
} results[] = {
	{{"success: ", 9}, MT_STATUS_SENT},
	{{"deferral: ", 10}, MT_STATUS_DEFERRED},
	{{"failure: ", 9}, MT_STATUS_BOUNCED},
};

static bool
take_message(MtSlice *rest, MtEvent *e)
{
	size_t n = 0;

	while (n < rest->n && n < 20 && mt_is_digit(rest->p[n]))
		n++;
	if (n == 0)
		return false;
	e->queue_id = mt_slice_sub(*rest, 0, n);
	*rest = mt_slice_sub(*rest, n, rest->n);
	return true;
}

static bool
read_new(MtSlice rest, const MtReaderLine *line)
{
	return take_message(&rest, line->event);
}

/* `N: bytes B from <A> qp P uid U` */
static bool
read_info(MtSlice rest, const MtReaderLine *line)
{
	MtEvent *e = line->event;

	if (!take_message(&rest, e) ||
	    !mt_scan_skip(&rest, MT_SLICE(": bytes ")) ||
	    !mt_scan_number(&rest, &e->size) ||
	    !mt_scan_skip(&rest, MT_SLICE(" from ")) ||
	    !mt_scan_path(&rest, &e->sender))
		return false;
	e->has |= MT_HAS_SIZE;
	mt_scan_skip(&rest, MT_SLICE(" "));
	e->related_id =
		mt_slice_sub(rest, 0, mt_slice_find(rest, MT_SLICE(" uid ")));
	return e->related_id.n > 0;
}

static bool
read_end(MtSlice rest, const MtReaderLine *line)
{
	return take_message(&rest, line->event);
}

/* `N qp P` */
static bool
read_bounce(MtSlice rest, const MtReaderLine *line)
{
	MtEvent *e = line->event;

	if (!take_message(&rest, e) || !mt_scan_skip(&rest, MT_SLICE(" qp ")))
		return false;
	rest = mt_slice_sub(rest, 0, mt_slice_find_char(rest, ' '));
	e->related_id = mt_slice(rest.p - 3, rest.n + 3);
	return rest.n > 0;
}

/* `bounce/N`, and in larger queues `bounce/4/N` */
static bool
read_discard(MtSlice rest, const MtReaderLine *line)
{
	size_t at = rest.n;

	while (at > 0 && rest.p[at - 1] != '/')
		at--;
	rest = mt_slice_sub(rest, at, rest.n);
	return take_message(&rest, line->event);
}

static MtSlice
copy_into(char **to, MtSlice s)
{
	MtSlice copy = mt_slice(*to, s.n);

	memcpy(*to, s.p, s.n);
	*to += s.n;
	return copy;
}

/* All are forgotten where more are under way than qmail can have. */
static void
keep(GHashTable *deliveries, const Delivery *delivery)
{
	size_t n = delivery->message.n + delivery->recipient.n;
	Delivery *kept = g_malloc(sizeof *kept + n);
	char *to = (char *)(kept + 1);

	*kept = *delivery;
	kept->message = copy_into(&to, delivery->message);
	kept->recipient = copy_into(&to, delivery->recipient);
	if (g_hash_table_size(deliveries) >= MT_MAX_DELIVERIES)
		g_hash_table_remove_all(deliveries);
	g_hash_table_replace(deliveries, &kept->number, kept);
}

/* `D: msg N to local|remote A` */
static bool
read_starting(MtSlice rest, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	Delivery d = {.timed = e->has_time, .start_us = e->time_us};

	if (!mt_qmail_delivery(&rest, &d.number) ||
	    !mt_scan_skip(&rest, MT_SLICE("msg ")) || !take_message(&rest, e) ||
	    !mt_scan_skip(&rest, MT_SLICE(" to ")))
		return false;
	d.message = e->queue_id;
	d.remote = mt_scan_skip(&rest, MT_SLICE("remote "));
	if (!d.remote && !mt_scan_skip(&rest, MT_SLICE("local ")))
		return false;
	d.recipient = mt_slice_sub(mt_qmail_address(rest), 0,
				   MT_MAX_DELIVERY_ADDRESS);
	if (line->state != NULL)
		keep(line->state, &d);
	return true;
}

static MtSlice
copy(MtArena *arena, MtSlice s)
{
	char *p = mt_arena_take(arena, s.n);

	memcpy(p, s.p, s.n);
	return mt_slice(p, s.n);
}

/* What was said where the delivery began. */
static void
recall(const MtReaderLine *line, int64_t number)
{
	MtEvent *e = line->event;
	const Delivery *d = line->state == NULL
				    ? NULL
				    : g_hash_table_lookup(line->state, &number);

	if (d == NULL)
		return;
	e->queue_id = copy(line->arena, d->message);
	e->recipient = copy(line->arena, d->recipient);
	e->transport = d->remote ? MT_SLICE("remote") : MT_SLICE("local");
	if (d->timed && e->has_time && e->time_us >= d->start_us) {
		e->attempt_us = e->time_us - d->start_us;
		e->has |= MT_HAS_ATTEMPT_TIME;
	}
	g_hash_table_remove(line->state, &number);
}

/* `D: success: report` */
static bool
read_result(MtSlice rest, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	int64_t number;

	if (!mt_qmail_delivery(&rest, &number))
		return false;
	if (mt_slice_starts(rest, MT_SLICE("report mangled, will defer")))
		e->status = MT_STATUS_DEFERRED;
	for (size_t i = 0; i < G_N_ELEMENTS(results); i++)
		if (mt_scan_skip(&rest, results[i].word))
			e->status = results[i].status;
	if (e->status == MT_STATUS_NONE)
		return false;
	recall(line, number);
	mt_qmail_report(rest, line);
	return true;
}

static const MtQmailPhrase *
find_own(MtSlice text)
{
	for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++)
		if (mt_slice_starts(text, phrases[i].head))
			return &phrases[i];
	return NULL;
}

/* A server may warn as well: `tcpserver: warning: dropping connection`. */
static const MtQmailPhrase *
find(MtSlice program, MtSlice *text)
{
	const MtQmailPhrase *phrase = find_own(*text);

	if (phrase == NULL)
		phrase = mt_qmail_server(program, text);
	return phrase != NULL ? phrase : find_own(*text);
}

static bool
is_not_mail(MtSlice text)
{
	for (size_t i = 0; i < G_N_ELEMENTS(not_mail); i++)
		if (mt_slice_starts(text, not_mail[i]))
			return true;
	return false;
}

/* `EPOCH.MICROSECONDS text` behind syslog's prefix: the better time. */
static void
take_own_time(MtSlice *text, MtEvent *e)
{
	MtSlice rest = *text;
	MtStamp stamp = {0};

	if (rest.n < 12 || !mt_stamp_epoch(&rest, &stamp) ||
	    !mt_scan_skip(&rest, MT_SLICE(" ")))
		return;
	e->time_us = stamp.us;
	e->decimals = stamp.decimals;
	e->has_time = true;
	*text = rest;
}

static MtLineClass
read_line(const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice text = line->text;
	const MtQmailPhrase *phrase;

	e->mta = MT_MTA_QMAIL;
	take_own_time(&text, e);
	phrase = find(e->program, &text);
	if (phrase == NULL)
		return is_not_mail(text) ? MT_LINE_NOT_MAIL : MT_LINE_MAIL;
	e->kind = phrase->kind;
	e->status = phrase->status;
	if (phrase->read == NULL || phrase->read == read_discard)
		e->reply = text;
	if (phrase->read != NULL &&
	    !phrase->read(mt_slice_sub(text, phrase->head.n, text.n), line))
		return MT_LINE_DAMAGED;
	/* Where a delivery starts nothing is known of it yet. */
	if (phrase->read != read_starting)
		mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}

static bool
take_stamp(MtSlice *text, MtStamp *stamp)
{
	return (mt_stamp_tai(text, stamp) || mt_stamp_epoch(text, stamp) ||
		mt_stamp_iso(text, stamp)) &&
	       mt_scan_skip(text, MT_SLICE(" "));
}

/* The log of qmail-send has no names in front of its phrases. */
static bool
take_prefix(MtSlice *text, void *state, MtEvent *event, MtStamp *stamp)
{
	MtSlice rest = *text, behind;

	(void)state;
	(void)event;
	if (!take_stamp(&rest, stamp))
		return false;
	behind = rest;
	if (find((MtSlice){0}, &behind) == NULL && !is_not_mail(behind))
		return false;
	*text = rest;
	return true;
}

/* `ok`, `end` and `warning` alone may be anybody's. */
static bool
is_sure(MtSlice text)
{
	static const MtSlice heads[] = {
		{"starting delivery ", 18},
		{"new msg ", 8},
		{"info msg ", 9},
		{"end msg ", 8},
		{"status: local ", 14},
		{"tcpserver: ", 11},
		{"sslserver: ", 11},
		{"delivery ", 9},
		{"qmail-smtpd: ", 13},
		{"qlogenvelope: ", 14},
		{"CHKUSER ", 8},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
		if (mt_slice_starts(text, heads[i]))
			return true;
	return false;
}

static int
probe(MtSlice head)
{
	for (size_t i = 0; i < 20 && head.n > 0; i++) {
		MtSlice line = mt_scan_until(&head, '\n');
		MtStamp stamp = {0};

		if (take_stamp(&line, &stamp) && is_sure(line))
			return 90;
	}
	return 0;
}

static void *
open_state(void)
{
	return g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
}

static void
close_state(void *state)
{
	g_hash_table_unref(state);
}

static const char *const programs[] = {
	"qmail",     "qmail-send", "qmail-smtpd", "splogger",
	"tcpserver", "sslserver",  "rblsmtpd",    NULL,
};

const MtReader mt_reader_qmail = {
	.name = "qmail",
	.programs = programs,
	.probe = probe,
	.open = open_state,
	.close = close_state,
	.prefix = take_prefix,
	.read = read_line,
};

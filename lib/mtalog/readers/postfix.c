/*
 * Postfix: `postfix/smtp[123]: QUEUEID: key=value, ...`. Which daemon wrote a
 * line says little; its text says it all, so one table of phrases serves all
 * daemons. Layouts: smtpd.c, cleanup_message.c, qmgr_active.c, log_adhoc.c
 * (delivery lines), bounce_notify_util.c, postscreen*.c, postsuper.c.
 */
#include "mtalog/postfixtext.h"
#include "mtalog/queueid.h"
#include "mtalog/scan.h"

/* Behind a queue id, or NOQUEUE. The frequent ones stand first. */
static const MtPhrase after_id[] = {
	{{"to=", 3}, MT_EVENT_ATTEMPT, 0, mt_postfix_delivery},
	{{"client=", 7}, MT_EVENT_RECEIVE, 0, mt_postfix_client},
	{{"message-id=", 11}, MT_EVENT_MESSAGE_ID, 0, mt_postfix_message_id},
	{{"from=", 5}, MT_EVENT_QUEUE, 0, mt_postfix_queue},
	{{"removed", 7}, MT_EVENT_REMOVE, 0, NULL},
	{{"uid=", 4}, MT_EVENT_RECEIVE, 0, mt_postfix_pickup},
	{{"reject: ", 8},
	 MT_EVENT_REJECT,
	 MT_STATUS_REJECTED,
	 mt_postfix_reject},
	{{"milter-reject: ", 15},
	 MT_EVENT_REJECT,
	 MT_STATUS_REJECTED,
	 mt_postfix_reject},
	{{"milter-discard: ", 16},
	 MT_EVENT_REJECT,
	 MT_STATUS_DISCARDED,
	 mt_postfix_reject},
	{{"discard: ", 9},
	 MT_EVENT_REJECT,
	 MT_STATUS_DISCARDED,
	 mt_postfix_reject},
	{{"proxy-reject: ", 14},
	 MT_EVENT_REJECT,
	 MT_STATUS_REJECTED,
	 mt_postfix_reject},
	{{"hold: ", 6}, MT_EVENT_HOLD, 0, mt_postfix_reject},
	{{"milter-hold: ", 13}, MT_EVENT_HOLD, 0, mt_postfix_reject},
	{{"placed on hold", 14}, MT_EVENT_HOLD, 0, NULL},
	{{"released from hold", 18}, MT_EVENT_RELEASE, 0, NULL},
	{{"requeued", 8}, MT_EVENT_OTHER, 0, NULL},
	{{"sender non-delivery notification: ", 34},
	 MT_EVENT_BOUNCE,
	 0,
	 mt_postfix_related},
	{{"sender delay notification: ", 27},
	 MT_EVENT_BOUNCE,
	 MT_STATUS_DEFERRED,
	 mt_postfix_related},
	{{"sender delivery status notification: ", 37},
	 MT_EVENT_BOUNCE,
	 MT_STATUS_SENT,
	 mt_postfix_related},
	{{"postmaster non-delivery notification: ", 38},
	 MT_EVENT_BOUNCE,
	 0,
	 mt_postfix_related},
	{{"postmaster delay notification: ", 31},
	 MT_EVENT_BOUNCE,
	 MT_STATUS_DEFERRED,
	 mt_postfix_related},
	{{"host ", 5}, MT_EVENT_OTHER, MT_STATUS_DEFERRED, mt_postfix_said},
	{{"conversation with ", 18},
	 MT_EVENT_OTHER,
	 MT_STATUS_DEFERRED,
	 mt_postfix_said},
	{{"lost connection with ", 21},
	 MT_EVENT_OTHER,
	 MT_STATUS_DEFERRED,
	 mt_postfix_said},
	{{"resent-message-id=", 18}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"reject_warning: ", 16}, MT_EVENT_OTHER, 0, mt_postfix_reject},
	{{"filter: ", 8}, MT_EVENT_OTHER, 0, mt_postfix_reject},
	{{"redirect: ", 10}, MT_EVENT_OTHER, 0, mt_postfix_reject},
	{{"warn: ", 6}, MT_EVENT_OTHER, 0, mt_postfix_reject},
	{{"warning: ", 9}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"info: ", 6}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"replace: ", 9}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"prepend: ", 9}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"strip: ", 7}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"skipped, still being delivered", 30}, MT_EVENT_OTHER, 0, NULL},
	{{"enabling PIX workarounds", 24}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"SASL authentication failed", 26},
	 MT_EVENT_OTHER,
	 0,
	 mt_postfix_text},
	{{"Cannot start TLS", 16}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"table ", 6}, MT_EVENT_OTHER, 0, mt_postfix_text},
};

/* A line without an id. */
static const MtPhrase without_id[] = {
	{{"connect from ", 13}, MT_EVENT_CONNECT, 0, mt_postfix_peer},
	{{"disconnect from ", 16}, MT_EVENT_DISCONNECT, 0, mt_postfix_peer},
	{{"Anonymous TLS connection established ", 37},
	 MT_EVENT_TLS,
	 0,
	 mt_postfix_tls},
	{{"Untrusted TLS connection established ", 37},
	 MT_EVENT_TLS,
	 0,
	 mt_postfix_tls},
	{{"Trusted TLS connection established ", 35},
	 MT_EVENT_TLS,
	 0,
	 mt_postfix_tls},
	{{"Verified TLS connection established ", 36},
	 MT_EVENT_TLS,
	 0,
	 mt_postfix_tls},
	{{"CONNECT from ", 13}, MT_EVENT_CONNECT, 0, mt_postfix_peer},
	{{"DISCONNECT ", 11}, MT_EVENT_DISCONNECT, 0, mt_postfix_peer},
	{{"connect to ", 11},
	 MT_EVENT_OTHER,
	 MT_STATUS_DEFERRED,
	 mt_postfix_said},
	{{"proxy-reject: ", 14},
	 MT_EVENT_REJECT,
	 MT_STATUS_REJECTED,
	 mt_postfix_reject},
	{{"proxy-accept: ", 14}, MT_EVENT_OTHER, 0, mt_postfix_reject},
	{{"lost connection after ", 22}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"timeout after ", 14}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"too many errors after ", 22}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"improper command pipelining ", 28},
	 MT_EVENT_OTHER,
	 0,
	 mt_postfix_text},
	{{"SSL_accept error from ", 22}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"SSL_connect error to ", 21}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"warning: ", 9}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"error: ", 7}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"fatal: ", 7}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"panic: ", 7}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"PASS ", 5}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"WHITELISTED ", 12}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"ALLOWLISTED ", 12}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"ALLOWLIST VETO ", 15}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"WHITELIST VETO ", 15}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"BLACKLISTED ", 12}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"DENYLISTED ", 11}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"PREGREET ", 9}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"HANGUP ", 7}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"DNSBL ", 6}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"BARE NEWLINE ", 13}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"NON-SMTP COMMAND ", 17}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"COMMAND ", 8}, MT_EVENT_OTHER, 0, mt_postfix_text},
	{{"NOQUEUE: ", 9}, MT_EVENT_OTHER, 0, mt_postfix_text},
};

/* Lines of the daemons about themselves. */
static const MtSlice not_mail[] = {
	{"statistics: ", 12},
	{"daemon started", 14},
	{"starting the Postfix", 20},
	{"stopping the Postfix", 20},
	{"refreshing the Postfix", 22},
	{"reload ", 7},
	{"terminating on signal", 21},
	{"addr ", 5},
	{"cache ", 6},
	{"close database ", 15},
	{"dict_", 5},
	{"table ", 6},
	{"Deleted: ", 9},
	{"Requeued: ", 10},
	{"Released from hold: ", 20},
	{"Placed on hold: ", 16},
	{"Renamed to match inode ", 23},
	{"discarding EHLO keywords: ", 26},
	{"certificate verification ", 25},
	{"setting up TLS ", 15},
	{"SSL_", 4},
	{"initializing the ", 17},
	{"postfix ", 8},
	{"to prevent ", 11},
	{"using backwards-compatible ", 27},
	{"See http", 8},
};

static bool
is_not_mail(MtSlice text)
{
	for (size_t i = 0; i < G_N_ELEMENTS(not_mail); i++)
		if (mt_slice_starts(text, not_mail[i]))
			return true;
	return false;
}

static const MtPhrase *
find(const MtPhrase *phrases, size_t n, MtSlice text)
{
	for (size_t i = 0; i < n; i++)
		if (text.n >= phrases[i].head.n &&
		    text.p[0] == phrases[i].head.p[0] &&
		    mt_slice_starts(text, phrases[i].head))
			return &phrases[i];
	return NULL;
}

/* `ID: `; also behind `warning: `, and `NOQUEUE: `, which is no id. */
static bool
take_id(MtSlice *text, MtSlice *id)
{
	bool is_id;
	size_t n = mt_queueid_postfix(*text, &is_id);

	if (n + 1 >= text->n || text->p[n] != ':' || text->p[n + 1] != ' ')
		return false;
	if (is_id)
		*id = mt_slice(text->p, n);
	else if (!mt_slice_eq(mt_slice(text->p, n), MT_SLICE("NOQUEUE")))
		return false;
	*text = mt_slice(text->p + n + 2, text->n - n - 2);
	return true;
}

/* postsuper(1) removes on command; its line is like that of qmgr(8). */
static void
mark_deleted(MtEvent *e)
{
	if (e->kind == MT_EVENT_REMOVE &&
	    mt_slice_ends_i(e->program, MT_SLICE("/postsuper")))
		e->status = MT_STATUS_DELETED;
}

static MtLineClass
read_line(const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice text = line->text;
	const MtPhrase *phrase;
	bool has_id = take_id(&text, &e->queue_id);

	e->mta = MT_MTA_POSTFIX;
	if (!has_id && mt_scan_skip(&text, MT_SLICE("warning: "))) {
		has_id = take_id(&text, &e->queue_id);
		if (!has_id)
			text = line->text;
	}
	phrase = has_id ? find(after_id, G_N_ELEMENTS(after_id), text)
			: find(without_id, G_N_ELEMENTS(without_id), text);
	if (phrase == NULL)
		return is_not_mail(line->text) ? MT_LINE_NOT_MAIL
					       : MT_LINE_MAIL;
	e->kind = phrase->kind;
	e->status = phrase->status;
	if (phrase->read != NULL &&
	    !phrase->read(mt_slice_sub(text, phrase->head.n, text.n), e))
		return MT_LINE_DAMAGED;
	mark_deleted(e);
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}

static const char *const programs[] = {"postfix", NULL};

/* master.cf(5) and the commands that log. */
static const char *const daemons[] = {
	"anvil",          "bounce",   "cleanup",   "defer",
	"discard",        "dnsblog",  "error",     "flush",
	"lmtp",           "local",    "master",    "nqmgr",
	"oqmgr",          "pickup",   "pipe",      "postdrop",
	"postfix-script", "postlog",  "postqueue", "postscreen",
	"postsuper",      "proxymap", "qmgr",      "qmqpd",
	"relay",          "retry",    "scache",    "sendmail",
	"showq",          "smtp",     "smtpd",     "spawn",
	"tlsmgr",         "tlsproxy", "trace",     "trivial-rewrite",
	"verify",         "virtual",  NULL,
};

const MtReader mt_reader_postfix = {
	.name = "postfix",
	.programs = programs,
	.daemons = daemons,
	.read = read_line,
};

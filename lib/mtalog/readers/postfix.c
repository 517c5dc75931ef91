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
	{MT_HEAD("to="), MT_EVENT_ATTEMPT, 0, mt_postfix_delivery},
	{MT_HEAD("client="), MT_EVENT_RECEIVE, 0, mt_postfix_client},
	{MT_HEAD("message-id="), MT_EVENT_MESSAGE_ID, 0, mt_postfix_message_id},
	{MT_HEAD("from="), MT_EVENT_QUEUE, 0, mt_postfix_queue},
	{MT_HEAD("removed"), MT_EVENT_REMOVE, 0, NULL},
	{MT_HEAD("uid="), MT_EVENT_RECEIVE, 0, mt_postfix_pickup},
	{MT_HEAD("reject: "), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 mt_postfix_reject},
	{MT_HEAD("milter-reject: "), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 mt_postfix_reject},
	{MT_HEAD("milter-discard: "), MT_EVENT_REJECT, MT_STATUS_DISCARDED,
	 mt_postfix_reject},
	{MT_HEAD("discard: "), MT_EVENT_REJECT, MT_STATUS_DISCARDED,
	 mt_postfix_reject},
	{MT_HEAD("proxy-reject: "), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 mt_postfix_reject},
	{MT_HEAD("proxy-accept: "), MT_EVENT_OTHER, 0, mt_postfix_reject},
	{MT_HEAD("hold: "), MT_EVENT_HOLD, 0, mt_postfix_reject},
	{MT_HEAD("milter-hold: "), MT_EVENT_HOLD, 0, mt_postfix_reject},
	{MT_HEAD("placed on hold"), MT_EVENT_HOLD, 0, NULL},
	{MT_HEAD("released from hold"), MT_EVENT_RELEASE, 0, NULL},
	{MT_HEAD("requeued"), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("sender non-delivery notification: "), MT_EVENT_BOUNCE, 0,
	 mt_postfix_related},
	{MT_HEAD("sender delay notification: "), MT_EVENT_BOUNCE,
	 MT_STATUS_DEFERRED, mt_postfix_related},
	{MT_HEAD("sender delivery status notification: "), MT_EVENT_BOUNCE,
	 MT_STATUS_SENT, mt_postfix_related},
	{MT_HEAD("postmaster non-delivery notification: "), MT_EVENT_BOUNCE, 0,
	 mt_postfix_related},
	{MT_HEAD("postmaster delay notification: "), MT_EVENT_BOUNCE,
	 MT_STATUS_DEFERRED, mt_postfix_related},
	{MT_HEAD("host "), MT_EVENT_OTHER, MT_STATUS_DEFERRED, mt_postfix_said},
	{MT_HEAD("conversation with "), MT_EVENT_OTHER, MT_STATUS_DEFERRED,
	 mt_postfix_relay},
	{MT_HEAD("lost connection with "), MT_EVENT_OTHER, MT_STATUS_DEFERRED,
	 mt_postfix_relay},
	{MT_HEAD("SASL authentication failed"), MT_EVENT_OTHER, 0,
	 mt_postfix_server_said},
	{MT_HEAD("SASL [CACHED] authentication failed"), MT_EVENT_OTHER, 0,
	 mt_postfix_server_said},
	{MT_HEAD("enabling PIX "), MT_EVENT_OTHER, 0, mt_postfix_for_relay},
	{MT_HEAD("resent-message-id="), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("reject_warning: "), MT_EVENT_OTHER, 0, mt_postfix_reject},
	{MT_HEAD("filter: "), MT_EVENT_OTHER, 0, mt_postfix_reject},
	{MT_HEAD("redirect: "), MT_EVENT_OTHER, 0, mt_postfix_reject},
	{MT_HEAD("warn: "), MT_EVENT_OTHER, 0, mt_postfix_reject},
	{MT_HEAD("warning: "), MT_EVENT_OTHER, 0, mt_postfix_warning},
	{MT_HEAD("info: "), MT_EVENT_OTHER, 0, mt_postfix_reject},
	{MT_HEAD("replace: "), MT_EVENT_OTHER, 0, mt_postfix_reject},
	{MT_HEAD("prepend: "), MT_EVENT_OTHER, 0, mt_postfix_reject},
	{MT_HEAD("strip: "), MT_EVENT_OTHER, 0, mt_postfix_reject},
	{MT_HEAD("bcc: "), MT_EVENT_OTHER, 0, mt_postfix_reject},
	{MT_HEAD("delay: "), MT_EVENT_OTHER, 0, mt_postfix_reject},
	{MT_HEAD("skipped, still being delivered"), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("canceled"), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("table "), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("sending defer warning for "), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("undeliverable postmaster notification "), MT_EVENT_OTHER, 0,
	 NULL},
	{MT_HEAD("not sending trace/success notification "), MT_EVENT_OTHER, 0,
	 NULL},
	{MT_HEAD("no trace file -- "), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("breaking line "), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("permit: "), MT_EVENT_OTHER, 0, mt_postfix_reject},
	/* postsuper -f and -e: qmgr(8) will say so when it gives up. */
	{MT_HEAD("force-expired"), MT_EVENT_OTHER, MT_STATUS_EXPIRED, NULL},
	{MT_HEAD("expired"), MT_EVENT_OTHER, MT_STATUS_EXPIRED, NULL},
	/* Of the bounce itself; qmgr(8) tries again. */
	{MT_HEAD("status=deferred "), MT_EVENT_OTHER, MT_STATUS_DEFERRED, NULL},
};

static const MtPhrase *
find_after_id(MtSlice text)
{
	return mt_postfix_phrase(after_id, G_N_ELEMENTS(after_id), text);
}

/* What is behind `ID: `, or `NOQUEUE: `, which is no id; `text` without them. */
static MtSlice
behind_id(MtSlice text, MtSlice *id)
{
	static const MtSlice none = {"NOQUEUE: ", 9};
	size_t n = mt_queueid_postfix(text);

	if (n == 0)
		return mt_slice_sub(
			text, mt_slice_starts(text, none) ? none.n : 0, text.n);
	*id = mt_slice(text.p, n);
	return mt_slice(text.p + n + 2, text.n - n - 2);
}

/* postsuper(1) removes on command; its line is like that of qmgr(8). */
static void
mark_deleted(MtEvent *e)
{
	if (e->kind == MT_EVENT_REMOVE &&
	    mt_slice_ends_i(e->program, MT_SLICE("/postsuper")))
		e->status = MT_STATUS_DELETED;
}

/* The daemon that delivers is the transport: `postfix/smtp`. What qmgr(8) says
 * itself was not tried by any. */
static void
set_transport(MtEvent *e)
{
	size_t at = e->program.n;

	if (mt_slice_ends_i(e->program, MT_SLICE("qmgr")))
		return;
	while (at > 0 && e->program.p[at - 1] != '/')
		at--;
	if (at == 0) /* the name of a unit */
		return;
	e->transport = mt_slice(e->program.p + at, e->program.n - at);
}

/* Not wanted, and its text may be anything: nothing of it can be damaged. */
static bool
may_be_passed_over(const MtReaderLine *line, MtEventKind kind)
{
	if (kind == MT_EVENT_REJECT && line->event->queue_id.n == 0 &&
	    (line->unwanted & MT_UNWANTED_REFUSED) != 0)
		return true;
	return !mt_reader_wants(line, kind) &&
	       (kind == MT_EVENT_MESSAGE_ID || kind == MT_EVENT_REJECT);
}

static bool
read_phrase(const MtReaderLine *line, const MtPhrase *phrase, MtSlice text)
{
	MtEvent *e = line->event;

	e->kind = phrase->kind;
	e->status = phrase->status;
	if (phrase->kind == MT_EVENT_OTHER)
		e->reply = text;
	else if (phrase->kind == MT_EVENT_ATTEMPT)
		set_transport(e);
	else if (phrase->kind == MT_EVENT_REMOVE)
		mark_deleted(e);
	if (may_be_passed_over(line, phrase->kind))
		return true;
	text = mt_slice(text.p + phrase->head.n, text.n - phrase->head.n);
	return phrase->read == NULL || phrase->read(text, e);
}

/* `warning: ID: text`: any text may follow. */
static const MtPhrase warning_of_id = {
	{"", 0}, MT_EVENT_OTHER, 0, mt_postfix_warning};

/* `warning: ID: text`, of whose id nothing may be known, or `warning: text`. */
static const MtPhrase *
find_warning(MtSlice *text, MtEvent *e)
{
	MtSlice rest = *text, behind;
	const MtPhrase *phrase;

	mt_scan_skip(&rest, MT_SLICE("warning: "));
	behind = behind_id(rest, &e->queue_id);
	if (behind.p == rest.p)
		return mt_postfix_without_id(*text);
	*text = behind;
	phrase = find_after_id(behind);
	return phrase == NULL ? &warning_of_id : phrase;
}

/* Of a server that was tried, before the next one: any text may follow. */
static const MtPhrase of_server = {
	{"", 0}, MT_EVENT_OTHER, MT_STATUS_DEFERRED, mt_postfix_of_server};

/* Behind an id, or NOQUEUE, and not in the table of what most lines say there. */
G_GNUC_NO_INLINE static const MtPhrase *
find_rare(MtSlice *text, const MtEvent *e)
{
	static const MtSlice checks[] = {MT_HEAD("milter-header-"),
					 MT_HEAD("milter-body-")};
	const MtPhrase *phrase;

	/* `milter-header-reject: header ..`: milter_header_checks(5). */
	for (size_t i = 0; i < G_N_ELEMENTS(checks); i++) {
		MtSlice rest = *text;

		if (!mt_scan_skip(&rest, checks[i]))
			continue;
		phrase = find_after_id(rest);
		if (phrase != NULL)
			*text = rest;
		return phrase;
	}
	if (e->queue_id.n > 0 && mt_postfix_is_sender(e))
		return &of_server;
	/* Late versions put it before what smtpd(8) says of a session, too. */
	return mt_postfix_without_id(*text);
}

static MtLineClass
read_line(const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice text = behind_id(line->text, &e->queue_id);
	const MtPhrase *phrase;

	e->mta = MT_MTA_POSTFIX;
	if (text.p != line->text.p) {
		phrase = find_after_id(text);
		if (phrase == NULL)
			phrase = find_rare(&text, e);
	} else if (mt_slice_starts(text, MT_SLICE("warning: "))) {
		phrase = find_warning(&text, e);
	} else {
		phrase = mt_postfix_without_id(text);
	}
	if (phrase == NULL)
		return mt_postfix_is_not_mail(text) ? MT_LINE_NOT_MAIL
						    : MT_LINE_MAIL;
	if (!read_phrase(line, phrase, text))
		return MT_LINE_DAMAGED;
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}

static const char *const programs[] = {"postfix", NULL};

/* master.cf(5) and the commands that log. */
static const char *const daemons[] = {
	"anvil",      "bounce",
	"cleanup",    "defer",
	"discard",    "dnsblog",
	"error",      "flush",
	"lmtp",       "local",
	"master",     "nqmgr",
	"oqmgr",      "pickup",
	"pipe",       "postalias",
	"postdrop",   "postfix-script",
	"postlog",    "postlogd",
	"postmap",    "postqueue",
	"postscreen", "postsuper",
	"proxymap",   "qmgr",
	"qmqpd",      "relay",
	"retry",      "scache",
	"sendmail",   "showq",
	"smtp",       "smtpd",
	"spawn",      "tlsmgr",
	"tlsproxy",   "trivial-rewrite",
	"trace",      "verify",
	"virtual",    NULL,
};

/* macOS names the daemons alone, `smtp[12]`: so might others, with other words. */
static unsigned
claims(MtSlice program, MtSlice text)
{
	const MtPhrase *phrase;
	MtSlice id, behind;

	if (!mt_scan_is_one_of(program, daemons))
		return 0;
	behind = behind_id(text, &id);
	if (behind.p != text.p)
		return find_after_id(behind) == NULL ? 0 : 2;
	phrase = mt_postfix_without_id(text);
	return phrase != NULL && (phrase->kind != MT_EVENT_OTHER ||
				  phrase->read == mt_postfix_said)
		       ? 2
		       : 0;
}

const MtReader mt_reader_postfix = {
	.name = "postfix",
	.programs = programs,
	.daemons = daemons,
	.read = read_line,
	.claims = claims,
};

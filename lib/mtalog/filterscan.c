/* What looks into messages, beside an MTA or between two of its queues. */
#include <glib.h>

#include "base/ipaddr.h"
#include "mtalog/filterwords.h"
#include "mtalog/scan.h"

static const MtFilterKey no_keys[] = {NO_KEYS};

/* clamav-milter: `Message ID from <a> to <b> infected by NAME`. */
static const char *const clamav[] = {"clamav-milter", "clamsmtpd", NULL};
static const MtFilterKey clamav_keys[] = {KEY("from ", NULL, sender),
					  KEY("to ", NULL, recipient),
					  KEY("from=", ",", sender),
					  KEY("to=", ",", recipient),
					  KEY("message-id '", "'", message_id),
					  NO_KEYS};
static const MtFilterVerdict clamav_says[] = {
	SAYS(" infected by ", MT_STATUS_REJECTED),
	SAYS("status=VIRUS", MT_STATUS_REJECTED),
	SAYS("Clean message ", MT_STATUS_NONE), SAYS("status=", MT_STATUS_NONE),
	NO_MORE};

static void
read_clamav(MtSlice text, MtEvent *e)
{
	MtSlice word;

	if (mt_slice_starts(text, MT_SLICE("from="))) { /* of clamsmtpd */
		e->session = e->queue_id;
		e->queue_id = (MtSlice){0};
	}
	if ((mt_scan_skip(&text, MT_SLICE("Message ")) ||
	     mt_scan_skip(&text, MT_SLICE("Clean message "))) &&
	    mt_slice_word(&text, &word) && !mt_slice_eq(word, MT_SLICE("from")))
		e->queue_id = word;
}

/* spamd: `result: Y 25 - TESTS scantime=1.2,size=3,mid=<..>,..`. */
static const char *const spamd[] = {"spamd", "spamass-milter", NULL};
static const MtFilterKey spamd_keys[] = {
	FORM("scantime=", ",", MT_FILTER_SECONDS),
	FORM("size=", ",", MT_FILTER_SIZE),
	KEY("mid=", ",", message_id),
	KEY("processing message ", " ", message_id),
	KEY("checking message ", " ", message_id),
	FORM("in ", " ", MT_FILTER_SECONDS),
	FORM("seconds, ", " ", MT_FILTER_SIZE),
	NO_KEYS};
static const MtFilterVerdict spamd_says[] = {
	SAYS("result: ", MT_STATUS_NONE),
	SAYS("processing message ", MT_STATUS_NONE),
	SAYS("checking message ", MT_STATUS_NONE),
	SAYS("clean message ", MT_STATUS_NONE),
	SAYS("identified spam ", MT_STATUS_NONE),
	NO_MORE};

/* spampd: `clean message <..> (-1.0/5.0) from <a> for <b> in 0.50s, 123 bytes.` */
static const char *const spampd[] = {"spampd", NULL};
static const MtFilterKey spampd_keys[] = {
	KEY("clean message ", " ", message_id),
	KEY("identified spam ", " ", message_id),
	KEY("from ", NULL, sender),
	KEY("for ", NULL, recipient),
	FORM("in ", "s", MT_FILTER_SECONDS),
	NO_KEYS};
static const MtFilterVerdict spampd_says[] = {
	SAYS("clean message ", MT_STATUS_NONE),
	SAYS("identified spam ", MT_STATUS_NONE), NO_MORE};

/* mimedefang: `MDLOG,ID,spam,25.5,192.0.2.7,<a>,<b>,subject`. */
static const char *const mimedefang[] = {"mimedefang", "mimedefang.pl",
					 "mimedefang-multiplexor", NULL};
static const MtFilterVerdict mimedefang_says[] = {
	SAYS("MDLOG,", MT_STATUS_NONE), NO_MORE};

static void
read_mimedefang(MtSlice text, MtEvent *e)
{
	MtSlice path, id;

	mt_scan_until(&text, ',');
	id = mt_scan_until(&text, ',');
	if (!mt_slice_eq(id, MT_SLICE("NOQUEUE")))
		e->queue_id = id;
	mt_scan_until(&text, ',');
	mt_scan_until(&text, ',');
	e->client_ip = mt_scan_until(&text, ',');
	if (mt_scan_path(&text, &path) && mt_scan_skip(&text, MT_SLICE(",")))
		e->sender = path;
	if (mt_scan_path(&text, &path))
		e->recipient = path;
}

/*
 * Proxmox: its filter has an id of its own, which is what it answers to the
 * first queue, `250 2.5.0 OK (ID)`, and names that of the second one.
 */
static const char *const proxmox[] = {"pmg-smtp-filter", "pmgpolicy", NULL};
static const MtFilterKey proxmox_keys[] = {
	KEY("message-id=", "#", message_id), KEY("mail to ", NULL, recipient),
	KEY("mail for ", NULL, recipient),
	FORM("processing time: ", " ", MT_FILTER_SECONDS), NO_KEYS};
static const MtFilterVerdict proxmox_says[] = {
	{HEAD("accept mail to "), MT_EVENT_REINJECT, 0},
	SAYS("block mail to ", MT_STATUS_DISCARDED),
	SAYS(" quarantine", MT_STATUS_DISCARDED),
	SAYS("new mail message-id=", MT_STATUS_NONE),
	SAYS("SA score=", MT_STATUS_NONE),
	SAYS("processing time: ", MT_STATUS_NONE),
	NO_MORE};

/* `accept mail to <b> (QUEUEID) (rule: default-accept)` */
static void
read_proxmox(MtSlice text, MtEvent *e)
{
	MtSlice open = MT_SLICE("> (");
	size_t at = mt_slice_find(text, open);

	if (e->kind != MT_EVENT_REINJECT || at == MT_SLICE_NOWHERE)
		return;
	text = mt_slice_sub(text, at + open.n, text.n);
	e->related_id = mt_scan_until(&text, ')');
}

/*
 * MailScanner takes a message of Postfix from the queue, where it is on hold, and
 * puts another one there: `Requeue: ID.ABCDE to ID`, `Message ID.ABCDE from IP
 * (a@a.example) to b.example is spam, ..`.
 */
static const char *const mailscanner[] = {"MailScanner", "mailscanner", NULL};
static const MtFilterVerdict mailscanner_says[] = {
	{HEAD("Requeue: "), MT_EVENT_REINJECT, 0},
	SAYS("Message ", MT_STATUS_NONE),
	SAYS("Infected message ", MT_STATUS_NONE),
	SAYS(" Actions: message ", MT_STATUS_NONE),
	NO_MORE};

/* The id is behind one of these: `Spam Actions: message ID.ABCDE actions are ..`,
 * `Infected message ID.ABCDE came from IP`. */
static bool
skip_mailscanner(MtSlice *text)
{
	static const MtSlice heads[] = {HEAD("Message "),
					HEAD("Infected message "),
					HEAD("Spam Actions: message "),
					HEAD("Non-Spam Actions: message "),
					HEAD("High Spam Actions: message ")};

	for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
		if (mt_scan_skip(text, heads[i]))
			return true;
	return false;
}

static void
read_mailscanner(MtSlice text, MtEvent *e)
{
	bool again = mt_scan_skip(&text, MT_SLICE("Requeue: "));
	MtSlice id;

	if (!again && !skip_mailscanner(&text))
		return;
	id = mt_scan_until(&text, ' ');
	e->queue_id = mt_slice_sub(id, 0, mt_slice_find_char(id, '.'));
	mt_scan_skip(&text, MT_SLICE("came "));
	if (again && mt_scan_skip(&text, MT_SLICE("to "))) {
		e->related_id = mt_scan_until(&text, ' ');
	} else if (mt_scan_skip(&text, MT_SLICE("from "))) {
		e->client_ip = mt_scan_until(&text, ' ');
		if (mt_scan_skip(&text, MT_SLICE("(")))
			e->sender = mt_scan_until(&text, ')');
	}
}

/*
 * simscan, of which qmail-smtpd says nothing: `simscan:[PID]:SPAM REJECT
 * (12.4/5.0):0.93s:SUBJECT:IP:a@a.example:b@b.example`. Its name has the colon.
 */
static const char *const simscan[] = {"simscan:", "simscan", NULL};
static const MtFilterVerdict simscan_says[] = {
	{HEAD("SPAM REJECT"), MT_EVENT_REJECT, MT_STATUS_REJECTED},
	{HEAD("SPAM DROPPED"), MT_EVENT_REJECT, MT_STATUS_DISCARDED},
	{HEAD("VIRUS DROPPED"), MT_EVENT_REJECT, MT_STATUS_DISCARDED},
	{HEAD("VIRUS:"), MT_EVENT_REJECT, MT_STATUS_REJECTED},
	{HEAD("ATTACH:"), MT_EVENT_REJECT, MT_STATUS_REJECTED},
	{HEAD("REGEX:"), MT_EVENT_REJECT, MT_STATUS_REJECTED},
	SAYS("CLEAN", MT_STATUS_NONE),
	SAYS("PASSTHRU", MT_STATUS_NONE),
	SAYS("RELAYCLIENT:", MT_STATUS_NONE),
	NO_MORE};

/* What is behind the last colon; the subject may have some as well. */
static MtSlice
take_last(MtSlice *text)
{
	size_t at = text->n;
	MtSlice last;

	while (at > 0 && text->p[at - 1] != ':')
		at--;
	last = mt_slice_sub(*text, at, text->n);
	*text = mt_slice_sub(*text, 0, at == 0 ? 0 : at - 1);
	return last;
}

static void
read_simscan(MtSlice text, MtEvent *e)
{
	MtSlice to = take_last(&text), from = take_last(&text);
	MtSlice ip = take_last(&text);
	MtIp address;

	if (!mt_ip_parse(ip, &address))
		return;
	mt_scan_until(&text, ':');
	if (mt_scan_seconds(&text, &e->attempt_us))
		e->has |= MT_HAS_ATTEMPT_TIME;
	e->client_ip = ip;
	e->sender = from;
	if (mt_slice_find_char(to, ' ') == MT_SLICE_NOWHERE)
		e->recipient = to;
}

/* The filters of Plesk: `from=a@a.example`, and a line for each `to=`. */
static const char *const plesk[] = {"qmail-queue-handlers",
				    "qmail-remote-handlers",
				    "qmail-local-handlers", NULL};
static const MtFilterKey plesk_keys[] = {KEY("from=", " ", sender),
					 KEY("to=", " ", recipient), NO_KEYS};
static const MtFilterVerdict plesk_says[] = {
	SAYS("from=", MT_STATUS_NONE), SAYS("to=", MT_STATUS_NONE), NO_MORE};

const MtFilter mt_filter_scanners[] = {
	{spamd, spamd_keys, spamd_says, NULL},
	{spampd, spampd_keys, spampd_says, NULL},
	{clamav, clamav_keys, clamav_says, read_clamav},
	{mimedefang, no_keys, mimedefang_says, read_mimedefang},
	{proxmox, proxmox_keys, proxmox_says, read_proxmox},
	{mailscanner, no_keys, mailscanner_says, read_mailscanner},
	{simscan, no_keys, simscan_says, read_simscan},
	{plesk, plesk_keys, plesk_says, NULL},
	{NULL, NULL, NULL, NULL},
};

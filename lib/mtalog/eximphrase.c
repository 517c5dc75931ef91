/*
 * The phrases of Exim's log: what may stand behind an id, and where there is
 * none. Source: log_write() throughout Exim's source.
 */
#include "mtalog/eximtext.h"

#include <glib.h>

#include "mtalog/scan.h"

#define HEAD(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

static MtEximRead read_normal;

/* Behind an id. The frequent ones stand first. */
static const MtEximPhrase after_id[] = {
	{HEAD("=> "), MT_EVENT_ATTEMPT, MT_STATUS_SENT, read_normal},
	{HEAD("<= "), MT_EVENT_RECEIVE, 0, mt_exim_arrival},
	{HEAD("Completed"), MT_EVENT_REMOVE, 0, mt_exim_times},
	{HEAD("-> "), MT_EVENT_ATTEMPT, MT_STATUS_SENT, mt_exim_delivery},
	{HEAD("== "), MT_EVENT_ATTEMPT, MT_STATUS_DEFERRED, mt_exim_deferral},
	{HEAD("** "), MT_EVENT_ATTEMPT, MT_STATUS_BOUNCED, mt_exim_failure},
	{HEAD(">> "), MT_EVENT_ATTEMPT, MT_STATUS_SENT, mt_exim_delivery},
	/* -N: everything but the delivery itself. */
	{HEAD("*> "), MT_EVENT_ATTEMPT, MT_STATUS_DISCARDED, mt_exim_delivery},
	/* fakereject: taken, and the client told the opposite. */
	{HEAD("(= "), MT_EVENT_RECEIVE, 0, mt_exim_arrival},
	{HEAD("H="), MT_EVENT_OTHER, 0, mt_exim_host_line},
	{HEAD("Frozen"), MT_EVENT_HOLD, 0, NULL},
	{HEAD("frozen"), MT_EVENT_HOLD, 0, NULL},
	{HEAD("*** Frozen"), MT_EVENT_HOLD, 0, NULL},
	{HEAD("Unfrozen"), MT_EVENT_RELEASE, 0, NULL},
	{HEAD("unfrozen"), MT_EVENT_RELEASE, 0, NULL},
	/* `Completed` follows these: they do not remove it themselves. */
	{HEAD("cancelled by timeout_frozen_after"), MT_EVENT_EXPIRE,
	 MT_STATUS_EXPIRED, NULL},
	{HEAD("cancelled by "), MT_EVENT_OTHER, MT_STATUS_DELETED, NULL},
	{HEAD("removed by "), MT_EVENT_OTHER, MT_STATUS_DELETED, NULL},
	{HEAD("Message is frozen"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("no immediate delivery: "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Spool file "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Spool error"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Format error in spool file "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("SMTP error from "), MT_EVENT_OTHER, MT_STATUS_DEFERRED,
	 mt_exim_server},
	{HEAD("SMTP timeout "), MT_EVENT_OTHER, MT_STATUS_DEFERRED,
	 mt_exim_server},
	{HEAD("Remote host "), MT_EVENT_OTHER, MT_STATUS_DEFERRED,
	 mt_exim_server},
	{HEAD("remote host "), MT_EVENT_OTHER, MT_STATUS_DEFERRED,
	 mt_exim_server},
	{HEAD("TLS "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("DANE "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("DKIM: "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("PDKIM: "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("DMARC results: "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("ARC: "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("PRDR "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("SA: "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Warning: "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("malware acl condition"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("spam acl condition"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("original recipients"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("sender verify "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("rejected "), MT_EVENT_REJECT, MT_STATUS_REJECTED, mt_exim_from},
	{HEAD("F="), MT_EVENT_REJECT, MT_STATUS_REJECTED, mt_exim_sender},
	{HEAD("recipients refused "), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 NULL},
	{HEAD("Failed to "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("failed to "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Error "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Couldn't "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Unable to "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("unable to "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("error "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Delivery "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("delivery "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("routing "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("lowest numbered MX record points to local host"), MT_EVENT_OTHER,
	 0, NULL},
	/* exim -Mg, -Mmd, -Mmad, -Mar, -Mes */
	{HEAD("recipient <"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("address <"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("all addresses marked "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("sender address "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("remote delivery process "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("message abandoned"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Message abandoned"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("string_"), MT_EVENT_OTHER, 0, NULL},
	/* log_selector = +address_rewrite */
	{HEAD("\""), MT_EVENT_OTHER, 0, NULL},
	{HEAD("discarded "), MT_EVENT_REJECT, MT_STATUS_DISCARDED, NULL},
	{HEAD("temporarily rejected "), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 mt_exim_from},
	{HEAD("SMTP "), MT_EVENT_OTHER, 0, mt_exim_from},
	{HEAD("no recipients "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Neither "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("host lookup "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("all hosts "), MT_EVENT_OTHER, 0, NULL},
	/* cPanel: whose account sent it; `U=user D=domain S=address`. */
	{HEAD("Sender identification "), MT_EVENT_OTHER, 0, NULL},
};

/* Behind a name, an address or an IP. */
static const MtSlice inner[] = {
	HEAD(" transport process returned "),
	HEAD(" transport output: "),
	HEAD(" SSL verify error: "),
};

static const MtEximPhrase of_inner = {{"", 0}, MT_EVENT_OTHER, 0, NULL};

/* `mx.b.example [192.0.2.25] Connection timed out` */
static const MtEximPhrase of_server = {
	{"", 0}, MT_EVENT_OTHER, MT_STATUS_DEFERRED, mt_exim_peer};

/* `plain_login authenticator failed for (a) [192.0.2.7]: 535 Incorrect ..` */
static const MtEximPhrase of_login = {{"", 0}, MT_EVENT_OTHER, 0, mt_exim_from};

static const MtEximPhrase of_ignored = {
	{"", 0}, MT_EVENT_OTHER, 0, mt_exim_ignored};

/* A line without an id. */
static const MtEximPhrase without_id[] = {
	{HEAD("H="), MT_EVENT_REJECT, MT_STATUS_REJECTED, mt_exim_rejected},
	{HEAD("SMTP connection from "), MT_EVENT_CONNECT, 0, mt_exim_client},
	/* cPanel: who sends from here, and what goes out. */
	{HEAD("SMTP connection identification "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("SMTP connection outbound "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Sender identification "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("no host name found for IP address "), MT_EVENT_OTHER, 0,
	 mt_exim_unnamed},
	{HEAD("no IP address found for host "), MT_EVENT_OTHER, 0,
	 mt_exim_from},
	{HEAD("no MAIL in SMTP connection from "), MT_EVENT_DISCONNECT, 0,
	 mt_exim_client},
	/* TCP Fast Open, and with data in its first packet */
	{HEAD("no MAIL in TFO SMTP connection from "), MT_EVENT_DISCONNECT, 0,
	 mt_exim_client},
	{HEAD("no MAIL in TFO* SMTP connection from "), MT_EVENT_DISCONNECT, 0,
	 mt_exim_client},
	{HEAD("unexpected disconnection "), MT_EVENT_OTHER, 0, mt_exim_from},
	{HEAD("unexpected "), MT_EVENT_OTHER, 0, mt_exim_from},
	{HEAD("SMTP command timeout "), MT_EVENT_OTHER, 0, mt_exim_from},
	{HEAD("SMTP data timeout "), MT_EVENT_OTHER, 0, mt_exim_from},
	{HEAD("SMTP protocol synchronization error "), MT_EVENT_REJECT,
	 MT_STATUS_REJECTED, mt_exim_from},
	/* before 4.70 */
	{HEAD("SMTP protocol violation: synchronization error "),
	 MT_EVENT_REJECT, MT_STATUS_REJECTED, mt_exim_from},
	{HEAD("SMTP protocol "), MT_EVENT_OTHER, 0, mt_exim_from},
	{HEAD("SMTP syntax error "), MT_EVENT_OTHER, 0, mt_exim_from},
	{HEAD("SMTP call from "), MT_EVENT_OTHER, 0, mt_exim_client},
	{HEAD("TLS error on connection "), MT_EVENT_OTHER, 0, mt_exim_from},
	{HEAD("TLS session"), MT_EVENT_OTHER, 0, mt_exim_from},
	{HEAD("TLS client disconnected cleanly"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Connection from "), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 mt_exim_client},
	{HEAD("connection from "), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 mt_exim_client},
	{HEAD("rejected "), MT_EVENT_REJECT, MT_STATUS_REJECTED, mt_exim_from},
	{HEAD("temporarily rejected "), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 mt_exim_from},
	{HEAD("refused "), MT_EVENT_REJECT, MT_STATUS_REJECTED, mt_exim_from},
	{HEAD("incomplete transaction "), MT_EVENT_OTHER, 0, mt_exim_from},
	{HEAD("sender verify "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("ident connection to "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("host name alias list "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Warning: "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("DKIM: "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("malware acl condition"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("spam acl condition"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("U="), MT_EVENT_REJECT, MT_STATUS_REJECTED, mt_exim_rejected},
	{HEAD("F="), MT_EVENT_REJECT, MT_STATUS_REJECTED, mt_exim_sender},
	{HEAD("unqualified "), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 mt_exim_unqualified},
	{HEAD("lowest numbered MX record points to local host"), MT_EVENT_OTHER,
	 0, NULL},
};

/* What Exim says of itself. */
static const MtSlice not_mail[] = {
	HEAD("Start queue run"),
	HEAD("End queue run"),
	HEAD("Start '"), /* a queue that has a name */
	HEAD("End '"),
	HEAD("Abandon queue run"),
	HEAD("exim "),
	HEAD("SIGHUP received"),
	HEAD("SIGTERM "),
	HEAD("pid "),
	HEAD("daemon"),
	HEAD("Daemon"),
	HEAD("cwd="),
	HEAD("exec "),
	HEAD("re-exec of "),
	HEAD("listening on "),
	HEAD("process "),
	HEAD("socket bind() "),
	HEAD("listen() "),
	HEAD("accept() "),
	HEAD("setsockopt"),
	HEAD("Cannot open "),
	HEAD("Exim configuration "),
	HEAD("Exim "),
	HEAD("configuration file "),
	HEAD("Failed to "),
	HEAD("failed to "),
	HEAD("queue run"),
	HEAD("Suspending "),
	HEAD("2 syncs "),
	HEAD("DNS "),
	HEAD("Long host lookup for "), /* and how long it took */
	HEAD("Long A lookup for "),
	HEAD("Long AAAA lookup for "),
	HEAD("Long MX lookup for "),
	HEAD("Long TXT lookup for "),
	HEAD("IPv6 socket creation failed"),
	HEAD("spool directory space "),
	HEAD("log directory space "),
	HEAD("unable to set gid"),
	HEAD("Berkeley DB error"),
};

static const MtEximPhrase *
find(const MtEximPhrase *phrases, size_t n, MtSlice text)
{
	for (size_t i = 0; i < n; i++)
		if (text.n >= phrases[i].head.n &&
		    text.p[0] == phrases[i].head.p[0] &&
		    mt_slice_starts(text, phrases[i].head))
			return &phrases[i];
	return NULL;
}

/*
 * `blackhole (DATA ACL discarded recipients)`, or what local_scan() says, and
 * `discarded (system filter)`: all recipients, by no name. Of a user of such a
 * name a router is told.
 */
static bool
read_normal(MtSlice rest, MtEvent *e)
{
	static const MtSlice names[] = {HEAD("blackhole "),
					HEAD("discarded (")};
	bool all = mt_slice_starts(rest, names[0]) ||
		   mt_slice_starts(rest, names[1]);

	if (!all || mt_slice_find(rest, MT_SLICE(" R=")) != MT_SLICE_NOWHERE)
		return mt_exim_delivery(rest, e);
	e->status = MT_STATUS_DISCARDED;
	mt_scan_until(&rest, ' ');
	e->reply = rest;
	return true;
}

static bool
has_inner(MtSlice text)
{
	for (size_t i = 0; i < G_N_ELEMENTS(inner); i++)
		if (mt_slice_find(text, inner[i]) != MT_SLICE_NOWHERE)
			return true;
	return false;
}

/* What no head is known of. */
static const MtEximPhrase *
find_inner(MtSlice text, bool has_id)
{
	if ((has_id || mt_slice_starts(text, MT_SLICE("["))) && has_inner(text))
		return &of_inner;
	if (!has_id)
		return mt_slice_find(text, MT_EXIM_FAILED_LOGIN) !=
				       MT_SLICE_NOWHERE
			       ? &of_login
			       : NULL;
	if (mt_exim_is_peer(text))
		return &of_server;
	return mt_slice_find(text, MT_EXIM_IGNORED) != MT_SLICE_NOWHERE
		       ? &of_ignored
		       : NULL;
}

/* What is said of a client may be said while it sends a message, too. */
const MtEximPhrase *
mt_exim_phrase(MtSlice text, bool has_id)
{
	const MtEximPhrase *phrase =
		has_id ? find(after_id, G_N_ELEMENTS(after_id), text) : NULL;

	if (phrase == NULL)
		phrase = find(without_id, G_N_ELEMENTS(without_id), text);
	return phrase != NULL ? phrase : find_inner(text, has_id);
}

bool
mt_exim_is_not_mail(MtSlice text)
{
	for (size_t i = 0; i < G_N_ELEMENTS(not_mail); i++)
		if (mt_slice_starts(text, not_mail[i]))
			return true;
	return false;
}

/* What Postfix says where no queue id is in front, and what it says of itself. */
#include "mtalog/postfixtext.h"
#include "mtalog/scan.h"

/* A line without an id. */
static const MtPhrase without_id[] = {
	{MT_HEAD("connect from "), MT_EVENT_CONNECT, 0, mt_postfix_peer},
	{MT_HEAD("disconnect from "), MT_EVENT_DISCONNECT, 0, mt_postfix_peer},
	{MT_HEAD("lost connection after "), MT_EVENT_OTHER, 0, mt_postfix_from},
	{MT_HEAD("Anonymous TLS connection "), MT_EVENT_TLS, 0, mt_postfix_tls},
	{MT_HEAD("Untrusted TLS connection "), MT_EVENT_TLS, 0, mt_postfix_tls},
	{MT_HEAD("Trusted TLS connection "), MT_EVENT_TLS, 0, mt_postfix_tls},
	{MT_HEAD("Verified TLS connection "), MT_EVENT_TLS, 0, mt_postfix_tls},
	{MT_HEAD("TLS connection "), MT_EVENT_TLS, 0, mt_postfix_tls},
	{MT_HEAD("TLSRPT: "), MT_EVENT_OTHER, 0, mt_postfix_tlsrpt},
	{MT_HEAD("Host offered STARTTLS: "), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("Server certificate "), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("SSL_accept error from "), MT_EVENT_OTHER, 0, mt_postfix_peer},
	{MT_HEAD("SSL_connect error to "), MT_EVENT_OTHER, 0, mt_postfix_relay},
	{MT_HEAD("CONNECT from "), MT_EVENT_CONNECT, 0, mt_postfix_peer},
	{MT_HEAD("CONNECT to "), MT_EVENT_CONNECT, 0, mt_postfix_relay},
	{MT_HEAD("DISCONNECT "), MT_EVENT_DISCONNECT, 0, mt_postfix_peer},
	{MT_HEAD("connect to "), MT_EVENT_OTHER, MT_STATUS_DEFERRED,
	 mt_postfix_said},
	{MT_HEAD("timeout after "), MT_EVENT_OTHER, 0, mt_postfix_from},
	{MT_HEAD("too many errors after "), MT_EVENT_OTHER, 0, mt_postfix_from},
	{MT_HEAD("improper command pipelining "), MT_EVENT_OTHER, 0,
	 mt_postfix_from},
	{MT_HEAD("certificate verification failed for "), MT_EVENT_OTHER, 0,
	 mt_postfix_relay},
	{MT_HEAD("server certificate verification failed for "), MT_EVENT_OTHER,
	 0, mt_postfix_relay},
	{MT_HEAD("CA certificate verification failed for "), MT_EVENT_OTHER, 0,
	 mt_postfix_relay},
	/* tlsproxy(8), whose peer may be a client or a server. */
	{MT_HEAD("TLS handshake failed for "), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("TLS SNI "), MT_EVENT_OTHER, 0, mt_postfix_from},
	{MT_HEAD("proxy-reject: "), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 mt_postfix_reject},
	{MT_HEAD("proxy-accept: "), MT_EVENT_OTHER, 0, mt_postfix_reject},
	{MT_HEAD("statistics: max connection "), MT_EVENT_OTHER, 0,
	 mt_postfix_rate},
	{MT_HEAD("statistics: max message "), MT_EVENT_OTHER, 0,
	 mt_postfix_rate},
	{MT_HEAD("statistics: max recipient "), MT_EVENT_OTHER, 0,
	 mt_postfix_rate},
	{MT_HEAD("statistics: max newtls "), MT_EVENT_OTHER, 0,
	 mt_postfix_rate},
	{MT_HEAD("statistics: max auth "), MT_EVENT_OTHER, 0, mt_postfix_rate},
	{MT_HEAD("addr "), MT_EVENT_OTHER, 0, mt_postfix_listed},
	{MT_HEAD("PASS "), MT_EVENT_OTHER, 0, mt_postfix_screened},
	{MT_HEAD("WHITELISTED "), MT_EVENT_OTHER, 0, mt_postfix_screened},
	{MT_HEAD("ALLOWLISTED "), MT_EVENT_OTHER, 0, mt_postfix_screened},
	{MT_HEAD("ALLOWLIST VETO "), MT_EVENT_OTHER, 0, mt_postfix_screened},
	{MT_HEAD("WHITELIST VETO "), MT_EVENT_OTHER, 0, mt_postfix_screened},
	{MT_HEAD("BLACKLISTED "), MT_EVENT_OTHER, 0, mt_postfix_screened},
	{MT_HEAD("DENYLISTED "), MT_EVENT_OTHER, 0, mt_postfix_screened},
	{MT_HEAD("PREGREET "), MT_EVENT_OTHER, 0, mt_postfix_from},
	{MT_HEAD("HANGUP "), MT_EVENT_OTHER, 0, mt_postfix_from},
	{MT_HEAD("DNSBL "), MT_EVENT_OTHER, 0, mt_postfix_for_client},
	{MT_HEAD("BARE NEWLINE "), MT_EVENT_OTHER, 0, mt_postfix_from},
	{MT_HEAD("NON-SMTP COMMAND "), MT_EVENT_OTHER, 0, mt_postfix_from},
	{MT_HEAD("DATA without "), MT_EVENT_OTHER, 0, mt_postfix_from},
	{MT_HEAD("BDAT without "), MT_EVENT_OTHER, 0, mt_postfix_from},
	{MT_HEAD("COMMAND "), MT_EVENT_OTHER, 0, mt_postfix_from},
	{MT_HEAD("entering STRESS mode"), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("leaving STRESS mode"), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("Deleted: "), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("Requeued: "), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("Released from hold: "), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("Placed on hold: "), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("Expired: "), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("Renamed to match inode "), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("warning: "), MT_EVENT_OTHER, 0, mt_postfix_warning},
	{MT_HEAD("error: "), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("fatal: "), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("panic: "), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("NOQUEUE: "), MT_EVENT_OTHER, 0, NULL},
	/* Before 2.1 no NOQUEUE stood in front; before 2.5 of certificates. */
	{MT_HEAD("reject: "), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 mt_postfix_reject},
	{MT_HEAD("reject_warning: "), MT_EVENT_OTHER, 0, mt_postfix_reject},
	{MT_HEAD("discard: "), MT_EVENT_REJECT, MT_STATUS_DISCARDED,
	 mt_postfix_reject},
	/* The session, word by word: -v, or debug_peer_list. */
	{MT_HEAD("< "), MT_EVENT_OTHER, 0, mt_postfix_of_peer},
	{MT_HEAD("> "), MT_EVENT_OTHER, 0, mt_postfix_of_peer},
	{MT_HEAD("Verified: "), MT_EVENT_OTHER, 0, NULL},
	{MT_HEAD("Unverified: "), MT_EVENT_OTHER, 0, NULL},
};

/* Lines of the daemons about themselves. */
static const MtSlice not_mail[] = {
	MT_HEAD("statistics: "),
	MT_HEAD("daemon started"),
	MT_HEAD("starting the Postfix"),
	MT_HEAD("stopping the Postfix"),
	MT_HEAD("refreshing the Postfix"),
	MT_HEAD("reload "),
	MT_HEAD("terminating on signal"),
	MT_HEAD("cache "),
	MT_HEAD("close database "),
	MT_HEAD("dict_"),
	MT_HEAD("table "),
	MT_HEAD("discarding EHLO keywords: "),
	MT_HEAD("setting up TLS "),
	MT_HEAD("SSL_"),
	MT_HEAD("initializing the "),
	MT_HEAD("postfix "),
	MT_HEAD("to prevent "),
	MT_HEAD("using backwards-compatible "),
	MT_HEAD("See http"),
	MT_HEAD("lookup cache "),
	MT_HEAD("name_mask"),
	MT_HEAD("tls_"),
	MT_HEAD("tlsmgr_"),
	MT_HEAD("open smtp"), /* `open smtpd TLS cache ..` */
	MT_HEAD("mynetworks"),
	MT_HEAD("watching "),
	MT_HEAD("rotating "),
	MT_HEAD("Mail system is down"),
	MT_HEAD("the Postfix mail system is"),
	MT_HEAD("looking for plugins in "),
	MT_HEAD("unable to dlopen "),
	MT_HEAD("cannot load "),
	MT_HEAD("auxpropfunc error "),
	MT_HEAD("sql_select option "),
	/* With -v, and with high levels of the TLS log. */
	MT_HEAD(">>> "),
	MT_HEAD("<<< "),
	MT_HEAD("send attr "),
	MT_HEAD("input attribute "),
	MT_HEAD("private/"),
	MT_HEAD("public/"),
	MT_HEAD("before "),
	MT_HEAD("after "),
	MT_HEAD("rewrite stream "),
	MT_HEAD("process generation"),
	MT_HEAD("connection established"),
	MT_HEAD("connection closed"),
	MT_HEAD("idle timeout -- exiting"),
	MT_HEAD("trying... "),
	MT_HEAD("looking for session "),
	MT_HEAD("reloaded session "),
	MT_HEAD("save session "),
	MT_HEAD("remove session "),
	MT_HEAD("delete smtp"),
	MT_HEAD("lookup smtp"),
	MT_HEAD("put smtp"),
	MT_HEAD("read smtp"),
	MT_HEAD("write smtp"),
	MT_HEAD("read from "),
	MT_HEAD("write to "),
	MT_HEAD("SSL3 alert "),
};

/* `match_hostname: ..`: with -v functions say their names. */
static bool
names_function(MtSlice text)
{
	bool any = false;
	size_t n = 0;

	for (; n < text.n && text.p[n] != ':'; n++) {
		char c = text.p[n];

		if ((c < 'a' || c > 'z') && c != '_' && !mt_is_digit(c))
			return false;
		any |= c == '_';
	}
	return any && n + 1 < text.n && text.p[n + 1] == ' ';
}

bool
mt_postfix_is_not_mail(MtSlice text)
{
	for (size_t i = 0; i < G_N_ELEMENTS(not_mail); i++)
		if (mt_slice_starts(text, not_mail[i]))
			return true;
	return names_function(text);
}

/* `name[ip]:port: text`, what TLS says of a certificate. */
static const MtPhrase of_peer = {
	{"", 0}, MT_EVENT_OTHER, 0, mt_postfix_of_peer};

const MtPhrase *
mt_postfix_without_id(MtSlice text)
{
	const MtPhrase *phrase =
		mt_postfix_phrase(without_id, G_N_ELEMENTS(without_id), text);
	MtSlice rest = text;
	MtPeer peer;

	if (phrase == NULL && mt_scan_peer(&rest, &peer) &&
	    peer.address.n > 0 && mt_slice_starts(rest, MT_SLICE(": ")))
		return &of_peer;
	return phrase;
}

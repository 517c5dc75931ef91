/*
 * Phrases of MTAs, filters and large providers; the first that occurs decides.
 *
 * Size: three quarters are the table of phrases.
 */
#include "reason/cause.h"

#include <glib.h>

#define WORD(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

static const MtSlice words[MT_CAUSES] = {
	[MT_CAUSE_GREYLISTED] = WORD("greylisted"),
	[MT_CAUSE_THROTTLED] = WORD("throttled"),
	[MT_CAUSE_POLICY] = WORD("policy"),
	[MT_CAUSE_USER] = WORD("user_unknown"),
	[MT_CAUSE_FULL] = WORD("mailbox_full"),
	[MT_CAUSE_SIZE] = WORD("too_large"),
	[MT_CAUSE_DNS] = WORD("dns"),
	[MT_CAUSE_TLS] = WORD("tls"),
	[MT_CAUSE_AUTH] = WORD("authentication"),
	[MT_CAUSE_SCAN] = WORD("content_scan"),
	[MT_CAUSE_TIMEOUT] = WORD("timeout"),
	[MT_CAUSE_REFUSED] = WORD("refused"),
	[MT_CAUSE_NETWORK] = WORD("network"),
	[MT_CAUSE_LOST] = WORD("connection_lost"),
	[MT_CAUSE_LOOP] = WORD("loop"),
	[MT_CAUSE_LOCAL] = WORD("local_trouble"),
	[MT_CAUSE_SERVER] = WORD("server_trouble"),
	[MT_CAUSE_OTHER] = WORD("other"),
};

typedef struct {
	MtSlice phrase; /* in lower case */
	MtCause cause;
} Phrase;

static const Phrase phrases[] = {
	/* Before all else: they hold words of the others. */
	{WORD("greylist"), MT_CAUSE_GREYLISTED},
	{WORD("graylist"), MT_CAUSE_GREYLISTED},
	{WORD("grey-list"), MT_CAUSE_GREYLISTED},
	{WORD("grey list"), MT_CAUSE_GREYLISTED},
	{WORD("gray list"), MT_CAUSE_GREYLISTED},
	{WORD("postgrey"), MT_CAUSE_GREYLISTED},
	{WORD("first encounter"), MT_CAUSE_GREYLISTED},
	{WORD("seen you before"), MT_CAUSE_GREYLISTED},

	/* TLS before timeouts and connections that are lost in a handshake. */
	{WORD("tls is required"), MT_CAUSE_TLS},
	{WORD("must issue a starttls"), MT_CAUSE_TLS},
	{WORD("starttls"), MT_CAUSE_TLS},
	{WORD("handshake"), MT_CAUSE_TLS},
	{WORD("certificate"), MT_CAUSE_TLS},
	{WORD("tls session"), MT_CAUSE_TLS},
	{WORD("tls negotiation"), MT_CAUSE_TLS},
	{WORD("cannot start tls"), MT_CAUSE_TLS},
	{WORD("ssl_connect"), MT_CAUSE_TLS},
	{WORD("dane "), MT_CAUSE_TLS},
	{WORD("mta-sts"), MT_CAUSE_TLS},

	{WORD("host or domain name not found"), MT_CAUSE_DNS},
	{WORD("name service error"), MT_CAUSE_DNS},
	{WORD("host not found"), MT_CAUSE_DNS},
	{WORD("domain not found"), MT_CAUSE_DNS},
	{WORD("domain of sender address"), MT_CAUSE_DNS},
	{WORD("host lookup"), MT_CAUSE_DNS},
	{WORD("lookup of host"), MT_CAUSE_DNS},
	{WORD("lookup failed"), MT_CAUSE_DNS},
	{WORD("dns lookup"), MT_CAUSE_DNS},
	{WORD("dns error"), MT_CAUSE_DNS},
	{WORD("dns failure"), MT_CAUSE_DNS},
	{WORD("dns query"), MT_CAUSE_DNS},
	{WORD("name server"), MT_CAUSE_DNS},
	{WORD("nameserver"), MT_CAUSE_DNS},
	{WORD("servfail"), MT_CAUSE_DNS},
	{WORD("nxdomain"), MT_CAUSE_DNS},
	{WORD("no mx"), MT_CAUSE_DNS},
	{WORD("no valid mx"), MT_CAUSE_DNS},
	{WORD("unable to resolve"), MT_CAUSE_DNS},
	{WORD("cannot resolve"), MT_CAUSE_DNS},
	{WORD("could not resolve"), MT_CAUSE_DNS},
	{WORD("unresolvable"), MT_CAUSE_DNS},
	{WORD("all relevant mx records"), MT_CAUSE_DNS},
	{WORD("unrouteable"), MT_CAUSE_USER},
	{WORD("couldn't find any host"), MT_CAUSE_DNS},

	{WORD("rate limit"), MT_CAUSE_THROTTLED},
	{WORD("ratelimit"), MT_CAUSE_THROTTLED},
	{WORD("rate-limit"), MT_CAUSE_THROTTLED},
	{WORD("throttl"), MT_CAUSE_THROTTLED},
	{WORD("too many connections"), MT_CAUSE_THROTTLED},
	{WORD("too many concurrent"), MT_CAUSE_THROTTLED},
	{WORD("too many sessions"), MT_CAUSE_THROTTLED},
	{WORD("too many messages"), MT_CAUSE_THROTTLED},
	{WORD("too many mails"), MT_CAUSE_THROTTLED},
	{WORD("too many emails"), MT_CAUSE_THROTTLED},
	{WORD("too many recipients"), MT_CAUSE_THROTTLED},
	{WORD("too many errors"), MT_CAUSE_THROTTLED},
	{WORD("too much mail"), MT_CAUSE_THROTTLED},
	{WORD("too fast"), MT_CAUSE_THROTTLED},
	{WORD("too frequent"), MT_CAUSE_THROTTLED},
	{WORD("rate of mail"), MT_CAUSE_THROTTLED},
	{WORD("unusual rate"), MT_CAUSE_THROTTLED},
	{WORD("at a rate that"), MT_CAUSE_THROTTLED},
	{WORD("rate exceeded"), MT_CAUSE_THROTTLED},
	{WORD("limit exceeded"), MT_CAUSE_THROTTLED},
	{WORD("limit reached"), MT_CAUSE_THROTTLED},
	{WORD("slow down"), MT_CAUSE_THROTTLED},
	{WORD("unexpected volume"), MT_CAUSE_THROTTLED},
	{WORD("user complaints"), MT_CAUSE_THROTTLED},
	{WORD("concurrency"), MT_CAUSE_THROTTLED},

	{WORD("over quota"), MT_CAUSE_FULL},
	{WORD("overquota"), MT_CAUSE_FULL},
	{WORD("out of quota"), MT_CAUSE_FULL},
	{WORD("quota exceeded"), MT_CAUSE_FULL},
	{WORD("exceeded quota"), MT_CAUSE_FULL},
	{WORD("exceeds quota"), MT_CAUSE_FULL},
	{WORD("over the quota"), MT_CAUSE_FULL},
	{WORD("storage allocation"), MT_CAUSE_FULL},
	{WORD("mailbox full"), MT_CAUSE_FULL},
	{WORD("mailbox is full"), MT_CAUSE_FULL},
	{WORD("mailfolder is full"), MT_CAUSE_FULL},
	{WORD("out of storage"), MT_CAUSE_FULL},
	{WORD("inbox is full"), MT_CAUSE_FULL},
	{WORD("not enough space"), MT_CAUSE_FULL},

	{WORD("message size exceeds"), MT_CAUSE_SIZE},
	{WORD("message too large"), MT_CAUSE_SIZE},
	{WORD("message too big"), MT_CAUSE_SIZE},
	{WORD("too large"), MT_CAUSE_SIZE},
	{WORD("size limit"), MT_CAUSE_SIZE},
	{WORD("maximum size"), MT_CAUSE_SIZE},

	{WORD("too many hops"), MT_CAUSE_LOOP},
	{WORD("loops back to myself"), MT_CAUSE_LOOP},
	{WORD("routing loop"), MT_CAUSE_LOOP},
	{WORD("mail loop"), MT_CAUSE_LOOP},
	{WORD("mail forwarding loop"), MT_CAUSE_LOOP},
	{WORD("message is looping"), MT_CAUSE_LOOP},
	{WORD("loop detected"), MT_CAUSE_LOOP},

	{WORD("user unknown"), MT_CAUSE_USER},
	{WORD("unknown user"), MT_CAUSE_USER},
	{WORD("no such user"), MT_CAUSE_USER},
	{WORD("no such recipient"), MT_CAUSE_USER},
	{WORD("no such mailbox"), MT_CAUSE_USER},
	{WORD("no such address"), MT_CAUSE_USER},
	{WORD("no mailbox here"), MT_CAUSE_USER},
	{WORD("user doesn't exist"), MT_CAUSE_USER},
	{WORD("doesn't have a"), MT_CAUSE_USER},
	{WORD("unknown recipient"), MT_CAUSE_USER},
	{WORD("recipient unknown"), MT_CAUSE_USER},
	{WORD("recipient not found"), MT_CAUSE_USER},
	{WORD("invalid recipient"), MT_CAUSE_USER},
	{WORD("invalid mailbox"), MT_CAUSE_USER},
	{WORD("mailbox unavailable"), MT_CAUSE_USER},
	{WORD("mailbox not found"), MT_CAUSE_USER},
	{WORD("account disabled"), MT_CAUSE_USER},
	{WORD("account is disabled"), MT_CAUSE_USER},
	{WORD("account inactive"), MT_CAUSE_USER},
	{WORD("address unknown"), MT_CAUSE_USER},
	{WORD("unknown address"), MT_CAUSE_USER},
	{WORD("user is unknown"), MT_CAUSE_USER},
	{WORD("not a valid mailbox"), MT_CAUSE_USER},

	{WORD("relay access denied"), MT_CAUSE_AUTH},
	{WORD("relaying denied"), MT_CAUSE_AUTH},
	{WORD("relay not permitted"), MT_CAUSE_AUTH},
	{WORD("not permitted to relay"), MT_CAUSE_AUTH},
	{WORD("unable to relay"), MT_CAUSE_AUTH},
	{WORD("authentication"), MT_CAUSE_AUTH},
	{WORD("authenticate"), MT_CAUSE_AUTH},

	/* A scanner that does not work, before what a scanner says. */
	{WORD("content filter"), MT_CAUSE_SCAN},
	{WORD("content-filter"), MT_CAUSE_SCAN},
	{WORD("virus scan"), MT_CAUSE_SCAN},
	{WORD("scanner"), MT_CAUSE_SCAN},
	{WORD("scanning"), MT_CAUSE_SCAN},
	{WORD("milter"), MT_CAUSE_SCAN},
	{WORD("amavis"), MT_CAUSE_SCAN},
	{WORD("clamav"), MT_CAUSE_SCAN},
	{WORD("spamd"), MT_CAUSE_SCAN},

	{WORD("spam"), MT_CAUSE_POLICY},
	{WORD("blocked"), MT_CAUSE_POLICY},
	{WORD("blacklist"), MT_CAUSE_POLICY},
	{WORD("blocklist"), MT_CAUSE_POLICY},
	{WORD("block list"), MT_CAUSE_POLICY},
	{WORD("black list"), MT_CAUSE_POLICY},
	{WORD("denylist"), MT_CAUSE_POLICY},
	{WORD("rbl"), MT_CAUSE_POLICY},
	{WORD("dnsbl"), MT_CAUSE_POLICY},
	{WORD("spamhaus"), MT_CAUSE_POLICY},
	{WORD("barracuda"), MT_CAUSE_POLICY},
	{WORD("reputation"), MT_CAUSE_POLICY},
	{WORD("dmarc"), MT_CAUSE_POLICY},
	{WORD("dkim"), MT_CAUSE_POLICY},
	{WORD("spf"), MT_CAUSE_POLICY},
	{WORD("sender policy"), MT_CAUSE_POLICY},
	{WORD("unauthenticated email"), MT_CAUSE_POLICY},
	{WORD("suspicious"), MT_CAUSE_POLICY},
	{WORD("unsolicited"), MT_CAUSE_POLICY},
	{WORD("content rejected"), MT_CAUSE_POLICY},
	{WORD("virus"), MT_CAUSE_POLICY},
	{WORD("cannot find your hostname"), MT_CAUSE_POLICY},
	{WORD("cannot find your reverse"), MT_CAUSE_POLICY},
	{WORD("reverse dns"), MT_CAUSE_POLICY},
	{WORD("sender verify failed"), MT_CAUSE_POLICY},
	{WORD("banned"), MT_CAUSE_POLICY},

	{WORD("connection refused"), MT_CAUSE_REFUSED},
	{WORD("actively refused"), MT_CAUSE_REFUSED},
	{WORD("connection deferred"), MT_CAUSE_REFUSED},

	{WORD("timed out"), MT_CAUSE_TIMEOUT},
	{WORD("timeout"), MT_CAUSE_TIMEOUT},
	{WORD("time out"), MT_CAUSE_TIMEOUT},
	{WORD("timed-out"), MT_CAUSE_TIMEOUT},

	{WORD("no route to host"), MT_CAUSE_NETWORK},
	{WORD("network is unreachable"), MT_CAUSE_NETWORK},
	{WORD("network unreachable"), MT_CAUSE_NETWORK},
	{WORD("host is unreachable"), MT_CAUSE_NETWORK},
	{WORD("host unreachable"), MT_CAUSE_NETWORK},
	{WORD("host is down"), MT_CAUSE_NETWORK},
	{WORD("no such host"), MT_CAUSE_DNS},

	{WORD("lost connection"), MT_CAUSE_LOST},
	{WORD("connection lost"), MT_CAUSE_LOST},
	{WORD("connection reset"), MT_CAUSE_LOST},
	{WORD("reset by peer"), MT_CAUSE_LOST},
	{WORD("connection closed"), MT_CAUSE_LOST},
	{WORD("closed connection"), MT_CAUSE_LOST},
	{WORD("closed the connection"), MT_CAUSE_LOST},
	{WORD("connection dropped"), MT_CAUSE_LOST},
	{WORD("remote host closed"), MT_CAUSE_LOST},
	{WORD("broken pipe"), MT_CAUSE_LOST},

	{WORD("insufficient system storage"), MT_CAUSE_SERVER},
	{WORD("insufficient system resources"), MT_CAUSE_SERVER},
	{WORD("no space left"), MT_CAUSE_LOCAL},
	{WORD("cannot allocate memory"), MT_CAUSE_LOCAL},
	{WORD("mail transport unavailable"), MT_CAUSE_LOCAL},
	{WORD("unknown mail transport"), MT_CAUSE_LOCAL},
	{WORD("command failed"), MT_CAUSE_LOCAL},
	{WORD("command died"), MT_CAUSE_LOCAL},
	{WORD("alias database"), MT_CAUSE_LOCAL},
	{WORD("mail system configuration"), MT_CAUSE_LOCAL},
	{WORD("unable to lock"), MT_CAUSE_LOCAL},
	{WORD("permission denied"), MT_CAUSE_LOCAL},
	{WORD("local configuration"), MT_CAUSE_LOCAL},
	{WORD("bad file descriptor"), MT_CAUSE_LOCAL},
	{WORD("server configuration"), MT_CAUSE_SERVER},
	{WORD("local error"), MT_CAUSE_SERVER},
	{WORD("local problem"), MT_CAUSE_SERVER},
	{WORD("internal error"), MT_CAUSE_SERVER},
	{WORD("temporary system problem"), MT_CAUSE_SERVER},
	{WORD("server busy"), MT_CAUSE_SERVER},
	{WORD("too busy"), MT_CAUSE_SERVER},
	{WORD("system load"), MT_CAUSE_SERVER},
	{WORD("load average"), MT_CAUSE_SERVER},
	{WORD("queue file write error"), MT_CAUSE_SERVER},
};

/* What says little, where codes may say more. */
static const Phrase vague[] = {
	{WORD("temporary failure"), MT_CAUSE_SERVER},
	{WORD("temporarily unavailable"), MT_CAUSE_SERVER},
	{WORD("service unavailable"), MT_CAUSE_SERVER},
	{WORD("service not available"), MT_CAUSE_SERVER},
	{WORD("resources"), MT_CAUSE_SERVER},
	{WORD("try again"), MT_CAUSE_SERVER},
	{WORD("try later"), MT_CAUSE_SERVER},
	{WORD("exceeded the"), MT_CAUSE_THROTTLED},
	{WORD("policy"), MT_CAUSE_POLICY},
	{WORD("access denied"), MT_CAUSE_POLICY},
	{WORD("client host rejected"), MT_CAUSE_POLICY},
	{WORD("sender address rejected"), MT_CAUSE_POLICY},
	{WORD("helo command rejected"), MT_CAUSE_POLICY},
	{WORD("system error"), MT_CAUSE_SERVER},
	{WORD("server error"), MT_CAUSE_SERVER},
	{WORD("does not exist"), MT_CAUSE_USER},
};

/* RFC 3463: subject and detail of an enhanced status code; -1 is any. */
static const struct {
	int subject, detail;
	MtCause cause;
} statuses[] = {
	{1, 2, MT_CAUSE_DNS},     {1, 8, MT_CAUSE_DNS},
	{1, 10, MT_CAUSE_DNS}, /* RFC 7505: null MX */
	{1, 7, MT_CAUSE_POLICY},  {1, -1, MT_CAUSE_USER},
	{2, 1, MT_CAUSE_USER},    {2, 2, MT_CAUSE_FULL},
	{2, 3, MT_CAUSE_SIZE},    {3, 4, MT_CAUSE_SIZE},
	{3, -1, MT_CAUSE_SERVER}, {4, 1, MT_CAUSE_TIMEOUT},
	{4, 2, MT_CAUSE_LOST},    {4, 3, MT_CAUSE_SERVER},
	{4, 4, MT_CAUSE_DNS},     {4, 5, MT_CAUSE_THROTTLED},
	{4, 6, MT_CAUSE_LOOP},    {4, 7, MT_CAUSE_TIMEOUT},
	{7, 8, MT_CAUSE_AUTH},    {7, 9, MT_CAUSE_AUTH},
	{7, 10, MT_CAUSE_TLS},    {7, 11, MT_CAUSE_TLS},
	{7, -1, MT_CAUSE_POLICY},
};

/* RFC 5321 4.2.3 */
static const struct {
	MtSlice code;
	MtCause cause;
} codes[] = {
	{WORD("421"), MT_CAUSE_SERVER}, {WORD("451"), MT_CAUSE_SERVER},
	{WORD("452"), MT_CAUSE_SERVER}, {WORD("454"), MT_CAUSE_TLS},
	{WORD("530"), MT_CAUSE_AUTH},   {WORD("535"), MT_CAUSE_AUTH},
	{WORD("552"), MT_CAUSE_FULL},   {WORD("554"), MT_CAUSE_POLICY},
};

enum { LOOK = 1024 }; /* bytes of a reply that are looked at */

MtSlice
mt_cause_word(MtCause cause)
{
	return words[cause];
}

static MtCause
find(const Phrase *list, size_t n, MtSlice text)
{
	for (size_t i = 0; i < n; i++)
		if (mt_slice_find(text, list[i].phrase) != MT_SLICE_NOWHERE)
			return list[i].cause;
	return MT_CAUSE_NONE;
}

/* `4.7.1` at the front. */
static bool
take_status(MtSlice s, int *subject, int *detail)
{
	int part[2] = {0, 0};
	size_t at = 1;

	if (s.n < 5 || (s.p[0] != '4' && s.p[0] != '5'))
		return false;
	for (size_t k = 0; k < 2; k++) {
		size_t from = at + 1;

		if (at >= s.n || s.p[at] != '.')
			return false;
		for (at++; at < s.n && at < from + 3 && mt_is_digit(s.p[at]);
		     at++)
			part[k] = part[k] * 10 + (s.p[at] - '0');
		if (at == from)
			return false;
	}
	*subject = part[0];
	*detail = part[1];
	return true;
}

static MtCause
by_status(MtSlice status)
{
	int subject, detail;

	if (!take_status(status, &subject, &detail))
		return MT_CAUSE_NONE;
	for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++)
		if (statuses[i].subject == subject &&
		    (statuses[i].detail < 0 || statuses[i].detail == detail))
			return statuses[i].cause;
	return MT_CAUSE_NONE;
}

static MtCause
by_code(MtSlice reply)
{
	for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
		if (mt_slice_starts(reply, codes[i].code))
			return codes[i].cause;
	return MT_CAUSE_NONE;
}

MtCause
mt_cause_of(MtSlice reply, MtSlice dsn)
{
	char lower[LOOK];
	MtSlice text = {lower, MIN(reply.n, sizeof lower)};
	MtCause cause;

	for (size_t i = 0; i < text.n; i++)
		lower[i] = mt_lower(reply.p[i]);
	cause = find(phrases, G_N_ELEMENTS(phrases), text);
	if (cause == MT_CAUSE_NONE && reply.n > 4 && mt_is_digit(reply.p[0]))
		cause = by_status(mt_slice_sub(reply, 4, reply.n));
	if (cause == MT_CAUSE_NONE)
		cause = by_status(dsn);
	if (cause == MT_CAUSE_NONE)
		cause = find(vague, G_N_ELEMENTS(vague), text);
	if (cause == MT_CAUSE_NONE)
		cause = by_code(reply);
	return cause != MT_CAUSE_NONE || reply.n == 0 ? cause : MT_CAUSE_OTHER;
}

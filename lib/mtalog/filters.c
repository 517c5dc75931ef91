/*
 * The milters and policy servers that are known, each with its words. They stand
 * beside an MTA, which says itself what it refused: what they say is an event of
 * kind `other` with their verdict, except where the MTA says nothing.
 */
#include "mtalog/filterwords.h"
#include "mtalog/reply.h"
#include "mtalog/scan.h"

static const MtFilterKey no_keys[] = {NO_KEYS};
static const MtFilterVerdict no_more[] = {NO_MORE};

/* postgrey: `action=greylist, reason=new, client_name=.., sender=..`. */
static const char *const postgrey[] = {"postgrey", NULL};
static const MtFilterKey postgrey_keys[] = {
	KEY("client_name=", ",", client),
	KEY("client_address=", ",/", client_ip),
	KEY("sender=", ",", sender),
	KEY("recipient=", ",", recipient),
	FORM("whitelisted: ", " ", MT_FILTER_PEER),
	KEY("client=", ",", client), /* these three before 1.28 */
	KEY("from=", ",", sender),
	KEY("to=", ",", recipient),
	NO_KEYS};
static const MtFilterVerdict postgrey_says[] = {
	SAYS("action=greylist", MT_STATUS_DEFERRED),
	SAYS("action=", MT_STATUS_NONE), SAYS("whitelisted: ", MT_STATUS_NONE),
	SAYS("delayed ", MT_STATUS_NONE), NO_MORE};

/* sqlgrey: `grey: new: 192.0.2(192.0.2.7), a@a.example -> b@b.example`. */
static const char *const sqlgrey[] = {"sqlgrey", NULL};
static const MtFilterVerdict sqlgrey_says[] = {
	SAYS("grey: new: ", MT_STATUS_DEFERRED),
	SAYS("grey: early reconnect: ", MT_STATUS_DEFERRED),
	SAYS("grey: throttling: ", MT_STATUS_DEFERRED),
	SAYS("grey: reconnect ok: ", MT_STATUS_NONE),
	SAYS("grey: from awl", MT_STATUS_NONE),
	SAYS("grey: domain awl", MT_STATUS_NONE),
	SAYS("whitelist: ", MT_STATUS_NONE),
	SAYS("spam: ", MT_STATUS_NONE),
	NO_MORE};

static void
read_sqlgrey(MtSlice text, MtEvent *e)
{
	MtSlice arrow = MT_SLICE(" -> "), to;
	size_t at = mt_slice_find(text, arrow), from = at;
	size_t open = mt_slice_find_char(text, '('), close;

	if (at == MT_SLICE_NOWHERE)
		return;
	while (from > 0 && text.p[from - 1] != ' ')
		from--;
	e->sender = mt_slice_sub(text, from, at);
	to = mt_slice_sub(text, at + arrow.n, text.n);
	e->recipient = mt_scan_until(&to, ' ');
	close = mt_slice_find_char(text, ')');
	if (open < at && close < at && open < close)
		e->client_ip = mt_slice_sub(text, open + 1, close);
}

/* milter-greylist: `addr a[192.0.2.7] from <a> to <b> delayed for 00:30:00`. */
static const char *const milter_greylist[] = {"milter-greylist", NULL};
static const MtFilterKey milter_greylist_keys[] = {
	FORM("addr ", " ", MT_FILTER_PEER), KEY("from ", NULL, sender),
	KEY("to ", NULL, recipient), KEY("rcpt ", NULL, recipient),
	/* Behind `skipping greylist because ..`. */
	FORM("addr=", ")", MT_FILTER_PEER), KEY("from=", ",", sender),
	KEY("rcpt=", ",)", recipient), NO_KEYS};
static const MtFilterVerdict milter_greylist_says[] = {
	SAYS(" delayed for ", MT_STATUS_DEFERRED),
	SAYS(" delayed additionnaly for ", MT_STATUS_DEFERRED),
	SAYS(" blacklisted", MT_STATUS_REJECTED),
	SAYS("addr ", MT_STATUS_NONE),
	SAYS("skipping greylist", MT_STATUS_NONE),
	NO_MORE};

/* grossd: `a=greylist d=.. w=1 c=192.0.2.7 s=a@a.example r=b@b.example h=..`. */
static const char *const gross[] = {"grossd", NULL};
static const MtFilterKey gross_keys[] = {
	KEY("c=", " ", client_ip), KEY("s=", " ", sender),
	KEY("r=", " ", recipient), KEY("h=", " ", helo), NO_KEYS};
static const MtFilterVerdict gross_says[] = {
	SAYS("a=greylist", MT_STATUS_DEFERRED),
	SAYS("a=block", MT_STATUS_REJECTED), SAYS("a=", MT_STATUS_NONE),
	NO_MORE};

/* policyd-spf: `prepend Received-SPF: Pass (..) client-ip=..; helo=..`. */
static const char *const spf[] = {"policyd-spf", "policy-spf",
				  "postfix/policyd-spf", "postfix/policy-spf",
				  NULL};
static const MtFilterKey spf_keys[] = {
	KEY("client-ip=", "; ", client_ip), KEY("ip=", ";", client_ip),
	KEY("helo=", "; ", helo), KEY("envelope-from=", "; ", sender),
	KEY("Envelope-from: ", " ", sender),
	/* Or the host that asks; at the end of Authentication-Results in (). */
	ADDRESS("receiver=", "; )", recipient), NO_KEYS};
static const MtFilterVerdict spf_says[] = {
	SAYS("550 ", MT_STATUS_REJECTED),
	SAYS("Message rejected", MT_STATUS_REJECTED),
	SAYS("Message deferred", MT_STATUS_DEFERRED),
	SAYS("Received-SPF: ", MT_STATUS_NONE),
	SAYS("identity=", MT_STATUS_NONE),
	SAYS("SPF ", MT_STATUS_NONE),
	SAYS("Policy action=", MT_STATUS_NONE),
	SAYS("client-ip=", MT_STATUS_NONE),
	NO_MORE};

/* What a policy server answers with is a reply of SMTP. */
static void
read_policy(MtSlice text, MtEvent *e)
{
	mt_scan_skip(&text, MT_SLICE("Policy action="));
	mt_scan_skip(&text, MT_SLICE("decided action="));
	e->dsn = mt_reply_dsn(text);
}

/* policyd-weight: `decided action=550 ..; <client=a[..]> <helo=..> <from=..>`. */
static const char *const weight[] = {"policyd-weight", "postfix/policyd-weight",
				     NULL};
static const MtFilterKey weight_keys[] = {
	FORM("<client=", ">", MT_FILTER_PEER),
	KEY("<helo=", ">", helo),
	KEY("<from=", ">", sender),
	KEY("<to=", ">", recipient),
	FORM("delay: ", "s", MT_FILTER_SECONDS),
	NO_KEYS};
static const MtFilterVerdict weight_says[] = {
	SAYS("decided action=5", MT_STATUS_REJECTED),
	SAYS("decided action=4", MT_STATUS_DEFERRED),
	SAYS("decided action=", MT_STATUS_NONE),
	SAYS("weighted check: ", MT_STATUS_NONE), NO_MORE};

/* postfwd: `[RULES] rule=1, client=a[..], sender=<..>, .., action=REJECT`. */
static const char *const postfwd[] = {"postfwd", "postfwd2", "postfwd3", NULL};
static const MtFilterKey postfwd_keys[] = {FORM("client=", ",", MT_FILTER_PEER),
					   KEY("sender=", ",", sender),
					   KEY("recipient=", ",", recipient),
					   KEY("helo=", ",", helo),
					   KEY("queue_id=", ",", queue_id),
					   KEY("queue=", ",", queue_id),
					   KEY("user=", ",", auth),
					   NO_KEYS};
static const MtFilterVerdict postfwd_says[] = {
	SAYS("action=REJECT", MT_STATUS_REJECTED),
	SAYS("action=5", MT_STATUS_REJECTED),
	SAYS("action=DEFER", MT_STATUS_DEFERRED),
	SAYS("action=4", MT_STATUS_DEFERRED),
	SAYS("action=DISCARD", MT_STATUS_DISCARDED),
	SAYS("action=", MT_STATUS_NONE),
	NO_MORE};

/* cbpolicyd: `module=Greylisting, action=defer, host=.., from=.., to=..`. */
static const char *const policyd[] = {"cbpolicyd", "policyd", NULL};
static const MtFilterKey policyd_keys[] = {
	KEY("host=", ",", client_ip), KEY("helo=", ",", helo),
	KEY("from=", ",", sender), KEY("to=", ",", recipient), NO_KEYS};
static const MtFilterVerdict policyd_says[] = {
	SAYS("action=defer", MT_STATUS_DEFERRED),
	SAYS("action=reject", MT_STATUS_REJECTED),
	SAYS("action=", MT_STATUS_NONE), SAYS("mode=", MT_STATUS_NONE),
	NO_MORE};

/* Signatures: `ID: DKIM-Signature field added (s=.., d=..)`. */
static const char *const signatures[] = {
	"opendkim",   "opendmarc",  "dkim-filter", "dkimpy-milter",
	"openarc",    "sid-filter", "dk-filter",   "smf-spf",
	"spf-milter", "smf-sav",    NULL};
static const MtFilterVerdict signatures_say[] = {
	SAYS("rejected", MT_STATUS_REJECTED), NO_MORE};

/* dkimproxy: `DKIM signing - signed; message-id=<..>, from=<..>`. */
static const char *const dkimproxy[] = {"dkimproxy.out", "dkimproxy.in", NULL};
static const MtFilterKey dkimproxy_keys[] = {
	KEY("message-id=", ",", message_id), KEY("from=", ",", sender),
	NO_KEYS};
static const MtFilterVerdict dkimproxy_says[] = {SAYS("DKIM ", MT_STATUS_NONE),
						 NO_MORE};

/* postsrsd: `srs_forward: <a@a.example> rewritten as <SRS0=..@b.example>`. */
static const char *const srs[] = {"postsrsd", NULL};
static const MtFilterKey srs_keys[] = {KEY("srs_forward: ", " ", sender),
				       KEY("srs_reverse: ", " ", recipient),
				       NO_KEYS};
static const MtFilterVerdict srs_says[] = {
	SAYS("srs_forward: ", MT_STATUS_NONE),
	SAYS("srs_reverse: ", MT_STATUS_NONE), NO_MORE};

/* spamdyke, before qmail-smtpd, which says nothing of what was refused. Which
 * filter fits, `FILTER_..`, is told before what came of it, or of no other. */
static const char *const spamdyke[] = {"spamdyke", NULL};
static const MtFilterKey spamdyke_keys[] = {
	KEY("from: ", " ", sender), KEY("to: ", " ", recipient),
	KEY("origin_ip: ", " ", client_ip), KEY("origin_rdns: ", " ", client),
	NO_KEYS};
static const MtFilterVerdict spamdyke_says[] = {
	{HEAD("DENIED_"), MT_EVENT_REJECT, MT_STATUS_REJECTED},
	{HEAD("TIMEOUT "), MT_EVENT_REJECT, MT_STATUS_REJECTED},
	SAYS("FILTER_", MT_STATUS_NONE),
	SAYS("ALLOWED", MT_STATUS_NONE),
	NO_MORE};

/* Those whose lines begin with the queue id, or are about themselves. */
static const char *const others[] = {
	"amavisd-milter", "amavis-milter", "milter-regex", "milter-manager",
	"milter-link",    "j-chkmail",     "vrfydmn",      "zdkimfilter",
	"batv-milter",    "smtp-vilter",   "noattach",     NULL};

const MtFilter mt_filters[] = {
	{postgrey, postgrey_keys, postgrey_says, NULL},
	{signatures, no_keys, signatures_say, NULL},
	{spf, spf_keys, spf_says, read_policy},
	{milter_greylist, milter_greylist_keys, milter_greylist_says, NULL},
	{sqlgrey, no_keys, sqlgrey_says, read_sqlgrey},
	{weight, weight_keys, weight_says, read_policy},
	{postfwd, postfwd_keys, postfwd_says, NULL},
	{policyd, policyd_keys, policyd_says, NULL},
	{gross, gross_keys, gross_says, NULL},
	{dkimproxy, dkimproxy_keys, dkimproxy_says, NULL},
	{srs, srs_keys, srs_says, NULL},
	{spamdyke, spamdyke_keys, spamdyke_says, NULL},
	{others, no_keys, no_more, NULL},
	{NULL, NULL, NULL, NULL},
};

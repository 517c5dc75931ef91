/* Walking down from the newest hop as long as each can be believed. */
#include "chain/trust.h"

#include "base/error.h"

struct MtTrustRules {
	GPtrArray *patterns; /* of char * */
	GArray *nets;        /* of MtNet */
};

MtTrustRules *
mt_trust_rules_new(void)
{
	MtTrustRules *rules = g_new0(MtTrustRules, 1);

	rules->patterns = g_ptr_array_new_with_free_func(g_free);
	rules->nets = g_array_new(FALSE, FALSE, sizeof(MtNet));
	return rules;
}

void
mt_trust_rules_free(MtTrustRules *rules)
{
	if (rules == NULL)
		return;
	g_ptr_array_unref(rules->patterns);
	g_array_unref(rules->nets);
	g_free(rules);
}

void
mt_trust_add_by(MtTrustRules *rules, const char *pattern)
{
	g_ptr_array_add(rules->patterns, g_strdup(pattern));
}

bool
mt_trust_add_net(MtTrustRules *rules, const char *cidr, GError **error)
{
	MtNet net;

	if (!mt_net_parse(mt_slice_str(cidr), &net)) {
		g_set_error(error, MT_ERROR, MT_ERROR_CONFIG,
			    "'%s' is no network such as 192.0.2.0/24", cidr);
		return false;
	}
	net.address.scope = (MtSlice){0}; /* it lies in the caller's text */
	g_array_append_val(rules->nets, net);
	return true;
}

bool
mt_trust_rules_empty(const MtTrustRules *rules)
{
	return rules->patterns->len == 0 && rules->nets->len == 0;
}

/* Some MTAs end the looked-up name with the root's dot. */
bool
mt_trust_has_name(const MtTrustRules *rules, MtSlice name)
{
	if (name.n > 0 && name.p[name.n - 1] == '.')
		name.n--;
	for (guint i = 0; name.n > 0 && i < rules->patterns->len; i++)
		if (mt_slice_glob_i(mt_slice_str(rules->patterns->pdata[i]),
				    name))
			return true;
	return false;
}

static bool
ip_trusted(const MtTrustRules *rules, const MtIp *ip)
{
	for (guint i = 0; ip->family != 0 && i < rules->nets->len; i++)
		if (mt_net_has(&g_array_index(rules->nets, MtNet, i), ip))
			return true;
	return false;
}

/* An address that nobody can have from outside the network of the host. */
static bool
is_inside(const MtReceived *r)
{
	MtIpKind kind = mt_ip_kind(&r->ip);
	size_t same = r->ip.family == 4 ? 3 : 4; /* bytes: /24 or /32 */

	if (kind == MT_IP_PRIVATE || kind == MT_IP_LINK_LOCAL)
		return true;
	return r->ip.family == r->by_ip.family &&
	       memcmp(r->ip.bytes, r->by_ip.bytes, same) == 0;
}

/* RFC 2033 5: LMTP is for the way from an MTA to its own mailboxes, and not to
 * be used over wide area networks. */
static bool
is_lmtp(const MtReceived *r)
{
	return mt_slice_starts_i(r->with, MT_SLICE("LMTP"));
}

static bool
peer_trusted(const MtTrustRules *rules, const MtReceived *r)
{
	bool verified = !mt_note_has(&r->notes, MT_NOTE_RDNS_UNVERIFIED);

	if (r->ip.family == 0) /* no hand-over by SMTP: a step on this host */
		return r->helo.p == NULL || mt_trust_has_name(rules, r->helo);
	if (mt_ip_kind(&r->ip) == MT_IP_LOOPBACK || ip_trusted(rules, &r->ip))
		return true;
	if (r->rdns.p != NULL && verified && mt_trust_has_name(rules, r->rdns))
		return true;
	return (is_inside(r) || is_lmtp(r)) &&
	       mt_trust_has_name(rules, r->helo);
}

void
mt_trust_apply(const MtTrustRules *rules, MtArena *arena, MtChain *chain)
{
	bool believed = false;

	for (size_t i = chain->n; i > 0; i--) {
		MtHop *hop = &chain->hops[i - 1];
		const MtReceived *r = &hop->received;
		bool writer = mt_trust_has_name(rules, r->by) ||
			      ip_trusted(rules, &r->by_ip);

		if (i == chain->n && !writer)
			mt_note_add(&chain->notes, arena, MT_NOTE_TRUST_TOP,
				    hop->field->offset, hop->field->length);
		believed = believed || writer;
		hop->trust = MT_TRUST_UNTRUSTED;
		if (!believed || chain->boundary != 0)
			continue;
		hop->trust = MT_TRUST_TRUSTED;
		if (writer && !peer_trusted(rules, r)) {
			hop->trust = MT_TRUST_BOUNDARY;
			chain->boundary = hop->number;
		}
	}
}

/* What the receiver found out comes first, what the client claimed after it. */
#include "report/howtext.h"

/* Names of RFC 3848 and RFC 6531 for a hand-over without TLS. Of any other
 * protocol nothing can be said: HTTP may have been HTTPS. */
static bool
says_clear(MtSlice with)
{
	static const MtSlice names[] = {
		{"SMTP", 4},      {"ESMTP", 5},    {"ESMTPA", 6},
		{"LMTP", 4},      {"LMTPA", 5},    {"UTF8SMTP", 8},
		{"UTF8SMTPA", 9}, {"UTF8LMTP", 8}, {"UTF8LMTPA", 9},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (mt_slice_eq_i(with, names[i]))
			return true;
	return false;
}

/* Only mail that crossed a network can have been read on its way. */
static bool
crossed_network(const MtReceived *r)
{
	return r->ip.family != 0 && mt_ip_kind(&r->ip) != MT_IP_LOOPBACK;
}

void
mt_howtext_protocol(MtBuf *out, const MtReceived *r)
{
	mt_buf_add(out, r->with);
	if (r->with.n > 0 && (r->encrypted || says_clear(r->with)) &&
	    (r->encrypted || crossed_network(r)))
		mt_buf_add_char(out, ' ');
	if (r->tls_version.n > 0)
		mt_buf_add(out, r->tls_version);
	else if (r->encrypted)
		MT_BUF_ADD(out, "encrypted");
	else if (crossed_network(r) && says_clear(r->with))
		MT_BUF_ADD(out, "not encrypted");
}

static void
add_place(MtFlow *flow, const MtHop *hop)
{
	g_auto(MtBuf) text = {0};

	if (hop->country.n > 0)
		mt_buf_add(&text, hop->country);
	if (hop->asn != 0)
		mt_buf_addf(&text, "%sAS%u", text.n > 0 ? " " : "", hop->asn);
	if (text.n > 0)
		mt_flow_add(flow, mt_buf_slice(&text));
}

static void
add_address(MtFlow *flow, const MtHop *hop)
{
	g_auto(MtBuf) text = {0};

	mt_buf_add_char(&text, '[');
	mt_ip_add(&text, &hop->received.ip);
	mt_buf_add_char(&text, ']');
	mt_flow_add(flow, mt_buf_slice(&text));
	add_place(flow, hop);
}

/* A host that passes mail on to itself often says no more than `by`. */
static bool
is_itself(const MtChain *chain, const MtHop *hop)
{
	const MtReceived *r = &hop->received;

	if (mt_note_has(&r->notes, MT_NOTE_SAME_HOST))
		return true;
	return hop->number > 1 && r->by.n > 0 && r->ip.family == 0 &&
	       r->helo.n == 0 && r->rdns.n == 0 &&
	       mt_slice_eq_i(r->by, chain->hops[hop->number - 2].received.by);
}

/* The name that the receiver looked up; else what the client calls itself,
 * unless the receiver says that there is no name behind the address. */
static MtSlice
peer_name(const MtReceived *r)
{
	if (r->rdns.n > 0)
		return r->rdns;
	if (mt_note_has(&r->notes, MT_NOTE_RDNS_NONE) && r->ip.family != 0)
		return (MtSlice){0};
	return r->helo;
}

/* `[192.0.2.1]` as a name says no more than the address beside it. */
static bool
is_address(MtSlice name, const MtIp *address)
{
	MtIp ip;

	if (name.n > 2 && name.p[0] == '[')
		name = mt_slice_sub(name, 1, name.n - 1);
	return mt_ip_parse(name, &ip) && mt_ip_eq(&ip, address);
}

static void
add_host(MtFlow *flow, const MtHop *hop)
{
	const MtReceived *r = &hop->received;
	MtSlice name = peer_name(r);

	if (is_address(name, &r->ip))
		name.n = 0;
	if (name.n > 0)
		mt_flow_add(flow, name);
	if (r->ip.family != 0)
		add_address(flow, hop);
	if (name.n == 0 && r->ip.family == 0)
		mt_flow_add(flow, MT_SLICE("(not said)"));
	if (r->helo.n > 0 && !mt_slice_eq_i(r->helo, name) &&
	    !is_address(r->helo, &r->ip))
		mt_flow_say(flow, "calls~itself %", &r->helo);
}

static void
add_user(MtFlow *flow, const MtReceived *r)
{
	if (r->auth.n > 0 && !mt_slice_eq(r->auth, MT_SLICE("yes")))
		mt_flow_say(flow, "as~%", &r->auth);
	else if (r->auth.n > 0)
		mt_flow_say(flow, "logged~in", NULL);
}

bool
mt_howtext_has_peer(const MtChain *chain, const MtHop *hop)
{
	const MtReceived *r = &hop->received;

	return r->helo.n > 0 || r->rdns.n > 0 || r->ip.family != 0 ||
	       r->ident.n > 0 || r->auth.n > 0 || is_itself(chain, hop);
}

/* `www-data`, `userid 117`: a user of the host, who used no network. */
static void
add_local(MtFlow *flow, MtSlice user)
{
	if (mt_slice_starts_i(user, MT_SLICE("uid ")) ||
	    mt_slice_starts_i(user, MT_SLICE("userid ")))
		mt_flow_add(flow, user);
	else
		mt_flow_say(flow, "user~%", &user);
}

void
mt_howtext_peer(MtFlow *flow, const MtChain *chain, const MtHop *hop)
{
	const MtReceived *r = &hop->received;

	if (r->ident.n > 0 && r->ip.family == 0) {
		add_local(flow, r->ident);
	} else if (is_itself(chain, hop)) {
		mt_flow_add(flow, MT_SLICE("itself"));
		if (crossed_network(r))
			add_address(flow, hop);
	} else {
		add_host(flow, hop);
	}
	add_user(flow, r);
}

/* Exchange gives its version where others give an id: no log knows it. */
MtSlice
mt_howtext_queue_id(const MtReceived *r)
{
	size_t dots = 0, digits = 0;

	for (size_t i = 0; i < r->id.n; i++) {
		dots += r->id.p[i] == '.';
		digits += mt_is_digit(r->id.p[i]);
	}
	return dots > 0 && dots + digits == r->id.n ? (MtSlice){0} : r->id;
}

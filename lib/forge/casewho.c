/* Who takes part in a message: addresses, organisations, hosts, signers. */
#include "forge/case.h"

#include "forge/engine.h"
#include "identity/domain.h"
#include "mime/decode.h"

enum {
	DONE_DKIM = 1U << 8,
	DONE_RESULTS = 1U << 9,
	DONE_LIST = 1U << 10,
	DONE_SEALS = 1U << 11,
};

static MtSlice
without_dot(MtSlice host)
{
	if (host.n > 0 && host.p[host.n - 1] == '.')
		host.n--;
	return host;
}

static MtSlice
last_two_labels(MtSlice host)
{
	size_t i = host.n;
	unsigned dots = 0;

	while (i > 0 && (host.p[i - 1] != '.' || ++dots < 2))
		i--;
	return mt_slice_sub(host, i, host.n);
}

/* An organisation has two labels at least. Most names differ in these, which
 * saves asking the list of public suffixes. */
bool
mt_case_same_org(MtSlice a, MtSlice b)
{
	MtSlice x, y;

	if (a.n == 0 || b.n == 0)
		return false;
	x = last_two_labels(without_dot(a));
	y = last_two_labels(without_dot(b));
	return mt_slice_eq_i(x, y) && mt_domain_same_org(a, b);
}

bool
mt_case_hops_below(const MtCase *c, MtSlice domain)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtReceived *r = &c->chain->hops[i].received;

		if (mt_domain_is_below(r->by, domain) ||
		    mt_domain_is_below(r->helo, domain) ||
		    mt_domain_is_below(r->rdns, domain))
			return true;
	}
	return false;
}

const MtCaseParty *
mt_case_party(MtCase *c, MtCaseField name)
{
	MtCaseParty *party = &c->parties[name];

	if (c->parties_done >> name & 1)
		return party;
	c->parties_done |= UINT64_C(1) << name;
	party->field = c->first[name];
	if (party->field == NULL)
		return party;
	party->address =
		mt_decode_address(mt_case_value(c, party->field), c->arena);
	if (party->address.n == 0)
		return party;
	party->domain = mt_domain_of_address(party->address);
	return party;
}

MtSlice
mt_case_envelope_from(MtCase *c)
{
	MtSlice line = c->message->from_line, word;

	if (c->first[MT_F_RETURN_PATH] != NULL)
		return mt_case_party(c, MT_F_RETURN_PATH)->address;
	if (mt_slice_starts(line, MT_SLICE("From "))) {
		line = mt_slice_sub(line, 5, line.n);
		if (mt_slice_word(&line, &word) &&
		    mt_slice_find_char(word, '@') != MT_SLICE_NOWHERE)
			return word;
	}
	return (MtSlice){0};
}

bool
mt_case_org_in_hops(MtCase *c, MtSlice domain, size_t hops)
{
	size_t n = hops == 0 ? c->chain->n : MIN(hops, c->chain->n);

	for (size_t i = 0; i < n; i++) {
		const MtReceived *r = &c->chain->hops[i].received;

		if (mt_case_same_org(r->by, domain) ||
		    mt_case_same_org(r->helo, domain) ||
		    mt_case_same_org(r->rdns, domain))
			return true;
	}
	return false;
}

bool
mt_case_org_in_dkim(MtCase *c, MtSlice domain)
{
	size_t n;
	const MtCaseSignature *dkim = mt_case_dkim(c, &n);

	for (size_t i = 0; i < n; i++)
		if (mt_case_same_org(dkim[i].signature.d, domain))
			return true;
	return false;
}

bool
mt_case_provider_had_it(MtCase *c, const MtProvider *provider)
{
	size_t n;
	const MtCaseSignature *dkim = mt_case_dkim(c, &n);

	for (size_t i = 0; i < c->chain->n; i++) {
		const MtReceived *r = &c->chain->hops[i].received;

		if (mt_provider_of(r->by) == provider ||
		    mt_provider_of(r->helo) == provider ||
		    mt_provider_of(r->rdns) == provider)
			return true;
	}
	for (size_t i = 0; i < n; i++)
		if (mt_provider_of(dkim[i].signature.d) == provider)
			return true;
	return false;
}

static MtCaseSignature *
read_signatures(MtCase *c, MtCaseField name, size_t *n)
{
	size_t i = 0;
	MtCaseSignature *list;

	*n = c->count[name];
	if (*n == 0)
		return NULL;
	list = MT_ARENA_NEW0(c->arena, MtCaseSignature, *n);
	for (const MtField *f = c->first[name]; f != NULL && i < *n;
	     f = mt_case_next(c, name, f), i++) {
		list[i].field = f;
		mt_signature_read(mt_case_value(c, f), c->arena,
				  &list[i].signature);
	}
	return list;
}

const MtCaseSignature *
mt_case_dkim(MtCase *c, size_t *n)
{
	if (!(c->done & DONE_DKIM)) {
		c->done |= DONE_DKIM;
		c->dkim = read_signatures(c, MT_F_DKIM, &c->n_dkim);
	}
	*n = c->n_dkim;
	return c->dkim;
}

const MtCaseSignature *
mt_case_seals(MtCase *c, size_t *n)
{
	if (!(c->done & DONE_SEALS)) {
		c->done |= DONE_SEALS;
		c->seals = read_signatures(c, MT_F_ARC_SEAL, &c->n_seals);
	}
	*n = c->n_seals;
	return c->seals;
}

static bool
is_result(MtSlice name)
{
	static const MtSlice heads[] = {
		{"Authentication-Results", 22},
		{"Received-SPF", 12},
		{"ARC-", 4},
		{"X-", 2},
		{"Return-Path", 11},
		{"Delivered-To", 12},
		{"DMARC-Filter", 12},
		{"DKIM-Filter", 11},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
		if (mt_slice_starts_i(name, heads[i]) &&
		    !mt_slice_eq_i(name, MT_SLICE("X-Received")))
			return true;
	return false;
}

bool
mt_case_of_receiver(const MtCase *c, const MtField *field, const MtHop *hop)
{
	const MtField *end = c->fields->fields + c->fields->n;
	const MtField *below = hop->field + 1;

	while (below < end && below <= field && is_result(below->name))
		below++;
	return field < below;
}

const MtCaseResults *
mt_case_results(MtCase *c, size_t *n)
{
	const MtHop *boundary = mt_case_boundary_hop(c);

	if (!(c->done & DONE_RESULTS)) {
		size_t i = 0;

		c->done |= DONE_RESULTS;
		c->n_results = c->count[MT_F_AUTHRES];
		c->results =
			MT_ARENA_NEW0(c->arena, MtCaseResults, c->n_results);
		for (const MtField *f = c->first[MT_F_AUTHRES];
		     f != NULL && i < c->n_results;
		     f = mt_case_next(c, MT_F_AUTHRES, f), i++) {
			MtCaseResults *r = &c->results[i];

			r->field = f;
			mt_authres_read(mt_case_value(c, f), c->arena,
					&r->results);
			r->own = mt_forge_own_authserv(c->forge,
						       r->results.authserv_id);
			r->above = boundary != NULL &&
				   mt_case_of_receiver(c, f, boundary);
		}
	}
	*n = c->n_results;
	return c->results;
}

/* RFC 2919, 2369, 3834, and what list software writes of its own. */
static bool
looks_like_list(MtCase *c)
{
	static const MtCaseField marks[] = {
		MT_F_LIST_ID,      MT_F_LIST_POST,   MT_F_LIST_UNSUBSCRIBE,
		MT_F_MAILING_LIST, MT_F_X_BEENTHERE, MT_F_X_MAILING_LIST,
		MT_F_PRECEDENCE,   MT_F_RESENT_FROM, MT_F_RESENT_DATE,
	};
	MtSlice envelope;

	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
		if (c->first[marks[i]] != NULL)
			return true;
	envelope = mt_case_envelope_from(c);
	return mt_slice_starts_i(envelope, MT_SLICE("owner-")) ||
	       mt_slice_find_i(envelope, MT_SLICE("-owner@")) !=
		       MT_SLICE_NOWHERE ||
	       mt_slice_find_i(envelope, MT_SLICE("-bounces")) !=
		       MT_SLICE_NOWHERE ||
	       mt_slice_find_i(envelope, MT_SLICE("-admin@")) !=
		       MT_SLICE_NOWHERE;
}

bool
mt_case_is_list(MtCase *c)
{
	if (!(c->done & DONE_LIST)) {
		c->done |= DONE_LIST;
		c->list = looks_like_list(c);
	}
	return c->list;
}

/* ---- trust ---- */

const MtHop *
mt_case_boundary_hop(const MtCase *c)
{
	return c->chain->boundary == 0
		       ? NULL
		       : &c->chain->hops[c->chain->boundary - 1];
}

const MtHop *
mt_case_edge(const MtCase *c)
{
	const MtHop *boundary = mt_case_boundary_hop(c);

	if (boundary != NULL || c->chain->n == 0)
		return boundary;
	return &c->chain->hops[c->chain->n - 1];
}

bool
mt_hop_verified(const MtHop *hop)
{
	const MtReceived *r = &hop->received;

	return r->rdns.n > 0 && !mt_note_has(&r->notes, MT_NOTE_RDNS_NONE) &&
	       !mt_note_has(&r->notes, MT_NOTE_RDNS_UNVERIFIED);
}

/* From chains to one lower envelope for each pair of hosts, and back. */
#include "chain/skew.h"

#include "base/limits.h"
#include "chain/clockjudge.h"
#include "chain/host.h"
#include "chain/pairs.h"
#include "stats/envelope.h"

struct MtSkew {
	MtPairs *pairs; /* of MtEnvelope */
	uint64_t left_out;
	MtClock *clocks;   /* by name */
	uint32_t *rank_of; /* place in `clocks` by the number of the name */
};

MtSkew *
mt_skew_new(void)
{
	MtSkew *skew = g_new0(MtSkew, 1);

	skew->pairs = mt_pairs_new(sizeof(MtEnvelope), MT_MAX_SKEW_PAIRS);
	return skew;
}

void
mt_skew_free(MtSkew *skew)
{
	if (skew == NULL)
		return;
	for (size_t i = 0; i < mt_pairs_n(skew->pairs); i++)
		mt_envelope_clear(mt_pairs_get(skew->pairs, i, NULL, NULL));
	mt_pairs_free(skew->pairs);
	g_free(skew->clocks);
	g_free(skew->rank_of);
	g_free(skew);
}

static bool
is_reliable(const MtHop *hop)
{
	const MtTime *time = &hop->received.time;

	return time->known && time->has_zone && !time->zone_absurd &&
	       !time->weekday_wrong &&
	       !mt_note_has(&hop->received.notes, MT_NOTE_BELOW_ORIGIN);
}

static int64_t
resolution(const MtTime *time)
{
	int64_t us = 1000000;

	for (unsigned i = 0; i < time->decimals; i++)
		us /= 10;
	return us;
}

/* A time is cut off, not rounded: its best guess is in the middle. */
static int64_t
middle(const MtTime *time)
{
	return time->us + resolution(time) / 2;
}

static void
observe(MtSkew *skew, MtSlice from, MtSlice to, const MtTime *then,
	const MtTime *now)
{
	MtEnvelope *envelope = mt_pairs_at(skew->pairs, from, to);

	if (envelope == NULL) {
		skew->left_out++;
		return;
	}
	mt_envelope_add(envelope, middle(now) - middle(then),
			(resolution(now) + resolution(then)) / 2);
}

void
mt_skew_add_chain(MtSkew *skew, const MtChain *chain)
{
	const MtHop *older = NULL;
	MtSlice from = {0};

	for (size_t i = 0; i < chain->n; i++) {
		const MtHop *hop = &chain->hops[i];
		MtSlice host;

		if (!is_reliable(hop))
			continue;
		host = mt_chain_host(chain, i);
		if (host.p == NULL)
			continue;
		if (older != NULL && !mt_hop_is_waiting(older, hop) &&
		    !mt_slice_eq_i(from, host))
			observe(skew, from, host, &older->received.time,
				&hop->received.time);
		older = hop;
		from = host;
	}
}

void
mt_skew_merge(MtSkew *into, const MtSkew *from)
{
	const MtNames *names = mt_pairs_names(from->pairs);

	into->left_out += from->left_out;
	for (size_t i = 0; i < mt_pairs_n(from->pairs); i++) {
		uint32_t a, b;
		const MtEnvelope *more = mt_pairs_get(from->pairs, i, &a, &b);
		MtEnvelope *envelope =
			mt_pairs_at(into->pairs, mt_names_text(names, a),
				    mt_names_text(names, b));

		if (envelope != NULL)
			mt_envelope_merge(envelope, more);
		else
			into->left_out += more->n;
	}
}

uint64_t
mt_skew_left_out(const MtSkew *skew)
{
	return skew->left_out;
}

static MtClockEdge
edge_of(const MtEnvelope *envelope, uint32_t from, uint32_t to)
{
	MtEnvelopeEdge low = mt_envelope_edge(envelope);

	return (MtClockEdge){
		.from = from,
		.to = to,
		.fastest = (double)low.us / 1e6,
		.n = (double)envelope->n,
		.near = (double)low.near,
		.excess = (double)low.excess_us / 1e6,
		.resolution = (double)envelope->resolution_us / 1e6,
	};
}

static int
by_hosts(const void *a, const void *b)
{
	const MtClockEdge *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

/* Sums of floating point are the same in each run if their order is. */
static void
collect_edges(const MtSkew *skew, MtClockNet *net)
{
	for (size_t i = 0; i < net->n_edges; i++) {
		uint32_t from, to;
		const MtEnvelope *envelope =
			mt_pairs_get(skew->pairs, i, &from, &to);

		net->edges[i] = edge_of(envelope, skew->rank_of[from],
					skew->rank_of[to]);
	}
	qsort(net->edges, net->n_edges, sizeof *net->edges, by_hosts);
}

void
mt_skew_solve(MtSkew *skew)
{
	const MtNames *names = mt_pairs_names(skew->pairs);
	size_t n_hosts = mt_names_n(names), n_edges = mt_pairs_n(skew->pairs);
	g_autofree uint32_t *sorted = mt_names_sorted(names);
	g_autofree MtClockEdge *edges = g_new(MtClockEdge, n_edges + 1);
	g_autofree double *offset = g_new(double, n_hosts + 1);
	MtClockNet net = {n_hosts, n_edges, edges, offset};

	skew->clocks = g_new0(MtClock, n_hosts + 1);
	skew->rank_of = g_new(uint32_t, n_hosts + 1);
	for (uint32_t i = 0; i < n_hosts; i++) {
		skew->rank_of[sorted[i]] = i;
		skew->clocks[i].host = mt_names_text(names, sorted[i]);
	}
	collect_edges(skew, &net);
	mt_clocknet_solve(&net);
	mt_clocknet_judge(&net, skew->clocks);
}

const MtClock *
mt_skew_clocks(const MtSkew *skew, size_t *n)
{
	*n = mt_names_n(mt_pairs_names(skew->pairs));
	return skew->clocks;
}

bool
mt_skew_offset(const MtSkew *skew, MtSlice host, int64_t *us)
{
	uint32_t name = mt_names_find(mt_pairs_names(skew->pairs), host);
	const MtClock *clock;

	if (name == MT_NAMES_NONE)
		return false;
	clock = &skew->clocks[skew->rank_of[name]];
	*us = clock->offset_us;
	return clock->method != MT_CLOCK_UNKNOWN;
}

/* The offset of `to` minus that of `from`. */
static bool
difference(const MtSkew *skew, MtSlice from, MtSlice to, int64_t *us)
{
	int64_t a = 0, b = 0;

	if (from.p == NULL || to.p == NULL)
		return false;
	if (!mt_slice_eq_i(from, to) &&
	    (!mt_skew_offset(skew, from, &a) || !mt_skew_offset(skew, to, &b)))
		return false;
	*us = b - a;
	return true;
}

void
mt_skew_apply(const MtSkew *skew, MtChain *chain)
{
	MtSlice from = {0};

	for (size_t i = 0; i < chain->n; i++) {
		MtHop *hop = &chain->hops[i];
		MtSlice host = mt_chain_host(chain, i);
		int64_t us;

		if (hop->has_delay && difference(skew, from, host, &us)) {
			hop->has_adjusted = true;
			hop->adjusted_us = hop->delay_us - us;
		}
		if (hop->received.time.known)
			from = host;
	}
}

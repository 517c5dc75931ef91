/*
 * Least absolute deviations by iteratively reweighted least squares: each
 * round solves a weighted least squares problem by conjugate gradients, then
 * weights each residual by the inverse of its size, down to a size that shrinks
 * from round to round.
 */
#include "chain/clocknet.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "chain/clockislands.h"

static const double too_fast = 3; /* against slow; as in the lower envelope */
static const double trust = MT_CLOCK_NEEDED - 1; /* in observations */

/* Residuals count as squares below this size: first all of them do. */
static const double size_first = 1e6, size_last = 0.02, shrink = 0.8;

enum {
	EXTRA_ROUNDS = 20, /* at the last size */
	MAX_STEPS = 200,   /* of conjugate gradients in a round */
};

double
mt_clock_edge_weight(const MtClockEdge *edge)
{
	return 100 * edge->near / (100 + edge->near);
}

double
mt_clock_edge_slack(const MtClockNet *net, const MtClockEdge *edge)
{
	return edge->fastest -
	       (net->offset[edge->to] - net->offset[edge->from]);
}

/* The normal equations of one round, and what conjugate gradients need. */
typedef struct {
	const MtClockNet *net;
	double *weight; /* of edges */
	double *diagonal, *residual, *direction, *image;
} Round;

static double
dot(const double *a, const double *b, const double *divide, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += a[i] * (divide != NULL ? b[i] / divide[i] : b[i]);
	return sum;
}

static void
set_weights(Round *r, double size)
{
	const MtClockNet *net = r->net;

	for (size_t i = 0; i < net->n_hosts; i++)
		r->diagonal[i] = trust / fmax(fabs(net->offset[i]), size);
	for (size_t i = 0; i < net->n_edges; i++) {
		const MtClockEdge *e = &net->edges[i];
		double slack = mt_clock_edge_slack(net, e);
		double w = mt_clock_edge_weight(e) * (slack < 0 ? too_fast : 1);

		r->weight[i] = w / fmax(fabs(slack), size);
		r->diagonal[e->from] += r->weight[i];
		r->diagonal[e->to] += r->weight[i];
	}
}

/* out = (matrix of the normal equations) v */
static void
multiply(const Round *r, const double *v, double *out)
{
	const MtClockNet *net = r->net;

	for (size_t i = 0; i < net->n_hosts; i++)
		out[i] = r->diagonal[i] * v[i];
	for (size_t i = 0; i < net->n_edges; i++) {
		const MtClockEdge *e = &net->edges[i];

		out[e->from] -= r->weight[i] * v[e->to];
		out[e->to] -= r->weight[i] * v[e->from];
	}
}

static void
set_residual(Round *r)
{
	const MtClockNet *net = r->net;

	multiply(r, net->offset, r->residual);
	for (size_t i = 0; i < net->n_hosts; i++)
		r->residual[i] = -r->residual[i];
	for (size_t i = 0; i < net->n_edges; i++) {
		const MtClockEdge *e = &net->edges[i];

		r->residual[e->to] += r->weight[i] * e->fastest;
		r->residual[e->from] -= r->weight[i] * e->fastest;
	}
}

/* Conjugate gradients from the present offsets, preconditioned by the
 * diagonal. */
static void
solve_round(Round *r)
{
	size_t n = r->net->n_hosts;
	double *x = r->net->offset, rr, enough;

	set_residual(r);
	for (size_t i = 0; i < n; i++)
		r->direction[i] = r->residual[i] / r->diagonal[i];
	rr = dot(r->residual, r->residual, r->diagonal, n);
	enough = rr * 1e-10;
	for (int step = 0; step < MAX_STEPS && rr > enough && rr > 1e-30;
	     step++) {
		double before = rr, length;

		multiply(r, r->direction, r->image);
		length = rr / dot(r->direction, r->image, NULL, n);
		for (size_t i = 0; i < n; i++) {
			x[i] += length * r->direction[i];
			r->residual[i] -= length * r->image[i];
		}
		rr = dot(r->residual, r->residual, r->diagonal, n);
		for (size_t i = 0; i < n; i++)
			r->direction[i] = r->residual[i] / r->diagonal[i] +
					  rr / before * r->direction[i];
	}
}

void
mt_clocknet_solve(MtClockNet *net)
{
	size_t n = net->n_hosts;
	g_autoptr(MtArena) arena = mt_arena_new();
	Round round = {
		.net = net,
		.weight = MT_ARENA_NEW0(arena, double, net->n_edges),
		.diagonal = MT_ARENA_NEW0(arena, double, n),
		.residual = MT_ARENA_NEW0(arena, double, n),
		.direction = MT_ARENA_NEW0(arena, double, n),
		.image = MT_ARENA_NEW0(arena, double, n),
	};
	uint32_t *islands = MT_ARENA_NEW0(arena, uint32_t, n);
	double size = size_first;

	mt_clock_islands(net, islands);
	memset(net->offset, 0, n * sizeof *net->offset);
	for (int extra = 0; extra < EXTRA_ROUNDS;) {
		set_weights(&round, size);
		solve_round(&round);
		mt_clock_centre(net, islands);
		size = fmax(size * shrink, size_last);
		extra += size == size_last;
	}
}

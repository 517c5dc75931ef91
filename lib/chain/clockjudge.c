/* Majorities, references, bounds, and the caution of the header. */
#include "chain/clockjudge.h"

#include <math.h>

#include "base/arena.h"
#include "chain/clockislands.h"
#include "chain/clockways.h"

static const double needed = MT_CLOCK_NEEDED; /* observations that agree */

/* Of the observations, to say that a clock is right, and that it is wrong. */
static const double share_right = 0.1, share_wrong = 0.25;

/* Seconds. */
static const double agreement = 2;    /* between observation and estimate */
static const double transit = 10;     /* what no clock is blamed for */
static const double exactly = 0.1;    /* reference against common clock */
static const double half_hour = 1800; /* some zones are no whole hours */

typedef struct {
	double n, fit;           /* observations; those that agree */
	double peers;            /* the same, at most five of each pair */
	const MtClockEdge *best; /* the pair with most of these; or NULL */
	double below, above;     /* bounds */
	double ties;             /* observations that lead to the reference */

	/* Of an island, at the host that stands for it: */
	double votes, ayes;
	uint32_t reference;
} Host;

typedef struct {
	const MtClockNet *net;
	MtArena *arena;
	Host *hosts;
	uint32_t *islands;
} Judge;

static void
observe(Judge *j, uint32_t h, const MtClockEdge *edge)
{
	Host *host = &j->hosts[h];

	host->n += edge->n;
	if (fabs(mt_clock_edge_slack(j->net, edge)) > agreement)
		return;
	host->fit += edge->near;
	host->peers += fmin(edge->near, needed);
	if (host->best == NULL || edge->near > host->best->near)
		host->best = edge;
}

static void
gather(Judge *j)
{
	for (uint32_t h = 0; h < j->net->n_hosts; h++)
		j->hosts[h].reference = h;
	for (size_t i = 0; i < j->net->n_edges; i++) {
		const MtClockEdge *edge = &j->net->edges[i];

		observe(j, edge->from, edge);
		observe(j, edge->to, edge);
	}
}

/* Of those that show the common clock the one that most others agree with (one
 * pair of hosts that were invented together may be seen more often than any),
 * else the nearest to it. */
static bool
better_reference(const Judge *j, uint32_t a, uint32_t b)
{
	double off_a = fabs(j->net->offset[a]), off_b = fabs(j->net->offset[b]);

	if (off_a <= exactly && off_b <= exactly)
		return j->hosts[a].peers > j->hosts[b].peers;
	return off_a < off_b;
}

/* Hosts seen once have a voice, too: the clock of a server that a thousand
 * others each wrote to once is judged by them. */
static void
vote(Judge *j)
{
	for (uint32_t h = 0; h < j->net->n_hosts; h++) {
		Host *island = &j->hosts[j->islands[h]];
		double voice = fmin(j->hosts[h].fit, needed);

		island->votes += voice;
		if (fabs(j->net->offset[h]) <= agreement)
			island->ayes += voice;
		if (better_reference(j, h, island->reference))
			island->reference = h;
	}
}

/* Where none of those that agree was seen often, all are the reference. */
static void
choose_sources(const Judge *j, bool *sources)
{
	for (uint32_t h = 0; h < j->net->n_hosts; h++) {
		uint32_t reference = j->hosts[j->islands[h]].reference;

		sources[h] = h == reference ||
			     (j->hosts[reference].fit < needed &&
			      fabs(j->net->offset[h]) <= agreement);
	}
}

static void
bound(Judge *j)
{
	size_t n = j->net->n_hosts;
	bool *sources = MT_ARENA_NEW0(j->arena, bool, n);
	double *values = MT_ARENA_NEW0(j->arena, double, 3 * n);
	MtClockWays *ways = mt_clock_ways_new(j->net);

	choose_sources(j, sources);
	mt_clock_bounds(ways, sources, true, values);
	mt_clock_bounds(ways, sources, false, values + n);
	mt_clock_ties(ways, sources, agreement, values + 2 * n);
	mt_clock_ways_free(ways);
	for (size_t h = 0; h < n; h++) {
		j->hosts[h].below = values[h];
		j->hosts[h].above = values[n + h];
		j->hosts[h].ties = values[2 * n + h];
	}
}

static bool
is_known(const Judge *j, uint32_t h)
{
	const Host *host = &j->hosts[h];
	const Host *island = &j->hosts[j->islands[h]];
	bool right = fabs(j->net->offset[h]) <= transit;

	return island->ayes * 2 > island->votes && host->fit >= needed &&
	       host->ties >= needed &&
	       host->fit >= host->n * (right ? share_right : share_wrong);
}

static MtClockMethod
method_of(const Judge *j, uint32_t h)
{
	const Host *host = &j->hosts[h];

	if (!is_known(j, h))
		return MT_CLOCK_UNKNOWN;
	if (j->hosts[j->islands[h]].reference == h)
		return MT_CLOCK_REFERENCE;
	if (isfinite(host->below) && isfinite(host->above))
		return MT_CLOCK_BOTH_WAYS;
	return isfinite(host->below) || isfinite(host->above)
		       ? MT_CLOCK_ONE_WAY
		       : MT_CLOCK_INDIRECT;
}

/* Whole seconds went in: more than a tenth would be pretence. */
static int64_t
tenths(double seconds)
{
	return (int64_t)llround(seconds * 10) * 100000;
}

/* The most that the fastest transit of a host bounded on one side only may have
 * taken: as long as is usual for it. */
static double
usual(const Judge *j, const Host *host)
{
	return host->best->resolution + host->best->excess +
	       fabs(mt_clock_edge_slack(j->net, host->best));
}

static void
state(const Judge *j, uint32_t h, MtClock *clock)
{
	const Host *host = &j->hosts[h];
	double found = j->net->offset[h], offset = found, within;
	double low = found - host->below - host->best->resolution;
	double high = found + host->above + host->best->resolution;

	if (fabs(found) <= transit && low <= 0 && high >= 0)
		offset = 0;
	within = isfinite(low) && isfinite(high)
			 ? fmax(high - offset, offset - low)
			 : usual(j, host) + fabs(found - offset);
	if (fabs(offset) <= fmin(within, transit))
		offset = 0;
	clock->offset_us = tenths(offset);
	clock->uncertainty_us = tenths(within);
	clock->like_zone =
		fabs(offset) >= half_hour / 2 &&
		fabs(remainder(offset, half_hour)) <= within + agreement;
}

void
mt_clocknet_judge(const MtClockNet *net, MtClock *clocks)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	Judge j = {net, arena, MT_ARENA_NEW0(arena, Host, net->n_hosts),
		   MT_ARENA_NEW0(arena, uint32_t, net->n_hosts)};

	mt_clock_islands(net, j.islands);
	gather(&j);
	vote(&j);
	bound(&j);
	for (uint32_t h = 0; h < net->n_hosts; h++) {
		MtClock *clock = &clocks[h];

		clock->n = (uint64_t)j.hosts[h].n;
		clock->method = method_of(&j, h);
		if (clock->method != MT_CLOCK_UNKNOWN)
			state(&j, h, clock);
	}
}

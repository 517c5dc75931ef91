/* A short rising list of delays and their numbers. */
#include "stats/envelope.h"

#include <glib.h>

enum { FIRST_ROOM = 2 };

void
mt_envelope_clear(MtEnvelope *envelope)
{
	g_free(envelope->steps);
	*envelope = (MtEnvelope){0};
}

static MtEnvelopeStep *
insert(MtEnvelope *e, size_t at)
{
	if (e->n_steps == MT_ENVELOPE_STEPS) {
		e->n_steps--; /* the highest one gives way */
	} else if (e->n_steps == e->room) {
		e->room = e->room > 0 ? (uint8_t)(2 * e->room) : FIRST_ROOM;
		e->steps = g_renew(MtEnvelopeStep, e->steps, e->room);
	}
	memmove(e->steps + at + 1, e->steps + at,
		(e->n_steps - at) * sizeof *e->steps);
	e->n_steps++;
	return &e->steps[at];
}

static void
add_step(MtEnvelope *e, MtEnvelopeStep step)
{
	size_t at = e->n_steps;

	while (at > 0 && e->steps[at - 1].us > step.us)
		at--;
	if (at > 0 && e->steps[at - 1].us == step.us)
		e->steps[at - 1].n += step.n;
	else if (at < MT_ENVELOPE_STEPS)
		*insert(e, at) = step;
}

static int64_t
to_tick(int64_t us)
{
	/* No clock is that wrong, and what adds to it must not overflow. */
	int64_t most = INT64_MAX / 4;
	int64_t rest = (us = CLAMP(us, -most, most)) % MT_ENVELOPE_TICK_US;

	return us - rest - (rest < 0 ? MT_ENVELOPE_TICK_US : 0);
}

void
mt_envelope_add(MtEnvelope *envelope, int64_t us, int64_t resolution_us)
{
	envelope->n++;
	if (resolution_us > envelope->resolution_us)
		envelope->resolution_us = resolution_us;
	add_step(envelope, (MtEnvelopeStep){to_tick(us), 1});
}

void
mt_envelope_merge(MtEnvelope *into, const MtEnvelope *from)
{
	into->n += from->n;
	into->resolution_us = MAX(into->resolution_us, from->resolution_us);
	for (size_t i = 0; i < from->n_steps; i++)
		add_step(into, from->steps[i]);
}

/* Observations from step `i` on, at most the width above it. */
static uint64_t
near(const MtEnvelope *e, size_t i)
{
	int64_t end = e->steps[i].us + MT_ENVELOPE_WIDTH_US;
	uint64_t n = 0;

	for (; i < e->n_steps && e->steps[i].us <= end; i++)
		n += e->steps[i].n;
	return n;
}

/* The median of all observations from step `i` on. Those beyond the steps are
 * counted, not known. */
static int64_t
median_from(const MtEnvelope *e, size_t i)
{
	uint64_t left = e->n, seen = 0;

	for (size_t k = 0; k < i; k++)
		left -= e->steps[k].n;
	for (; i + 1 < e->n_steps; i++) {
		seen += e->steps[i].n;
		if (seen >= left - seen)
			break;
	}
	return e->steps[i].us;
}

MtEnvelopeEdge
mt_envelope_edge(const MtEnvelope *envelope)
{
	uint64_t most = 0;
	size_t i = 0;

	for (size_t k = 0; k < envelope->n_steps; k++)
		most = MAX(most, near(envelope, k));
	while (near(envelope, i) <= most / 3)
		i++;
	return (MtEnvelopeEdge){
		envelope->steps[i].us,
		near(envelope, i),
		median_from(envelope, i) - envelope->steps[i].us,
	};
}

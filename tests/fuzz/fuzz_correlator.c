/*
 * Events in any order and of any sense: each is accounted for, each transaction
 * is given once, attempts have the order of their lines; and when these are
 * joined, each step is in one trace, behind the one that it came from.
 *
 * Eight bytes are an event, with few ids, hosts and recipients, so that they
 * meet.
 */
#include <assert.h>
#include <stdint.h>

#include "flow/correlator.h"
#include "flow/join.h"
#include "flow/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

typedef struct {
	MtJoin *join;
	uint64_t given, lines;
} Check;

static const MtSlice ids[] = {
	{"", 0},       {"A00001", 6}, {"B00002", 6}, {"C00003", 6},
	{"D00004", 6}, {"E00005", 6}, {"F00006", 6}, {"A00007", 6},
};
static const MtSlice hosts[] = {{"a", 1}, {"b", 1}, {"c", 1}, {"a@x", 3}};
static const MtSlice people[] = {
	{NULL, 0}, {"", 0}, {"a@x.example", 11}, {"b@y.example", 11}};
static const MtSlice relays[] = {
	{NULL, 0}, {"none", 4}, {"b.example", 9}, {"c.example", 9}};
static const MtSlice sources[] = {{"one.log", 7}, {"two.log", 7}};

static void
check_delivery(const MtDelivery *d)
{
	uint64_t line = 0, n = 0;

	for (const MtAttempt *a = d->attempts; a != NULL; a = a->next) {
		assert(a->at.known && a->at.line > line);
		line = a->at.line;
		n++;
		assert(a->next != NULL || a == d->last_attempt);
	}
	assert(n <= d->n_attempts + d->n_suspended);
	for (int i = 0; i < MT_STAGES; i++)
		assert(d->stages.us[i] >= 0);
}

static void
take_transaction(const MtTransaction *t, void *data)
{
	Check *check = data;
	uint32_t n = 0;

	check->given++;
	check->lines += t->n_lines;
	assert(t->n_lines > 0 && t->first.known && t->last.known);
	assert(t->first.line <= t->last.line);
	for (const MtDelivery *d = t->deliveries; d != NULL; d = d->next) {
		check_delivery(d);
		n++;
	}
	assert(n == t->n_deliveries);
	mt_join_add(check->join, t);
}

static MtEvent
make_event(const uint8_t *b, uint64_t line)
{
	MtEvent e = {
		.time_us = (int64_t)(int8_t)b[0] * 700000,
		.has_time = b[0] != 0x80,
		.host = hosts[b[1] & 3],
		.source = sources[b[1] >> 2 & 1],
		.mta = (MtMta)(1 + (b[1] >> 3) % MT_MTA_OTHER),
		.kind = (MtEventKind)(b[2] % MT_EVENT_KINDS),
		.status = (MtStatus)(b[3] % MT_STATUSES),
		.queue_id = ids[b[4] & 7],
		.related_id = ids[b[4] >> 3 & 7],
		.recipient = people[b[5] & 3],
		.sender = people[b[5] >> 2 & 3],
		.relay = relays[b[5] >> 4 & 3],
		.remote_id = ids[b[6] & 7],
		.message_id = ids[b[6] >> 3 & 7],
		.has = b[7],
		.line = line,
		.offset = line,
		.pid = b[7] >> 6,
		.size = b[6],
		.recipients = b[3] & 3,
		.delay_us = (int64_t)b[7] * 100000,
		.before_queue_us = (int64_t)b[6] * 100000,
	};

	if (e.related_id.n == 0)
		e.related_id.p = NULL;
	if (e.remote_id.n == 0)
		e.remote_id.p = NULL;
	if ((b[6] & 0x40) == 0)
		e.message_id.p = NULL;
	return e;
}

static void
check_traces(MtJoin *join, uint64_t given)
{
	MtQuery all = {0};
	size_t steps = 0;

	for (size_t i = 0; i < mt_join_n(join); i++) {
		const MtTrace *trace = mt_join_trace(join, i);
		int64_t us;

		assert(trace->n > 0 && trace->number == i + 1);
		for (size_t k = 0; k < trace->n; k++) {
			const MtStep *s = trace->steps[k];

			assert(s->trace == i + 1 && s->step == k + 1);
			assert(k == 0 || s->from->trace == s->trace);
			assert(k == 0 || s->from->step < s->step);
		}
		assert(mt_query_fits(&all, trace));
		mt_trace_longest(trace, &us);
		steps += trace->n;
	}
	assert(steps == given);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	Check check = {.join = mt_join_new()};
	MtArena *arena = mt_arena_new();
	MtCorrelator *c;
	const MtCorrelatorCounts *counts;
	unsigned keep = n > 0 ? data[0] : 0;
	uint64_t line = 0, packed = 0;

	c = mt_correlator_new(keep, take_transaction, &check);
	if (keep & 0x80)
		mt_correlator_set_limit(c, 16 * 1024);
	for (size_t i = 1; i + 8 <= n; i += 8) {
		MtEvent e = make_event(data + i, ++line);
		MtPacked *item = mt_packed_take(&e, keep, arena);

		if (item != NULL) {
			packed++;
			mt_correlator_add(c, item);
		}
		mt_arena_reset(arena);
	}
	mt_correlator_finish(c);
	counts = mt_correlator_counts(c);
	assert(mt_correlator_open(c) == 0);
	assert(counts->events == packed);
	assert(counts->used + counts->unattached == packed);
	assert(counts->used == check.lines);
	assert(counts->transactions == check.given);
	mt_join_finish(check.join);
	check_traces(check.join, check.given);
	mt_correlator_free(c);
	mt_join_free(check.join);
	mt_arena_free(arena);
	return 0;
}

/* From a list of fields to hops in order, and what their times say. */
#include "chain/chain.h"

#include "base/limits.h"

typedef struct {
	const MtFields *fields;
	MtArena *arena;
	MtChain *chain;
	size_t origin; /* index of the topmost field that the author wrote */
	size_t resent; /* index of the topmost Resent- field */
} Build;

/* The fields that RFC 5322 3.6 has the author's program write; trace fields
 * are put above them (3.6.7). */
static bool
is_origin(MtSlice name)
{
	static const MtSlice names[] = {
		{"From", 4},        {"Date", 4}, {"Subject", 7},
		{"Message-ID", 10}, {"To", 2},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (mt_slice_eq_i(name, names[i]))
			return true;
	return false;
}

static void
find_landmarks(Build *b)
{
	b->origin = b->resent = b->fields->n;
	for (size_t i = b->fields->n; i > 0; i--) {
		MtSlice name = b->fields->fields[i - 1].name;

		if (is_origin(name))
			b->origin = i - 1;
		else if (mt_slice_starts_i(name, MT_SLICE("Resent-")))
			b->resent = i - 1;
	}
}

static size_t
count(const MtFields *fields, MtSlice name)
{
	size_t n = 0;

	for (size_t i = 0; i < fields->n; i++)
		n += mt_slice_eq_i(fields->fields[i].name, name);
	return n;
}

static void
note(Build *b, MtHop *hop, MtNoteKind kind)
{
	mt_note_add(&hop->received.notes, b->arena, kind, hop->field->offset,
		    hop->field->length);
}

static void
read_hop(Build *b, size_t index, MtHop *hop)
{
	const MtField *field = &b->fields->fields[index];
	MtSlice value = mt_field_unfold(field, b->arena);
	uint64_t behind_name = (uint64_t)(field->value.p - field->raw.p);

	hop->field = field;
	mt_received_parse(value, field->offset + behind_name, b->arena,
			  &hop->received);
	if (index > b->origin)
		note(b, hop, MT_NOTE_BELOW_ORIGIN);
	if (index > b->resent)
		note(b, hop, MT_NOTE_RESENT);
}

/* All fields of one name as hops, oldest first; the newest MT_MAX_HOPS. */
static MtHop *
read_all(Build *b, MtSlice name, size_t *n)
{
	size_t left = MIN(count(b->fields, name), MT_MAX_HOPS);
	MtHop *hops = left > 0 ? MT_ARENA_NEW0(b->arena, MtHop, left) : NULL;

	*n = left;
	for (size_t i = 0; left > 0; i++) {
		if (!mt_slice_eq_i(b->fields->fields[i].name, name))
			continue;
		read_hop(b, i, &hops[left - 1]);
		hops[left - 1].number = left;
		left--;
	}
	return hops;
}

static bool
hands_to_itself(const MtReceived *r)
{
	if (r->ip.family != 0 && mt_ip_kind(&r->ip) == MT_IP_LOOPBACK)
		return true;
	return r->by.n > 0 &&
	       (mt_slice_eq_i(r->by, r->rdns) ||
		(r->rdns.p == NULL && mt_slice_eq_i(r->by, r->helo)));
}

static void
measure(Build *b)
{
	MtChain *c = b->chain;
	const MtHop *first = NULL, *last = NULL;
	int64_t slowest = 0;

	for (size_t i = 0; i < c->n; i++) {
		MtHop *hop = &c->hops[i];

		c->encrypted += hop->received.encrypted;
		if (hands_to_itself(&hop->received))
			note(b, hop, MT_NOTE_SAME_HOST);
		if (!hop->received.time.known) {
			c->undated++;
			continue;
		}
		if (last != NULL) {
			hop->has_delay = true;
			hop->since = last->number;
			hop->delay_us =
				hop->received.time.us - last->received.time.us;
			if (hop->delay_us < 0)
				note(b, hop, MT_NOTE_TIME_BACKWARDS);
			if (hop->delay_us > slowest &&
			    !mt_hop_is_waiting(last, hop)) {
				slowest = hop->delay_us;
				c->slowest = hop->number;
			}
		}
		first = first ? first : hop;
		last = hop;
	}
	c->has_total = first != last;
	if (c->has_total)
		c->total_us = last->received.time.us - first->received.time.us;
}

void
mt_chain_build(const MtFields *fields, MtArena *arena, MtChain *chain)
{
	Build b = {fields, arena, chain, 0, 0};

	*chain = (MtChain){.notes = fields->notes};
	find_landmarks(&b);
	chain->fields = count(fields, MT_SLICE("Received"));
	chain->hops = read_all(&b, MT_SLICE("Received"), &chain->n);
	chain->x_received =
		read_all(&b, MT_SLICE("X-Received"), &chain->n_x_received);
	if (chain->fields > chain->n)
		mt_note_add(&chain->notes, arena, MT_NOTE_TOO_MANY_HOPS, 0, 0);
	measure(&b);
}

MtSlice
mt_hop_host(const MtHop *hop)
{
	return hop->received.by;
}

bool
mt_hop_is_waiting(const MtHop *older, const MtHop *newer)
{
	return newer->received.pull ||
	       (mt_note_has(&older->received.notes, MT_NOTE_RESENT) &&
		!mt_note_has(&newer->received.notes, MT_NOTE_RESENT));
}

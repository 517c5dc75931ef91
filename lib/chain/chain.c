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

static size_t
topmost(const MtFields *fields, MtFieldName name)
{
	const MtField *first = fields->first[name];

	return first == NULL ? fields->n : (size_t)(first - fields->fields);
}

/* The topmost of the fields that RFC 5322 3.6 has the author's program write;
 * trace fields are put above them (3.6.7). */
static size_t
topmost_of_origin(const MtFields *fields)
{
	size_t top = fields->n;

	for (MtFieldName name = MT_FIELD_FROM; name < MT_FIELD_NAMES; name++)
		top = MIN(top, topmost(fields, name));
	return top;
}

static void
note(Build *b, MtHop *hop, MtNoteKind kind)
{
	mt_note_add(&hop->received.notes, b->arena, kind, hop->field->offset,
		    hop->field->length);
}

static void
read_hop(Build *b, size_t index, size_t number, MtHop *hop)
{
	const MtField *field = &b->fields->fields[index];
	MtSlice value = mt_field_unfold(field, b->arena);
	uint64_t behind_name = (uint64_t)(field->value.p - field->raw.p);

	*hop = (MtHop){.field = field, .value = value, .number = number};
	mt_received_parse(value, field->offset + behind_name, b->arena,
			  &hop->received);
	if (index > b->origin)
		note(b, hop, MT_NOTE_BELOW_ORIGIN);
	if (index > b->resent)
		note(b, hop, MT_NOTE_RESENT);
}

/* All fields of a name as hops, oldest first; the newest MT_MAX_HOPS. */
static MtHop *
read_all(Build *b, MtFieldName name, size_t *n)
{
	size_t left = MIN(b->fields->count[name], MT_MAX_HOPS);
	MtHop *hops = mt_arena_take(b->arena, left * sizeof *hops);

	*n = left;
	for (size_t i = 0; left > 0; i++) {
		if (b->fields->fields[i].known != name)
			continue;
		read_hop(b, i, left, &hops[left - 1]);
		left--;
	}
	return hops;
}

/* With an address, what the client calls itself proves nothing: spam likes to
 * say HELO with the name of the server that it talks to. */
static bool
hands_to_itself(const MtReceived *r)
{
	MtSlice name = r->rdns;

	if (r->ip.family != 0 && mt_ip_kind(&r->ip) == MT_IP_LOOPBACK)
		return true;
	if (r->ip.family != 0 && mt_ip_eq(&r->ip, &r->by_ip))
		return true;
	if (r->ip.family == 0 && name.n == 0)
		name = r->helo;
	return name.n > 0 && mt_slice_eq_i(r->by, name) &&
	       !mt_note_has(&r->notes, MT_NOTE_RDNS_UNVERIFIED);
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
	Build b = {.fields = fields, .arena = arena, .chain = chain};

	b.origin = topmost_of_origin(fields);
	b.resent = topmost(fields, MT_FIELD_RESENT);
	*chain = (MtChain){.notes = fields->notes};
	chain->fields = fields->count[MT_FIELD_RECEIVED];
	chain->hops = read_all(&b, MT_FIELD_RECEIVED, &chain->n);
	chain->x_received =
		read_all(&b, MT_FIELD_X_RECEIVED, &chain->n_x_received);
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

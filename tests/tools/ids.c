/*
 * ids FILE... - every id in messages, what it decodes to, and how far that is from the
 * date beside it, as lines of TSV: place, scheme (or `-`), how sure, seconds,
 * shape, software, id. For measuring; `make bench-forge` counts them.
 */
#include <stdio.h>
#include <stdlib.h>

#include "authres/taglist.h"
#include "chain/chain.h"
#include "chain/hopid.h"
#include "idtime/idtime.h"
#include "idtime/shape.h"
#include "input/input.h"
#include "mime/heading.h"

static const char *const place_words[] = {
	[MT_ID_RECEIVED] = "received", [MT_ID_MESSAGE_ID] = "message-id",
	[MT_ID_BOUNDARY] = "boundary", [MT_ID_FIELD] = "field",
	[MT_ID_TAG] = "tag",           [MT_ID_ADDRESS] = "address",
};

static const char *const shape_words[] = {
	[MT_SHAPE_UNKNOWN] = "-",
	[MT_SHAPE_FITS] = "fits",
	[MT_SHAPE_IMPOSSIBLE] = "impossible",
};

static void
print_safe(MtSlice s)
{
	for (size_t i = 0; i < s.n && i < 200; i++)
		putchar(s.p[i] < ' ' || s.p[i] > '~' ? '?' : s.p[i]);
}

static void
judge(const MtIdSource *source, const MtTime *beside)
{
	MtIdTime time;
	MtShape shape;
	bool found = mt_idtime_decode(source, &time);

	mt_shape_check(source, &shape);
	printf("%s\t%s\t%s\t", place_words[source->place],
	       found ? time.scheme->name : "-",
	       found ? mt_idtime_sure_text(time.sure) : "-");
	if (found && beside->known)
		printf("%.3f", (double)(time.us - beside->us) / 1e6);
	else
		printf("-");
	printf("\t%s\t", shape_words[shape.answer]);
	print_safe(source->software.p != NULL ? source->software
					      : source->field);
	putchar('\t');
	print_safe(source->text);
	putchar('\n');
}

static void
judge_hop(const MtHop *hop)
{
	const MtReceived *r = &hop->received;
	MtIdSource source;

	mt_hopid_source(r, &source);
	if (r->id.n > 0)
		judge(&source, &r->time);
}

static void
judge_signature(MtSlice value, const MtTime *date, MtArena *arena)
{
	MtSignature s;
	MtIdSource source = {.place = MT_ID_TAG};

	mt_signature_read(value, arena, &s);
	source.field = MT_SLICE("t");
	source.text = s.t;
	if (s.t.p != NULL)
		judge(&source, date);
	source.field = MT_SLICE("x");
	source.text = s.x;
	if (s.x.p != NULL)
		judge(&source, date);
}

static MtSlice
boundary_of(MtSlice value)
{
	size_t at = mt_slice_find_i(value, MT_SLICE("boundary="));
	MtSlice rest, head;

	if (at == MT_SLICE_NOWHERE)
		return (MtSlice){0};
	rest = mt_slice_sub(value, at + 9, value.n);
	if (rest.n > 0 && rest.p[0] == '"') {
		rest = mt_slice_sub(rest, 1, rest.n);
		return mt_slice_cut(&rest, '"', &head) ? head : rest;
	}
	return mt_slice_cut(&rest, ';', &head) ? mt_slice_trim(head)
					       : mt_slice_trim(rest);
}

static void
judge_field(const MtField *f, const MtHeading *h, MtSlice agent, MtArena *arena)
{
	MtSlice value = mt_slice_trim(mt_field_unfold(f, arena));
	MtIdSource source = {
		.place = MT_ID_FIELD,
		.text = value,
		.field = f->name,
		.agent = agent,
		.has_near = h->date.known,
		.near_us = h->date.us,
	};

	if (mt_slice_eq_i(f->name, MT_SLICE("DKIM-Signature")) ||
	    mt_slice_eq_i(f->name, MT_SLICE("ARC-Seal")))
		judge_signature(value, &h->date, arena);
	if (mt_idtime_is_field(f->name))
		judge(&source, &h->date);
	source.place = MT_ID_BOUNDARY;
	source.text = boundary_of(value);
	if (mt_slice_eq_i(f->name, MT_SLICE("Content-Type")) &&
	    source.text.n > 0)
		judge(&source, &h->date);
}

static void
judge_message(const MtMessage *message, MtArena *arena)
{
	MtFields fields;
	MtChain chain;
	MtHeading h;
	MtIdSource source = {.place = MT_ID_MESSAGE_ID};
	const MtField *agent;

	mt_fields_split(message, arena, &fields);
	mt_chain_build(&fields, arena, &chain);
	mt_heading_read(&fields, message->from_line, arena, &h);
	for (size_t i = 0; i < chain.n; i++)
		judge_hop(&chain.hops[i]);
	for (size_t i = 0; i < chain.n_x_received; i++)
		judge_hop(&chain.x_received[i]);
	agent = mt_fields_find(&fields, MT_SLICE("User-Agent"), 0);
	if (agent == NULL)
		agent = mt_fields_find(&fields, MT_SLICE("X-Mailer"), 0);
	if (agent != NULL)
		source.agent = mt_slice_trim(agent->value);
	source.text = h.message_id;
	source.has_near = h.date.known;
	source.near_us = h.date.us;
	if (h.message_id.n > 0)
		judge(&source, &h.date);
	source.place = MT_ID_ADDRESS;
	source.text = h.envelope_from;
	if (h.envelope_from.n > 0)
		judge(&source, &h.date);
	for (size_t i = 0; i < fields.n; i++)
		judge_field(&fields.fields[i], &h, source.agent, arena);
}

static void
failed(MtSlice source, const GError *error, void *data)
{
	(void)data;
	fprintf(stderr, "ids: %.*s: %s\n", (int)source.n, source.p,
		error->message);
}

int
main(int argc, char **argv)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	g_autoptr(MtPaths) paths = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(MtInput) input = NULL;
	MtMessage message;

	(void)argc;
	paths = mt_paths_new(argv + 1, false, NULL, &error);
	input = mt_input_new(paths, failed, NULL);
	while (mt_input_next(input, arena, &message)) {
		judge_message(&message, arena);
		mt_arena_reset(arena);
	}
	return 0;
}

/* Fields by name, values, dates and ids of a message, each looked at once. */
#include "forge/case.h"

#include "forge/nameset.h"

enum {
	DONE_DATE = 1U << 0,
	DONE_HOP_IDS = 1U << 1,
	DONE_MESSAGE_ID = 1U << 2,
	DONE_BOUNDARY = 1U << 3,
};

static const MtSlice names[MT_CASE_NAMES] = {
#define MT_CASE_NAME(name, text) [MT_F_##name] = {text, sizeof(text) - 1},
	MT_CASE_FIELDS(MT_CASE_NAME)
#undef MT_CASE_NAME
};

/* Made once, read by all threads. */
static const MtNameSet *
asked_names(void)
{
	static MtNameSet set;
	static gsize made;

	if (g_once_init_enter(&made)) {
		for (size_t i = 0; i < MT_CASE_NAMES; i++)
			mt_nameset_add(&set, names[i], i + 1);
		g_once_init_leave(&made, 1);
	}
	return &set;
}

/* The number of the name of a field, MT_CASE_NAMES where nobody asks for it. */
static size_t
name_of(const MtNameSet *asked, MtSlice name)
{
	size_t number = mt_nameset_look(asked, name), k = 0;

	if (number == 0)
		return MT_CASE_NAMES;
	if (number != MT_NAMESET_SEVERAL)
		return mt_slice_eq_i(names[number - 1], name) ? number - 1
							      : MT_CASE_NAMES;
	while (k < MT_CASE_NAMES && !mt_slice_eq_i(names[k], name))
		k++;
	return k;
}

static void
find_fields(MtCase *c)
{
	const MtNameSet *asked = asked_names();

	for (size_t i = 0; i < c->fields->n; i++) {
		const MtField *field = &c->fields->fields[i];
		size_t k = name_of(asked, field->name);

		if (k == MT_CASE_NAMES)
			continue;
		if (c->first[k] == NULL)
			c->first[k] = field;
		c->count[k]++;
	}
}

static void
look_at_times(MtCase *c)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtTime *time = &c->chain->hops[i].received.time;

		if (!time->known)
			continue;
		if (c->oldest == 0) {
			c->oldest = i + 1;
			c->earliest = c->latest = time->us;
		}
		c->newest = i + 1;
		c->earliest = MIN(c->earliest, time->us);
		c->latest = MAX(c->latest, time->us);
	}
}

void
mt_case_init(MtCase *c, const MtForge *forge, const MtMessage *message,
	     const MtFields *fields, const MtChain *chain, MtArena *arena)
{
	*c = (MtCase){
		.forge = forge,
		.message = message,
		.fields = fields,
		.chain = chain,
		.arena = arena,
	};
	find_fields(c);
	look_at_times(c);
}

const MtField *
mt_case_next(const MtCase *c, MtCaseField name, const MtField *after)
{
	const MtField *end = c->fields->fields + c->fields->n;

	for (const MtField *f = after + 1; f < end; f++)
		if (mt_slice_eq_i(f->name, names[name]))
			return f;
	return NULL;
}

MtSlice
mt_case_value(MtCase *c, const MtField *field)
{
	size_t i = (size_t)(field - c->fields->fields);

	if (c->values == NULL) {
		c->values = MT_ARENA_NEW0(c->arena, MtSlice, c->fields->n);
		for (size_t k = 0; k < c->chain->n; k++)
			c->values[c->chain->hops[k].field - c->fields->fields] =
				c->chain->hops[k].value;
	}
	if (c->values[i].p == NULL)
		c->values[i] = mt_field_unfold(field, c->arena);
	return c->values[i];
}

MtSlice
mt_case_text(MtCase *c, MtCaseField name)
{
	const MtField *field = c->first[name];

	return field == NULL ? (MtSlice){0}
			     : mt_slice_trim(mt_case_value(c, field));
}

/* ---- times and ids ---- */

const MtTime *
mt_case_date(MtCase *c)
{
	if (!(c->done & DONE_DATE)) {
		c->done |= DONE_DATE;
		if (c->first[MT_F_DATE] != NULL)
			mt_time_read(mt_case_value(c, c->first[MT_F_DATE]),
				     &c->date, NULL);
	}
	return &c->date;
}

MtIdSource
mt_case_hop_source(const MtHop *hop)
{
	const MtReceived *r = &hop->received;

	return (MtIdSource){
		.place = MT_ID_RECEIVED,
		.text = r->id,
		.dialect = r->dialect,
		.software = r->software,
		.by = r->by,
		.has_zone = r->time.known && r->time.has_zone,
		.offset_min = r->time.offset_min,
		.has_near = r->time.known,
		.near_us = r->time.us,
	};
}

const MtCaseId *
mt_case_hop_id(MtCase *c, size_t i)
{
	if (!(c->done & DONE_HOP_IDS)) {
		c->done |= DONE_HOP_IDS;
		c->hop_ids = MT_ARENA_NEW0(c->arena, MtCaseId, c->chain->n);
		for (size_t k = 0; k < c->chain->n; k++) {
			const MtHop *hop = &c->chain->hops[k];
			MtIdSource source = mt_case_hop_source(hop);

			c->hop_ids[k].field = hop->field;
			c->hop_ids[k].text = source.text;
			if (source.text.n == 0)
				continue;
			mt_idtime_decode(&source, &c->hop_ids[k].time);
			mt_shape_check(&source, &c->hop_ids[k].shape);
		}
	}
	return &c->hop_ids[i];
}

MtCaseId
mt_case_field_id(MtCase *c, const MtField *field, MtIdPlace place, MtSlice text,
		 MtSlice name)
{
	const MtTime *date = mt_case_date(c);
	MtCaseId id = {.field = field, .text = text};
	MtIdSource source = {
		.place = place,
		.text = text,
		.agent = mt_case_agent(c),
		.field = name,
		.has_zone = date->known && date->has_zone,
		.offset_min = date->offset_min,
		.has_near = date->known,
		.near_us = date->us,
	};

	if (text.n > 0)
		mt_idtime_decode(&source, &id.time);
	if (text.n > 0 && place == MT_ID_MESSAGE_ID)
		mt_shape_check(&source, &id.shape);
	return id;
}

MtSlice
mt_case_agent(MtCase *c)
{
	MtSlice agent = mt_case_text(c, MT_F_USER_AGENT);

	return agent.n > 0 ? agent : mt_case_text(c, MT_F_X_MAILER);
}

/* Without its brackets; what has none is taken whole. */
static MtSlice
bare_id(MtSlice value)
{
	size_t open = mt_slice_find_char(value, '<'), close;

	if (open == MT_SLICE_NOWHERE)
		return value;
	value = mt_slice_sub(value, open + 1, value.n);
	close = mt_slice_find_char(value, '>');
	return close == MT_SLICE_NOWHERE ? value
					 : mt_slice_sub(value, 0, close);
}

const MtCaseId *
mt_case_message_id(MtCase *c)
{
	const MtField *field = c->first[MT_F_MESSAGE_ID];

	if (!(c->done & DONE_MESSAGE_ID) && field != NULL)
		c->message_id = mt_case_field_id(
			c, field, MT_ID_MESSAGE_ID,
			mt_slice_trim(
				bare_id(mt_case_text(c, MT_F_MESSAGE_ID))),
			(MtSlice){0});
	c->done |= DONE_MESSAGE_ID;
	return &c->message_id;
}

/* The value of boundary= in a Content-Type, without its quotes. */
static MtSlice
boundary_of(MtSlice value)
{
	size_t at = mt_slice_find_i(value, MT_SLICE("boundary="));
	MtSlice rest;
	size_t n = 0;

	if (at == MT_SLICE_NOWHERE)
		return (MtSlice){0};
	rest = mt_slice_sub(value, at + 9, value.n);
	if (rest.n > 0 && rest.p[0] == '"') {
		rest = mt_slice_sub(rest, 1, rest.n);
		n = mt_slice_find_char(rest, '"');
		return mt_slice_sub(rest, 0,
				    n == MT_SLICE_NOWHERE ? rest.n : n);
	}
	while (n < rest.n && !mt_is_space(rest.p[n]) && rest.p[n] != ';')
		n++;
	return mt_slice_sub(rest, 0, n);
}

const MtCaseId *
mt_case_boundary(MtCase *c)
{
	const MtField *field = c->first[MT_F_CONTENT_TYPE];

	if (!(c->done & DONE_BOUNDARY) && field != NULL)
		c->boundary = mt_case_field_id(
			c, field, MT_ID_BOUNDARY,
			boundary_of(mt_case_value(c, field)), (MtSlice){0});
	c->done |= DONE_BOUNDARY;
	return &c->boundary;
}

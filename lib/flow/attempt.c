/* Recipients by a list while they are few, by a table of their hashes beyond. */
#include "flow/attempt.h"

#include "base/limits.h"
#include "flow/stages.h"

enum { FEW = 8 };

MtMoment
mt_moment_of(const MtPacked *e)
{
	return (MtMoment){
		.time_us = e->time_us,
		.source = mt_packed_source(e),
		.line = e->line,
		.offset = e->offset,
		.length = e->length,
		.decimals = e->decimals,
		.known = true,
		.has_time = e->has_time,
		.zone_unsaid = e->zone_unsaid,
	};
}

static bool
is_of_same_log(const MtMoment *m, const MtPacked *e)
{
	return m->source.p == e->source ||
	       mt_slice_eq(m->source, mt_packed_source(e));
}

static bool
is_of_same_time(const MtMoment *m, const MtPacked *e)
{
	return m->known && m->has_time && e->has_time &&
	       m->time_us == e->time_us;
}

bool
mt_moment_repeats(const MtMoment *m, const MtPacked *e)
{
	return is_of_same_time(m, e) && !is_of_same_log(m, e);
}

bool
mt_moment_doubles(const MtMoment *m, const MtPacked *e)
{
	return is_of_same_time(m, e) && m->length == e->length &&
	       is_of_same_log(m, e);
}

static bool
is_of(const MtDelivery *d, const MtPacked *e, MtSlice recipient)
{
	return d->hash == e->hash_recipient &&
	       mt_slice_eq(d->recipient, recipient);
}

/* The place of the newest of a recipient, or a free one. */
static MtDelivery **
place_of(MtOpen *o, const MtPacked *e, MtSlice recipient)
{
	uint32_t mask = o->index_size - 1, i = e->hash_recipient & mask;

	while (o->index[i] != NULL && !is_of(o->index[i], e, recipient))
		i = (i + 1) & mask;
	return &o->index[i];
}

static void
make_index(MtOpenTable *table, MtOpen *o)
{
	uint32_t mask;

	o->index_size = o->index_size == 0 ? FEW * 4 : o->index_size * 2;
	o->index = mt_open_take(table, o, o->index_size * sizeof(MtDelivery *));
	memset(o->index, 0, o->index_size * sizeof(MtDelivery *));
	mask = o->index_size - 1;
	for (MtDelivery *d = o->t.deliveries; d != NULL; d = d->next) {
		uint32_t i = d->hash & mask;

		while (o->index[i] != NULL &&
		       !(o->index[i]->hash == d->hash &&
			 mt_slice_eq(o->index[i]->recipient, d->recipient)))
			i = (i + 1) & mask;
		o->index[i] = d;
	}
}

static MtDelivery *
find(MtOpen *o, const MtPacked *e, MtSlice recipient)
{
	MtDelivery *found = NULL;

	if (o->index != NULL)
		return *place_of(o, e, recipient);
	for (MtDelivery *d = o->t.deliveries; d != NULL; d = d->next)
		if (is_of(d, e, recipient))
			found = d;
	return found;
}

static MtDelivery *
append(MtOpenTable *table, MtOpen *o, const MtPacked *e, MtSlice recipient)
{
	MtOpenDelivery *made;
	MtDelivery *d;

	if (o->t.n_deliveries == MT_MAX_LISTED)
		return NULL;
	made = mt_open_take(table, o, sizeof *made);
	memset(made, 0, sizeof *made);
	d = &made->d;
	d->recipient = mt_open_keep(table, o, recipient, (MtSlice){0});
	d->hash = e->hash_recipient;
	if (o->t.last_delivery != NULL)
		o->t.last_delivery->next = d;
	else
		o->t.deliveries = d;
	o->t.last_delivery = d;
	o->t.n_deliveries++;
	o->n_open++;
	if (o->index != NULL)
		*place_of(o, e, recipient) = d;
	if (o->t.n_deliveries > FEW && o->t.n_deliveries * 2 > o->index_size)
		make_index(table, o);
	return d;
}

/* Where a delivery has the texts of its last attempt; 0: of no attempt. */
static const uint16_t places[MT_PACKED_TEXTS] = {
	[MT_PACKED_ORIG_RECIPIENT] = offsetof(MtDelivery, orig_recipient),
	[MT_PACKED_TRANSPORT] = offsetof(MtDelivery, transport),
	[MT_PACKED_RELAY] = offsetof(MtDelivery, relay),
	[MT_PACKED_RELAY_IP] = offsetof(MtDelivery, relay_ip),
	[MT_PACKED_DSN] = offsetof(MtDelivery, dsn),
	[MT_PACKED_REPLY] = offsetof(MtDelivery, reply),
	[MT_PACKED_REMOTE_ID] = offsetof(MtDelivery, remote_id),
	[MT_PACKED_TLS_VERSION] = offsetof(MtDelivery, tls_version),
	[MT_PACKED_TLS_CIPHER] = offsetof(MtDelivery, tls_cipher),
};

static MtSlice *
text_at(MtDelivery *d, unsigned which)
{
	return (MtSlice *)(void *)((char *)d + places[which]);
}

/* What an earlier attempt said does not hold for this one. */
static void
forget_result(MtDelivery *d, const MtPacked *e)
{
	for (unsigned i = 0; i < MT_PACKED_TEXTS; i++)
		if (places[i] != 0 && (e->texts >> i & 1) == 0)
			*text_at(d, i) = (MtSlice){0};
}

static void
fill_result(MtOpenTable *table, MtOpen *o, MtDelivery *d, const MtPacked *e)
{
	const MtSlice *text = e->text;

	/* Before the first attempt there is none. */
	if (d->status != MT_STATUS_NONE)
		forget_result(d, e);
	for (uint32_t left = e->texts; left != 0; left &= left - 1, text++) {
		unsigned which = (unsigned)__builtin_ctz(left);
		MtSlice *to = text_at(d, which);

		if (places[which] != 0)
			*to = mt_open_keep(table, o, *text, *to);
	}
}

/* A new attempt at the end of the list, or in place of one in the middle. */
static MtAttempt *
append_attempt(MtOpenTable *table, MtOpen *o, MtOpenDelivery *d)
{
	MtAttempt *a;

	if (d->d.n_attempts + d->d.n_suspended > MT_MAX_ATTEMPTS) {
		a = d->middle->next;
		d->middle->next = a->next;
	} else {
		a = mt_open_take(table, o, sizeof *a);
	}
	memset(a, 0, sizeof *a);
	if (d->d.last_attempt != NULL)
		d->d.last_attempt->next = a;
	else
		d->d.attempts = a;
	d->d.last_attempt = a;
	if (d->d.n_attempts + d->d.n_suspended <= MT_MAX_ATTEMPTS / 2)
		d->middle = a;
	return a;
}

static void
count(MtTransaction *t, MtDelivery *d, MtStatus status)
{
	d->n_attempts++;
	switch (status) {
	case MT_STATUS_SENT:
		t->n_sent++;
		break;
	case MT_STATUS_DEFERRED:
		t->n_deferred++;
		d->n_deferred++;
		break;
	case MT_STATUS_SUSPENDED:
		t->n_suspended++;
		d->n_suspended++;
		d->n_attempts--;
		break;
	case MT_STATUS_BOUNCED:
		t->n_bounced++;
		break;
	default:
		break;
	}
}

static void
list_attempt(MtOpenTable *table, MtOpen *o, MtOpenDelivery *made,
	     MtStatus status)
{
	MtDelivery *d = &made->d;
	MtAttempt *a = append_attempt(table, o, made);

	a->at = d->at;
	a->status = status;
	a->relay = d->relay;
	a->relay_ip = d->relay_ip;
	a->dsn = d->dsn;
	a->reply = d->reply;
	a->stages = d->stages;
}

static void
set_status(MtOpen *o, MtDelivery *d, MtStatus status)
{
	bool was = mt_status_is_final(d->status);

	/* That no attempt was made says nothing new after one that was. */
	if (status != MT_STATUS_SUSPENDED || d->n_attempts == 0)
		d->status = status;
	if (mt_status_is_final(d->status) && !was)
		o->n_open--;
}

static void
set_times(MtOpen *o, MtOpenDelivery *d, const MtPacked *e)
{
	d->d.stages = mt_stages_of(o, d, e);
	d->d.delay_us = mt_packed_times(e)->delay_us;
	d->d.has = e->has & MT_HAS_DELAY;
}

/*
 * The refusal of a message after its data, if that was told last and of nobody:
 * sendmail names the recipients on the lines behind.
 */
static MtDelivery *
find_unnamed(const MtOpen *o, const MtPacked *e)
{
	MtDelivery *d = o->t.last_delivery;

	if (d == NULL || d->recipient.n > 0 || d->status != MT_STATUS_REJECTED)
		return NULL;
	return e->status == MT_STATUS_REJECTED ? d : NULL;
}

static void
name_recipient(MtOpenTable *table, MtOpen *o, MtDelivery *d, const MtPacked *e)
{
	MtSlice recipient = mt_packed_text(e, MT_PACKED_RECIPIENT);

	d->recipient = mt_open_keep(table, o, recipient, d->recipient);
	d->hash = e->hash_recipient;
	if (o->index != NULL)
		*place_of(o, e, recipient) = d;
}

MtDelivery *
mt_attempt_add(MtOpenTable *table, MtOpen *o, const MtPacked *e, unsigned keep,
	       bool *unlisted)
{
	MtSlice recipient = mt_packed_text(e, MT_PACKED_RECIPIENT);
	MtStatus status = (MtStatus)e->status;
	MtDelivery *d = find(o, e, recipient);
	MtOpenDelivery *made;

	if (d != NULL && (mt_moment_repeats(&d->at, e) ||
			  (o->doubled && mt_moment_doubles(&d->at, e))))
		return NULL;
	if (d == NULL && (d = find_unnamed(o, e)) != NULL) {
		name_recipient(table, o, d, e);
		return d;
	}
	/* A list may have an address twice: a new delivery of its own. */
	if (d == NULL || mt_status_is_final(d->status))
		d = append(table, o, e, recipient);
	if (d == NULL) {
		MtDelivery counted = {0};

		count(&o->t, &counted, status);
		o->t.n_unlisted++;
		*unlisted = true;
		return NULL;
	}
	made = (MtOpenDelivery *)d;
	count(&o->t, d, status);
	fill_result(table, o, d, e);
	d->at = mt_moment_of(e);
	if (e->kind == MT_EVENT_ATTEMPT)
		set_times(o, made, e);
	set_status(o, d, status);
	if ((keep & MT_KEEP_ATTEMPTS) != 0)
		list_attempt(table, o, made, status);
	return d;
}

MtDelivery *
mt_attempt_expect(MtOpenTable *table, MtOpen *o, const MtPacked *e)
{
	MtSlice recipient = mt_packed_text(e, MT_PACKED_RECIPIENT);
	MtDelivery *d = find(o, e, recipient);

	if (d == NULL || mt_status_is_final(d->status))
		d = append(table, o, e, recipient);
	return d;
}

void
mt_attempt_end_all(MtOpen *o, MtStatus status, const MtMoment *at)
{
	for (MtDelivery *d = o->t.deliveries; d != NULL; d = d->next) {
		if (mt_status_is_final(d->status))
			continue;
		set_status(o, d, status);
		/* Since the last attempt it only waited. */
		if ((d->stages.known >> MT_STAGE_DEFERRED & 1) != 0 &&
		    d->at.has_time && at->has_time)
			d->stages.us[MT_STAGE_DEFERRED] +=
				MAX(at->time_us - d->at.time_us, 0);
		d->has &= ~(uint32_t)MT_HAS_DELAY;
		d->at = *at;
	}
}

/* Which members of an event are wanted, for each kind, as a table of bits. */
#include "flow/packed.h"

#include "base/limits.h"
#include "base/prefetch.h"
#include "flow/hash.h"

#define BIT(name) (1U << MT_PACKED_##name)

static const uint16_t places[MT_PACKED_TEXTS] = {
	[MT_PACKED_INSTANCE] = offsetof(MtEvent, instance),
	[MT_PACKED_RELATED_ID] = offsetof(MtEvent, related_id),
	[MT_PACKED_MESSAGE_ID] = offsetof(MtEvent, message_id),
	[MT_PACKED_SENDER] = offsetof(MtEvent, sender),
	[MT_PACKED_RECIPIENT] = offsetof(MtEvent, recipient),
	[MT_PACKED_ORIG_RECIPIENT] = offsetof(MtEvent, orig_recipient),
	[MT_PACKED_RELAY] = offsetof(MtEvent, relay),
	[MT_PACKED_RELAY_IP] = offsetof(MtEvent, relay_ip),
	[MT_PACKED_DSN] = offsetof(MtEvent, dsn),
	[MT_PACKED_REPLY] = offsetof(MtEvent, reply),
	[MT_PACKED_REMOTE_ID] = offsetof(MtEvent, remote_id),
	[MT_PACKED_TRANSPORT] = offsetof(MtEvent, transport),
	[MT_PACKED_CLIENT] = offsetof(MtEvent, client),
	[MT_PACKED_CLIENT_IP] = offsetof(MtEvent, client_ip),
	[MT_PACKED_HELO] = offsetof(MtEvent, helo),
	[MT_PACKED_AUTH] = offsetof(MtEvent, auth),
	[MT_PACKED_SESSION] = offsetof(MtEvent, session),
	[MT_PACKED_TLS_VERSION] = offsetof(MtEvent, tls_version),
	[MT_PACKED_TLS_CIPHER] = offsetof(MtEvent, tls_cipher),
};

enum {
	AHEAD = 2048,    /* bytes; an event has some 200 */
	AHEAD_LINES = 4, /* of cache */
};

enum {
	CLIENT_SIDE = BIT(CLIENT) | BIT(CLIENT_IP) | BIT(HELO) | BIT(AUTH) |
		      BIT(SESSION) | BIT(TLS_VERSION) | BIT(TLS_CIPHER),
	RELAY_SIDE = BIT(RELAY) | BIT(RELAY_IP) | BIT(DSN) | BIT(REPLY) |
		     BIT(REMOTE_ID) | BIT(TRANSPORT),
	ENVELOPE = BIT(SENDER) | BIT(RECIPIENT) | BIT(ORIG_RECIPIENT),
};

static const uint32_t wanted[MT_EVENT_KINDS] = {
	[MT_EVENT_OTHER] = ENVELOPE | RELAY_SIDE,
	[MT_EVENT_CONNECT] = CLIENT_SIDE,
	[MT_EVENT_DISCONNECT] = BIT(CLIENT_IP),
	[MT_EVENT_REJECT] = ENVELOPE | CLIENT_SIDE | BIT(MESSAGE_ID) |
			    BIT(DSN) | BIT(REPLY),
	[MT_EVENT_RECEIVE] =
		ENVELOPE | CLIENT_SIDE | BIT(MESSAGE_ID) | BIT(RELATED_ID),
	[MT_EVENT_MESSAGE_ID] = BIT(MESSAGE_ID),
	[MT_EVENT_QUEUE] =
		ENVELOPE | CLIENT_SIDE | BIT(MESSAGE_ID) | BIT(RELATED_ID),
	[MT_EVENT_ATTEMPT] = ENVELOPE | RELAY_SIDE | BIT(MESSAGE_ID) |
			     BIT(SESSION) | BIT(RELATED_ID) | BIT(TLS_VERSION) |
			     BIT(TLS_CIPHER),
	[MT_EVENT_BOUNCE] = BIT(RELATED_ID),
	[MT_EVENT_EXPIRE] = BIT(REPLY),
	[MT_EVENT_HOLD] = BIT(RECIPIENT) | BIT(REPLY),
	[MT_EVENT_RELEASE] = 0,
	[MT_EVENT_REINJECT] = BIT(RELATED_ID),
	[MT_EVENT_REMOVE] = 0,
	[MT_EVENT_TLS] = CLIENT_SIDE | BIT(RELAY),
};

static MtSlice
text_of(const MtEvent *event, unsigned which)
{
	return *(const MtSlice *)(const void *)((const char *)event +
						places[which]);
}

/* Dovecot gives a delivery no id but that of its session. */
static MtSlice
id_of(const MtEvent *e)
{
	if (e->queue_id.n == 0 && e->mta == MT_MTA_DOVECOT &&
	    e->kind == MT_EVENT_ATTEMPT)
		return e->session;
	return e->queue_id;
}

/* A host that failed, before the result for any recipient is told. */
static bool
is_failure(const MtEvent *e)
{
	return e->status == MT_STATUS_DEFERRED && e->recipient.p == NULL &&
	       e->relay.p != NULL;
}

static bool
is_wanted(const MtEvent *e, MtSlice id, unsigned keep)
{
	switch (e->kind) {
	case MT_EVENT_OTHER:
		if (is_failure(e))
			return (keep & (MT_KEEP_CLIENT | MT_KEEP_FAILED)) != 0;
		return id.n > 0 && e->status == MT_STATUS_DELETED;
	case MT_EVENT_CONNECT:
	case MT_EVENT_DISCONNECT:
	case MT_EVENT_TLS:
		return (keep & MT_KEEP_CLIENT) != 0;
	case MT_EVENT_REJECT:
		return id.n > 0 || (keep & MT_KEEP_REFUSED) != 0;
	case MT_EVENT_HOLD:
		return true;
	default:
		return id.n > 0;
	}
}

static uint32_t
choose(const MtEvent *e, unsigned keep)
{
	uint32_t texts = wanted[e->kind];

	if (e->instance.p != NULL)
		texts |= BIT(INSTANCE);
	if ((keep & MT_KEEP_MESSAGE_ID) == 0)
		texts &= ~(uint32_t)BIT(MESSAGE_ID);
	/* Of a message that came of another: who tells that it was requeued. */
	if ((keep & MT_KEEP_CLIENT) == 0 && e->related_id.p == NULL)
		texts &= ~(uint32_t)CLIENT_SIDE;
	if ((keep & MT_KEEP_TRANSPORT) == 0) {
		texts &= ~(uint32_t)(BIT(TRANSPORT) | BIT(ORIG_RECIPIENT));
		/* A filter that names no id is known by its address. */
		if (e->remote_id.p != NULL)
			texts &= ~(uint32_t)BIT(RELAY_IP);
	}
	if ((keep & MT_KEEP_SENT_REPLY) == 0 && e->status == MT_STATUS_SENT)
		texts &= ~(uint32_t)(BIT(REPLY) | BIT(DSN));
	return texts;
}

/* Was there time for a host to fail before another one took it? */
static bool
took_long(const MtEvent *e)
{
	const int64_t second_us = 1000000;

	return e->status == MT_STATUS_SENT &&
	       (((e->has & MT_HAS_STAGES) != 0 && e->connect_us >= second_us) ||
		((e->has & MT_HAS_ATTEMPT_TIME) != 0 &&
		 e->attempt_us >= second_us));
}

static bool
wants_session(const MtEvent *e, unsigned keep)
{
	return (keep & MT_KEEP_CLIENT) != 0 ||
	       ((keep & MT_KEEP_FAILED) != 0 &&
		(e->kind == MT_EVENT_ATTEMPT ? took_long(e)
					     : e->kind == MT_EVENT_OTHER));
}

/* A connection: its id, or the process that serves it; where Exim delivers, whose
 * lines name neither, the message. */
static uint64_t
hash_session(const MtEvent *e)
{
	uint64_t h = mt_hash_text(1, e->host);

	if (e->session.n > 0)
		h = mt_hash_text(h, e->session);
	else if (e->mta == MT_MTA_EXIM && e->queue_id.n > 0 &&
		 (e->kind == MT_EVENT_ATTEMPT || is_failure(e)))
		h = mt_hash_text(h, e->queue_id);
	else if ((e->has & MT_HAS_PID) != 0)
		h = mt_hash_mix(mt_hash_text(h, e->program), (uint64_t)e->pid);
	else
		return 0;
	return h | 1;
}

/* The bytes that were taken for them at `p`. */
static size_t
copy_numbers(void *p, const MtEvent *e)
{
	if (e->kind == MT_EVENT_ATTEMPT) {
		*(MtPackedTimes *)p = (MtPackedTimes){
			e->delay_us,   e->before_queue_us, e->in_queue_us,
			e->connect_us, e->transmit_us,     e->attempt_us};
		return sizeof(MtPackedTimes);
	}
	if ((e->has & MT_PACKED_HAS_SIZES) == 0)
		return 0;
	*(MtPackedSizes *)p = (MtPackedSizes){e->size, e->recipients,
					      e->receive_us, e->client_port};
	return sizeof(MtPackedSizes);
}

static void
copy_texts(MtPacked *p, const MtEvent *e, uint32_t texts)
{
	uint32_t kept = 0;
	uint8_t n = 0;

	/* Without a branch: which of them a line has is hard to guess. */
	while (texts != 0) {
		unsigned which = (unsigned)__builtin_ctz(texts);
		MtSlice s = text_of(e, which);

		texts &= texts - 1;
		p->text[n] = s;
		n += s.p != NULL;
		kept |= (uint32_t)(s.p != NULL) << which;
	}
	p->texts = kept;
	p->n_texts = n;
}

MtPacked *
mt_packed_take(const MtEvent *e, unsigned keep, MtArena *arena)
{
	MtSlice id = id_of(e);
	MtPacked *p;

	if (!is_wanted(e, id, keep))
		return NULL;
	p = (MtPacked *)(void *)mt_arena_reserve(
		arena, sizeof *p + MT_PACKED_TEXTS * sizeof p->text[0] +
			       sizeof(MtPackedTimes));
	/* Where a later one will be: another thread read it, when it was of a
	 * block before. */
	for (size_t i = 0; i < AHEAD_LINES; i++)
		mt_prefetch_write((char *)p + AHEAD + i * MT_CACHE_LINE);
	/* One by one, since all are set: to clear them first takes as long. */
	p->hash = mt_hash_id(id);
	p->time_us = e->time_us;
	p->source = e->source.p;
	p->n_source = (uint32_t)e->source.n;
	p->host = e->host.p;
	p->n_host = (uint32_t)e->host.n;
	p->id = id.p;
	p->n_id = (uint32_t)id.n;
	p->line = e->line;
	p->offset = e->offset;
	p->length = (uint32_t)e->length;
	p->has = e->has;
	p->kind = (uint8_t)e->kind;
	p->mta = (uint8_t)e->mta;
	p->status = (uint8_t)e->status;
	p->decimals = e->decimals;
	p->has_time = e->has_time;
	p->zone_unsaid = e->zone_unsaid;
	p->session = wants_session(e, keep) ? hash_session(e) : 0;
	p->hash_recipient =
		e->recipient.p == NULL
			? 0
			: (uint32_t)(mt_hash_text(2, e->recipient) >> 32);
	copy_texts(p, e, choose(e, keep));
	mt_arena_commit(arena, sizeof *p + p->n_texts * sizeof p->text[0] +
				       copy_numbers(&p->text[p->n_texts], e));
	return p;
}

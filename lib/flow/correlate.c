/* What a line says of a transaction: its ids and texts, each kept once. */
#include "flow/correlate.h"

#include "flow/attempt.h"
#include "flow/hash.h"

MtSlice
mt_correlate_keep(MtCorrelator *c, MtOpen *o, MtSlice text)
{
	return mt_open_keep(&c->table, o, text, (MtSlice){0});
}

MtOpen *
mt_correlate_begin(MtCorrelator *c, const MtPacked *e)
{
	MtOpen *o = mt_open_new(&c->table, e->hash, e->n_id > 0);

	o->t.host = mt_correlate_keep(c, o, mt_packed_host(e));
	mt_correlate_set(c, o, &o->t.instance, e, MT_PACKED_INSTANCE);
	if (e->n_id > 0)
		o->t.queue_id = mt_correlate_keep(c, o, mt_packed_id(e));
	o->t.mta = (MtMta)e->mta;
	o->t.first = mt_moment_of(e);
	return o;
}

MtOpen *
mt_correlate_find(const MtCorrelator *c, const MtPacked *e, MtSlice id)
{
	return id.n == 0 ? NULL
			 : mt_open_find(&c->table, mt_hash_id(id),
					mt_packed_host(e), id, NULL);
}

void
mt_correlate_set(MtCorrelator *c, MtOpen *o, MtSlice *to, const MtPacked *e,
		 MtPackedText which)
{
	if (to->p == NULL)
		*to = mt_correlate_keep(c, o, mt_packed_text(e, which));
}

/* Of the connection, of which most lines say nothing. */
static void
fill_client(MtCorrelator *c, MtOpen *o, const MtPacked *e)
{
	MtTransaction *t = &o->t;

	if (e->texts >> MT_PACKED_CLIENT == 0)
		return;
	mt_correlate_set(c, o, &t->client, e, MT_PACKED_CLIENT);
	mt_correlate_set(c, o, &t->client_ip, e, MT_PACKED_CLIENT_IP);
	mt_correlate_set(c, o, &t->helo, e, MT_PACKED_HELO);
	mt_correlate_set(c, o, &t->auth, e, MT_PACKED_AUTH);
	mt_correlate_set(c, o, &t->session, e, MT_PACKED_SESSION);
	mt_correlate_set(c, o, &t->tls_version, e, MT_PACKED_TLS_VERSION);
	mt_correlate_set(c, o, &t->tls_cipher, e, MT_PACKED_TLS_CIPHER);
}

/* What lines of several kinds may say of the message. */
void
mt_correlate_fill(MtCorrelator *c, MtOpen *o, const MtPacked *e)
{
	MtTransaction *t = &o->t;
	uint32_t news = e->has & ~t->has & MT_PACKED_HAS_SIZES;
	const MtPackedSizes *sizes = mt_packed_sizes(e);

	mt_correlate_set(c, o, &t->message_id, e, MT_PACKED_MESSAGE_ID);
	mt_correlate_set(c, o, &t->sender, e, MT_PACKED_SENDER);
	fill_client(c, o, e);
	if (sizes == NULL)
		return;
	if ((news & MT_HAS_SIZE) != 0)
		t->size = sizes->size;
	if ((news & MT_HAS_RECIPIENTS) != 0)
		t->recipients = sizes->recipients;
	if ((news & MT_HAS_CLIENT_PORT) != 0)
		t->client_port = sizes->client_port;
	if ((news & MT_HAS_RECEIVE_TIME) != 0)
		t->receive_us = sizes->receive_us;
	t->has |= news;
}

void
mt_correlate_client(MtCorrelator *c, MtOpen *o, const MtPacked *e)
{
	MtSession *s = mt_sessions_find(c->sessions, e->session);
	MtTransaction *t = &o->t;

	if (s == NULL)
		return;
	/* A process id that was used again: the client is another. */
	if (t->client_ip.p != NULL && s->client_ip.p != NULL &&
	    !mt_slice_eq(t->client_ip, s->client_ip))
		return;
#define FILL(member)                                                           \
	if (t->member.p == NULL)                                               \
	t->member = mt_correlate_keep(c, o, s->member)
	FILL(client);
	FILL(client_ip);
	FILL(helo);
	FILL(auth);
	FILL(tls_version);
	FILL(tls_cipher);
#undef FILL
	if (s->held.known) {
		t->held = s->held;
		t->held_why = mt_correlate_keep(c, o, s->held_why);
		s->held.known = false;
	}
}

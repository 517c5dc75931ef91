/* A table of sets of four: the one not used for longest makes room. */
#include "flow/session.h"

#include "flow/hash.h"

#include <glib.h>

#include "base/limits.h"

enum { WAYS = 4, SETS = MT_MAX_SESSIONS / WAYS };

struct MtSessions {
	MtSession *sets[SETS];
	uint64_t clock;
};

MtSessions *
mt_sessions_new(void)
{
	return g_new0(MtSessions, 1);
}

static void
forget(MtSession *s)
{
	MtSlice *const texts[] = {
		&s->client,       &s->client_ip,      &s->helo,
		&s->auth,         &s->tls_version,    &s->tls_cipher,
		&s->held_why,     &s->failed_relay,   &s->failed_reply,
		&s->secure_relay, &s->secure_version, &s->secure_cipher};

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		g_free((char *)texts[i]->p);
	memset(s, 0, sizeof *s);
}

void
mt_sessions_free(MtSessions *sessions)
{
	if (sessions == NULL)
		return;
	for (size_t i = 0; i < SETS; i++) {
		for (size_t k = 0; sessions->sets[i] != NULL && k < WAYS; k++)
			forget(&sessions->sets[i][k]);
		g_free(sessions->sets[i]);
	}
	g_free(sessions);
}

MtSession *
mt_sessions_find(MtSessions *sessions, uint64_t key)
{
	MtSession *set = sessions->sets[(key >> 1) % SETS];

	for (size_t k = 0; key != 0 && set != NULL && k < WAYS; k++)
		if (set[k].key == key) {
			set[k].used = ++sessions->clock;
			return &set[k];
		}
	return NULL;
}

static MtSession *
make(MtSessions *sessions, uint64_t key)
{
	MtSession **set = &sessions->sets[(key >> 1) % SETS], *oldest;

	if (*set == NULL)
		*set = g_new0(MtSession, WAYS);
	oldest = *set;
	for (size_t k = 1; k < WAYS; k++)
		if ((*set)[k].used < oldest->used)
			oldest = &(*set)[k];
	forget(oldest);
	oldest->key = key;
	oldest->used = ++sessions->clock;
	return oldest;
}

static void
set_text(MtSlice *to, MtSlice text)
{
	if (text.p == NULL || (to->p != NULL && mt_slice_eq(*to, text)))
		return;
	text.n = MIN(text.n, (size_t)MT_MAX_KEPT_TEXT);
	g_free((char *)to->p);
	to->p = memcpy(g_malloc(MAX(text.n, 1)), text.p, text.n);
	to->n = text.n;
}

/* Found or made; NULL where the event is of none. */
static MtSession *
session_of(MtSessions *sessions, const MtPacked *e)
{
	MtSession *s = mt_sessions_find(sessions, e->session);

	return s == NULL && e->session != 0 ? make(sessions, e->session) : s;
}

MtSession *
mt_sessions_add(MtSessions *sessions, const MtPacked *e, bool fresh)
{
	MtSession *s = session_of(sessions, e);

	if (s == NULL)
		return NULL;
	if (fresh) {
		forget(s);
		s->key = e->session;
		s->used = ++sessions->clock;
	}
	set_text(&s->client, mt_packed_text(e, MT_PACKED_CLIENT));
	set_text(&s->client_ip, mt_packed_text(e, MT_PACKED_CLIENT_IP));
	set_text(&s->helo, mt_packed_text(e, MT_PACKED_HELO));
	set_text(&s->auth, mt_packed_text(e, MT_PACKED_AUTH));
	set_text(&s->tls_version, mt_packed_text(e, MT_PACKED_TLS_VERSION));
	set_text(&s->tls_cipher, mt_packed_text(e, MT_PACKED_TLS_CIPHER));
	return s;
}

/* What was said before does not hold any more, even where nothing is now. */
static void
replace_text(MtSlice *to, MtSlice text)
{
	g_free((char *)to->p);
	*to = (MtSlice){0};
	set_text(to, text);
}

void
mt_sessions_hold(MtSession *s, const MtMoment *at, MtSlice why)
{
	s->held = *at;
	replace_text(&s->held_why, why);
}

/* An attempt that asks several hosts in a row has its result by then. */
static const int64_t attempt_us = INT64_C(600) * 1000000;

void
mt_sessions_fail(MtSessions *sessions, const MtPacked *e)
{
	MtSession *s = mt_sessions_add(sessions, e, false);
	MtSlice relay = mt_packed_text(e, MT_PACKED_RELAY);

	/* The first one counts, and a second copy of its line does not. */
	if (s == NULL ||
	    (s->failed_relay.p != NULL &&
	     (s->failed_attempt == 0
		      ? e->time_us - s->failed_us < attempt_us
		      : e->time_us == s->failed_us &&
				mt_slice_eq(s->failed_relay, relay))))
		return;
	replace_text(&s->failed_relay, relay);
	replace_text(&s->failed_reply, mt_packed_text(e, MT_PACKED_REPLY));
	s->failed_us = e->time_us;
	s->failed_attempt = 0;
}

/* As far as it says how long it took; the last digit of a time is cut off. */
static bool
begins_after(const MtPacked *e, int64_t us)
{
	int64_t tick = e->decimals == 0 ? 1000000 : 1000;
	const MtPackedTimes *times = mt_packed_times(e);

	return times != NULL && (e->has & MT_HAS_ATTEMPT_TIME) != 0 &&
	       e->time_us - times->attempt_us - tick > us;
}

const MtSession *
mt_sessions_failed(MtSessions *sessions, const MtPacked *e)
{
	MtSession *s = mt_sessions_find(sessions, e->session);
	uint64_t attempt;

	if (s == NULL || s->failed_relay.p == NULL ||
	    begins_after(e, s->failed_us))
		return NULL;
	attempt = mt_hash_text(e->hash, mt_packed_text(e, MT_PACKED_RELAY)) | 1;
	if (s->failed_attempt == 0)
		s->failed_attempt = attempt;
	return s->failed_attempt == attempt &&
			       e->time_us - s->failed_us < attempt_us
		       ? s
		       : NULL;
}

void
mt_sessions_encrypt(MtSessions *sessions, const MtPacked *e)
{
	MtSession *s = session_of(sessions, e);

	if (s == NULL)
		return;
	replace_text(&s->secure_relay, mt_packed_text(e, MT_PACKED_RELAY));
	replace_text(&s->secure_version,
		     mt_packed_text(e, MT_PACKED_TLS_VERSION));
	replace_text(&s->secure_cipher,
		     mt_packed_text(e, MT_PACKED_TLS_CIPHER));
	s->secure_us = e->time_us;
	s->secure_message = 0;
}

/* One that is used again for another message is not told from a new one without
 * encryption: only the first message has it. */
const MtSession *
mt_sessions_encrypted(MtSessions *sessions, const MtPacked *e)
{
	MtSession *s = mt_sessions_find(sessions, e->session);

	if (s == NULL || s->secure_relay.p == NULL ||
	    e->time_us - s->secure_us >= attempt_us ||
	    !mt_slice_eq_i(s->secure_relay, mt_packed_text(e, MT_PACKED_RELAY)))
		return NULL;
	if (s->secure_message == 0)
		s->secure_message = e->hash;
	return s->secure_message == e->hash ? s : NULL;
}

void
mt_sessions_end(MtSession *session)
{
	if (session != NULL)
		forget(session);
}

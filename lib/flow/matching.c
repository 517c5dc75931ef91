/* What a field and a transaction both say, and whether it is the same. */
#include "flow/matching.h"

#include "flow/agree.h"

/* Offsets of zones are multiples of this, and two are at most 26 h apart. */
static const int64_t quarter_us = 15 * G_TIME_SPAN_MINUTE;
enum { MOST_QUARTERS = 26 * 4 };

enum { MOST_FOR = 16 }; /* more than that stand in no true field */

/* Exim's names of ciphers differ between log and field. */
enum { CIPHER = 1 << MT_FACTS };

/*
 * What these write into log and field from one value, so that it cannot differ.
 * Of other facts the log may have what became of them, or what another program
 * found.
 */
static const unsigned from_one_value[] = {
	[MT_MTA_POSTFIX] =
		MT_FACT_CLIENT_NAME | MT_FACT_TLS | CIPHER | MT_FACT_AUTH,
	[MT_MTA_EXIM] = MT_FACT_CLIENT_NAME | MT_FACT_HELO | MT_FACT_TLS |
			MT_FACT_SENDER,
	[MT_MTA_SENDMAIL] = MT_FACT_CLIENT_NAME | MT_FACT_TLS | CIPHER,
	[MT_MTA_OPENSMTPD] = MT_FACT_CLIENT_NAME,
	[MT_MTA_COURIER] = MT_FACT_CLIENT_NAME | MT_FACT_HELO,
};

bool
mt_match_writes_fields(MtMta mta)
{
	return (size_t)mta < G_N_ELEMENTS(from_one_value) &&
	       from_one_value[mta] != 0;
}

static void
compare(MtHopMatch *match, MtFact fact, bool known, bool equal)
{
	if (known)
		*(equal ? &match->agree : &match->differ) |= fact;
}

/*
 * MTAs write the time when they accept the envelope or when they have the
 * message: anywhere between arrival and the queue.
 */
static bool
same_time(const MtTransaction *t, int64_t us)
{
	int64_t from = t->arrived.time_us, to = from;

	if (t->queued.known && t->queued.has_time && !t->held.known)
		to = MAX(to, t->queued.time_us);
	return us >= from - MT_MATCH_SKEW_US && us <= to + MT_MATCH_SKEW_US;
}

/*
 * Where nobody said the zone of the log, it may have been read in the wrong
 * one. The other facts have to tell, then.
 */
static bool
differs_by_zone(const MtTransaction *t, int64_t us)
{
	int64_t by = us - t->arrived.time_us;
	int64_t quarters =
		(by + (by < 0 ? -1 : 1) * quarter_us / 2) / quarter_us;

	return t->arrived.zone_unsaid && quarters != 0 &&
	       ABS(quarters) <= MOST_QUARTERS &&
	       same_time(t, us - quarters * quarter_us);
}

/* Lines may have their times from another machine than fields, whose clock is
 * known to be wrong by the logs of other hosts. */
static bool
differs_by_clock(const MtLogHost *log, const MtTransaction *t, int64_t us)
{
	return log != NULL && log->has_offset &&
	       ABS(log->offset_us) > MT_MATCH_SKEW_US &&
	       same_time(t, us + log->offset_us);
}

static void
compare_time(const MtMatching *m, const MtTransaction *t)
{
	MtHopMatch *match = m->match;
	const MtTime *time = &match->hop->received.time;

	match->has_difference = time->known && match->at->has_time;
	match->difference_us = time->us - match->at->time_us;
	match->other_zone = match->other_clock = false;
	if (!match->has_difference)
		return;
	/* Of one whose arrival is not in the log the first line must do: it came
	 * some time before that, and not when it was gone. */
	if (!t->arrived.known) {
		if (ABS(match->difference_us) <= MT_MATCH_SKEW_US)
			match->agree |= MT_FACT_TIME;
		else if (t->last.has_time && !t->last.zone_unsaid &&
			 time->us > t->last.time_us + MT_MATCH_SKEW_US)
			match->differ |= MT_FACT_TIME;
		return;
	}
	if (same_time(t, time->us))
		match->agree |= MT_FACT_TIME;
	else if (differs_by_zone(t, time->us))
		match->other_zone = true;
	else if (differs_by_clock(m->log, t, time->us))
		match->other_clock = true;
	else
		match->differ |= MT_FACT_TIME;
}

static void
compare_client(MtHopMatch *match, const MtTransaction *t)
{
	const MtReceived *r = &match->hop->received;
	MtIp ip;

	if (r->ip.family != 0 && mt_ip_parse(t->client_ip, &ip))
		compare(match, MT_FACT_CLIENT, true, mt_ip_eq(&ip, &r->ip));
	else if (r->rdns.n > 0 && t->client.n > 0)
		/* The log may have the user of the machine itself there. */
		compare(match, MT_FACT_CLIENT,
			mt_agree_host(r->rdns, t->client), true);
}

/* ---- what the session was like ---- */

static void
compare_names(const MtMatching *m, const MtTransaction *t)
{
	const MtReceived *r = &m->hop->received;

	if ((m->match->agree & MT_FACT_CLIENT) != 0 && r->ip.family != 0)
		compare(m->match, MT_FACT_CLIENT_NAME,
			r->rdns.n > 0 && t->client.n > 0,
			mt_agree_host(r->rdns, t->client));
}

static MtSlice
without_brackets(MtSlice s)
{
	if (s.n > 1 && s.p[0] == '[' && s.p[s.n - 1] == ']')
		return mt_slice_sub(s, 1, s.n - 1);
	return s;
}

static void
compare_helo(const MtMatching *m, const MtTransaction *t)
{
	MtSlice field = without_brackets(m->hop->received.helo);
	MtSlice log = t->helo;

	/* Exim leaves out a HELO that is the name of the client. */
	if (log.n == 0 && t->mta == MT_MTA_EXIM && t->client_ip.n > 0)
		log = t->client;
	compare(m->match, MT_FACT_HELO, field.n > 0 && log.n > 0,
		mt_slice_eq_i(field, without_brackets(log)));
}

static void
compare_tls(const MtMatching *m, const MtTransaction *t)
{
	const MtReceived *r = &m->hop->received;
	MtSlice log = mt_tls_version(t->tls_version);
	bool both = r->tls_version.n > 0;
	bool ciphers = (from_one_value[t->mta] & CIPHER) != 0 &&
		       r->tls_cipher.n > 0 && t->tls_cipher.n > 0;

	/* A log without TLS may be one that does not tell. */
	if (log.n == 0 || (!both && (r->encrypted || r->with.n == 0)))
		return;
	compare(m->match, MT_FACT_TLS, true,
		both && mt_slice_eq(r->tls_version, log) &&
			(!ciphers ||
			 mt_slice_eq(r->tls_cipher, t->tls_cipher)));
}

static void
compare_session(MtMatching *m, const MtTransaction *t)
{
	const MtReceived *r = &m->hop->received;

	m->certain = from_one_value[t->mta];
	compare_names(m, t);
	if ((m->certain & MT_FACT_HELO) != 0)
		compare_helo(m, t);
	compare_tls(m, t);
	/* `yes`: the field does not say who. */
	if ((m->certain & MT_FACT_AUTH) != 0 &&
	    !mt_slice_eq(r->auth, MT_SLICE("yes")))
		compare(m->match, MT_FACT_AUTH, r->auth.n > 0 && t->auth.n > 0,
			mt_slice_eq(r->auth, t->auth));
}

/* ---- the envelope ---- */

static bool
has_recipient(const MtTransaction *t, MtSlice address)
{
	MtDelivery d = {.recipient = address};

	return mt_agree_recipient(&d, t);
}

/* Does the log tell all recipients that there were, as they were given? */
static bool
has_all_recipients(const MtMatching *m, const MtTransaction *t)
{
	return m->certain != 0 && t->deliveries != NULL && t->n_unlisted == 0 &&
	       t->complete;
}

/* The recipient of the message is that of its last hop: only one that is the
 * same says anything. */
static void
compare_recipients(const MtMatching *m, const MtTransaction *t)
{
	const MtReceived *r = &m->hop->received;
	bool all = true;

	for (size_t i = 0; all && i < MIN(r->n_for, MOST_FOR); i++)
		all = has_recipient(t, r->for_[i]);
	if (r->n_for > 0)
		compare(m->match, MT_FACT_RECIPIENT,
			all || has_all_recipients(m, t), all);
	else if (m->recipient.n > 0)
		compare(m->match, MT_FACT_RECIPIENT,
			has_recipient(t, m->recipient), true);
}

void
mt_match_compare(MtMatching *m, const MtStep *step, bool by_id)
{
	const MtReceived *r = &m->hop->received;
	const MtTransaction *t = step->t;
	MtHopMatch *match = m->match;

	match->step = step;
	match->at = t->arrived.known ? &t->arrived : &t->first;
	match->agree = match->differ = m->certain = 0;
	compare(match, MT_FACT_ID, r->id.n > 0, by_id);
	compare_time(m, t);
	compare_client(match, t);
	if (by_id && mt_match_writes_fields(t->mta) &&
	    mt_slice_eq(mt_mta_word(t->mta), mt_slice_str(r->dialect)))
		compare_session(m, t);
	if (r->envelope_from.p != NULL && t->sender.p != NULL)
		compare(match, MT_FACT_SENDER, true,
			mt_slice_eq_i(r->envelope_from, t->sender));
	compare_recipients(m, t);
	compare(match, MT_FACT_MESSAGE_ID,
		m->message_id.n > 0 && t->message_id.n > 0,
		mt_slice_eq(m->message_id, t->message_id));
}

/*
 * A hop against the transactions of its host: by id, else by Message-ID; and
 * where there is neither, whether the log would have had to know.
 */
#include "flow/match.h"

#include "base/buf.h"
#include "chain/host.h"
#include "flow/agree.h"
#include "flow/matching.h"
#include "mtalog/localtime.h"

enum { CANDIDATES = 32 };

MtSlice
mt_match_word(MtMatchVerdict verdict)
{
	static const MtSlice words[MT_MATCH_VERDICTS] = {
		[MT_MATCH_NOT_COVERED] = {"not_covered", 11},
		[MT_MATCH_CONFIRMED] = {"confirmed", 9},
		[MT_MATCH_CONTRADICTED] = {"contradicted", 12},
	};

	return words[verdict];
}

MtSlice
mt_fact_word(unsigned i)
{
	static const MtSlice words[MT_FACTS] = {
		{"id", 2},           {"time", 4},   {"client", 6},
		{"client_name", 11}, {"helo", 4},   {"tls", 3},
		{"auth", 4},         {"sender", 6}, {"recipient", 9},
		{"message_id", 10},  {"way", 3},
	};

	return words[i];
}

void
mt_match_say(MtHopMatch *match, MtArena *arena, const char *more,
	     const MtSlice *values)
{
	g_auto(MtBuf) why = {0};

	mt_buf_add(&why, match->why);
	for (const char *p = more; *p != '\0'; p++)
		if (*p == '%')
			mt_buf_add(&why, *values++);
		else
			mt_buf_add_char(&why, *p);
	match->why = mt_arena_copy(arena, mt_buf_slice(&why));
}

static void
decide(MtMatching *m, MtMatchVerdict verdict, const char *sentence,
       MtSlice value)
{
	m->match->verdict = verdict;
	m->match->why = (MtSlice){0};
	mt_match_say(m->match, m->arena, sentence, &value);
}

/* Each of these that differs, after `first` and with commas between them. */
static void
say_differences(MtMatching *m, unsigned differ, const char *first)
{
	static const struct {
		MtFact fact;
		const char *words;
	} ways[] = {
		{MT_FACT_TIME, " at another time"},
		{MT_FACT_CLIENT, " from another client"},
		{MT_FACT_CLIENT_NAME, " from a client of another name"},
		{MT_FACT_HELO, " with another HELO"},
		{MT_FACT_TLS, " with other TLS than the field says"},
		{MT_FACT_AUTH, " from another login"},
		{MT_FACT_SENDER, " from another sender"},
		{MT_FACT_RECIPIENT, " for another recipient"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
		if ((differ & ways[i].fact) == 0)
			continue;
		mt_match_say(m->match, m->arena, first, NULL);
		mt_match_say(m->match, m->arena, ways[i].words, NULL);
		first = ",";
	}
}

/* The id is in the log of the host: what else does it say of it? */
static void
judge_id(MtMatching *m)
{
	const MtHopMatch *match = m->match;
	MtSlice id = match->step->t->queue_id;
	unsigned against = MT_FACT_TIME | m->certain;

	if (match->hop->received.ip.family != 0)
		against |= MT_FACT_CLIENT;
	if ((match->differ & MT_FACT_MESSAGE_ID) != 0) {
		decide(m, MT_MATCH_CONTRADICTED,
		       "% is another message in the log: its Message-ID is "
		       "not that of this one",
		       id);
		return;
	}
	if ((match->differ & against) != 0) {
		decide(m, MT_MATCH_CONTRADICTED, "the log has %", id);
		say_differences(m, match->differ, "");
		return;
	}
	if ((match->agree & ~(unsigned)MT_FACT_ID) == 0)
		decide(m, MT_MATCH_NOT_COVERED,
		       "the log has %, but nothing else to compare", id);
	else if (match->other_zone)
		decide(m, MT_MATCH_CONFIRMED,
		       "the log has %, in another zone, it seems: its lines "
		       "name none (--tz)",
		       id);
	else if (match->other_clock)
		decide(m, MT_MATCH_CONFIRMED,
		       "the log has %, and that its clock is wrong explains "
		       "the other time",
		       id);
	else
		decide(m, MT_MATCH_CONFIRMED, "the log has %", id);
	say_differences(m, match->differ, ", but");
}

static int
weigh(const MtHopMatch *match)
{
	return __builtin_popcount(match->agree) -
	       2 * __builtin_popcount(match->differ);
}

/* Of transactions of the host that could be it, the one that fits best. */
static bool
find_best(MtMatching *m, const MtLogHost *host, const MtStep **found, size_t n,
	  bool by_id)
{
	const MtStep *best = NULL;
	int most = 0;

	for (size_t i = 0; i < n; i++) {
		if (!mt_slice_eq(found[i]->t->host, host->name))
			continue;
		mt_match_compare(m, found[i], by_id);
		if (best == NULL || weigh(m->match) > most) {
			most = weigh(m->match);
			best = found[i];
		}
	}
	if (best != NULL)
		mt_match_compare(m, best, by_id);
	return best != NULL;
}

/* Did an MTA write the field that puts the ids of its log there? Then the id
 * must be in this log. */
static bool
is_of_log(const MtMatching *m, const MtLogHost *host)
{
	static const MtMta honest[] = {MT_MTA_POSTFIX, MT_MTA_EXIM,
				       MT_MTA_SENDMAIL, MT_MTA_OPENSMTPD,
				       MT_MTA_COURIER};
	MtSlice dialect = mt_slice_str(m->hop->received.dialect);

	for (size_t i = 0; i < sizeof honest / sizeof honest[0]; i++)
		if ((host->mtas >> honest[i] & 1) != 0 &&
		    mt_slice_eq(mt_mta_word(honest[i]), dialect))
			return m->hop->received.id.n > 0;
	return false;
}

/* Does the log of the host say Message-IDs, or ids as this field has one? */
static bool
would_know(const MtMatching *m, const MtLogHost *host)
{
	return is_of_log(m, host) ||
	       (m->message_id.n > 0 && host->message_ids > 0);
}

/* If nobody said the zone of the log, it may well be that of the field. */
static bool
covers(const MtMatching *m, const MtLogHost *host)
{
	const MtTime *time = &m->hop->received.time;
	int64_t us = time->us;

	if (host->zone_unsaid && time->has_zone) {
		g_autoptr(GTimeZone) machine = g_time_zone_new_local();

		us += time->offset_min * G_TIME_SPAN_MINUTE -
		      mt_local_offset(machine, us / G_USEC_PER_SEC) *
			      G_TIME_SPAN_SECOND;
	}
	return time->known && MIN(us, time->us) > host->first_us &&
	       MAX(us, time->us) < host->last_us;
}

static void
forget(MtMatching *m)
{
	*m->match = (MtHopMatch){.hop = m->hop};
	m->certain = 0;
}

/* Neither id nor message are there, or the message at another time. */
static void
judge_absence(MtMatching *m, const MtLogHost *host, bool other_time)
{
	bool known = m->hop->received.time.known && covers(m, host);

	if (known && other_time && would_know(m, host)) {
		decide(m, MT_MATCH_CONTRADICTED,
		       is_of_log(m, host)
			       ? "the log has the message as %, and not the id "
				 "of this field, and at another time"
			       : "the log has the message as %, at another "
				 "time",
		       m->match->step->t->queue_id);
		return;
	}
	forget(m);
	if (!m->hop->received.time.known)
		decide(m, MT_MATCH_NOT_COVERED,
		       "the field has no time at which to look", host->name);
	else if (!known)
		decide(m, MT_MATCH_NOT_COVERED,
		       "the log of % does not reach that time", host->name);
	else if (!would_know(m, host))
		decide(m, MT_MATCH_NOT_COVERED,
		       "the log of % has no ids such as this field",
		       host->name);
	else
		decide(m, MT_MATCH_CONTRADICTED,
		       "the log of % knows nothing of it at that time",
		       host->name);
}

static void
judge_host(MtMatching *m, const MtLogHost *host)
{
	const MtReceived *r = &m->hop->received;
	const MtStep *found[CANDIDATES];
	int64_t about = r->time.known ? r->time.us : host->first_us;
	size_t n = mt_join_find(m->join, r->id, about, found, CANDIDATES);

	m->log = host;
	if (find_best(m, host, found, n, true)) {
		judge_id(m);
		return;
	}
	n = mt_join_find_message(m->join, m->message_id, about, found,
				 CANDIDATES);
	if (!find_best(m, host, found, n, false)) {
		judge_absence(m, host, false);
		return;
	}
	if ((m->match->differ & MT_FACT_TIME) != 0) {
		judge_absence(m, host, true);
		return;
	}
	if (is_of_log(m, host) && covers(m, host)) {
		decide(m, MT_MATCH_CONTRADICTED,
		       "the log has the message as %, and not the id of this "
		       "field",
		       m->match->step->t->queue_id);
		return;
	}
	/* Filters and stores write fields with ids that the log of the MTA
	 * does not have; what it says of the message itself must do. */
	if (r->id.n == 0 && (m->match->differ & MT_FACT_CLIENT) == 0)
		decide(m, MT_MATCH_CONFIRMED, "the log has the message as %",
		       m->match->step->t->queue_id);
	else
		decide(m, MT_MATCH_NOT_COVERED,
		       "the log has the message as %, not this field",
		       m->match->step->t->queue_id);
}

static bool
has_name(const MtLogHost *hosts, size_t n, MtSlice name)
{
	for (size_t i = 0; i < n; i++)
		if (mt_agree_host(name, hosts[i].name))
			return true;
	return false;
}

/* No log has the name of the host: does another one have what it wrote? */
static void
judge_unnamed(MtMatching *m)
{
	const MtReceived *r = &m->hop->received;
	const MtStep *found[CANDIDATES];
	MtSlice by = m->host;
	size_t n = 0;

	m->log = NULL;
	if (by.n > 0 && r->time.known)
		n = mt_join_find(m->join, r->id, r->time.us, found, CANDIDATES);
	for (size_t i = 0; i < n; i++) {
		mt_match_compare(m, found[i], true);
		if (m->match->differ != 0 ||
		    (m->match->agree & MT_FACT_TIME) == 0 ||
		    (m->match->agree & (MT_FACT_MESSAGE_ID | MT_FACT_CLIENT)) ==
			    0)
			continue;
		decide(m, MT_MATCH_NOT_COVERED, "there is no log of %", by);
		mt_match_say(m->match, m->arena,
			     ", but that of % has its id for this message: is "
			     "it the same host (--host)?",
			     &found[i]->t->host);
		return;
	}
	forget(m);
	decide(m, MT_MATCH_NOT_COVERED,
	       by.n > 0 ? "there is no log of %"
			: "the field does not say which host wrote it",
	       by);
}

/* Logs that do not say whose they are count by what other hosts call them. */
static void
match_hop(MtMatching *m)
{
	static const int rank[MT_MATCH_VERDICTS] = {
		[MT_MATCH_CONFIRMED] = 2,
		[MT_MATCH_NOT_COVERED] = 1,
		[MT_MATCH_CONTRADICTED] = 0,
	};
	MtHopMatch best = {.hop = m->hop};
	MtSlice by = m->host;
	size_t n;
	const MtLogHost *hosts = mt_join_hosts(m->join, &n);
	bool any = false, named = has_name(hosts, n, by);

	*m->match = best;
	for (size_t i = 0; i < n; i++) {
		if (named ? !mt_agree_host(by, hosts[i].name)
			  : !mt_slice_eq_i(by, hosts[i].known_as))
			continue;
		judge_host(m, &hosts[i]);
		/* Of several hosts of the name one that knows it will do. */
		if (!any || rank[m->match->verdict] > rank[best.verdict])
			best = *m->match;
		any = true;
	}
	*m->match = best;
	if (!any)
		judge_unnamed(m);
}

void
mt_match_chain(MtJoin *join, const MtChain *chain, MtSlice message_id,
	       MtSlice sender, MtSlice recipient, MtArena *arena,
	       MtHopMatch *matches)
{
	for (size_t i = 0; i < chain->n; i++) {
		MtMatching m = {.join = join,
				.hop = &chain->hops[i],
				.host = mt_chain_host(chain, i),
				.message_id = message_id,
				.sender = sender,
				.recipient = recipient,
				.arena = arena,
				.match = &matches[i]};

		match_hop(&m);
	}
	mt_match_ways(matches, chain->n, arena);
}

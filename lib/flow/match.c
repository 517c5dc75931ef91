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

static void
decide(MtMatching *m, MtMatchVerdict verdict, const char *sentence,
       MtSlice value)
{
	g_auto(MtBuf) why = {0};
	char *copy;

	for (const char *p = sentence; *p != '\0'; p++)
		if (*p == '%')
			mt_buf_add(&why, value);
		else
			mt_buf_add_char(&why, *p);
	copy = mt_arena_take(m->arena, why.n);
	memcpy(copy, why.p, why.n);
	m->match->verdict = verdict;
	m->match->why = mt_slice(copy, why.n);
}

/* The id is in the log of the host: what else does it say of it? */
static void
judge_id(MtMatching *m)
{
	const MtHopMatch *match = m->match;
	MtSlice id = match->step->t->queue_id;

	if ((match->differ & MT_FACT_MESSAGE_ID) != 0)
		decide(m, MT_MATCH_CONTRADICTED,
		       "% is another message in the log: its Message-ID is "
		       "not that of this one",
		       id);
	else if ((match->differ & MT_FACT_TIME) != 0)
		decide(m, MT_MATCH_CONTRADICTED,
		       "the log has % at another time", id);
	else if ((match->differ & MT_FACT_CLIENT) != 0 &&
		 match->hop->received.ip.family != 0)
		decide(m, MT_MATCH_CONTRADICTED,
		       "by the log % came from another client", id);
	else if ((match->agree & ~(unsigned)MT_FACT_ID) != 0 &&
		 match->other_zone)
		decide(m, MT_MATCH_CONFIRMED,
		       "the log has %, in another zone, it seems: its lines "
		       "name none (--tz)",
		       id);
	else if ((match->agree & ~(unsigned)MT_FACT_ID) != 0 &&
		 match->other_clock)
		decide(m, MT_MATCH_CONFIRMED,
		       "the log has %, and that its clock is wrong explains "
		       "the other time",
		       id);
	else if ((match->agree & ~(unsigned)MT_FACT_ID) != 0)
		decide(m, MT_MATCH_CONFIRMED, "the log has %", id);
	else
		decide(m, MT_MATCH_NOT_COVERED,
		       "the log has %, but nothing else to compare", id);
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
judge_absence(MtMatching *m, const MtLogHost *host)
{
	m->match->step = NULL;
	m->match->at = NULL;
	m->match->agree = m->match->differ = 0;
	m->match->has_difference = false;
	m->match->other_zone = m->match->other_clock = false;
	if (!m->hop->received.time.known)
		decide(m, MT_MATCH_NOT_COVERED,
		       "the field has no time at which to look", host->name);
	else if (!covers(m, host))
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
	if (!find_best(m, host, found, n, false) ||
	    (m->match->differ & MT_FACT_TIME) != 0) {
		judge_absence(m, host);
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
		decide(m, MT_MATCH_NOT_COVERED,
		       by.n > 0 ? "there is no log of %"
				: "the field does not say which host wrote it",
		       by);
}

/* Do the logs, too, lead from the hop before to this one? */
static void
check_way(MtHopMatch *match, const MtHopMatch *before, MtArena *arena)
{
	static const char words[] = ", but it did not come from the hop before";
	char *why;

	if (match->verdict != MT_MATCH_CONFIRMED ||
	    before->verdict != MT_MATCH_CONFIRMED)
		return;
	if (match->step->trace == before->step->trace) {
		match->agree |= MT_FACT_WAY;
		return;
	}
	match->differ |= MT_FACT_WAY;
	why = mt_arena_take(arena, match->why.n + sizeof words);
	memcpy(why, match->why.p, match->why.n);
	memcpy(why + match->why.n, words, sizeof words);
	match->why = mt_slice(why, match->why.n + sizeof words - 1);
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
		if (i > 0)
			check_way(&matches[i], &matches[i - 1], arena);
	}
}

/* Messages by place; each has an arena of its own, which ends when others have
 * become more important. */
#include "base/limits.h"
#include "record/copy.h"
#include "report/model/parts.h"

/* Subjects and addresses are shorter. */
static const MtCopyLimits card_limits = {200, 4};

static guint
hash(gconstpointer p)
{
	const MtJourney *j = p;
	guint h = 5381 + (guint)j->number;

	for (size_t i = 0; i < j->source.n; i++)
		h = h * 33 + (unsigned char)j->source.p[i];
	return h;
}

static gboolean
equal(gconstpointer a, gconstpointer b)
{
	const MtJourney *x = a, *y = b;

	return x->number == y->number && mt_slice_eq(x->source, y->source);
}

static MtJourney *
new_journey(MtSlice source, int64_t number)
{
	MtJourney *j = g_new0(MtJourney, 1);

	j->arena = mt_arena_new();
	j->source = mt_arena_copy(j->arena, source);
	j->number = number;
	j->hops = g_ptr_array_new();
	j->logs = g_ptr_array_new();
	j->found = g_ptr_array_new();
	return j;
}

static void
free_journey(gpointer p)
{
	MtJourney *j = p;

	g_ptr_array_unref(j->hops);
	g_ptr_array_unref(j->logs);
	g_ptr_array_unref(j->found);
	mt_arena_free(j->arena);
	g_free(j);
}

void
mt_journeys_init(MtJourneys *js)
{
	*js = (MtJourneys){0};
	js->table = g_hash_table_new_full(hash, equal, NULL, free_journey);
	js->cards = g_hash_table_new(hash, equal);
	js->arena = mt_arena_new();
}

void
mt_journeys_clear(MtJourneys *js)
{
	g_clear_pointer(&js->table, g_hash_table_unref);
	g_clear_pointer(&js->cards, g_hash_table_unref);
	g_clear_pointer(&js->arena, mt_arena_free);
}

int
mt_journey_grade(const MtFindingRecord *f)
{
	return f->grade.n == 1 && f->grade.p[0] >= 'A' && f->grade.p[0] <= 'C'
		       ? f->grade.p[0] - 'A'
		       : 3;
}

static int
worst_of(const MtJourney *j)
{
	const MtFindingRecord *worst = mt_journey_worst(j);

	return worst == NULL ? 4 : mt_journey_grade(worst);
}

static int64_t
slowest_of(const MtJourney *j)
{
	int64_t us = 0;

	if (j->message != NULL && j->message->slowest_us.known)
		return j->message->slowest_us.n;
	for (guint i = 0; i < j->hops->len; i++) {
		const MtHopRecord *hop = g_ptr_array_index(j->hops, i);

		if (hop->delay_us.known && !hop->pull)
			us = MAX(us, hop->delay_us.n);
	}
	return us;
}

/* Contradictions, then what logs contradict, strong findings, time lost. */
static gint
by_importance(gconstpointer a, gconstpointer b)
{
	const MtJourney *x = *(MtJourney *const *)a;
	const MtJourney *y = *(MtJourney *const *)b;
	int wx = MIN(worst_of(x), 2), wy = MIN(worst_of(y), 2);
	bool cx = mt_journey_verdicts(x).contradicted > 0;
	bool cy = mt_journey_verdicts(y).contradicted > 0;
	int64_t sx = slowest_of(x), sy = slowest_of(y);

	if ((wx == 0) != (wy == 0))
		return wx == 0 ? -1 : 1;
	if (cx != cy)
		return cx ? -1 : 1;
	if (wx != wy)
		return wx < wy ? -1 : 1;
	if (sx != sy)
		return sx > sy ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

GPtrArray *
mt_journeys_ranked(const MtJourneys *js)
{
	GPtrArray *all = g_ptr_array_new();
	GHashTableIter iter;
	gpointer j;

	g_hash_table_iter_init(&iter, js->table);
	while (g_hash_table_iter_next(&iter, &j, NULL))
		g_ptr_array_add(all, j);
	g_ptr_array_sort(all, by_importance);
	return all;
}

static void
keep_card(MtJourneys *js, const MtJourney *j)
{
	MtJourney *card;

	if (j->message == NULL || g_hash_table_contains(js->cards, j) ||
	    g_hash_table_size(js->cards) >= MT_MAX_REPORT_CARDS)
		return;
	card = MT_ARENA_NEW0(js->arena, MtJourney, 1);
	card->source = mt_arena_copy(js->arena, j->source);
	card->number = j->number;
	card->order = j->order;
	card->message = mt_record_copy(&mt_record_message, j->message,
				       &card_limits, js->arena);
	card->forgotten = j->hops->len > 0;
	g_hash_table_add(js->cards, card);
}

/* The journey of a message that is not kept, with what its card says. */
static MtJourney *
begin(MtJourneys *js, const MtJourney *wanted)
{
	const MtJourney *card = g_hash_table_lookup(js->cards, wanted);
	MtJourney *j = new_journey(wanted->source, wanted->number);

	if (card == NULL) {
		j->order = js->order++;
		return j;
	}
	j->order = card->order;
	j->message = mt_record_copy(&mt_record_message, card->message,
				    &card_limits, j->arena);
	j->forgotten = card->forgotten;
	js->left_out--;
	return j;
}

/* Half of them go at once, so that each message costs the same. */
static void
make_room(MtJourneys *js)
{
	g_autoptr(GPtrArray) all = NULL;

	if (g_hash_table_size(js->table) < 2 * MT_MAX_REPORT_MESSAGES)
		return;
	all = mt_journeys_ranked(js);
	for (guint i = MT_MAX_REPORT_MESSAGES; i < all->len; i++) {
		keep_card(js, g_ptr_array_index(all, i));
		g_hash_table_remove(js->table, g_ptr_array_index(all, i));
	}
	js->left_out += all->len - MT_MAX_REPORT_MESSAGES;
	js->last = NULL;
}

MtJourney *
mt_journeys_at(MtJourneys *js, MtSlice source, int64_t number)
{
	const MtJourney wanted = {.source = source, .number = number};
	MtJourney *j = js->last;

	if (j != NULL && equal(j, &wanted))
		return j;
	j = g_hash_table_lookup(js->table, &wanted);
	if (j == NULL) {
		make_room(js);
		j = begin(js, &wanted);
		g_hash_table_add(js->table, j);
	}
	js->last = j;
	return j;
}

const MtFindingRecord *
mt_journey_worst(const MtJourney *j)
{
	const MtFindingRecord *worst = NULL;

	for (guint i = 0; i < j->found->len; i++) {
		const MtFindingRecord *f = g_ptr_array_index(j->found, i);

		if (worst == NULL ||
		    mt_journey_grade(f) < mt_journey_grade(worst))
			worst = f;
	}
	return worst;
}

const MtHopRecord *
mt_journey_hop(const MtJourney *j, int64_t number)
{
	for (guint i = 0; i < j->hops->len; i++) {
		const MtHopRecord *hop = g_ptr_array_index(j->hops, i);

		if (hop->hop.known && hop->hop.n == number)
			return hop;
	}
	return NULL;
}

const MtCorroborationRecord *
mt_journey_log(const MtJourney *j, int64_t hop)
{
	for (guint i = 0; i < j->logs->len; i++) {
		const MtCorroborationRecord *log =
			g_ptr_array_index(j->logs, i);

		if (log->hop.hop.known && log->hop.hop.n == hop)
			return log;
	}
	return NULL;
}

void
mt_log_verdicts_add(MtLogVerdicts *sum, const MtCorroborationRecord *log)
{
	if (mt_slice_eq(log->verdict, MT_SLICE("confirmed")))
		sum->confirmed++;
	else if (mt_slice_eq(log->verdict, MT_SLICE("contradicted")))
		sum->contradicted++;
	else
		sum->not_covered++;
}

MtLogVerdicts
mt_journey_verdicts(const MtJourney *j)
{
	MtLogVerdicts n = {0};

	for (guint i = 0; i < j->logs->len; i++)
		mt_log_verdicts_add(&n, g_ptr_array_index(j->logs, i));
	return n;
}

MtSpan
mt_journey_host(MtDoc *doc, const MtHopRecord *hop)
{
	g_auto(MtBuf) text = {0};

	if (hop->by.n > 0)
		return mt_doc_data(doc, hop->by);
	if (hop->by_ip.family != 0)
		mt_ip_add(&text, &hop->by_ip);
	else
		mt_buf_addf(&text, "hop %d", (int)hop->hop.n);
	return mt_doc_made(doc, &text);
}

bool
mt_journey_is_corrected(const MtJourney *j)
{
	for (guint i = 0; i < j->hops->len; i++) {
		const MtHopRecord *hop = g_ptr_array_index(j->hops, i);

		if (hop->adjusted_us.known &&
		    ABS(hop->adjusted_us.n - hop->delay_us.n) >= G_USEC_PER_SEC)
			return true;
	}
	return false;
}

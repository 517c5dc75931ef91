/*
 * By which name others reach a host whose log does not say whose it is: Exim's
 * names none, and that of its file or folder is not one that headers have.
 *
 * The ids that a relay answered with are in one log, all but a few: then it is
 * the log of that relay. One name for several hosts teaches nothing.
 */
#include "flow/joining.h"

enum { FEWEST = 3, ONE_MISSED_OF = 20 };

typedef struct {
	MtLogHost *host;
	size_t n, missed;
	bool several;
} Reached;

static bool
is_handed_over(const MtDelivery *d)
{
	return d->status == MT_STATUS_SENT && d->relay.n > 0 &&
	       d->remote_id.n > 0;
}

static void
count_joined(MtJoin *join, GHashTable *names, const MtStep *step)
{
	for (const MtDelivery *d = step->t->deliveries; d != NULL;
	     d = d->next) {
		MtLogHost *host;
		Reached *reached;

		if (!is_handed_over(d) || d->to == NULL ||
		    d->to->link != MT_LINK_REPLY ||
		    mt_slice_eq(d->to->t->host, step->t->host))
			continue;
		host = mt_joining_host(join, d->to->t->host, false);
		reached = g_hash_table_lookup(names, &d->relay);
		if (reached == NULL) {
			reached = g_new0(Reached, 1);
			reached->host = host;
			g_hash_table_insert(names, (gpointer)&d->relay,
					    reached);
		}
		reached->several |= reached->host != host;
		reached->n++;
	}
}

/* Ids that its log should have, and has not. */
static void
count_missed(GHashTable *names, const MtStep *step)
{
	for (const MtDelivery *d = step->t->deliveries; d != NULL;
	     d = d->next) {
		Reached *reached;

		if (!is_handed_over(d) || d->to != NULL || !d->at.has_time)
			continue;
		reached = g_hash_table_lookup(names, &d->relay);
		if (reached != NULL &&
		    d->at.time_us > reached->host->first_us &&
		    d->at.time_us < reached->host->last_us)
			reached->missed++;
	}
}

/* The name that most use; of two, the one that sorts first. */
static bool
is_better(MtSlice name, size_t n, const MtLogHost *host)
{
	if (host->known_as.p == NULL || n != host->n_known_as)
		return n > host->n_known_as;
	return mt_slice_compare(name, host->known_as) < 0;
}

void
mt_joining_names(MtJoin *join)
{
	g_autoptr(GHashTable) names = g_hash_table_new_full(
		mt_joining_hash, mt_joining_same, NULL, g_free);
	GHashTableIter iter;
	gpointer key, value;

	for (guint i = 0; i < join->steps->len; i++)
		count_joined(join, names, g_ptr_array_index(join->steps, i));
	for (guint i = 0; i < join->steps->len; i++)
		count_missed(names, g_ptr_array_index(join->steps, i));
	g_hash_table_iter_init(&iter, names);
	while (g_hash_table_iter_next(&iter, &key, &value)) {
		const Reached *reached = value;
		MtLogHost *host = reached->host;
		MtSlice name = *(const MtSlice *)key;

		if (reached->several || reached->n < FEWEST ||
		    reached->missed > reached->n / ONE_MISSED_OF ||
		    !is_better(name, reached->n, host))
			continue;
		host->known_as = name;
		host->n_known_as = reached->n;
	}
}

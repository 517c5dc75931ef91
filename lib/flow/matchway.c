/* Hops that the logs confirm, against one another: is that the way it came? */
#include <glib.h>

#include "flow/matching.h"

typedef struct {
	GHashTable *told; /* steps that some field tells of */
	MtArena *arena;
} Ways;

static const MtStep *
before(const MtStep *step)
{
	return step->link == MT_LINK_CHILD ? NULL : step->from;
}

static bool
came_from(const MtStep *step, const MtStep *from)
{
	for (const MtStep *s = before(step); s != NULL; s = before(s))
		if (s == from)
			return true;
	return false;
}

static void
differ(const Ways *w, MtHopMatch *match, const char *words,
       const MtSlice *values)
{
	match->differ |= MT_FACT_WAY;
	mt_match_say(match, w->arena, words, values);
}

/* The logs have it on a host between, or before the first, whose field is
 * missing. */
static void
look_between(const Ways *w, MtHopMatch *match, const MtStep *from)
{
	for (const MtStep *s = before(match->step); s != from; s = before(s)) {
		if (g_hash_table_contains(w->told, s) ||
		    !mt_match_writes_fields(s->t->mta))
			continue;
		differ(w, match,
		       ", but it came there over % (%), of which no field "
		       "tells",
		       (const MtSlice[]){s->t->host, s->t->queue_id});
		return;
	}
	if (from != NULL)
		match->agree |= MT_FACT_WAY;
}

/* `near`: the hop `from` is the one before, not one further down. */
static void
look_back(const Ways *w, MtHopMatch *match, const MtHopMatch *from, bool near)
{
	if (match->step == from->step) {
		if ((match->agree & from->agree & MT_FACT_ID) != 0)
			differ(w, match,
			       ", but only once: a hop before is the same one",
			       NULL);
	} else if (came_from(match->step, from->step)) {
		if (near)
			look_between(w, match, from->step);
	} else if (came_from(from->step, match->step)) {
		differ(w, match,
		       ", but it was there before it was at the hop before",
		       NULL);
	} else if (near) {
		differ(w, match, ", but it did not come from the hop before",
		       NULL);
	}
}

void
mt_match_ways(MtHopMatch *matches, size_t n, MtArena *arena)
{
	g_autoptr(GHashTable) told = g_hash_table_new(NULL, NULL);
	Ways w = {.told = told, .arena = arena};
	size_t last = n;

	for (size_t i = 0; i < n; i++)
		if (matches[i].step != NULL)
			g_hash_table_add(told, (gpointer)matches[i].step);
	for (size_t i = 0; i < n; i++) {
		if (matches[i].verdict != MT_MATCH_CONFIRMED ||
		    matches[i].step == NULL)
			continue;
		if (last < n)
			look_back(&w, &matches[i], &matches[last],
				  last + 1 == i);
		else if (i == 0)
			look_between(&w, &matches[i], NULL);
		last = i;
	}
}

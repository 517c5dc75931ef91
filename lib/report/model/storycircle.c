/* A mail loop: one way that comes to the same hosts again and again. */
#include "report/model/story.h"

enum { OFTEN = 3, HOSTS = 8, STEPS = 256 };

typedef struct {
	MtSlice host;
	int64_t n;
} Visits;

typedef struct {
	Visits hosts[HOSTS];
	size_t n;
	int64_t all; /* visits */
} Way;

static char *
key_of(MtSlice host, MtSlice id)
{
	return g_strdup_printf("%.*s %.*s", (int)host.n,
			       host.p == NULL ? "" : host.p, (int)id.n,
			       id.p == NULL ? "" : id.p);
}

static GHashTable *
index_of(const MtStory *s)
{
	GHashTable *index =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < s->stays->len; i++) {
		const MtTransactionRecord *x = g_ptr_array_index(s->stays, i);

		g_hash_table_insert(index, key_of(x->host, x->queue_id),
				    (gpointer)x);
	}
	return index;
}

static void
visit(Way *way, MtSlice host)
{
	size_t i = 0;

	while (i < way->n && !mt_slice_eq(way->hosts[i].host, host))
		i++;
	if (i == HOSTS)
		return;
	if (i == way->n)
		way->hosts[way->n++] = (Visits){host, 0};
	way->hosts[i].n++;
	way->all++;
}

/* Back from the last stay. Filters and aliases of a host give it other ids
 * without going round. */
static Way
way_to(const MtTransactionRecord *x, GHashTable *index)
{
	Way way = {0};

	for (int i = 0; x != NULL && i < STEPS; i++) {
		const MtLinkRecord *from = x->previous.items;
		g_autofree char *key = NULL;

		if (x->previous.n == 0 || !mt_slice_eq(from->host, x->host))
			visit(&way, x->host);
		if (x->previous.n == 0)
			break;
		key = key_of(from->host, from->queue_id);
		x = g_hash_table_lookup(index, key);
	}
	return way;
}

void
mt_story_say_circle(const MtReport *r, const MtStory *s)
{
	g_autoptr(GHashTable) index = index_of(s);
	Way longest = {0};
	bool begun = false;

	for (guint i = 0; i < s->stays->len; i++) {
		const MtTransactionRecord *x = g_ptr_array_index(s->stays, i);
		Way way = way_to(x, index);

		if (way.all > longest.all)
			longest = way;
	}
	for (size_t i = 0; i < longest.n; i++) {
		const Visits *v = &longest.hosts[i];
		MtSpan values[] = {mt_doc_data(r->doc, v->host),
				   mt_doc_number(r->doc, v->n)};

		if (v->n < OFTEN)
			continue;
		if (!begun)
			mt_report_item(
				r, "It went in a circle (a mail loop):", NULL);
		mt_doc_say(r->doc,
			   begun ? "and % got it % times" : "% got it % times",
			   values);
		begun = true;
	}
	if (begun)
		mt_doc_say(r->doc, ".", NULL);
}

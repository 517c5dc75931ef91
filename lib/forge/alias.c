/* Pairs of organisations in a hash table of `FROM TAB BY`. */
#include "forge/alias.h"

#include <errno.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/time.h"
#include "chain/host.h"
#include "identity/domain.h"

#define HEAD "# mailtrace aliases 1\n"

enum { KEY_ROOM = 600 };

typedef struct {
	uint64_t count, verified;
	bool dated;
	int64_t first_us, last_us;
} Entry;

struct MtAliases {
	GHashTable *pairs; /* of char * to Entry * */
	GHashTable *bys;   /* set of char * */
	uint64_t left_out;
};

MtAliases *
mt_aliases_new(void)
{
	MtAliases *a = g_new0(MtAliases, 1);

	a->pairs =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	a->bys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return a;
}

void
mt_aliases_free(MtAliases *a)
{
	if (a == NULL)
		return;
	g_hash_table_unref(a->pairs);
	g_hash_table_unref(a->bys);
	g_free(a);
}

/* In lower case with a NUL; what is too long for a name is no organisation. */
static bool
put_name(char *to, size_t room, MtSlice name)
{
	if (name.n == 0 || name.n >= room)
		return false;
	for (size_t i = 0; i < name.n; i++) {
		to[i] = mt_lower(name.p[i]);
		if ((unsigned char)to[i] <= ' ')
			return false;
	}
	to[name.n] = '\0';
	return true;
}

static bool
put_key(char key[KEY_ROOM], MtSlice from, MtSlice by)
{
	if (!put_name(key, KEY_ROOM / 2, from))
		return false;
	key[from.n] = '\t';
	return put_name(key + from.n + 1, KEY_ROOM / 2, by);
}

static Entry *
entry_at(MtAliases *a, MtSlice from, MtSlice by)
{
	char key[KEY_ROOM];
	Entry *entry;

	if (!put_key(key, from, by))
		return NULL;
	entry = g_hash_table_lookup(a->pairs, key);
	if (entry != NULL)
		return entry;
	if (g_hash_table_size(a->pairs) >= MT_MAX_ALIASES) {
		a->left_out++;
		return NULL;
	}
	entry = g_new0(Entry, 1);
	g_hash_table_insert(a->pairs, g_strdup(key), entry);
	g_hash_table_add(a->bys, g_strdup(strchr(key, '\t') + 1));
	return entry;
}

static void
add_time(Entry *e, int64_t first_us, int64_t last_us)
{
	e->first_us = e->dated ? MIN(e->first_us, first_us) : first_us;
	e->last_us = e->dated ? MAX(e->last_us, last_us) : last_us;
	e->dated = true;
}

static void
learn_hop(MtAliases *a, const MtChain *chain, size_t i)
{
	const MtReceived *r = &chain->hops[i].received;
	bool verified = r->rdns.n > 0 &&
			!mt_note_has(&r->notes, MT_NOTE_RDNS_UNVERIFIED) &&
			!mt_note_has(&r->notes, MT_NOTE_RDNS_NONE);
	MtSlice from = mt_domain_org(verified ? r->rdns : r->helo);
	MtSlice by = mt_domain_org(mt_chain_host(chain, i - 1));
	Entry *entry;

	if (from.n == 0 || by.n == 0 || r->pull)
		return;
	entry = entry_at(a, from, by);
	if (entry == NULL)
		return;
	entry->count++;
	entry->verified += verified;
	if (r->time.known)
		add_time(entry, r->time.us, r->time.us);
}

void
mt_aliases_learn(MtAliases *a, const MtChain *chain)
{
	for (size_t i = 1; i < chain->n; i++)
		learn_hop(a, chain, i);
}

static void
split_key(const char *key, MtSlice *from, MtSlice *by)
{
	const char *tab = strchr(key, '\t');

	*from = mt_slice(key, (size_t)(tab - key));
	*by = mt_slice_str(tab + 1);
}

static void
add_counts(MtAliases *a, MtSlice from, MtSlice by, const Entry *more)
{
	Entry *entry = entry_at(a, from, by);

	if (entry == NULL)
		return;
	entry->count += more->count;
	entry->verified += more->verified;
	if (more->dated)
		add_time(entry, more->first_us, more->last_us);
}

void
mt_aliases_merge(MtAliases *a, const MtAliases *other)
{
	GHashTableIter iter;
	gpointer key, entry;

	g_hash_table_iter_init(&iter, other->pairs);
	while (g_hash_table_iter_next(&iter, &key, &entry)) {
		MtSlice from, by;

		split_key(key, &from, &by);
		add_counts(a, from, by, entry);
	}
	a->left_out += other->left_out;
}

/* ---- the file ---- */

static bool
read_time(MtSlice text, int64_t *us)
{
	unsigned decimals;

	return mt_time_parse_rfc3339(text, us, &decimals);
}

static bool
read_line(MtAliases *a, MtSlice line)
{
	MtSlice words[7];
	unsigned long long count, verified;
	Entry entry = {0};
	size_t n = 0;

	while (n < G_N_ELEMENTS(words) && mt_slice_word(&line, &words[n]))
		n++;
	if (n == 0 || words[0].p[0] == '#')
		return true;
	if (n != 4 && n != 6)
		return false;
	if (!mt_slice_number(words[2], G_MAXINT64, &count) ||
	    !mt_slice_number(words[3], count, &verified))
		return false;
	entry.count = count;
	entry.verified = verified;
	entry.dated = n == 6;
	if (n == 6 && (!read_time(words[4], &entry.first_us) ||
		       !read_time(words[5], &entry.last_us)))
		return false;
	add_counts(a, words[0], words[1], &entry);
	return true;
}

bool
mt_aliases_read(MtAliases *a, const char *path, GError **error)
{
	g_autofree char *text = NULL;
	g_autoptr(GError) why = NULL;
	size_t length;
	unsigned number = 0;
	MtSlice rest, line;

	if (!g_file_get_contents(path, &text, &length, &why)) {
		g_set_error(error, MT_ERROR, MT_ERROR_IO, "%s", why->message);
		return false;
	}
	rest = mt_slice(text, length);
	if (!mt_slice_starts(rest, MT_SLICE(HEAD))) {
		g_set_error(error, MT_ERROR, MT_ERROR_CONFIG,
			    "'%s' is no file of aliases: it does not begin "
			    "with '# mailtrace aliases 1'",
			    path);
		return false;
	}
	while (rest.n > 0) {
		if (!mt_slice_cut(&rest, '\n', &line)) {
			line = rest;
			rest.n = 0;
		}
		number++;
		if (read_line(a, line))
			continue;
		g_set_error(error, MT_ERROR, MT_ERROR_CONFIG,
			    "'%s', line %u: no 'FROM BY COUNT VERIFIED FIRST "
			    "LAST'",
			    path, number);
		return false;
	}
	return true;
}

static gint
by_text(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
mt_aliases_write(const MtAliases *a, MtBuf *out)
{
	g_autofree gpointer *keys = NULL;
	guint n;

	MT_BUF_ADD(out, HEAD);
	keys = g_hash_table_get_keys_as_array(a->pairs, &n);
	if (n > 0)
		qsort(keys, n, sizeof(*keys), by_text);
	for (guint i = 0; i < n; i++) {
		const Entry *e = g_hash_table_lookup(a->pairs, keys[i]);

		mt_buf_addf(out, "%s\t%llu\t%llu", (const char *)keys[i],
			    (unsigned long long)e->count,
			    (unsigned long long)e->verified);
		if (e->dated) {
			mt_buf_add_char(out, '\t');
			mt_time_add_utc(out, e->first_us, 0);
			mt_buf_add_char(out, '\t');
			mt_time_add_utc(out, e->last_us, 0);
		}
		mt_buf_add_char(out, '\n');
	}
}

/* ---- asking ---- */

MtAlias
mt_aliases_get(const MtAliases *a, MtSlice from, MtSlice by)
{
	MtAlias alias = {.from = mt_domain_org(from), .by = mt_domain_org(by)};
	char key[KEY_ROOM];
	const Entry *entry;

	if (!put_key(key, alias.from, alias.by))
		return alias;
	entry = g_hash_table_lookup(a->pairs, key);
	if (entry == NULL)
		return alias;
	alias.count = entry->count;
	alias.verified = entry->verified;
	alias.dated = entry->dated;
	alias.first_us = entry->first_us;
	alias.last_us = entry->last_us;
	return alias;
}

bool
mt_aliases_knows_by(const MtAliases *a, MtSlice by)
{
	char name[KEY_ROOM];

	return put_name(name, sizeof(name), mt_domain_org(by)) &&
	       g_hash_table_contains(a->bys, name);
}

size_t
mt_aliases_n(const MtAliases *a)
{
	return g_hash_table_size(a->pairs);
}

uint64_t
mt_aliases_left_out(const MtAliases *a)
{
	return a->left_out;
}

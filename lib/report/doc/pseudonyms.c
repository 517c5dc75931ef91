/* A table from names to numbers. */
#include "report/doc/pseudonyms.h"

struct MtPseudonyms {
	const char *sort;
	GHashTable *numbers; /* of GBytes in lower case */
};

MtPseudonyms *
mt_pseudonyms_new(const char *sort)
{
	MtPseudonyms *names = g_new0(MtPseudonyms, 1);

	names->sort = sort;
	names->numbers =
		g_hash_table_new_full(g_bytes_hash, g_bytes_equal,
				      (GDestroyNotify)g_bytes_unref, NULL);
	return names;
}

void
mt_pseudonyms_free(MtPseudonyms *names)
{
	g_hash_table_unref(names->numbers);
	g_free(names);
}

static GBytes *
key_of(MtSlice name)
{
	char *lower = g_malloc(name.n + 1);

	for (size_t i = 0; i < name.n; i++)
		lower[i] = mt_lower(name.p[i]);
	return g_bytes_new_take(lower, name.n);
}

bool
mt_pseudonyms_have(const MtPseudonyms *names, MtSlice name)
{
	g_autoptr(GBytes) key = key_of(name);

	return name.n > 0 && g_hash_table_contains(names->numbers, key);
}

void
mt_pseudonyms_add(MtPseudonyms *names, MtBuf *out, MtSlice name)
{
	g_autoptr(GBytes) key = NULL;
	guint n;

	if (name.n == 0)
		return;
	key = key_of(name);
	n = GPOINTER_TO_UINT(g_hash_table_lookup(names->numbers, key));
	if (n == 0) {
		n = g_hash_table_size(names->numbers) + 1;
		g_hash_table_insert(names->numbers, g_bytes_ref(key),
				    GUINT_TO_POINTER(n));
	}
	mt_buf_addf(out, "%s-%u", names->sort, n);
}

/* Hash tables of strings, asked with slices. */
#include "report/model/keyset.h"

char *
mt_keyset_key(MtSlice id)
{
	return g_strndup(id.p != NULL ? id.p : "", id.n);
}

GHashTable *
mt_keyset_new(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void
mt_keyset_add(GHashTable *set, MtSlice id)
{
	if (id.n > 0)
		g_hash_table_add(set, mt_keyset_key(id));
}

bool
mt_keyset_has(GHashTable *set, MtSlice id)
{
	g_autofree char *key = NULL;

	if (id.n == 0 || g_hash_table_size(set) == 0)
		return false;
	key = mt_keyset_key(id);
	return g_hash_table_contains(set, key);
}

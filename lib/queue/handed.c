/* Two open hash tables of fixed size; key 0 is free, key 1 was taken. */
#include "queue/handed.h"

#include <glib.h>

#include "flow/hash.h"

enum { SIZE = 16384, FULL = SIZE / 2 };

uint64_t
mt_handed_key(MtSlice host, MtSlice queue_id)
{
	return mt_hash_text(mt_hash_text(3, host), queue_id) | 2;
}

void
mt_handed_add(MtHandedTable *table, const MtHanded *handed)
{
	size_t i = handed->key % SIZE;

	if (table->young == NULL || table->n >= FULL) {
		g_free(table->old);
		table->old = table->young;
		table->young = g_new0(MtHanded, SIZE);
		table->n = 0;
	}
	while (table->young[i].key > 1)
		i = (i + 1) % SIZE;
	table->n += table->young[i].key == 0;
	table->young[i] = *handed;
}

static bool
take(MtHanded *all, uint64_t key, MtHanded *handed)
{
	if (all == NULL)
		return false;
	for (size_t i = key % SIZE; all[i].key != 0; i = (i + 1) % SIZE)
		if (all[i].key == key) {
			*handed = all[i];
			all[i].key = 1;
			return true;
		}
	return false;
}

bool
mt_handed_take(MtHandedTable *table, uint64_t key, MtHanded *handed)
{
	return take(table->young, key, handed) || take(table->old, key, handed);
}

void
mt_handed_clear(MtHandedTable *table)
{
	g_free(table->young);
	g_free(table->old);
	*table = (MtHandedTable){0};
}

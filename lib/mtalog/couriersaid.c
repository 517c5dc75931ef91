/* A table of the texts, one piece of memory for each recipient. */
#include "mtalog/couriersaid.h"

#include <glib.h>

#include "base/limits.h"

typedef struct {
	MtSlice reply, relay, relay_ip; /* behind the key */
	char key[];                     /* `ID RECIPIENT`, with its end */
} Said;

void *
mt_couriersaid_open(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
}

void
mt_couriersaid_close(void *said)
{
	g_hash_table_unref(said);
}

static char *
add(char *to, MtSlice text)
{
	if (text.n > 0)
		memcpy(to, text.p, text.n);
	return to + text.n;
}

static MtSlice
place(char **to, MtSlice text)
{
	MtSlice placed = mt_slice(*to, text.n);

	*to = add(*to, text);
	return placed;
}

static size_t
key_length(const MtEvent *e)
{
	return e->queue_id.n + e->recipient.n + 2;
}

static void
write_key(char *key, const MtEvent *e)
{
	char *to = add(key, e->queue_id);

	*to++ = ' ';
	*add(to, e->recipient) = '\0';
}

static const Said *
find(void *said, const MtEvent *e, MtArena *arena)
{
	char *key = mt_arena_take(arena, key_length(e));

	write_key(key, e);
	return g_hash_table_lookup(said, key);
}

static MtSlice
newer(MtSlice text, MtSlice older)
{
	return mt_slice_sub(text.n > 0 ? text : older, 0, MT_MAX_ANSWER);
}

void
mt_couriersaid_keep(void *said, const MtEvent *e, MtArena *arena)
{
	static const Said nothing;
	const Said *found = find(said, e, arena);
	const Said *old = found != NULL ? found : &nothing;
	MtSlice reply = newer(e->reply, old->reply),
		relay = newer(e->relay, old->relay),
		relay_ip = newer(e->relay_ip, old->relay_ip);
	Said *kept = g_malloc(sizeof *kept + key_length(e) + reply.n + relay.n +
			      relay_ip.n);
	char *to = kept->key + key_length(e);

	write_key(kept->key, e);
	kept->reply = place(&to, reply);
	kept->relay = place(&to, relay);
	kept->relay_ip = place(&to, relay_ip);
	if (g_hash_table_size(said) >= MT_MAX_DELIVERIES)
		g_hash_table_remove_all(said);
	g_hash_table_replace(said, kept->key, kept);
}

static void
give(MtSlice text, MtSlice *member, MtArena *arena)
{
	if (text.n > 0 && member->p == NULL)
		*member = mt_arena_copy(arena, text);
}

void
mt_couriersaid_recall(void *said, MtEvent *e, MtArena *arena)
{
	const Said *found = find(said, e, arena);

	if (found == NULL)
		return;
	give(found->reply, &e->reply, arena);
	give(found->relay, &e->relay, arena);
	give(found->relay_ip, &e->relay_ip, arena);
	g_hash_table_remove(said, found->key);
}

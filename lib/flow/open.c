/* An open hash table of transactions, and chunks that are used again. */
#include "flow/open.h"

#include "base/limits.h"

struct MtChunk {
	MtChunk *next;
	size_t size; /* of the whole */
};

/* A transaction with one recipient fits in the first. */
static const size_t sizes[] = {2048, 8192, 65536};

enum { SIZES = sizeof sizes / sizeof sizes[0], SLOTS = 1024, ALIGN = 16 };

void
mt_open_table_init(MtOpenTable *table)
{
	memset(table, 0, sizeof *table);
	table->size = SLOTS;
	table->slots = g_new0(MtOpenSlot, SLOTS);
}

static void
free_chunks(MtChunk *chunk)
{
	while (chunk != NULL) {
		MtChunk *next = chunk->next;

		g_free(chunk);
		chunk = next;
	}
}

void
mt_open_table_clear(MtOpenTable *table)
{
	MtOpen *o = table->oldest;

	while (o != NULL) {
		MtOpen *next = o->newer;

		free_chunks(o->chunks);
		o = next;
	}
	for (size_t i = 0; i < SIZES; i++)
		free_chunks(table->free_chunks[i]);
	g_free(table->slots);
	memset(table, 0, sizeof *table);
}

static MtChunk *
take_chunk(MtOpenTable *table, size_t least)
{
	MtChunk *chunk;
	size_t i = 0, size;

	while (i < SIZES && sizes[i] < least)
		i++;
	size = i < SIZES ? sizes[i] : least;
	if (i < SIZES && table->free_chunks[i] != NULL) {
		chunk = table->free_chunks[i];
		table->free_chunks[i] = chunk->next;
	} else {
		chunk = g_malloc(size);
		chunk->size = size;
	}
	table->bytes += size;
	return chunk;
}

static void
give_chunk(MtOpenTable *table, MtChunk *chunk)
{
	table->bytes -= chunk->size;
	for (size_t i = 0; i < SIZES; i++)
		if (chunk->size == sizes[i]) {
			chunk->next = table->free_chunks[i];
			table->free_chunks[i] = chunk;
			return;
		}
	g_free(chunk);
}

static size_t
align(size_t n)
{
	return (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

/* Chunks grow with what the transaction has, so that there are few. */
static void
make_room(MtOpenTable *table, MtOpen *o, size_t n)
{
	size_t head = align(sizeof(MtChunk));
	size_t want = MAX(n + head, o->chunks->size + 1);
	MtChunk *chunk =
		take_chunk(table, n + head > sizes[SIZES - 1]
					  ? n + head
					  : MIN(want, sizes[SIZES - 1]));

	chunk->next = o->chunks;
	o->chunks = chunk;
	o->free = (char *)chunk + head;
	o->room = chunk->size - head;
}

static void *
take(MtOpenTable *table, MtOpen *o, size_t n)
{
	void *p;

	if (o->room < n)
		make_room(table, o, n);
	p = o->free;
	o->free += n;
	o->room -= n;
	return p;
}

void *
mt_open_take(MtOpenTable *table, MtOpen *o, size_t n)
{
	size_t behind_text = -(uintptr_t)o->free % ALIGN;

	take(table, o, MIN(behind_text, o->room));
	return take(table, o, align(n));
}

/* Texts need no alignment: they stand one behind the other. */
MtSlice
mt_open_keep(MtOpenTable *table, MtOpen *o, MtSlice text, MtSlice same)
{
	char *copy;

	if (text.p == NULL)
		return text;
	text.n = MIN(text.n, (size_t)MT_MAX_KEPT_TEXT);
	if (same.p != NULL && mt_slice_eq(text, same))
		return same;
	copy = take(table, o, text.n);
	memcpy(copy, text.p, text.n);
	return mt_slice(copy, text.n);
}

static void
put(MtOpenTable *table, MtOpen *o)
{
	size_t mask = table->size - 1, i = o->hash & mask;

	while (table->slots[i].open != NULL)
		i = (i + 1) & mask;
	table->slots[i] = (MtOpenSlot){o->hash, o};
	table->n++;
}

static void
grow(MtOpenTable *table)
{
	MtOpenSlot *old = table->slots;
	size_t size = table->size;

	table->size *= 2;
	table->slots = g_new0(MtOpenSlot, table->size);
	table->n = 0;
	for (size_t i = 0; i < size; i++)
		if (old[i].open != NULL)
			put(table, old[i].open);
	g_free(old);
}

/* Without tombstones: what stands behind the hole moves up, if it may. */
static void
take_out(MtOpenTable *table, const MtOpen *o)
{
	size_t mask = table->size - 1, hole = o->hash & mask, i;

	while (table->slots[hole].open != o)
		hole = (hole + 1) & mask;
	for (i = (hole + 1) & mask; table->slots[i].open != NULL;
	     i = (i + 1) & mask) {
		size_t home = table->slots[i].hash & mask;

		if (((i - home) & mask) < ((i - hole) & mask))
			continue;
		table->slots[hole] = table->slots[i];
		hole = i;
	}
	table->slots[hole].open = NULL;
	table->n--;
}

static void
append(MtOpenTable *table, MtOpen *o)
{
	o->older = table->newest;
	o->newer = NULL;
	if (table->newest != NULL)
		table->newest->newer = o;
	else
		table->oldest = o;
	table->newest = o;
}

static void
unlink_age(MtOpenTable *table, MtOpen *o)
{
	if (o->older != NULL)
		o->older->newer = o->newer;
	else
		table->oldest = o->newer;
	if (o->newer != NULL)
		o->newer->older = o->older;
	else
		table->newest = o->older;
}

void
mt_open_touch(MtOpenTable *table, MtOpen *o)
{
	if (o == table->newest)
		return;
	unlink_age(table, o);
	append(table, o);
}

MtOpen *
mt_open_new(MtOpenTable *table, uint64_t hash, bool in_table)
{
	size_t head = align(sizeof(MtChunk)), body = align(sizeof(MtOpen));
	MtChunk *chunk = take_chunk(table, head + body);
	MtOpen *o = (MtOpen *)(void *)((char *)chunk + head);

	memset(o, 0, sizeof *o);
	chunk->next = NULL;
	o->chunks = chunk;
	o->free = (char *)o + body;
	o->room = chunk->size - head - body;
	o->hash = hash;
	append(table, o);
	if (in_table) {
		if (table->n * 2 >= table->size)
			grow(table);
		put(table, o);
	}
	return o;
}

void
mt_open_free(MtOpenTable *table, MtOpen *o)
{
	MtChunk *chunk = o->chunks;

	mt_open_wait(table, o, MT_WAIT_NOTHING, 0);
	unlink_age(table, o);
	if (o->t.queue_id.p != NULL)
		take_out(table, o);
	while (chunk != NULL) {
		MtChunk *next = chunk->next;

		give_chunk(table, chunk);
		chunk = next;
	}
}

MtOpen *
mt_open_find(const MtOpenTable *table, uint64_t hash, MtSlice host, MtSlice id,
	     const MtSlice *instance)
{
	size_t mask = table->size - 1;

	for (size_t i = hash & mask; table->slots[i].open != NULL;
	     i = (i + 1) & mask) {
		MtOpen *o = table->slots[i].open;

		if (table->slots[i].hash == hash &&
		    mt_slice_eq(o->t.queue_id, id) &&
		    mt_slice_eq(o->t.host, host) &&
		    (instance == NULL || mt_slice_eq(o->t.instance, *instance)))
			return o;
	}
	return NULL;
}

MtOpen *
mt_open_next(const MtOpenTable *table, uint64_t hash, size_t *at)
{
	size_t mask = table->size - 1;

	for (;;) {
		const MtOpenSlot *slot = &table->slots[(hash + *at) & mask];

		if (slot->open == NULL)
			return NULL;
		++*at;
		if (slot->hash == hash)
			return slot->open;
	}
}

void
mt_open_wait(MtOpenTable *table, MtOpen *o, MtWait wait, int64_t due_us)
{
	if (o->wait != MT_WAIT_NOTHING) {
		table->waiting[o->wait].n--;
		if (o->due_before != NULL)
			o->due_before->due_next = o->due_next;
		else
			table->waiting[o->wait].first = o->due_next;
		if (o->due_next != NULL)
			o->due_next->due_before = o->due_before;
		else
			table->waiting[o->wait].last = o->due_before;
	}
	o->wait = wait;
	o->due_us = due_us;
	if (wait == MT_WAIT_NOTHING)
		return;
	o->due_next = NULL;
	o->due_before = table->waiting[wait].last;
	if (o->due_before != NULL)
		o->due_before->due_next = o;
	else
		table->waiting[wait].first = o;
	table->waiting[wait].last = o;
	table->waiting[wait].n++;
}

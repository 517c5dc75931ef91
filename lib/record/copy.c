/* The tables say where the pointers of a struct are. */
#include "record/copy.h"

typedef struct {
	const MtCopyLimits *most;
	MtArena *arena;
} Copy;

static MtSlice
copy_text(const Copy *c, MtSlice s)
{
	MtSlice kept = mt_slice_sub(s, 0, c->most->text);
	MtSlice tail = kept.n < s.n ? MT_SLICE(MT_CUT) : MT_SLICE("");
	char *p;

	if (s.p == NULL)
		return s;
	p = mt_arena_take(c->arena, kept.n + tail.n + 1);
	if (kept.n > 0)
		memcpy(p, kept.p, kept.n);
	memcpy(p + kept.n, tail.p, tail.n);
	return mt_slice(p, kept.n + tail.n);
}

static MtTexts
copy_texts(const Copy *c, MtTexts list)
{
	size_t n = MIN(list.n, c->most->list);
	MtSlice *texts;

	if (n == 0)
		return (MtTexts){0};
	texts = MT_ARENA_NEW0(c->arena, MtSlice, n);
	for (size_t i = 0; i < n; i++)
		texts[i] = copy_text(c, list.texts[i]);
	return (MtTexts){texts, n};
}

static MtCounts
copy_counts(const Copy *c, MtCounts list)
{
	size_t n = MIN(list.n, c->most->list);
	MtCount *counts;

	if (n == 0)
		return (MtCounts){0};
	counts = MT_ARENA_NEW0(c->arena, MtCount, n);
	for (size_t i = 0; i < n; i++)
		counts[i] = (MtCount){copy_text(c, list.counts[i].name),
				      list.counts[i].n};
	return (MtCounts){counts, n};
}

/* Objects in objects: as deep as the tables of members are, and no deeper.
 * NOLINTBEGIN(misc-no-recursion) */
static void copy_members(const Copy *c, const MtMember *members, size_t n,
			 const void *from, void *to, size_t size);

/* The text of the list is left behind: nobody passes a copy on as it was. */
static MtObjects
copy_objects(const Copy *c, const MtPart *part, MtObjects list)
{
	size_t n = MIN(list.n, c->most->list);
	char *items;

	if (n == 0)
		return (MtObjects){0};
	items = mt_arena_take(c->arena, n * part->size);
	for (size_t i = 0; i < n; i++)
		copy_members(c, part->members, part->n,
			     (const char *)list.items + i * part->size,
			     items + i * part->size, part->size);
	return (MtObjects){.items = items, .n = n};
}

/* The scope of an address, where records have it, is a text of its own. */
static void
copy_member(const Copy *c, const MtMember *m, const void *from, void *to)
{
	switch (m->type) {
	case MT_MEMBER_TEXT:
		*(MtSlice *)to = copy_text(c, *(const MtSlice *)from);
		break;
	case MT_MEMBER_TEXTS:
		*(MtTexts *)to = copy_texts(c, *(const MtTexts *)from);
		break;
	case MT_MEMBER_COUNTS:
		*(MtCounts *)to = copy_counts(c, *(const MtCounts *)from);
		break;
	case MT_MEMBER_OBJECTS:
		*(MtObjects *)to =
			copy_objects(c, m->part, *(const MtObjects *)from);
		break;
	case MT_MEMBER_ADDRESS:
		((MtIp *)to)->scope = (MtSlice){0};
		break;
	default:
		break; /* no pointers */
	}
}

static void
copy_members(const Copy *c, const MtMember *members, size_t n, const void *from,
	     void *to, size_t size)
{
	memcpy(to, from, size);
	for (size_t i = 0; i < n; i++)
		copy_member(c, &members[i],
			    (const char *)from + members[i].offset,
			    (char *)to + members[i].offset);
}
/* NOLINTEND(misc-no-recursion) */

void *
mt_record_copy(const MtRecordKind *kind, const void *data,
	       const MtCopyLimits *limits, MtArena *arena)
{
	const Copy c = {limits, arena};
	void *copy = mt_arena_take(arena, kind->size);

	copy_members(&c, kind->members, kind->n, data, copy, kind->size);
	return copy;
}

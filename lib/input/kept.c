/* What the limits on a header block leave of it. */
#include "input/kept.h"

static void
note(MtKept *k, MtNoteKind kind, uint64_t from, uint64_t to)
{
	mt_note_add(&k->message->notes, k->arena, kind, from, to - from);
}

/* A field that was cut still ends its line, or the next would be part of it. */
static void
close_gap(MtKept *k, uint64_t to)
{
	size_t end = 0;

	if (k->last[1] == '\n' || k->last[1] == '\r')
		end = k->last[0] == '\r' && k->last[1] == '\n' ? 2 : 1;
	end = MIN(end, k->dropped);
	if (k->dropped > end) {
		k->gaps[k->n_gaps++] = (MtGap){k->buf->n, k->dropped - end};
		note(k, MT_NOTE_FIELD_TOO_LONG, k->field_offset, to);
	}
	mt_buf_add(k->buf, mt_slice(k->last + 2 - end, end));
}

static void
cut(MtKept *k)
{
	k->cut = k->field_offset;
	k->buf->n = k->field;
	while (k->n_gaps > 0 && k->gaps[k->n_gaps - 1].at >= k->field)
		k->n_gaps--;
}

void
mt_kept_field(MtKept *k, uint64_t offset)
{
	if (k->cut != 0)
		return;
	if (k->dropped > 0)
		close_gap(k, offset);
	if (k->buf->n > MT_MAX_HEADER) {
		cut(k);
		return;
	}
	k->dropped = 0;
	k->field = k->buf->n;
	k->field_offset = offset;
}

void
mt_kept_add(MtKept *k, MtSlice bytes)
{
	size_t have = k->buf->n - k->field, room = 0;

	if (k->cut != 0 || bytes.n == 0)
		return;
	if (k->dropped == 0)
		room = MIN(MT_MAX_FIELD - have, bytes.n);
	mt_buf_add(k->buf, mt_slice(bytes.p, room));
	k->dropped += bytes.n - room;
	k->last[0] = k->last[1];
	if (bytes.n > 1)
		k->last[0] = bytes.p[bytes.n - 2];
	k->last[1] = bytes.p[bytes.n - 1];
}

void
mt_kept_end(MtKept *k, uint64_t offset)
{
	MtMessage *m = k->message;
	char *header;
	MtGap *gaps;

	mt_kept_field(k, offset);
	if (k->cut != 0)
		note(k, MT_NOTE_HEADER_TOO_LONG, k->cut, offset);
	header = mt_arena_take(k->arena, k->buf->n);
	gaps = mt_arena_take(k->arena, k->n_gaps * sizeof *gaps);
	if (k->buf->n > 0)
		memcpy(header, k->buf->p, k->buf->n);
	memcpy(gaps, k->gaps, k->n_gaps * sizeof *gaps);
	m->header = mt_slice(header, k->buf->n);
	m->gaps = gaps;
	m->n_gaps = k->n_gaps;
	mt_message_find_fields(m, k->arena);
	k->buf->n = 0;
	if (k->buf->size > (size_t)2 * MT_MAX_FIELD)
		mt_buf_clear(k->buf);
}

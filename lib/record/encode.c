/* A record as one line of JSON. */
#include "base/json.h"
#include "record/value.h"

/* `,"NAME_b64":` from `,"NAME":`. */
static void
add_b64_key(MtBuf *out, MtSlice key)
{
	mt_buf_add(out, mt_slice(key.p, key.n - 2));
	MT_BUF_ADD(out, "_b64\":");
}

static inline void
add_key(MtBuf *out, const MtMember *m)
{
	memcpy(mt_buf_room(out, MT_KEY_ROOM), m->key.p, MT_KEY_ROOM);
	out->n += m->key.n;
}

static inline void
add_text(MtBuf *out, const MtMember *m, const MtSlice *text)
{
	if (text->p == NULL)
		return;
	add_key(out, m);
	if (mt_json_add_string(out, *text))
		return;
	add_b64_key(out, m->key);
	mt_json_add_base64(out, *text);
}

static void
add_texts(MtBuf *out, const MtMember *m, const MtTexts *list)
{
	bool exact = true;

	if (list->n == 0)
		return;
	add_key(out, m);
	for (size_t i = 0; i < list->n; i++) {
		mt_buf_add_char(out, i == 0 ? '[' : ',');
		exact = mt_json_add_string(out, list->texts[i]) && exact;
	}
	mt_buf_add_char(out, ']');
	if (exact)
		return;
	add_b64_key(out, m->key);
	for (size_t i = 0; i < list->n; i++) {
		mt_buf_add_char(out, i == 0 ? '[' : ',');
		mt_json_add_base64(out, list->texts[i]);
	}
	mt_buf_add_char(out, ']');
}

static void
add_counts(MtBuf *out, const MtMember *m, const MtCounts *list)
{
	if (list->n == 0)
		return;
	add_key(out, m);
	for (size_t i = 0; i < list->n; i++) {
		mt_buf_add_char(out, i == 0 ? '{' : ',');
		mt_json_add_string(out, list->counts[i].name);
		mt_buf_add_char(out, ':');
		mt_buf_add_int(out, list->counts[i].n);
	}
	mt_buf_add_char(out, '}');
}

static inline void
add_number(MtBuf *out, const MtMember *m, const MtNumber *number)
{
	if (!number->known)
		return;
	add_key(out, m);
	mt_buf_add_int(out, number->n);
}

/* Those that are written as in TSV. */
static inline void
add_plain(MtBuf *out, const MtMember *m, const void *data)
{
	if (!mt_member_known(m, data))
		return;
	add_key(out, m);
	mt_member_add_plain(out, m, data);
}

static inline void
add_quoted(MtBuf *out, const MtMember *m, const void *data)
{
	if (!mt_member_known(m, data))
		return;
	add_key(out, m);
	mt_buf_add_char(out, '"');
	mt_member_add_plain(out, m, data);
	mt_buf_add_char(out, '"');
}

/* Nothing is written of a member that is not known, as about half are. */
static G_ALWAYS_INLINE inline void
add_member(MtBuf *out, const MtMember *m, const void *data)
{
	switch (m->type) {
	case MT_MEMBER_TEXT:
		add_text(out, m, mt_member_at(m, data));
		break;
	case MT_MEMBER_NUMBER:
		add_number(out, m, mt_member_at(m, data));
		break;
	case MT_MEMBER_TIME:
	case MT_MEMBER_ADDRESS:
		add_quoted(out, m, data);
		break;
	case MT_MEMBER_DECIMAL:
	case MT_MEMBER_TRUE:
		add_plain(out, m, data);
		break;
	case MT_MEMBER_TEXTS:
		add_texts(out, m, mt_member_at(m, data));
		break;
	case MT_MEMBER_COUNTS:
		add_counts(out, m, mt_member_at(m, data));
		break;
	case MT_MEMBER_OBJECTS:
		break; /* in records only: add_members() */
	}
}

/* Every member is written with a comma before it: the first one's goes. */
static void
add_object(MtBuf *out, const MtPart *part, const void *item)
{
	size_t begin = out->n;

	for (size_t i = 0; i < part->n; i++)
		add_member(out, &part->members[i], item);
	if (out->n == begin)
		mt_buf_add_char(out, '{');
	else
		out->p[begin] = '{';
	mt_buf_add_char(out, '}');
}

void
mt_member_add_objects(MtBuf *out, const MtMember *member, const MtObjects *list)
{
	const char *item = list->items;

	if (list->json.p != NULL) {
		mt_buf_add(out, list->json);
		return;
	}
	for (size_t i = 0; i < list->n; i++) {
		mt_buf_add_char(out, i == 0 ? '[' : ',');
		add_object(out, member->part, item);
		item += member->part->size;
	}
	mt_buf_add_char(out, ']');
}

static void
add_objects(MtBuf *out, const MtMember *m, const MtObjects *list)
{
	if (list->n == 0)
		return;
	add_key(out, m);
	mt_member_add_objects(out, m, list);
}

static void
add_members(MtBuf *out, const MtRecordKind *kind, const void *data)
{
	const MtMember *end = kind->members + kind->n;

	mt_buf_add(out, kind->head);
	for (const MtMember *m = kind->members; m < end; m++)
		if (m->type == MT_MEMBER_OBJECTS)
			add_objects(out, m, mt_member_at(m, data));
		else
			add_member(out, m, data);
}

void
mt_record_add_json(MtBuf *out, const MtRecordKind *kind, const void *data)
{
	add_members(out, kind, data);
	MT_BUF_ADD(out, "}\n");
}

void
mt_record_pass_json(MtBuf *out, const MtRecord *record)
{
	add_members(out, record->kind, record->data);
	for (size_t i = 0; i < record->n_foreign; i++) {
		mt_buf_add_char(out, ',');
		mt_buf_add(out, record->foreign[i].name);
		mt_buf_add_char(out, ':');
		mt_buf_add(out, record->foreign[i].value);
	}
	MT_BUF_ADD(out, "}\n");
}

/* A record as one line of JSON: one check of the room for a member. */
#include "base/json.h"
#include "record/value.h"

/* `,"NAME_b64":` from `,"NAME":`. */
static void
add_b64_key(MtBuf *out, MtSlice key)
{
	mt_buf_add(out, mt_slice(key.p, key.n - 2));
	MT_BUF_ADD(out, "_b64\":");
}

/* A key, and room for `n` bytes behind it. */
static inline char *
put_key(MtBuf *out, const MtMember *m, size_t n)
{
	char *p = mt_buf_room(out, MT_KEY_ROOM + n);

	memcpy(p, m->key.p, MT_KEY_ROOM);
	return p + m->key.n;
}

static inline void
add_key(MtBuf *out, const MtMember *m)
{
	mt_buf_end(out, put_key(out, m, 0));
}

/* Apart, for the sake of texts in which nothing is to be escaped. */
static G_GNUC_NO_INLINE void
add_special_text(MtBuf *out, const MtMember *m, const MtSlice *text)
{
	add_key(out, m);
	if (mt_json_add_escaped(out, *text))
		return;
	add_b64_key(out, m->key);
	mt_json_add_base64(out, *text);
}

static G_ALWAYS_INLINE inline void
add_text(MtBuf *out, const MtMember *m, const MtSlice *text)
{
	const char *end;

	if (text->p == NULL)
		return;
	end = mt_json_put_plain(put_key(out, m, text->n + 2), *text);
	if (end != NULL)
		mt_buf_end(out, end);
	else
		add_special_text(out, m, text);
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

/* A value that is neither text nor a list; `quote` is 1 or 0. */
static G_ALWAYS_INLINE inline void
add_value(MtBuf *out, const MtMember *m, MtMemberType type, const void *at,
	  int quote)
{
	char *p;

	if (!mt_value_known(type, at))
		return;
	p = put_key(out, m, MT_VALUE_ROOM + 2);
	*p = '"';
	p = mt_value_put(p + quote, type, at);
	*p = '"';
	mt_buf_end(out, p + quote);
}

/*
 * A member of an object, or of a record: false for a list of objects, which only
 * those have. Nothing is written of one that is not known, as about half are.
 */
static G_ALWAYS_INLINE inline bool
add_member(MtBuf *out, const MtMember *m, const void *at)
{
	switch (m->type) {
	case MT_MEMBER_TEXT:
		add_text(out, m, at);
		break;
	case MT_MEMBER_NUMBER:
		add_value(out, m, MT_MEMBER_NUMBER, at, 0);
		break;
	case MT_MEMBER_DECIMAL:
		add_value(out, m, MT_MEMBER_DECIMAL, at, 0);
		break;
	case MT_MEMBER_TRUE:
		add_value(out, m, MT_MEMBER_TRUE, at, 0);
		break;
	case MT_MEMBER_TIME:
		add_value(out, m, MT_MEMBER_TIME, at, 1);
		break;
	case MT_MEMBER_ADDRESS:
		add_value(out, m, MT_MEMBER_ADDRESS, at, 1);
		break;
	case MT_MEMBER_TEXTS:
		add_texts(out, m, at);
		break;
	case MT_MEMBER_COUNTS:
		add_counts(out, m, at);
		break;
	case MT_MEMBER_OBJECTS:
		return false;
	}
	return true;
}

/* Every member is written with a comma before it: the first one's goes. */
static void
add_object(MtBuf *out, const MtPart *part, const void *item)
{
	size_t begin = out->n;

	for (const MtMember *m = part->members; m < part->members + part->n;
	     m++)
		add_member(out, m, mt_member_at(m, item));
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
		if (!add_member(out, m, mt_member_at(m, data)))
			add_objects(out, m, mt_member_at(m, data));
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

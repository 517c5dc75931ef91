/* Records as a table for awk, sort, cut and databases. */
#include "base/plain.h"
#include "base/utf8.h"
#include "record/value.h"

static void
add_hex(MtBuf *out, MtSlice bytes)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < bytes.n; i++) {
		unsigned char c = (unsigned char)bytes.p[i];
		char hex[] = {'\\', 'x', digits[c >> 4], digits[c & 0xf]};

		mt_buf_add(out, mt_slice(hex, sizeof hex));
	}
}

/* One character at the front of `s`; the bytes taken. */
static size_t
add_character(MtBuf *out, MtSlice s)
{
	uint32_t code;
	size_t n = mt_utf8_read(s, &code);

	if (n == 0) {
		add_hex(out, mt_slice(s.p, 1));
		return 1;
	}
	if (code == '\t')
		MT_BUF_ADD(out, "\\t");
	else if (code == '\n')
		MT_BUF_ADD(out, "\\n");
	else if (code == '\\')
		MT_BUF_ADD(out, "\\\\");
	else if (mt_utf8_kind(code) != MT_UTF8_PLAIN)
		add_hex(out, mt_slice(s.p, n));
	else
		mt_buf_add(out, mt_slice(s.p, n));
	return n;
}

/* Text with bytes that are escaped, `comma` among them. */
static G_GNUC_NO_INLINE void
add_special(MtBuf *out, MtSlice s, char comma)
{
	while (s.n > 0) {
		size_t n = mt_plain_run(s, '\\', comma);

		if (n > 0) {
			mt_buf_add(out, mt_slice(s.p, n));
		} else if (comma != '\0' && s.p[0] == comma) {
			n = 1;
			add_hex(out, mt_slice(s.p, n));
		} else {
			n = add_character(out, s);
		}
		s = mt_slice(s.p + n, s.n - n);
	}
}

/* `comma` is escaped too: it separates the texts of a list; NUL for none. */
static void
add_escaped(MtBuf *out, MtSlice s, char comma)
{
	if (mt_plain_copy(mt_buf_room(out, s.n), s, '\\', comma))
		out->n += s.n;
	else
		add_special(out, s, comma);
}

static void
add_list(MtBuf *out, const MtTexts *list)
{
	for (size_t i = 0; i < list->n; i++) {
		if (i > 0)
			mt_buf_add_char(out, ',');
		add_escaped(out, list->texts[i], ',');
	}
}

static void
add_counts(MtBuf *out, const MtCounts *list)
{
	for (size_t i = 0; i < list->n; i++) {
		if (i > 0)
			mt_buf_add_char(out, ',');
		add_escaped(out, list->counts[i].name, ',');
		mt_buf_add_char(out, '=');
		mt_buf_add_int(out, list->counts[i].n);
	}
}

/* JSON has no control characters; what turns text may have passed through. */
static void
add_objects(MtBuf *out, const MtMember *m, const MtObjects *list)
{
	g_auto(MtBuf) json = {0};

	mt_member_add_objects(&json, m, list);
	add_escaped(out, mt_buf_slice(&json), '\0');
}

static void
add_value(MtBuf *out, const MtMember *m, const void *at)
{
	if (!mt_value_known(m->type, at))
		MT_BUF_ADD(out, "\\N");
	else if (m->type == MT_MEMBER_TEXT)
		add_escaped(out, *(const MtSlice *)at, '\0');
	else if (m->type == MT_MEMBER_TEXTS)
		add_list(out, at);
	else if (m->type == MT_MEMBER_COUNTS)
		add_counts(out, at);
	else if (m->type == MT_MEMBER_OBJECTS)
		add_objects(out, m, at);
	else
		mt_buf_end(out, mt_value_put(mt_buf_room(out, MT_VALUE_ROOM),
					     m->type, at));
}

void
mt_record_add_tsv_head(MtBuf *out, const MtRecordKind *kind)
{
	for (size_t i = 0; i < kind->n; i++) {
		mt_buf_add(out, kind->members[i].name);
		mt_buf_add_char(out, i + 1 < kind->n ? '\t' : '\n');
	}
}

void
mt_record_add_tsv(MtBuf *out, const MtRecordKind *kind, const void *data)
{
	for (size_t i = 0; i < kind->n; i++) {
		const MtMember *m = &kind->members[i];

		add_value(out, m, mt_member_at(m, data));
		mt_buf_add_char(out, i + 1 < kind->n ? '\t' : '\n');
	}
}

/* JSON text: what is not plain, and base64. */
#include "base/json.h"

#include "base/utf8.h"

static void
add_unit(MtBuf *out, uint32_t unit)
{
	static const char digits[] = "0123456789abcdef";
	char *p = mt_buf_room(out, 6);

	*p++ = '\\';
	*p++ = 'u';
	for (int shift = 12; shift >= 0; shift -= 4)
		*p++ = digits[unit >> shift & 0xf];
	out->n += 6;
}

/* RFC 8259 7: beyond U+FFFF, as a pair of surrogates. */
static void
add_escaped(MtBuf *out, uint32_t code)
{
	static const char letters[] = "btn\0fr"; /* for 8 to 13 */

	if (code >= '\b' && code <= '\r' && letters[code - '\b'] != '\0') {
		mt_buf_add_char(out, '\\');
		mt_buf_add_char(out, letters[code - '\b']);
	} else if (code == '"' || code == '\\') {
		mt_buf_add_char(out, '\\');
		mt_buf_add_char(out, (char)code);
	} else if (code > 0xffff) {
		add_unit(out, 0xd800 + ((code - 0x10000) >> 10));
		add_unit(out, 0xdc00 + ((code - 0x10000) & 0x3ff));
	} else {
		add_unit(out, code);
	}
}

/* One special code point at the front of `s`; the bytes taken, 0 if invalid. */
static size_t
add_special(MtBuf *out, MtSlice s)
{
	uint32_t code;
	size_t n = mt_utf8_read(s, &code);

	if (n == 0)
		return 0;
	if (code < 0x80 || mt_utf8_kind(code) != MT_UTF8_PLAIN)
		add_escaped(out, code);
	else
		mt_buf_add(out, mt_slice(s.p, n));
	return n;
}

bool
mt_json_add_escaped(MtBuf *out, MtSlice s)
{
	bool exact = true;

	mt_buf_add_char(out, '"');
	while (s.n > 0) {
		size_t n = mt_plain_run(s, '"', '\\');

		if (n > 0) {
			mt_buf_add(out, mt_slice(s.p, n));
		} else if ((n = add_special(out, s)) == 0) {
			MT_BUF_ADD(out, "\xef\xbf\xbd");
			exact = false;
			n = 1;
		}
		s = mt_slice(s.p + n, s.n - n);
	}
	mt_buf_add_char(out, '"');
	return exact;
}

bool
mt_json_add_string(MtBuf *out, MtSlice s)
{
	const char *end = mt_json_put_plain(mt_buf_room(out, s.n + 2), s);

	if (end == NULL)
		return mt_json_add_escaped(out, s);
	mt_buf_end(out, end);
	return true;
}

void
mt_json_add_base64(MtBuf *out, MtSlice s)
{
	char *p = mt_buf_room(out, (s.n / 3 + 2) * 4 + 2);
	int state = 0, save = 0;
	size_t n = 0;

	p[n++] = '"';
	if (s.n > 0)
		n += g_base64_encode_step((const guchar *)s.p, s.n, FALSE,
					  p + n, &state, &save);
	n += g_base64_encode_close(FALSE, p + n, &state, &save);
	p[n++] = '"';
	out->n += n;
}

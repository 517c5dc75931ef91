/* JSON text, with runs of plain bytes found eight at a time and copied whole. */
#include "base/json.h"

#include "base/utf8.h"

/* Each byte of a word set to `c`. */
#define BYTES(c) (UINT64_C(0x0101010101010101) * (unsigned char)(c))

/*
 * Some byte of the eight is below space, DEL or above, a quote or a backslash.
 * A borrow out of a byte happens only where that byte itself is one of these,
 * so the answer is exact.
 */
static bool
any_special(uint64_t w)
{
	uint64_t low = w - BYTES(' ');
	uint64_t quote = (w ^ BYTES('"')) - BYTES(1);
	uint64_t backslash = (w ^ BYTES('\\')) - BYTES(1);
	uint64_t high = w | (w + BYTES(1)); /* 0x7f + 1 has the top bit too */

	return ((low | quote | backslash | high) & BYTES(0x80)) != 0;
}

static bool
is_special(unsigned char c)
{
	return c < ' ' || c == '"' || c == '\\' || c >= 0x7f;
}

static size_t
plain_run(const char *p, size_t n)
{
	size_t i = 0;

	for (; n - i >= 8; i += 8) {
		uint64_t w;

		memcpy(&w, p + i, 8);
		if (any_special(w))
			break;
	}
	while (i < n && !is_special((unsigned char)p[i]))
		i++;
	return i;
}

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

/* From the first special byte on. */
static bool
add_rest(MtBuf *out, MtSlice s)
{
	bool exact = true;

	while (s.n > 0) {
		size_t n = plain_run(s.p, s.n);

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

/* Nearly all strings of mail are one plain run: room is asked for once. */
bool
mt_json_add_string(MtBuf *out, MtSlice s)
{
	char *p = mt_buf_room(out, s.n + 2);
	size_t run = plain_run(s.p, s.n);

	*p++ = '"';
	if (run > 0)
		memcpy(p, s.p, run);
	if (run < s.n) {
		out->n += run + 1;
		return add_rest(out, mt_slice(s.p + run, s.n - run));
	}
	p[run] = '"';
	out->n += run + 2;
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

void
mt_json_add_seconds(MtBuf *out, int64_t us)
{
	uint64_t size = us < 0 ? -(uint64_t)us : (uint64_t)us;
	uint64_t part = size % 1000000;
	char digits[6];
	size_t n = 0;

	if (us < 0)
		mt_buf_add_char(out, '-');
	mt_buf_add_int(out, (int64_t)(size / 1000000));
	if (part == 0)
		return;
	for (uint64_t rank = 100000; part > 0; part %= rank, rank /= 10)
		digits[n++] = (char)('0' + part / rank);
	mt_buf_add_char(out, '.');
	mt_buf_add(out, mt_slice(digits, n));
}

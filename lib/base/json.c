/* JSON text, with plain bytes checked and copied sixteen at a time. */
#include "base/json.h"

#include "base/bytes16.h"
#include "base/utf8.h"

static bool
is_special(unsigned char c)
{
	return c < ' ' || c == '"' || c == '\\' || c >= 0x7f;
}

/* Of each byte: the same. Those above 127 are negative here. */
static inline MtBytes16
special(MtBytes16 x)
{
	return (x < ' ') | (x == '"') | (x == '\\') | (x == 0x7f);
}

static size_t
plain_run(const char *p, size_t n)
{
	size_t i = 0;

	while (n - i >= 16 && !mt_bytes16_any(special(mt_bytes16_load(p + i))))
		i += 16;
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

/* A string that has special bytes: apart, for the sake of those without. */
static G_GNUC_NO_INLINE bool
add_escaped_string(MtBuf *out, MtSlice s)
{
	bool exact = true;

	mt_buf_add_char(out, '"');
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

static inline MtBytes16
copy_16(char *to, const char *from)
{
	MtBytes16 bytes = mt_bytes16_load(from);

	memcpy(to, &bytes, 16);
	return special(bytes);
}

/* From 8 to 15 bytes. */
static inline MtBytes16
copy_some(char *to, MtSlice s)
{
	MtBytes16Halves halves = {mt_bytes8_load(s.p),
				  mt_bytes8_load(s.p + s.n - 8)};
	uint64_t first = halves[0], last = halves[1];

	memcpy(to, &first, 8);
	memcpy(to + s.n - 8, &last, 8);
	return special((MtBytes16)halves);
}

/* From 1 to 7 bytes; the rest of what is judged is plain. */
static inline MtBytes16
copy_few(char *to, MtSlice s)
{
	const uint64_t plain = UINT64_C(0x2d2d2d2d2d2d2d2d);
	MtBytes16Halves halves = {plain, plain};
	uint32_t first, last;

	if (s.n >= 4) {
		memcpy(&first, s.p, 4);
		memcpy(&last, s.p + s.n - 4, 4);
		memcpy(to, &first, 4);
		memcpy(to + s.n - 4, &last, 4);
		halves[0] = first | (uint64_t)last << 32;
	} else {
		char middle = s.p[s.n / 2], end = s.p[s.n - 1];

		to[0] = s.p[0];
		to[s.n / 2] = middle;
		to[s.n - 1] = end;
		halves[0] = (plain << 24) | (unsigned char)to[0] |
			    (uint64_t)(unsigned char)middle << 8 |
			    (uint64_t)(unsigned char)end << 16;
	}
	return special((MtBytes16)halves);
}

/* Copy all bytes, in pieces that overlap at the end; is none of them special? */
static inline bool
copy_plain(char *to, MtSlice s)
{
	MtBytes16 found = {0};

	if (s.n == 0)
		return true;
	if (s.n < 16)
		return !mt_bytes16_any(s.n < 8 ? copy_few(to, s)
					       : copy_some(to, s));
	for (size_t i = 0; i + 16 < s.n; i += 16)
		found |= copy_16(to + i, s.p + i);
	found |= copy_16(to + s.n - 16, s.p + s.n - 16);
	return !mt_bytes16_any(found);
}

/* Nearly all strings of mail are plain: they are copied before that is known. */
bool
mt_json_add_string(MtBuf *out, MtSlice s)
{
	char *p = mt_buf_room(out, s.n + 2);

	*p = '"';
	if (!copy_plain(p + 1, s))
		return add_escaped_string(out, s);
	p[s.n + 1] = '"';
	out->n += s.n + 2;
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
	char *p;

	if (us < 0)
		mt_buf_add_char(out, '-');
	mt_buf_add_int(out, (int64_t)(size / 1000000));
	if (part == 0)
		return;
	p = mt_buf_room(out, 7);
	*p++ = '.';
	for (uint64_t rank = 100000; part > 0; part %= rank, rank /= 10)
		*p++ = (char)('0' + part / rank);
	out->n = (size_t)(p - out->p);
}

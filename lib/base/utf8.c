/* Decoding UTF-8 with every check of RFC 3629, and the table of what misleads. */
#include "base/utf8.h"

#include <glib.h>

/* The least number that each length may hold: anything less is overlong. */
static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};

static size_t
length_by_lead(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead < 0xc2 || lead > 0xf4)
		return 0;
	return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

size_t
mt_utf8_read(MtSlice s, uint32_t *code)
{
	size_t length = s.n == 0 ? 0 : length_by_lead((unsigned char)s.p[0]);
	uint32_t sum;

	if (length == 0 || length > s.n)
		return 0;
	if (length == 1) {
		*code = (unsigned char)s.p[0];
		return 1;
	}
	sum = (unsigned char)s.p[0] & (0x7fU >> length);
	for (size_t i = 1; i < length; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if ((c & 0xc0) != 0x80)
			return 0;
		sum = sum << 6 | (c & 0x3f);
	}
	if (sum < least[length] || sum > 0x10ffff ||
	    (sum >= 0xd800 && sum <= 0xdfff))
		return 0;
	*code = sum;
	return length;
}

size_t
mt_utf8_put(char *to, uint32_t code)
{
	static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
	size_t n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

	for (size_t i = n; i-- > 1; code >>= 6)
		to[i] = (char)(0x80 | (code & 0x3f));
	to[0] = (char)(lead[n] | code);
	return n;
}

size_t
mt_utf8_span(MtSlice s)
{
	size_t at = 0, step;
	uint32_t code;

	while ((step = mt_utf8_read(mt_slice(s.p + at, s.n - at), &code)) > 0)
		at += step;
	return at;
}

/* From Unicode 15: Cc, Cf, Zl, Zp and Default_Ignorable_Code_Point, without
 * the signs of category Cf that are seen (Arabic number signs and their kin). */
static const struct {
	uint32_t first, last;
	MtUtf8Kind kind;
} misleading[] = {
	{0x0000, 0x001f, MT_UTF8_CONTROL},
	{0x007f, 0x009f, MT_UTF8_CONTROL},
	{0x00ad, 0x00ad, MT_UTF8_INVISIBLE}, /* soft hyphen */
	{0x034f, 0x034f, MT_UTF8_INVISIBLE}, /* grapheme joiner */
	{0x061c, 0x061c, MT_UTF8_BIDI},
	{0x115f, 0x1160, MT_UTF8_INVISIBLE}, /* Hangul fillers */
	{0x17b4, 0x17b5, MT_UTF8_INVISIBLE}, /* Khmer inherent vowels */
	{0x180b, 0x180f, MT_UTF8_INVISIBLE}, /* Mongolian selectors */
	{0x200b, 0x200d, MT_UTF8_INVISIBLE}, /* zero-width space, joiners */
	{0x200e, 0x200f, MT_UTF8_BIDI},
	{0x2028, 0x2029, MT_UTF8_CONTROL},
	{0x202a, 0x202e, MT_UTF8_BIDI},
	{0x2060, 0x2065, MT_UTF8_INVISIBLE}, /* word joiner, operators */
	{0x2066, 0x2069, MT_UTF8_BIDI},
	{0x206a, 0x206f, MT_UTF8_INVISIBLE}, /* deprecated format controls */
	{0x2800, 0x2800, MT_UTF8_INVISIBLE}, /* braille blank */
	{0x3164, 0x3164, MT_UTF8_INVISIBLE}, /* Hangul filler */
	{0xfdd0, 0xfdef, MT_UTF8_INVISIBLE}, /* noncharacters */
	{0xfe00, 0xfe0d, MT_UTF8_INVISIBLE}, /* variation selectors */
	{0xfeff, 0xfeff, MT_UTF8_INVISIBLE}, /* byte order mark */
	{0xffa0, 0xffa0, MT_UTF8_INVISIBLE}, /* halfwidth filler */
	{0xfff0, 0xfffb, MT_UTF8_INVISIBLE}, /* annotations */
	{0xfffe, 0xffff, MT_UTF8_INVISIBLE},
	{0x1bca0, 0x1bca3, MT_UTF8_INVISIBLE}, /* shorthand controls */
	{0x1d173, 0x1d17a, MT_UTF8_INVISIBLE}, /* musical controls */
	{0xe0000, 0xe0fff, MT_UTF8_INVISIBLE}, /* tags, more selectors */
};

MtUtf8Kind
mt_utf8_kind(uint32_t code)
{
	size_t low = 0, high = G_N_ELEMENTS(misleading);

	if (code >= ' ' && code < 0x7f)
		return MT_UTF8_PLAIN;
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (code > misleading[middle].last)
			low = middle + 1;
		else if (code < misleading[middle].first)
			high = middle;
		else
			return misleading[middle].kind;
	}
	/* Each plane ends with two noncharacters. */
	return (code & 0xfffe) == 0xfffe ? MT_UTF8_INVISIBLE : MT_UTF8_PLAIN;
}

unsigned
mt_utf8_width(uint32_t code)
{
	if (code < 0x300)
		return 1;
	if (g_unichar_iszerowidth(code))
		return 0;
	return g_unichar_iswide(code) ? 2 : 1;
}

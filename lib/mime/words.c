/* From base64 to quoted-printable, the charset untouched. */
#include "mime/words.h"

#include <glib.h>

static size_t
blank_length(MtSlice s)
{
	size_t n = 0;

	while (n < s.n && mt_is_space(s.p[n]))
		n++;
	return n;
}

/* The base64 of an encoded word, as far as it is base64. */
static size_t
base64_length(MtSlice s)
{
	size_t n = 0;

	while (n < s.n && (mt_is_alpha(s.p[n]) || mt_is_digit(s.p[n]) ||
			   s.p[n] == '+' || s.p[n] == '/' || s.p[n] == '='))
		n++;
	return n;
}

/* Take `=?charset?B?text?=` apart, where `s` begins with one. */
static bool
read_b_word(MtSlice s, MtSlice *charset, MtSlice *text)
{
	MtSlice rest = mt_slice_sub(s, 2, s.n), encoding;

	if (!mt_slice_starts(s, MT_SLICE("=?")) ||
	    !mt_slice_cut(&rest, '?', charset) ||
	    !mt_slice_cut(&rest, '?', &encoding) ||
	    !mt_slice_eq_i(encoding, MT_SLICE("b")))
		return false;
	*text = mt_slice_sub(rest, 0, base64_length(rest));
	return mt_slice_starts(mt_slice_sub(rest, text->n, rest.n),
			       MT_SLICE("?="));
}

/* Base64 that may be cut anywhere, if words follow one another. */
typedef struct {
	gint state;
	guint save;
} Base64;

static void
add_q_word(MtBuf *to, MtSlice charset, MtSlice text, Base64 *cut)
{
	static const char hex[] = "0123456789ABCDEF";
	g_autofree guchar *bytes = g_malloc(text.n + 3);
	size_t n = g_base64_decode_step(text.p, text.n, bytes, &cut->state,
					&cut->save);
	char *p;

	if (text.n > 0 && text.p[text.n - 1] == '=')
		*cut = (Base64){0};

	MT_BUF_ADD(to, "=?");
	mt_buf_add(to, charset);
	MT_BUF_ADD(to, "?Q?");
	p = mt_buf_room(to, n * 3);
	for (size_t i = 0; i < n; i++) {
		*p++ = '=';
		*p++ = hex[bytes[i] >> 4];
		*p++ = hex[bytes[i] & 15];
	}
	to->n += n * 3; /* NOLINT(clang-analyzer-unix.Malloc): g_autofree */
	MT_BUF_ADD(to, "?=");
}

void
mt_words_without_base64(MtSlice value, MtBuf *to)
{
	MtSlice charset, text;
	Base64 cut = {0};

	while (value.n > 0) {
		size_t n = mt_slice_find(value, MT_SLICE("=?"));

		n = MIN(n, value.n);
		if (n > blank_length(value))
			cut = (Base64){0};
		mt_buf_add(to, mt_slice_sub(value, 0, n));
		value = mt_slice_sub(value, n, value.n);
		if (read_b_word(value, &charset, &text)) {
			add_q_word(to, charset, text, &cut);
			n = (size_t)(text.p + text.n + 2 - value.p);
		} else {
			n = MIN(value.n, 2);
			mt_buf_add(to, mt_slice_sub(value, 0, n));
		}
		value = mt_slice_sub(value, n, value.n);
	}
	mt_buf_add_char(to, '\0');
}

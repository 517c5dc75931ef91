/* Texts are escaped like in URLs, so that no word has a space in it. */
#include "queue/words.h"

#include <inttypes.h>

void
mt_words_add_text(MtBuf *out, MtSlice text)
{
	static const char hex[] = "0123456789ABCDEF";

	if (text.p == NULL) {
		MT_BUF_ADD(out, " -");
		return;
	}
	MT_BUF_ADD(out, " =");
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c > ' ' && c != '%' && c < 0x7f) {
			mt_buf_add_char(out, (char)c);
			continue;
		}
		mt_buf_add_char(out, '%');
		mt_buf_add_char(out, hex[c >> 4]);
		mt_buf_add_char(out, hex[c & 15]);
	}
}

void
mt_words_add_number(MtBuf *out, int64_t n)
{
	mt_buf_addf(out, " %" PRId64, n);
}

void
mt_words_add_known(MtBuf *out, int64_t n)
{
	if (n == INT64_MIN)
		MT_BUF_ADD(out, " -");
	else
		mt_words_add_number(out, n);
}

static int
digit_of(char c)
{
	return mt_is_digit(c)         ? c - '0'
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

MtSlice
mt_words_take_text(MtWords *w)
{
	MtSlice word;
	char *p;
	size_t n = 0;

	if (!mt_slice_word(&w->rest, &word) ||
	    (word.p[0] != '=' && !mt_slice_eq(word, MT_SLICE("-")))) {
		w->bad = true;
		return (MtSlice){0};
	}
	if (word.p[0] == '-')
		return (MtSlice){0};
	p = mt_arena_take(w->arena, word.n);
	for (size_t i = 1; i < word.n; i++, n++) {
		int high, low;

		p[n] = word.p[i];
		if (word.p[i] != '%')
			continue;
		high = i + 2 < word.n ? digit_of(word.p[i + 1]) : -1;
		low = i + 2 < word.n ? digit_of(word.p[i + 2]) : -1;
		w->bad = w->bad || high < 0 || low < 0;
		p[n] = (char)(high * 16 + low);
		i += 2;
	}
	return mt_slice(p, n);
}

int64_t
mt_words_take_number(MtWords *w)
{
	unsigned long long n = 0;
	bool negative;
	MtSlice word;

	if (w->bad || !mt_slice_word(&w->rest, &word)) {
		w->bad = true;
		return 0;
	}
	negative = word.p[0] == '-';
	if (negative)
		word = mt_slice(word.p + 1, word.n - 1);
	w->bad = !mt_slice_number(word,
				  (unsigned long long)INT64_MAX + negative, &n);
	return negative ? (int64_t)(-(uint64_t)n) : (int64_t)n;
}

int64_t
mt_words_take_sum(MtWords *w)
{
	static const int64_t most = INT64_C(1) << 55;
	int64_t us = mt_words_take_number(w);

	w->bad = w->bad || us > most || us < -most;
	return w->bad ? 0 : us;
}

int64_t
mt_words_take_known(MtWords *w)
{
	MtWords ahead = *w;
	MtSlice word;

	if (!mt_slice_word(&ahead.rest, &word) ||
	    !mt_slice_eq(word, MT_SLICE("-")))
		return mt_words_take_sum(w);
	w->rest = ahead.rest;
	return INT64_MIN;
}

uint64_t
mt_words_take_count(MtWords *w, uint64_t most)
{
	int64_t n = mt_words_take_number(w);

	w->bad = w->bad || n < 0 || (uint64_t)n > most;
	return w->bad ? 0 : (uint64_t)n;
}

bool
mt_words_at_end(const MtWords *w)
{
	return mt_slice_trim(w->rest).n == 0;
}

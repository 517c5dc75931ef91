/* A borrowed run of bytes: not NUL-terminated, never freed by its holder. */
#ifndef MT_BASE_SLICE_H
#define MT_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The small functions are inline: they are most of what parsers do. */
typedef struct {
	const char *p; /* NULL: there is none (not the same as empty) */
	size_t n;
} MtSlice;

/* A slice of a string literal, also in constant tables. */
#define MT_SLICE(literal) ((MtSlice){(literal), sizeof(literal) - 1})

static inline MtSlice
mt_slice(const char *p, size_t n)
{
	return (MtSlice){p, n};
}

/* The slice of a NUL-terminated string; of NULL, the slice that is none. */
static inline MtSlice
mt_slice_str(const char *s)
{
	return (MtSlice){s, s ? strlen(s) : 0};
}

/* The bytes from `from` up to `to`; cut to what `s` has. */
static inline MtSlice
mt_slice_sub(MtSlice s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	if (from == 0) /* of the slice that is none, too */
		return mt_slice(s.p, to);
	return mt_slice(s.p + from, to - from);
}

/* Space, tab, CR, LF, VT and FF, as in C's isspace() whatever the locale. */
static inline bool
mt_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool
mt_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
mt_is_alpha(char c)
{
	return (unsigned char)((c | 0x20) - 'a') < 26;
}

static inline char
mt_lower(char c)
{
	return (char)(c | ((unsigned char)(c - 'A') < 26) << 5);
}

/* Without white space at both ends. */
static inline MtSlice
mt_slice_trim(MtSlice s)
{
	while (s.n > 0 && mt_is_space(s.p[0]))
		s.p++, s.n--;
	while (s.n > 0 && mt_is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

/* Are eight bytes at each place the same? Zero if so. */
static inline uint64_t
mt_differ8(const char *a, const char *b)
{
	uint64_t x, y;

	memcpy(&x, a, 8);
	memcpy(&y, b, 8);
	return x ^ y;
}

/*
 * Are `n` bytes the same? Most texts that are compared have between four and
 * 32: some words from both ends are faster than a call.
 */
static inline bool
mt_same_bytes(const char *a, const char *b, size_t n)
{
	uint32_t s, t, q, r;

	if (n > 32)
		return memcmp(a, b, n) == 0;
	if (n > 16)
		return (mt_differ8(a, b) | mt_differ8(a + 8, b + 8) |
			mt_differ8(a + n - 16, b + n - 16) |
			mt_differ8(a + n - 8, b + n - 8)) == 0;
	if (n >= 8)
		return (mt_differ8(a, b) | mt_differ8(a + n - 8, b + n - 8)) ==
		       0;
	if (n >= 4) {
		memcpy(&s, a, 4);
		memcpy(&t, b, 4);
		memcpy(&q, a + n - 4, 4);
		memcpy(&r, b + n - 4, 4);
		return ((s ^ t) | (q ^ r)) == 0;
	}
	for (size_t i = 0; i < n; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

static inline bool
mt_slice_eq(MtSlice a, MtSlice b)
{
	return a.n == b.n && mt_same_bytes(a.p, b.p, a.n);
}

/* As for qsort(3): byte by byte, and the beginning of another one before it. */
int mt_slice_compare(MtSlice a, MtSlice b);

/* Equal runs of letters in whatever case; for the functions below. Texts that
 * differ mostly do so in the first or the last byte: the rest is a call. */
bool mt_same_letters_between(const char *a, const char *b, size_t n);

static inline bool
mt_same_letters(const char *a, const char *b, size_t n)
{
	return n == 0 || (mt_lower(a[0]) == mt_lower(b[0]) &&
			  mt_lower(a[n - 1]) == mt_lower(b[n - 1]) &&
			  mt_same_letters_between(a, b, n));
}

/* ASCII case is ignored by all functions with `_i`; other bytes must match. */
static inline bool
mt_slice_eq_i(MtSlice a, MtSlice b)
{
	return a.n == b.n && mt_same_letters(a.p, b.p, a.n);
}

static inline bool
mt_slice_starts(MtSlice s, MtSlice head)
{
	return s.n >= head.n && mt_same_bytes(s.p, head.p, head.n);
}

static inline bool
mt_slice_starts_i(MtSlice s, MtSlice head)
{
	return s.n >= head.n && mt_same_letters(s.p, head.p, head.n);
}

static inline bool
mt_slice_ends_i(MtSlice s, MtSlice tail)
{
	return s.n >= tail.n &&
	       mt_same_letters(s.p + s.n - tail.n, tail.p, tail.n);
}

/* Where `what` first occurs in `s`, as an offset; (size_t)-1 where it does not. */
#define MT_SLICE_NOWHERE ((size_t)-1)
size_t mt_slice_find(MtSlice s, MtSlice what);
size_t mt_slice_find_i(MtSlice s, MtSlice what);

static inline size_t
mt_slice_find_char(MtSlice s, char c)
{
	const char *at = s.n == 0 ? NULL : memchr(s.p, c, s.n);

	return at == NULL ? MT_SLICE_NOWHERE : (size_t)(at - s.p);
}

/*
 * Take the bytes before the first `sep` off the front of `rest`, `sep` too.
 * Returns false, leaving both untouched, when `sep` does not occur.
 */
bool mt_slice_cut(MtSlice *rest, char sep, MtSlice *head);

/*
 * Take the next run of non-space bytes off the front of `rest`.
 * Returns false at the end.
 */
bool mt_slice_word(MtSlice *rest, MtSlice *word);

/*
 * Read the whole slice as a decimal number of at most `max`; no sign, no space.
 * Returns false for anything else, the empty slice included.
 */
bool mt_slice_number(MtSlice s, unsigned long long max,
		     unsigned long long *number);

/*
 * Does `name` match the shell pattern `pattern`: `*` any run, `?` one byte,
 * ASCII case ignored. Takes time linear in each star, never exponential.
 */
bool mt_slice_glob_i(MtSlice pattern, MtSlice name);

#endif

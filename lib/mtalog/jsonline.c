/* Slices of the line; only what is escaped is copied. */
#include "mtalog/jsonline.h"

#include "base/utf8.h"
#include "mtalog/scan.h"

static MtSlice
skip_white(MtSlice s)
{
	while (s.n > 0 && mt_is_space(s.p[0]))
		s = mt_slice(s.p + 1, s.n - 1);
	return s;
}

/* The bytes between the quotes, still escaped. */
static bool
take_string(MtSlice *rest, MtSlice *string)
{
	size_t i = 1;

	if (rest->n == 0 || rest->p[0] != '"')
		return false;
	while (i < rest->n && rest->p[i] != '"')
		i += rest->p[i] == '\\' ? 2 : 1;
	if (i >= rest->n)
		return false;
	*string = mt_slice(rest->p + 1, i - 1);
	*rest = mt_slice_sub(*rest, i + 1, rest->n);
	return true;
}

/* An object or array, as it stands. */
static bool
skip_nested(MtSlice *rest)
{
	MtSlice s = *rest, string;
	size_t depth = 0;

	do {
		if (s.n == 0)
			return false;
		if (s.p[0] == '"') {
			if (!take_string(&s, &string))
				return false;
			continue;
		}
		depth += s.p[0] == '{' || s.p[0] == '[';
		depth -= s.p[0] == '}' || s.p[0] == ']';
		s = mt_slice(s.p + 1, s.n - 1);
	} while (depth > 0);
	*rest = s;
	return true;
}

/* A value of any type; `text` without quotes. */
static bool
take_value(MtSlice *rest, MtSlice *text)
{
	MtSlice s = *rest;
	size_t n = 0;

	if (s.n > 0 && s.p[0] == '"')
		return take_string(rest, text);
	if (s.n > 0 && (s.p[0] == '{' || s.p[0] == '[')) {
		if (!skip_nested(rest))
			return false;
		*text = mt_slice(s.p, (size_t)(rest->p - s.p));
		return true;
	}
	while (n < s.n && s.p[n] != ',' && s.p[n] != '}')
		n++;
	*text = mt_slice_trim(mt_slice(s.p, n));
	*rest = mt_slice_sub(s, n, s.n);
	return text->n > 0;
}

MtJsonMembers
mt_json_members(MtSlice object)
{
	return (MtJsonMembers){.rest = mt_slice_sub(object, 1, object.n)};
}

bool
mt_json_next(MtJsonMembers *m, MtSlice *name, MtSlice *value)
{
	MtSlice rest = skip_white(m->rest);

	if (m->begun && !mt_scan_skip(&rest, MT_SLICE(","))) {
		m->whole = mt_scan_skip(&rest, MT_SLICE("}"));
		return false;
	}
	m->begun = true;
	rest = skip_white(rest);
	if (!take_string(&rest, name))
		return false;
	rest = skip_white(rest);
	if (!mt_scan_skip(&rest, MT_SLICE(":")))
		return false;
	rest = skip_white(rest);
	if (!take_value(&rest, value))
		return false;
	m->rest = rest;
	return true;
}

static bool
hex4(MtSlice s, size_t at, uint32_t *code)
{
	*code = 0;
	for (size_t i = at; i < at + 4; i++) {
		char c = (char)(i < s.n ? mt_lower(s.p[i]) : '\0');

		if (!mt_is_digit(c) && (c < 'a' || c > 'f'))
			return false;
		*code = *code << 4 |
			(uint32_t)(mt_is_digit(c) ? c - '0' : c - 'a' + 10);
	}
	return true;
}

/* `\u00e4`, also a pair of surrogates; the bytes taken behind the backslash. */
static size_t
take_unicode(MtSlice s, size_t at, char *to, size_t *n)
{
	uint32_t high, low;

	if (!hex4(s, at + 1, &high))
		return 1;
	if (high >= 0xd800 && high < 0xdc00 && at + 6 < s.n &&
	    s.p[at + 5] == '\\' && s.p[at + 6] == 'u' &&
	    hex4(s, at + 7, &low) && low >= 0xdc00 && low < 0xe000) {
		*n += mt_utf8_put(to, 0x10000 + ((high - 0xd800) << 10) +
					      (low - 0xdc00));
		return 11;
	}
	*n += mt_utf8_put(to, high);
	return 5;
}

/* Unescaped text is never longer than it was escaped. */
static MtSlice
unescape(MtSlice s, MtArena *arena)
{
	static const char letters[] = "nrtbf", bytes[] = "\n\r\t\b\f";
	char *copy;
	size_t n = 0;

	if (s.n == 0 || memchr(s.p, '\\', s.n) == NULL)
		return s;
	copy = mt_arena_take(arena, s.n);
	for (size_t i = 0; i < s.n; i++) {
		const char *letter;

		if (s.p[i] != '\\' || i + 1 == s.n) {
			copy[n++] = s.p[i];
			continue;
		}
		i++;
		letter = memchr(letters, s.p[i], sizeof letters - 1);
		if (s.p[i] == 'u')
			i += take_unicode(s, i, copy + n, &n) - 1;
		else
			copy[n++] = (char)(letter == NULL
						   ? s.p[i]
						   : bytes[letter - letters]);
	}
	return mt_slice(copy, n);
}

static MtSlice
bytes_of(MtSlice s, MtArena *arena)
{
	char *copy = mt_arena_take(arena, s.n);
	size_t n = 0;
	int64_t byte;

	do {
		s = skip_white(mt_slice_sub(s, 1, s.n));
		if (!mt_scan_number(&s, &byte) || byte > 255)
			break;
		copy[n++] = (char)byte;
		s = skip_white(s);
	} while (s.n > 0 && s.p[0] == ',');
	return mt_slice(copy, n);
}

/* A string that begins with '[' has the quote before it. */
MtSlice
mt_json_text(MtSlice s, MtArena *arena)
{
	MtSlice rest, first;

	if (s.n < 2 || s.p[0] != '[' || s.p[-1] == '"')
		return unescape(s, arena);
	rest = skip_white(mt_slice_sub(s, 1, s.n));
	return take_string(&rest, &first) ? unescape(first, arena)
					  : bytes_of(s, arena);
}

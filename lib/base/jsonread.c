/* jansson decides what is valid; a small scanner finds where it stands. */
#include "base/jsonread.h"

#include <math.h>

#include "base/error.h"
#include "base/limits.h"

/* jansson quotes the line in its message: " near '...'". Those bytes are
 * hostile, and the place says as much. */
static MtSlice
message_only(const char *text)
{
	MtSlice s = mt_slice_str(text);
	size_t quote = mt_slice_find(s, MT_SLICE(" near "));

	return quote == MT_SLICE_NOWHERE ? s : mt_slice_sub(s, 0, quote);
}

static void
refuse(uint64_t number, MtSlice why, GError **error)
{
	g_set_error(error, MT_ERROR, MT_ERROR_FORMAT,
		    "line %" G_GUINT64_FORMAT ": not a record: %.*s", number,
		    (int)why.n, why.p);
}

/* The end of the string whose opening quote is at `at`. */
static size_t
string_end(MtSlice s, size_t at)
{
	for (at++; at < s.n && s.p[at] != '"'; at++)
		if (s.p[at] == '\\')
			at++;
	return at < s.n ? at + 1 : s.n;
}

/* Each value but the first of an object or array has a comma before it. */
static size_t
count_values(MtSlice s)
{
	size_t n = 1;

	for (size_t at = 0; at < s.n;) {
		if (s.p[at] == '"') {
			at = string_end(s, at);
			continue;
		}
		n += s.p[at] == ',' || s.p[at] == '[' || s.p[at] == '{';
		at++;
	}
	return n;
}

/* Ask before jansson takes the memory. */
static bool
within_limits(MtSlice line, uint64_t number, GError **error)
{
	if (line.n > MT_MAX_RECORD)
		g_set_error(error, MT_ERROR, MT_ERROR_LIMIT,
			    "line %" G_GUINT64_FORMAT
			    ": record of %zu bytes (limit %d)",
			    number, line.n, MT_MAX_RECORD);
	else if (line.n > MT_MAX_VALUES && count_values(line) > MT_MAX_VALUES)
		g_set_error(error, MT_ERROR, MT_ERROR_LIMIT,
			    "line %" G_GUINT64_FORMAT
			    ": record of more than %d values",
			    number, MT_MAX_VALUES);
	else
		return true;
	return false;
}

json_t *
mt_json_read(MtSlice line, uint64_t number, GError **error)
{
	json_error_t why;
	json_auto_t *root = NULL;

	if (!within_limits(line, number, error))
		return NULL;
	line = mt_slice_trim(line);
	if (mt_slice_find_char(line, '\n') != MT_SLICE_NOWHERE) {
		refuse(number, MT_SLICE("a line end inside"), error);
		return NULL;
	}
	root = json_loadb(line.n > 0 ? line.p : "", line.n,
			  JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &why);
	if (root == NULL)
		refuse(number, message_only(why.text), error);
	else if (!json_is_object(root))
		refuse(number, MT_SLICE("an array, not an object"), error);
	else
		return g_steal_pointer(&root);
	return NULL;
}

static void
skip_space(MtSlice *rest)
{
	while (rest->n > 0 && mt_is_space(rest->p[0]))
		*rest = mt_slice(rest->p + 1, rest->n - 1);
}

/* The end of the value at the front: where a ',', '}' or ']' stands outside of
 * strings and of brackets that opened since. */
static size_t
value_end(MtSlice s)
{
	size_t at = 0, depth = 0;

	while (at < s.n) {
		char c = s.p[at];

		if (c == '"') {
			at = string_end(s, at);
			continue;
		}
		if (depth == 0 && (c == ',' || c == '}' || c == ']'))
			break;
		if (c == '{' || c == '[')
			depth++;
		else if (c == '}' || c == ']')
			depth--;
		at++;
	}
	return at;
}

static MtSlice
take(MtSlice *rest, size_t n)
{
	MtSlice taken = mt_slice_sub(*rest, 0, n);

	*rest = mt_slice_sub(*rest, n, rest->n);
	return taken;
}

bool
mt_json_next_member(MtSlice *rest, MtSlice *name, MtSlice *value)
{
	skip_space(rest);
	if (rest->n > 0 && (rest->p[0] == '{' || rest->p[0] == ','))
		take(rest, 1);
	skip_space(rest);
	if (rest->n == 0 || rest->p[0] != '"')
		return false;
	*name = take(rest, string_end(*rest, 0));
	skip_space(rest);
	take(rest, 1); /* the colon */
	skip_space(rest);
	*value = mt_slice_trim(take(rest, value_end(*rest)));
	return true;
}

bool
mt_json_next_element(MtSlice *rest, MtSlice *value)
{
	skip_space(rest);
	if (rest->n > 0 && (rest->p[0] == '[' || rest->p[0] == ','))
		take(rest, 1);
	skip_space(rest);
	if (rest->n == 0 || rest->p[0] == ']')
		return false;
	*value = mt_slice_trim(take(rest, value_end(*rest)));
	return true;
}

MtSlice
mt_json_bytes(const json_t *value)
{
	if (!json_is_string(value))
		return mt_slice(NULL, 0);
	return mt_slice(json_string_value(value), json_string_length(value));
}

static bool
add_digit(uint64_t *sum, char c)
{
	uint64_t digit = (uint64_t)(c - '0');

	if (*sum > (INT64_MAX - digit) / 10)
		return false;
	*sum = *sum * 10 + digit;
	return true;
}

/* `12`, `0.25`: six decimals are read, missing ones are zeros. */
static bool
read_plain(MtSlice s, uint64_t *millionths)
{
	size_t point = mt_slice_find_char(s, '.');
	size_t whole = point == MT_SLICE_NOWHERE ? s.n : point;

	*millionths = 0;
	if (whole == 0 || whole + 1 == s.n)
		return false;
	for (size_t i = 0; i < whole; i++)
		if (!mt_is_digit(s.p[i]) || !add_digit(millionths, s.p[i]))
			return false;
	for (size_t i = whole + 1; i < s.n; i++)
		if (!mt_is_digit(s.p[i]))
			return false;
	for (size_t i = whole + 1; i <= whole + 6; i++) {
		char c = '0';

		if (i < s.n)
			c = s.p[i];
		if (!add_digit(millionths, c))
			return false;
	}
	return true;
}

/* With an exponent it is not our writing; a double is exact enough. */
static bool
read_scientific(MtSlice text, int64_t *us)
{
	json_error_t why;
	json_auto_t *value = json_loadb(text.p, text.n, JSON_DECODE_ANY, &why);
	double millionths = json_number_value(value) * 1e6;

	if (!json_is_number(value) || fabs(millionths) > 9e18)
		return false;
	*us = (int64_t)millionths;
	return true;
}

bool
mt_json_read_seconds(MtSlice text, int64_t *us)
{
	bool minus = text.n > 0 && text.p[0] == '-';
	MtSlice digits = mt_slice_sub(text, minus, text.n);
	uint64_t size;

	if (text.n == 0)
		return false;
	if (mt_slice_find_char(text, 'e') != MT_SLICE_NOWHERE ||
	    mt_slice_find_char(text, 'E') != MT_SLICE_NOWHERE)
		return read_scientific(text, us);
	if (!read_plain(digits, &size))
		return false;
	*us = minus ? -(int64_t)size : (int64_t)size;
	return true;
}

static bool
is_base64(char c)
{
	return mt_is_alpha(c) || mt_is_digit(c) || c == '+' || c == '/';
}

bool
mt_json_read_base64(MtSlice text, MtArena *arena, MtSlice *bytes)
{
	size_t body = text.n;
	int state = 0;
	guint save = 0;
	char *p;

	for (int pad = 0; pad < 2 && body > 0 && text.p[body - 1] == '='; pad++)
		body--;
	if (text.n % 4 != 0)
		return false;
	for (size_t i = 0; i < body; i++)
		if (!is_base64(text.p[i]))
			return false;
	p = mt_arena_take(arena, text.n / 4 * 3 + 1);
	*bytes = mt_slice(p, 0);
	if (text.n > 0)
		bytes->n = g_base64_decode_step(text.p, text.n, (guchar *)p,
						&state, &save);
	return true;
}

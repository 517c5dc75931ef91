/*
 * Log lines in an envelope of named values: the journal's JSON and export
 * formats, docker's and other shippers' JSON. The members are told by name, so
 * that one table serves them all; the scanner takes what is JSON and no more.
 */
#include "base/utf8.h"
#include "input/frame.h"
#include "mtalog/prefix.h"
#include "mtalog/scan.h"

typedef enum { TEXT, TIME, MICROS, HOST, PROGRAM, PID, MEMBERS } Member;

/* The first of a kind that the line has counts. */
static const struct {
	MtSlice name;
	Member member;
} names[] = {
	{{"MESSAGE", 7}, TEXT},
	{{"__REALTIME_TIMESTAMP", 20}, MICROS},
	{{"_SOURCE_REALTIME_TIMESTAMP", 26}, MICROS},
	{{"_HOSTNAME", 9}, HOST},
	{{"SYSLOG_IDENTIFIER", 17}, PROGRAM},
	{{"SYSLOG_PID", 10}, PID},
	{{"_PID", 4}, PID},
	{{"log", 3}, TEXT},
	{{"time", 4}, TIME},
	{{"@timestamp", 10}, TIME},
	{{"timestamp", 9}, TIME},
	{{"message", 7}, TEXT},
	{{"msg", 3}, TEXT},
	{{"host", 4}, HOST},
	{{"hostname", 8}, HOST},
	{{"program", 7}, PROGRAM},
	{{"ident", 5}, PROGRAM},
	{{"appname", 7}, PROGRAM},
	{{"app-name", 8}, PROGRAM},
	{{"syslogtag", 9}, PROGRAM},
	{{"pid", 3}, PID},
	{{"procid", 6}, PID},
};

static void
set_member(MtSlice found[MEMBERS], MtSlice name, MtSlice value)
{
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (mt_slice_eq(names[i].name, name) &&
		    found[names[i].member].p == NULL)
			found[names[i].member] = value;
}

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

static bool
read_members(MtSlice line, MtSlice found[MEMBERS])
{
	MtSlice rest = skip_white(mt_slice_sub(line, 1, line.n)), name, value;

	do {
		rest = skip_white(rest);
		if (!take_string(&rest, &name))
			return false;
		rest = skip_white(rest);
		if (!mt_scan_skip(&rest, MT_SLICE(":")))
			return false;
		rest = skip_white(rest);
		if (!take_value(&rest, &value))
			return false;
		set_member(found, name, value);
		rest = skip_white(rest);
	} while (mt_scan_skip(&rest, MT_SLICE(",")));
	return mt_scan_skip(&rest, MT_SLICE("}"));
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

/*
 * The journal writes what is not UTF-8 as an array of its bytes, and a field that
 * is there several times as an array of texts: the first counts. A string that
 * begins with '[' has the quote before it.
 */
static MtSlice
text_of(MtSlice s, MtArena *arena)
{
	MtSlice rest, first;

	if (s.n < 2 || s.p[0] != '[' || s.p[-1] == '"')
		return unescape(s, arena);
	rest = skip_white(mt_slice_sub(s, 1, s.n));
	return take_string(&rest, &first) ? unescape(first, arena)
					  : bytes_of(s, arena);
}

static void
set_time(const MtSlice found[MEMBERS], MtPrefix *prefix)
{
	MtSlice micros = found[MICROS], time = found[TIME];
	MtStamp stamp = {0};
	int64_t us;

	if (micros.p != NULL && mt_scan_number(&micros, &us) && micros.n == 0)
		stamp = (MtStamp){us, 6, true, true, true};
	else if (time.p == NULL || (!mt_stamp_iso(&time, &stamp) &&
				    !mt_stamp_epoch(&time, &stamp)))
		return;
	prefix->stamp = stamp;
}

static void
set_pid(MtSlice pid, MtPrefix *prefix)
{
	prefix->has_pid = pid.p != NULL && mt_scan_number(&pid, &prefix->pid) &&
			  pid.n == 0;
}

static bool
set_all(MtPrefixContext *context, const MtSlice found[MEMBERS],
	MtPrefix *prefix)
{
	MtSlice text = found[TEXT];

	if (text.p == NULL)
		return false;
	if (text.n > 0 && text.p[text.n - 1] == '\n')
		text.n--;
	prefix->text = text;
	if (found[PROGRAM].p == NULL) {
		if (!mt_prefix_read(context, text, prefix))
			mt_prefix_names(text, prefix);
	} else {
		prefix->program = found[PROGRAM];
		set_pid(found[PID], prefix);
	}
	if (!prefix->stamp.known || !prefix->stamp.year)
		set_time(found, prefix);
	if (prefix->host.p == NULL)
		prefix->host = found[HOST];
	return true;
}

bool
mt_prefix_json(MtPrefixContext *context, MtSlice line, MtPrefix *prefix)
{
	MtSlice found[MEMBERS] = {0};

	if (!read_members(line, found))
		return false;
	for (Member m = 0; m < MEMBERS; m++)
		if (found[m].p != NULL)
			found[m] = text_of(found[m], context->arena);
	return set_all(context, found, prefix);
}

bool
mt_prefix_export(MtPrefixContext *context, MtSlice entry, MtPrefix *prefix)
{
	MtSlice found[MEMBERS] = {0}, name, value;

	while (mt_frame_export_field(&entry, &name, &value))
		set_member(found, name, value);
	return set_all(context, found, prefix);
}

/*
 * Prefixes by their first byte; the frequent one, RFC 3164, is remembered. Names,
 * RFC 5424 and JSON have files of their own.
 */
#include "mtalog/prefix.h"

#include <sys/param.h>

#include "base/limits.h"
#include "mtalog/prefixhead.h"
#include "mtalog/scan.h"

/* `stdout F `, which the container runtime puts behind its time. */
static MtSlice
skip_stream(MtSlice s)
{
	static const MtSlice streams[] = {{"stdout ", 7}, {"stderr ", 7}};

	for (size_t i = 0; i < 2; i++)
		if (mt_slice_starts(s, streams[i]) && s.n > 9 &&
		    (s.p[7] == 'F' || s.p[7] == 'P') && s.p[8] == ' ')
			return mt_slice_sub(s, 9, s.n);
	return s;
}

static bool read_line(MtPrefixContext *context, MtSlice line, MtPrefix *prefix);

/* A prefix may stand in another one; MT_MAX_PREFIXES bounds how deep.
 * NOLINTBEGIN(misc-no-recursion) */

static bool
read_inner(MtPrefixContext *context, MtSlice text, MtPrefix *inner)
{
	*inner = (MtPrefix){.text = text};
	return read_line(context, text, inner) && inner->stamp.known &&
	       inner->program.n > 0;
}

/* The first place behind a mark where a prefix begins that names a program. */
static bool
read_marked(MtPrefixContext *context, MtSlice line, MtPrefix *inner)
{
	MtPrefixMarks marks = {0};
	MtSlice rest;

	while (mt_prefix_mark(line, &marks, &rest))
		if (read_inner(context, rest, inner))
			return true;
	return false;
}

/* Names the line a relay of syslog and another prefix behind it? Then it was
 * written there. `docker logs -t` puts its time before a line and no host: what
 * was taken for one, and is behind the time as well, is part of another time. */
static void
read_relayed(MtPrefixContext *context, MtSlice behind, MtPrefix *prefix)
{
	MtPrefix inner;

	if (prefix->program.n > 0 || prefix->host.n == 0)
		return;
	if (read_inner(context, prefix->text, &inner)) {
		if (inner.host.n == 0)
			inner.host = prefix->host;
	} else if (!read_inner(context, behind, &inner) &&
		   (context->depth > 1 ||
		    !read_marked(context, behind, &inner))) {
		return;
	}
	mt_stamp_enclosed(&prefix->stamp, &inner.stamp);
	*prefix = inner;
}

/* `docker logs -t` has two times: what begins with one is a line of its own. */
static bool
begins_line(const MtPrefixContext *context, MtSlice rest)
{
	MtStamp stamp = {0};

	if (rest.n == 0)
		return false;
	return (rest.p[0] == '@'
			? mt_stamp_tai(&rest, &stamp)
			: mt_stamp_any(&rest, context->year, &stamp)) &&
	       rest.n > 0 && rest.p[0] == ' ';
}

/* Behind a time: names, or a container's line that has a prefix of its own. */
static bool
read_behind(MtPrefixContext *context, MtSlice rest, MtPrefix *prefix)
{
	MtSlice inner;
	MtStamp outer = prefix->stamp;

	if (rest.n > 0 && rest.p[0] != ' ' && rest.p[0] != '\t' &&
	    rest.p[0] != ':')
		return false;
	mt_stamp_zone_name(&rest, false, &prefix->stamp);
	rest = mt_scan_spaces(mt_slice_sub(rest, 1, rest.n));
	inner = skip_stream(rest);
	if (inner.p == rest.p && !begins_line(context, rest)) {
		mt_prefix_names(rest, prefix);
		read_relayed(context, rest, prefix);
		if (prefix->program.n == 0 && prefix->host.n > 0)
			mt_prefix_columns(prefix);
		return true;
	}
	if (!read_line(context, inner, prefix))
		mt_prefix_names(inner, prefix);
	mt_stamp_enclosed(&outer, &prefix->stamp);
	return true;
}

/* `<22>` */
static bool
take_pri(MtSlice *line)
{
	MtSlice s = *line;
	int64_t pri;

	if (!mt_scan_skip(&s, MT_SLICE("<")) || !mt_scan_number(&s, &pri) ||
	    pri > 191 || !mt_scan_skip(&s, MT_SLICE(">")))
		return false;
	*line = s;
	return true;
}

/* `123 <22>1 `: a count before a PRI. */
static bool
take_count(MtSlice *line, int64_t *count)
{
	MtSlice s = *line;

	if (s.n == 0 || !mt_is_digit(s.p[0]) || !mt_scan_number(&s, count) ||
	    !mt_scan_skip(&s, MT_SLICE(" ")) || s.n == 0 || s.p[0] != '<')
		return false;
	*line = s;
	return true;
}

size_t
mt_prefix_octets(MtSlice line)
{
	MtSlice rest = line, next;
	int64_t count, ignored;
	uint64_t few;
	size_t digits;

	/* Most lines that begin with a digit begin with a year. */
	if (line.n > 8 && (digits = mt_scan_digits8(line.p, &few)) < 8 &&
	    line.p[digits] != ' ')
		return line.n;
	if (!take_count(&rest, &count) || (uint64_t)count >= rest.n)
		return line.n;
	next = mt_slice_sub(rest, (size_t)count, rest.n);
	return take_count(&next, &ignored)
		       ? (size_t)(rest.p - line.p) + (size_t)count
		       : line.n;
}

static bool
is_version(MtSlice s)
{
	return s.n > 2 && s.p[0] == '1' && s.p[1] == ' ' &&
	       (mt_is_digit(s.p[2]) || s.p[2] == '-');
}

/* Behind a PRI, or without one. */
static bool
read_digit(MtPrefixContext *context, MtSlice line, MtPrefix *prefix)
{
	MtSlice rest = line;
	int64_t count;

	if (is_version(line))
		return mt_prefix_5424(line, prefix);
	if (take_count(&rest, &count) && take_pri(&rest))
		return read_line(context, rest, prefix);
	return mt_stamp_any(&rest, context->year, &prefix->stamp) &&
	       read_behind(context, rest, prefix);
}

/* OpenWrt's logread names no host: `Mon Nov 23 08:05:13 2026 mail.info ..` */
static bool
drop_level(MtPrefix *prefix)
{
	if (mt_prefix_is_level(prefix->host))
		prefix->host = (MtSlice){0};
	return true;
}

/* `deliver(bob): Jan 02 03:04:05 Info: ..`: the log of Dovecot 1 names first. */
static bool
read_named(MtPrefixContext *context, MtSlice line, MtPrefix *prefix)
{
	MtSlice rest;
	char last;

	if (!mt_prefix_program(line, prefix))
		return false;
	rest = prefix->text;
	last = prefix->program.p[prefix->program.n - 1];
	if ((last == ')' || last == '>' ||
	     mt_slice_eq(prefix->program, MT_SLICE("dovecot"))) &&
	    mt_stamp_any(&rest, context->year, &prefix->stamp))
		prefix->text = mt_scan_spaces(rest);
	return true;
}

/* `Nov 23 ..`, `Mon 2026-11-23 ..`, `postfix/smtp[12]: ..` */
static bool
read_letter(MtPrefixContext *context, MtSlice line, MtPrefix *prefix)
{
	MtSlice rest = line;

	if (mt_stamp_bsd(&rest, context->year, &prefix->stamp))
		return read_behind(context, rest, prefix);
	if (line.n > 4 && line.p[3] == ' ') {
		rest = mt_slice_sub(line, 4, line.n);
		if (mt_stamp_any(&rest, context->year, &prefix->stamp)) {
			mt_stamp_zone_name(&rest, true, &prefix->stamp);
			return read_behind(context, rest, prefix) &&
			       drop_level(prefix);
		}
	}
	return read_named(context, line, prefix);
}

/* `[2026-11-23 08:00:00] ..` */
static bool
read_bracket(MtPrefixContext *context, MtSlice line, MtPrefix *prefix)
{
	MtSlice rest = mt_slice(line.p + 1, line.n - 1);

	return mt_stamp_any(&rest, context->year, &prefix->stamp) &&
	       mt_scan_skip(&rest, MT_SLICE("]")) &&
	       read_behind(context, rest, prefix);
}

static bool
read_form(MtPrefixContext *context, MtSlice line, MtPrefix *prefix)
{
	MtSlice rest = line;

	switch (line.p[0]) {
	case '<':
		return take_pri(&rest) && read_line(context, rest, prefix);
	case '[':
		return read_bracket(context, line, prefix);
	case '{':
		return mt_prefix_json(context, line, prefix);
	case '@':
		return mt_stamp_tai(&rest, &prefix->stamp) &&
		       read_behind(context, rest, prefix);
	case '\x1e': /* of RFC 7464, which journalctl -o json-seq writes */
		return read_line(context, mt_slice_sub(line, 1, line.n),
				 prefix);
	case '_':
		return mt_prefix_export(context, line, prefix);
	default:
		return mt_is_digit(line.p[0])
			       ? read_digit(context, line, prefix)
			       : read_letter(context, line, prefix);
	}
}

static bool
read_line(MtPrefixContext *context, MtSlice line, MtPrefix *prefix)
{
	bool good;

	if (line.n == 0 || context->depth == MT_MAX_PREFIXES)
		return false;
	context->depth++;
	good = read_form(context, line, prefix);
	context->depth--;
	return good;
}
/* NOLINTEND(misc-no-recursion) */

/* Behind any word there must be a time and a program; behind marks of grep and of
 * docker compose, `mail-1  | `, one of them will do. */
static bool
is_marked(MtSlice line, MtSlice rest, const MtPrefix *prefix)
{
	bool bar = rest.p > line.p + 1 && rest.p[-2] == '|';

	if (prefix->program.n > 0)
		return prefix->stamp.known || (bar && prefix->has_pid);
	return prefix->stamp.known && (bar || rest.p[-1] == ':');
}

/* Apart from what most lines take, which needs no memory for it. */
G_GNUC_NO_INLINE static bool
read_any(MtPrefixContext *context, MtSlice line, MtPrefix *prefix)
{
	MtPrefixMarks marks = {0};
	MtSlice rest;

	*prefix = (MtPrefix){.text = line};
	context->carried = (MtSlice){0};
	if (read_line(context, line, prefix)) {
		mt_prefix_head_keep(&context->head, line, context->year,
				    prefix);
		return true;
	}
	*prefix = (MtPrefix){.text = line};
	while (mt_prefix_mark(line, &marks, &rest)) {
		if (read_line(context, rest, prefix) &&
		    is_marked(line, rest, prefix))
			return true;
		*prefix = (MtPrefix){.text = line};
	}
	return false;
}

/* Nothing that mt_prefix_text() would change or find, as in most lines. */
static bool
is_plain(const MtPrefixContext *context, MtSlice text)
{
	MtSlice plain = context->plain;

	return text.n > 0 && plain.p != NULL && text.p >= plain.p &&
	       text.p + text.n <= plain.p + plain.n && text.p[0] != '[' &&
	       text.p[0] != 'm' && text.p[0] != 'l';
}

bool
mt_prefix_read(MtPrefixContext *context, MtSlice line, MtPrefix *prefix)
{
	if (!mt_prefix_head_read(&context->head, line, context->year, prefix) &&
	    !read_any(context, line, prefix))
		return false;
	if (!is_plain(context, prefix->text))
		mt_prefix_text(context, prefix);
	return true;
}

MtSlice
mt_prefix_carrier(const MtPrefixContext *context, MtSlice line,
		  const MtPrefix *prefix)
{
	MtSlice carried = context->carried, text = prefix->text;

	return carried.p != NULL && text.p >= carried.p &&
			       text.p <= carried.p + carried.n
		       ? carried
		       : line;
}

bool
mt_prefix_inner(MtPrefixContext *context, const MtPrefix *outer,
		MtPrefix *inner)
{
	*inner = (MtPrefix){.text = outer->text};
	if (!read_line(context, outer->text, inner) || inner->program.n == 0 ||
	    !(inner->has_pid || inner->stamp.known))
		return false;
	mt_prefix_text(context, inner);
	if (inner->host.n == 0)
		inner->host = outer->host;
	mt_stamp_enclosed(&outer->stamp, &inner->stamp);
	inner->head = 0;
	return true;
}

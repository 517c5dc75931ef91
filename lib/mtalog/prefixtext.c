/* What syslog daemons put into the text itself: escapes, numbers, repetitions. */
#include "mtalog/prefix.h"
#include "mtalog/scan.h"

/* `[ID 801593 mail.info] `: Solaris numbers its messages. */
static void
skip_solaris(MtSlice *text)
{
	MtSlice id, rest = *text;

	if (mt_slice_starts(rest, MT_SLICE("[ID ")) &&
	    mt_slice_cut(&rest, ']', &id))
		*text = mt_slice_trim(rest);
}

static bool
is_escape(MtSlice s, size_t i)
{
	return i + 4 <= s.n && s.p[i] == '#' && s.p[i + 1] == '0' &&
	       s.p[i + 2] >= '0' && s.p[i + 2] <= '3' && s.p[i + 3] >= '0' &&
	       s.p[i + 3] <= '7';
}

/* rsyslog writes a control character as '#' and three octal digits. */
static MtSlice
decode_escapes(MtSlice s, size_t at, MtArena *arena)
{
	char *copy;
	size_t n = at;

	while (s.n >= at + 4 && is_escape(s, s.n - 4))
		s.n -= 4;
	if (s.n == at)
		return s;
	copy = mt_arena_take(arena, s.n);
	memcpy(copy, s.p, at);
	for (size_t i = at; i < s.n; n++) {
		if (is_escape(s, i)) {
			copy[n] = (char)((s.p[i + 2] - '0') * 8 +
					 (s.p[i + 3] - '0'));
			i += 4;
		} else {
			copy[n] = s.p[i++];
		}
	}
	return mt_slice(copy, n);
}

static bool
is_inside(MtSlice s, MtSlice memory)
{
	return memory.p != NULL && s.p >= memory.p &&
	       s.p + s.n <= memory.p + memory.n;
}

/*
 * The first '#' of a text; looked for once for all lines up to it. What was
 * unescaped is in memory of its own.
 */
static const char *
find_hash(MtPrefixContext *context, MtSlice s)
{
	const char *end = s.p + s.n, *lines_end, *at;

	if (is_inside(s, context->plain))
		return NULL;
	if (!is_inside(s, context->lines))
		return memchr(s.p, '#', s.n);
	lines_end = context->lines.p + context->lines.n;
	at = memchr(s.p, '#', (size_t)(lines_end - s.p));
	context->plain =
		mt_slice(s.p, (size_t)((at == NULL ? lines_end : at) - s.p));
	return at != NULL && at < end ? at : NULL;
}

static void
decode_text(MtPrefixContext *context, MtPrefix *prefix)
{
	MtSlice s = prefix->text;
	const char *at = s.n == 0 ? NULL : find_hash(context, s);

	while (at != NULL && !is_escape(s, (size_t)(at - s.p)))
		at = memchr(at + 1, '#', (size_t)(s.p + s.n - at) - 1);
	if (at != NULL)
		prefix->text =
			decode_escapes(s, (size_t)(at - s.p), context->arena);
}

/* `message repeated 3 times: [ text]`, `last message repeated 3 times` */
static void
read_repeated(MtPrefix *prefix)
{
	static const MtSlice last = {"last message repeated ", 22},
			     this = {"message repeated ", 17};
	MtSlice s = prefix->text;
	int64_t n;

	if (mt_scan_skip(&s, last)) {
		if (mt_scan_number(&s, &n) &&
		    mt_slice_starts(s, MT_SLICE(" time"))) {
			prefix->repeated = n;
			prefix->last = true;
		}
	} else if (mt_scan_skip(&s, this) && mt_scan_number(&s, &n) &&
		   mt_scan_skip(&s, MT_SLICE(" times: ["))) {
		if (s.n > 0 && s.p[s.n - 1] == ']')
			s.n--;
		prefix->repeated = n;
		prefix->text = mt_slice_trim(s);
	}
}

void
mt_prefix_text(MtPrefixContext *context, MtPrefix *prefix)
{
	if (prefix->text.n > 0 && prefix->text.p[0] == '[')
		skip_solaris(&prefix->text);
	decode_text(context, prefix);
	if (prefix->text.n > 0 &&
	    (prefix->text.p[0] == 'm' || prefix->text.p[0] == 'l'))
		read_repeated(prefix);
}

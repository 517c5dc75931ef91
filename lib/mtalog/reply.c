/* A table of phrases, each with where the id stands beside it. */
#include "mtalog/reply.h"

#include <glib.h>

typedef enum {
	ID_SURELY,   /* the word behind the phrase, which means an id */
	ID_BEHIND,   /* the word behind the phrase, if it looks like an id */
	ID_BEFORE,   /* the word before the phrase */
	ID_TWO_BACK, /* OK EPOCH ID - gsmtp: the word before ` - gsmtp` */
	ID_QMAIL,    /* EPOCH qp PID as one */
} Where;

static const struct {
	MtSlice phrase;
	Where where;
} phrases[] = {
	{{"queued as ", 10}, ID_SURELY},
	{{" id=", 4}, ID_SURELY},
	{{" Message accepted for delivery", 30}, ID_BEFORE},
	{{" qp ", 4}, ID_QMAIL},
	{{"[InternalId=", 12}, ID_SURELY},
	{{" - gsmtp", 8}, ID_BEFORE},
	{{" Saved", 6}, ID_BEFORE},
	{{"OK (", 4}, ID_BEHIND},
	{{"Ok. ", 4}, ID_BEHIND},
	{{"Ok: ", 4}, ID_BEHIND},
	{{"Ok ", 3}, ID_BEHIND},
	{{"OK ", 3}, ID_BEHIND},
};

static bool
ends_id(char c)
{
	static const bool ends[256] = {
		[' '] = true,  ['\t'] = true, ['\n'] = true, ['\v'] = true,
		['\f'] = true, ['\r'] = true, [','] = true,  [')'] = true,
		[']'] = true,  [';'] = true,  ['('] = true,  ['"'] = true,
	};

	return ends[(unsigned char)c];
}

static MtSlice
word_behind(MtSlice s, size_t at)
{
	size_t end = at;

	while (end < s.n && !ends_id(s.p[end]))
		end++;
	while (end > at && s.p[end - 1] == '.')
		end--;
	return mt_slice_sub(s, at, end);
}

static MtSlice
word_before(MtSlice s, size_t at)
{
	size_t begin = at;

	while (begin > 0 && !ends_id(s.p[begin - 1]))
		begin--;
	return mt_slice_sub(s, begin, at);
}

/* An id has a digit, unless the phrase says that it is one, and is no status code
 * or word of prose. */
static bool
is_id(MtSlice s, bool digit)
{
	if (s.n < 4)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c <= ' ' || c >= 0x7f || c == '<' || c == '>' || c == '@')
			return false;
		digit = digit || mt_is_digit(s.p[i]);
	}
	return digit;
}

static MtSlice
qmail_id(MtSlice s, size_t at)
{
	MtSlice epoch = word_before(s, at), pid = word_behind(s, at + 4);

	if (epoch.n < 9 || pid.n == 0)
		return (MtSlice){0};
	return mt_slice(epoch.p, (size_t)(pid.p + pid.n - epoch.p));
}

MtSlice
mt_reply_remote_id(MtSlice s)
{
	for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++) {
		size_t at = mt_slice_find(s, phrases[i].phrase);
		MtSlice id;

		if (at == MT_SLICE_NOWHERE)
			continue;
		if (phrases[i].where == ID_QMAIL)
			return qmail_id(s, at);
		id = phrases[i].where <= ID_BEHIND
			     ? word_behind(s, at + phrases[i].phrase.n)
			     : word_before(s, at);
		if (is_id(id, phrases[i].where == ID_SURELY))
			return id;
	}
	return (MtSlice){0};
}

MtSlice
mt_reply_remote_host(MtSlice s)
{
	MtSlice key = MT_SLICE("[InternalId="), name = MT_SLICE(" Hostname=");
	size_t at = mt_slice_find(s, key);

	s = mt_slice_sub(s, at, s.n);
	at = at == MT_SLICE_NOWHERE ? at : mt_slice_find(s, name);
	return at == MT_SLICE_NOWHERE ? (MtSlice){0}
				      : word_behind(s, at + name.n);
}

static size_t
digits(MtSlice s, size_t at)
{
	size_t n = 0;

	while (at + n < s.n && mt_is_digit(s.p[at + n]))
		n++;
	return n;
}

MtSlice
mt_reply_dsn(MtSlice s)
{
	size_t at = 0, end, n;

	if (digits(s, 0) == 3 && s.n > 4)
		at = 4;
	if (at >= s.n || (s.p[at] != '2' && s.p[at] != '4' && s.p[at] != '5') ||
	    at + 1 >= s.n || s.p[at + 1] != '.')
		return (MtSlice){0};
	n = digits(s, at + 2);
	end = at + 2 + n;
	if (n == 0 || n > 3 || end >= s.n || s.p[end] != '.')
		return (MtSlice){0};
	n = digits(s, end + 1);
	return n == 0 || n > 3 ? (MtSlice){0}
			       : mt_slice_sub(s, at, end + 1 + n);
}

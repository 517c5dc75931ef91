/* Reading a line of a filter by its table. */
#include "mtalog/filtertext.h"

#include "mtalog/scan.h"

static bool
is_word(char c)
{
	return mt_is_alpha(c) || mt_is_digit(c) || c == '_' || c == '-';
}

/* Where `head` begins a word of its own. */
static size_t
find_head(MtSlice text, MtSlice head)
{
	size_t from = 0;

	for (;;) {
		size_t at =
			mt_slice_find(mt_slice_sub(text, from, text.n), head);

		if (at == MT_SLICE_NOWHERE)
			return at;
		at += from;
		if (at == 0 || !is_word(text.p[at - 1]))
			return at;
		from = at + head.n;
	}
}

/* `<a b>`: without brackets; in quotes too. */
static MtSlice
bare(MtSlice s)
{
	s = mt_slice_trim(s);
	if (s.n > 1 && ((s.p[0] == '<' && s.p[s.n - 1] == '>') ||
			(s.p[0] == '"' && s.p[s.n - 1] == '"')))
		return mt_slice_sub(s, 1, s.n - 1);
	return s;
}

static MtSlice
value_of(MtSlice rest, const char *stops)
{
	MtSlice path;
	size_t n = 0;

	if (stops == NULL || (rest.n > 0 && rest.p[0] == '<')) {
		if (mt_scan_path(&rest, &path))
			return path;
		if (stops == NULL)
			return (MtSlice){0};
	}
	while (n < rest.n && strchr(stops, rest.p[n]) == NULL)
		n++;
	return bare(mt_slice_sub(rest, 0, n));
}

static void
set_peer(MtSlice value, MtEvent *e)
{
	MtPeer peer;

	if (!mt_scan_peer(&value, &peer))
		return;
	if (peer.name.n > 0)
		e->client = peer.name;
	if (peer.address.n > 0)
		e->client_ip = peer.address;
}

static void
set_member(const MtFilterKey *key, MtSlice value, MtEvent *e)
{
	switch (key->form) {
	case MT_FILTER_PEER:
		set_peer(value, e);
		break;
	case MT_FILTER_SECONDS:
		if (mt_scan_seconds(&value, &e->attempt_us))
			e->has |= MT_HAS_ATTEMPT_TIME;
		break;
	case MT_FILTER_SIZE:
		if (mt_scan_number(&value, &e->size))
			e->has |= MT_HAS_SIZE;
		break;
	case MT_FILTER_ADDRESS:
		if (mt_slice_find_char(value, '@') == MT_SLICE_NOWHERE)
			break;
		/* fall through */
	default:
		memcpy((char *)e + key->at, &value, sizeof value);
	}
}

static void
read_key(const MtFilterKey *key, MtSlice text, MtEvent *e)
{
	size_t at = find_head(text, key->head);
	MtSlice value;

	if (at == MT_SLICE_NOWHERE)
		return;
	value = value_of(mt_slice_sub(text, at + key->head.n, text.n),
			 key->stops);
	if (mt_slice_eq(value, MT_SLICE("(unknown)")))
		return;
	if (value.n > 0 ||
	    (value.p != NULL && key->at == offsetof(MtEvent, sender)))
		set_member(key, value, e);
}

bool
mt_filter_read(const MtFilter *filter, MtSlice text, MtEvent *e)
{
	const MtFilterVerdict *v = filter->verdicts;

	while (v->text.n > 0 &&
	       mt_slice_find(text, v->text) == MT_SLICE_NOWHERE)
		v++;
	if (v->kind == MT_EVENT_KINDS)
		return false;
	e->kind = v->kind;
	e->status = v->status;
	e->reply = text;
	if (filter->also != NULL)
		filter->also(text, e);
	for (const MtFilterKey *key = filter->keys; key->head.n > 0; key++)
		read_key(key, text, e);
	return true;
}

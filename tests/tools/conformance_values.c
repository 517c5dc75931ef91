/* How a value of a suite compares with one of ours. */
#include "conformance.h"

#include "received/fill.h"

MtSlice
value_text(json_t *want)
{
	return mt_slice(json_string_value(want), json_string_length(want));
}

MtSlice
value_bare(MtSlice s)
{
	s = mt_strip_path(s);
	if (s.n >= 2 && s.p[0] == '[' && s.p[s.n - 1] == ']')
		s = mt_slice_sub(s, 1, s.n - 1);
	return s;
}

bool
value_same(MtSlice ours, MtSlice want)
{
	MtIp a, b;
	int port;

	return mt_slice_eq(value_bare(ours), value_bare(want)) ||
	       (mt_read_address(ours, &a, &port) &&
		mt_read_address(want, &b, &port) && mt_ip_eq(&a, &b));
}

bool
value_same_or_none(MtSlice ours, MtSlice want)
{
	return want.n == 0 ? ours.n == 0 : value_same(ours, want);
}

bool
value_is_ip(const MtIp *ip, MtSlice want)
{
	MtIp other;
	int port;

	if (want.n == 0)
		return ip->family == 0;
	return mt_read_address(want, &other, &port) && mt_ip_eq(ip, &other);
}

MtSlice
value_up_to_slash(MtSlice s)
{
	size_t at;

	s = value_bare(s);
	at = mt_slice_find_char(s, '/');
	return at == MT_SLICE_NOWHERE ? s : mt_slice_sub(s, 0, at);
}

MtSlice
value_first_for(const Reading *c)
{
	return c->r.n_for > 0 ? c->r.for_[0] : (MtSlice){0};
}

MtSlice
value_from_word(const Reading *c)
{
	return mt_clause_word(&c->clauses.clause[MT_CLAUSE_FROM], 0);
}

bool
value_is_kept(const Reading *c, MtSlice from)
{
	return value_same(c->r.helo, from) || value_same(c->r.rdns, from) ||
	       value_same(c->r.ident, from) ||
	       value_same(c->r.envelope_from, from) ||
	       value_is_ip(&c->r.ip, from) ||
	       mt_note_has(&c->r.notes, MT_NOTE_RDNS_NONE);
}

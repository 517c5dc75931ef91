/* Where the slices of an MtReceived may lie. */
#ifndef MT_TESTS_RECEIVED_SLICES_H
#define MT_TESTS_RECEIVED_SLICES_H

#include "base/limits.h"
#include "received/received.h"

/* In the value, in the arena, or one of the few words of the readers' own. */
static inline bool
slice_is_sound(MtSlice s, MtSlice value, const MtArena *arena)
{
	static const char *const words[] = {"yes",     "TLSv1.0", "TLSv1.1",
					    "TLSv1.2", "TLSv1.3", "SSLv2",
					    "SSLv3"};

	if (s.p == NULL)
		return s.n == 0;
	if (s.p >= value.p && s.p + s.n <= value.p + value.n)
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (mt_slice_eq(s, mt_slice_str(words[i])))
			return true;
	return mt_arena_holds(arena, s);
}

static inline bool
slices_are_sound(const MtReceived *r, MtSlice value, const MtArena *arena)
{
	const MtSlice all[] = {r->software,    r->helo,       r->rdns,
			       r->ip.scope,    r->ident,      r->by,
			       r->by_ip.scope, r->with,       r->auth,
			       r->tls_version, r->tls_cipher, r->id,
			       r->via,         r->time.zone,  r->envelope_from};

	if (r->n_for > MT_MAX_FOR)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
		if (!slice_is_sound(all[i], value, arena))
			return false;
	for (size_t i = 0; i < r->n_for; i++)
		if (!slice_is_sound(r->for_[i], value, arena))
			return false;
	for (size_t i = 0; i < r->notes.n; i++)
		if (r->notes.notes[i].offset + r->notes.notes[i].length >
		    value.n)
			return false;
	return true;
}

#endif

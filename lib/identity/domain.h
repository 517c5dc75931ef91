/*
 * Domain names as organisations and as people see them: the part that somebody
 * registered, and international names both ways.
 *
 * libpsl and libidn2 are loaded when they are first needed. Without libpsl
 * the last two labels are taken for the organisation.
 */
#ifndef MT_IDENTITY_DOMAIN_H
#define MT_IDENTITY_DOMAIN_H

#include "base/arena.h"
#include "base/slice.h"

/*
 * The organisational domain of RFC 7489 3.2: the public suffix and one label,
 * as the end of `host`, in the case it is written in; a trailing dot is left
 * out. p is NULL for an address, a single label, a public suffix, and
 * what is no host name.
 */
MtSlice mt_domain_org(MtSlice host);

/* Both have an organisational domain, and it is the same (any case, A-labels
 * and U-labels alike). */
bool mt_domain_same_org(MtSlice a, MtSlice b);

/* `host` is `domain` or below it; cheap, for domains that are known to be those
 * of organisations. A root dot of the host is left out. */
bool mt_domain_is_below(MtSlice host, MtSlice domain);

/* The domain behind the last `@` of an address; p is NULL without one. */
MtSlice mt_domain_of_address(MtSlice address);

/*
 * `xn--...` as people see it, and back (IDNA 2008 with the mapping of UTS 46,
 * not transitional). Names without such labels come back as they are; p is NULL
 * where a label cannot be converted.
 */
MtSlice mt_domain_to_unicode(MtSlice domain, MtArena *arena);
MtSlice mt_domain_to_ascii(MtSlice domain, MtArena *arena);

#endif

/* Where the addresses of people and of hosts stand in a text: what a report that
 * leaves the house must not show. */
#ifndef MT_REPORT_DOC_SPOT_H
#define MT_REPORT_DOC_SPOT_H

#include <stdbool.h>

#include "base/slice.h"

typedef struct {
	size_t from, at, to; /* local part, `@`, end of the domain */
} MtSpot;

/* The next address of mail at `from` or behind it. */
bool mt_spot_address(MtSlice text, size_t from, MtSpot *found);

/* The next address of a host: a word that is one, but for a tag before it and a
 * port behind it, as in `IPv6:2001:db8::1` and `192.0.2.1:25`. */
bool mt_spot_ip(MtSlice text, size_t from, size_t *start, size_t *end);

/* Of a name or a local part. */
bool mt_spot_is_atom(char c);

#endif

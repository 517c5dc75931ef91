/*
 * Small scanners that all log readers are written with: each takes something
 * off the front of a slice, or says that it is not there.
 */
#ifndef MT_MTALOG_SCAN_H
#define MT_MTALOG_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* Take `head` off the front. */
static inline bool
mt_scan_skip(MtSlice *rest, MtSlice head)
{
	if (rest->n < head.n || !mt_same_bytes(rest->p, head.p, head.n))
		return false;
	rest->p += head.n;
	rest->n -= head.n;
	return true;
}

/* Take the bytes before `stop` (which is taken too), or all there is. */
MtSlice mt_scan_until(MtSlice *rest, char stop);

/*
 * A path in angle brackets: `<a@b>`, `<"x y>"@z>`, `<>`. The value is without
 * the brackets. Logged addresses are not always quoted: the '>' that counts is
 * the first one outside quotes before one of `, ;):` or the end.
 */
bool mt_scan_path(MtSlice *rest, MtSlice *path);

/* `0.25`, `12`, `3.6e`: decimal seconds as microseconds; digits beyond the
 * sixth are cut off. Takes the number off; false if there is none. */
bool mt_scan_seconds(MtSlice *rest, int64_t *us);

/* A decimal number without a sign, of at most 18 digits. */
static inline bool
mt_scan_number(MtSlice *rest, int64_t *number)
{
	const char *p = rest->p, *end;
	int64_t sum = 0;
	size_t n;

	if (rest->n == 0)
		return false;
	end = p + (rest->n < 18 ? rest->n : 18);
	while (p < end && mt_is_digit(*p))
		sum = sum * 10 + (*p++ - '0');
	n = (size_t)(p - rest->p);
	if (n == 0 || (n == 18 && n < rest->n && mt_is_digit(*p)))
		return false;
	*number = sum;
	*rest = mt_slice(p, rest->n - n);
	return true;
}

/* `name[address]:port`, as Postfix writes a peer; address and port may lack. */
typedef struct {
	MtSlice name, address;
	int port; /* 0 where not given */
} MtPeer;

bool mt_scan_peer(MtSlice *rest, MtPeer *peer);

#endif

/* What lines begin with is kept only where it gives back what was read. */
#include "mtalog/prefixhead.h"

enum {
	ISO = 19,   /* `2026-01-02T03:04:05` */
	BSD = 15,   /* `Jan  2 03:04:05` */
	DIGITS = 8, /* as many are looked at as one number */
};

/* Behind the point of `03:04:05.123456`; 0: there is none, or not all of the digits
 * count, or the head is too short to look at so many. */
static size_t
find_fraction(MtSlice head, const MtStamp *stamp)
{
	size_t at = head.n > 4 && head.p[4] == '-' ? ISO : BSD;
	uint64_t number;

	if (head.n < at + 1 + DIGITS ||
	    (head.p[at] != '.' && head.p[at] != ',') ||
	    mt_scan_digits8(head.p + at + 1, &number) != stamp->decimals)
		return 0;
	return at + 1;
}

static bool
is_same(const MtPrefix *a, const MtPrefix *b)
{
	return a->stamp.us == b->stamp.us &&
	       a->stamp.decimals == b->stamp.decimals &&
	       a->stamp.zone == b->stamp.zone &&
	       a->stamp.year == b->stamp.year && a->host.p == b->host.p &&
	       a->host.n == b->host.n && a->program.p == b->program.p &&
	       a->program.n == b->program.n && a->pid == b->pid &&
	       a->has_pid == b->has_pid && a->text.p == b->text.p &&
	       a->text.n == b->text.n;
}

/* Where it begins and how long it is; 0 where the line has no such head. */
static size_t
find_head(const MtPrefixHead *head, MtSlice line, const MtPrefix *prefix,
	  size_t *host)
{
	size_t n;

	/* `lmtp(43, bob)` looks like a host and a program. */
	if (!prefix->stamp.known || prefix->host.n == 0 ||
	    prefix->host.p < line.p ||
	    prefix->host.p >= line.p + sizeof head->text ||
	    memchr(prefix->host.p, '(', prefix->host.n) != NULL)
		return 0;
	*host = (size_t)(prefix->host.p - line.p);
	n = *host + prefix->host.n + 1;
	return n <= sizeof head->text && prefix->program.p == line.p + n ? n
									 : 0;
}

void
mt_prefix_head_keep(MtPrefixHead *head, MtSlice line, int year,
		    MtPrefix *prefix)
{
	MtPrefix again = {0};
	size_t host = 0, n = find_head(head, line, prefix, &host), point = 0;
	int64_t part = 0;

	if (n == 0)
		return;
	if (prefix->stamp.decimals > 0) {
		point = find_fraction(mt_slice(line.p, n), &prefix->stamp);
		if (point == 0)
			return;
	}
	memcpy(head->text, line.p, n);
	head->n = n;
	head->host = host;
	head->point = point;
	head->year = year;
	head->stamp = prefix->stamp;
	head->count += point == 0;
	if (point > 0 && mt_prefix_head_fraction(head, line, &part))
		head->stamp.us -= part;
	/* Other forms may begin in the same way, and go on in another. */
	if (head->stamp.us % 1000000 != 0 ||
	    !mt_prefix_head_read(head, line, year, &again) ||
	    !is_same(&again, prefix))
		head->n = 0;
	else
		prefix->head = again.head;
}

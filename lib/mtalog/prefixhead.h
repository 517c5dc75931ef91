/*
 * What lines begin with, up to their program: many in a row begin alike, or but
 * for the fraction of the second. Internal to lib/mtalog/prefix.c.
 */
#ifndef MT_MTALOG_PREFIXHEAD_H
#define MT_MTALOG_PREFIXHEAD_H

#include "mtalog/prefix.h"
#include "mtalog/scan.h"

/* The head of `line`, whose prefix was read as a whole, for the lines behind it. */
void mt_prefix_head_keep(MtPrefixHead *head, MtSlice line, int year,
			 MtPrefix *prefix);

/* A line that differs from the head in the fraction only: its microseconds. */
static inline bool
mt_prefix_head_fraction(const MtPrefixHead *head, MtSlice line, int64_t *us)
{
	unsigned digits = head->stamp.decimals;
	size_t end = head->point + digits;
	uint64_t number = 0;

	if (!mt_same_bytes(line.p, head->text, head->point) ||
	    !mt_same_bytes(line.p + end, head->text + end, head->n - end) ||
	    mt_scan_digits8(line.p + head->point, &number) != digits)
		return false;
	*us = (int64_t)number * mt_scan_scales[digits];
	return true;
}

/* As the head: sets all members of the prefix. */
static inline bool
mt_prefix_head_read(const MtPrefixHead *head, MtSlice line, int year,
		    MtPrefix *prefix)
{
	size_t n = head->n;
	MtSlice rest = mt_slice(line.p + n, line.n - n);
	int64_t us = 0;

	if (n == 0 || line.n <= n || head->year != year)
		return false;
	if (head->point == 0 ? !mt_same_bytes(line.p, head->text, n)
			     : !mt_prefix_head_fraction(head, line, &us))
		return false;
	prefix->pid = 0;
	prefix->has_pid = false;
	if (rest.p[0] == ' ' || rest.p[0] == '<' ||
	    !mt_prefix_program(rest, prefix))
		return false;
	prefix->stamp = head->stamp;
	prefix->stamp.us += us;
	prefix->host = mt_slice(line.p + head->host, n - head->host - 1);
	prefix->repeated = 0;
	prefix->last = false;
	prefix->head = head->point == 0 ? head->count : 0;
	return true;
}

#endif

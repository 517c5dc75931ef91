/* White space, comments and punctuation between the parts of a date. */
#include "base/timescan.h"

/* Skip a comment and those inside it; `scan` stands at its '('. */
static bool
skip_comment(MtTimeScan *scan)
{
	const char *start = scan->p;
	size_t depth = 0;

	for (; scan->p<scan->end && * scan->allowance> 0; scan->p++) {
		--*scan->allowance;
		if (*scan->p == '\\' && scan->end - scan->p > 1)
			scan->p++;
		else if (*scan->p == '(')
			depth++;
		else if (*scan->p == ')' && --depth == 0) {
			scan->p++;
			mt_timescan_loosen(scan, MT_TIME_OBSOLETE);
			return true;
		}
	}
	scan->p = start;
	return false;
}

bool
mt_timescan_cfws(MtTimeScan *scan)
{
	for (;;) {
		mt_timescan_space(scan);
		if (mt_timescan_peek(scan) != '(')
			return true;
		if (!skip_comment(scan))
			return false;
	}
}

void
mt_timescan_gap(MtTimeScan *scan)
{
	while (mt_timescan_cfws(scan) && scan->p < scan->end &&
	       mt_timescan_is_one_of(*scan->p, MT_SLICE(",.-/"))) {
		mt_timescan_loosen(scan, MT_TIME_OTHER);
		scan->p++;
	}
}

/* Tables over a whole run, for people: pairs of hosts, and clocks. */
#ifndef MT_REPORT_SUMTEXT_H
#define MT_REPORT_SUMTEXT_H

#include "base/buf.h"
#include "chain/clock.h"
#include "chain/summary.h"
#include "report/term.h"

void mt_sumtext_pairs(const MtTerm *term, MtBuf *out, const MtPair *pairs,
		      size_t n, const MtPair *others);

void mt_sumtext_clocks(const MtTerm *term, MtBuf *out, const MtClock *clocks,
		       size_t n);

#endif

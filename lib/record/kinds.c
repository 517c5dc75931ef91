/* The kinds that there are. */
#include "record/backlog.h"
#include "record/clock.h"
#include "record/corroboration.h"
#include "record/delivery.h"
#include "record/event.h"
#include "record/finding.h"
#include "record/hop.h"
#include "record/lines.h"
#include "record/message.h"
#include "record/outlier.h"
#include "record/pair.h"
#include "record/stat.h"
#include "record/transaction.h"

const MtRecordKind *const mt_record_kinds[] = {
	&mt_record_message,
	&mt_record_hop,
	&mt_record_x_received,
	&mt_record_clock,
	&mt_record_pair,
	&mt_record_event,
	&mt_record_lines,
	&mt_record_transaction,
	&mt_record_delivery,
	&mt_record_corroboration,
	&mt_record_stat,
	&mt_record_outlier,
	&mt_record_backlog,
	&mt_record_age,
	&mt_record_finding,
	&mt_record_verdict,
	NULL,
};

const MtRecordKind *
mt_record_kind_find(MtSlice name)
{
	for (const MtRecordKind *const *k = mt_record_kinds; *k != NULL; k++)
		if (mt_slice_eq(mt_slice_str((*k)->name), name))
			return *k;
	return NULL;
}

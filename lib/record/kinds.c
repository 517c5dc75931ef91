/* The kinds that there are. */
#include "record/clock.h"
#include "record/event.h"
#include "record/hop.h"
#include "record/lines.h"
#include "record/message.h"
#include "record/pair.h"

const MtRecordKind *const mt_record_kinds[] = {
	&mt_record_message,    &mt_record_hop,
	&mt_record_x_received, &mt_record_clock,
	&mt_record_pair,       &mt_record_event,
	&mt_record_lines,      NULL,
};

const MtRecordKind *
mt_record_kind_find(MtSlice name)
{
	for (const MtRecordKind *const *k = mt_record_kinds; *k != NULL; k++)
		if (mt_slice_eq(mt_slice_str((*k)->name), name))
			return *k;
	return NULL;
}

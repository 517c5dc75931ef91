/* Where the time of an attempt went. Internal to lib/flow. */
#ifndef MT_FLOW_STAGES_H
#define MT_FLOW_STAGES_H

#include "flow/open.h"

/* From the arrival of the message to this attempt. */
MtStageTimes mt_stages_of(MtOpen *o, MtOpenDelivery *d, const MtPacked *e);

#endif

/* Where ids meet the fields that they stand in. */
#include "chain/hopid.h"

void
mt_hopid_source(const MtReceived *received, MtIdSource *source)
{
	*source = (MtIdSource){
		.place = MT_ID_RECEIVED,
		.text = received->id,
		.dialect = received->dialect,
		.software = received->software,
		.by = received->by,
		.has_zone = received->time.known && received->time.has_zone,
		.offset_min = received->time.offset_min,
		.has_near = received->time.known,
		.near_us = received->time.us,
	};
}

bool
mt_hopid_time(const MtReceived *received, MtIdTime *time)
{
	MtIdSource source;

	mt_hopid_source(received, &source);
	if (!mt_idtime_decode(&source, time))
		return false;
	return time->sure >= MT_ID_LIKELY;
}

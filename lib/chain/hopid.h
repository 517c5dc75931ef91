/* The id of a Received field, with all that the field says which helps to read it. */
#ifndef MT_CHAIN_HOPID_H
#define MT_CHAIN_HOPID_H

#include "idtime/idtime.h"
#include "received/received.h"

/* For mt_idtime_decode() and mt_shape_check(). Without an id, `text` is none. */
void mt_hopid_source(const MtReceived *received, MtIdSource *source);

/* The time in the id, where it is at least likely that it is one. */
bool mt_hopid_time(const MtReceived *received, MtIdTime *time);

#endif

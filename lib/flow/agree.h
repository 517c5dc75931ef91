/*
 * What two logs both know of a message that may have gone from one to the
 * other.
 */
#ifndef MT_FLOW_AGREE_H
#define MT_FLOW_AGREE_H

#include "flow/transaction.h"

/*
 * Points for what agrees, -1 where something cannot be. 4 for the Message-ID,
 * 2 for the recipient, 2 for the host by name, 1 for the client, 1 for the
 * sender.
 */
int mt_agree(const MtTransaction *from, const MtDelivery *by,
	     const MtTransaction *to);

enum { MT_AGREE_MESSAGE_ID = 4, MT_AGREE_RECIPIENT = 2, MT_AGREE_HOST = 2 };

bool mt_agree_recipient(const MtDelivery *by, const MtTransaction *to);

/* May the one become the other by what MTAs add? For joins without an id. */
bool mt_agree_size(const MtTransaction *from, const MtTransaction *to);

/* Has the same client brought both? Then it did not come from the one to the other.
 * Inside of networks many may have one address. */
bool mt_agree_same_client(const MtTransaction *a, const MtTransaction *b);

/* Can the one become the other at all? Content may be encoded anew, or a part
 * taken off by a filter. */
bool mt_agree_size_at_all(int64_t from, int64_t to);

/*
 * Are these names of one host? Equal, or one is the first label of the other;
 * ASCII case, the root's dot and what mailtrace puts behind '@' are ignored.
 */
bool mt_agree_host(MtSlice a, MtSlice b);

/* Clocks and zones that are wrong are so by hours; ids come again in days. */
static const int64_t mt_agree_far_us = INT64_C(26) * 3600 * 1000000;

static inline bool
mt_agree_near(int64_t a, int64_t b, int64_t most)
{
	return a < b ? (uint64_t)b - (uint64_t)a <= (uint64_t)most
		     : (uint64_t)a - (uint64_t)b <= (uint64_t)most;
}

#endif

/*
 * What two logs both know of a message that may have gone from one to the
 * other. Internal to lib/flow.
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

/*
 * Are these names of one host? Equal, or one is the first label of the other;
 * ASCII case, the root's dot and what mailtrace puts behind '@' are ignored.
 */
bool mt_agree_host(MtSlice a, MtSlice b);

#endif

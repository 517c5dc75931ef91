/* The words for one hand-over: by which protocol, and from whom. */
#ifndef MT_REPORT_HOWTEXT_H
#define MT_REPORT_HOWTEXT_H

#include "chain/chain.h"
#include "report/flow.h"

/* `ESMTPS TLSv1.3`, `ESMTP not encrypted`; nothing where nothing is said. */
void mt_howtext_protocol(MtBuf *out, const MtReceived *received);

/* `relay1.example [192.0.2.20] as anna`: who it was, where, and its user. */
void mt_howtext_peer(MtFlow *flow, const MtChain *chain, const MtHop *hop);

/* Does the field say anything of a peer? */
bool mt_howtext_has_peer(const MtChain *chain, const MtHop *hop);

/* The id under which the log of the host that wrote the field knows the
 * message; empty where the field gives none. */
MtSlice mt_howtext_queue_id(const MtReceived *received);

#endif

/*
 * Which machine a hop stands for, when hops of many messages are put together.
 *
 * `by` is not always a name that means one machine in the world: content
 * filters write `localhost`, others an address, which may be private. Such a
 * hop belongs to the machine that its loopback connection leads to or comes
 * from.
 */
#ifndef MT_CHAIN_HOST_H
#define MT_CHAIN_HOST_H

#include "chain/chain.h"

/*
 * The host of hop `i` (0 is the oldest) of the chain: `by` without the root's
 * dot, or that of the next older or newer hop where `by` names no machine and
 * the message came over loopback. p is NULL where neither is known.
 */
MtSlice mt_chain_host(const MtChain *chain, size_t i);

#endif

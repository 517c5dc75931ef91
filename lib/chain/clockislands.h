/* Hosts that mail connects, over others or directly. */
#ifndef MT_CHAIN_CLOCKISLANDS_H
#define MT_CHAIN_CLOCKISLANDS_H

#include "chain/clocknet.h"

/* For each host the one that stands for its island: itself, or a lower one. */
void mt_clock_islands(const MtClockNet *net, uint32_t *islands);

/* Shift the offsets so that the median of each island is 0. A host counts by
 * its observations, up to MT_CLOCK_NEEDED. */
void mt_clock_centre(MtClockNet *net, const uint32_t *islands);

#endif

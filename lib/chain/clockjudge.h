/* What a solved net of clocks lets one say of each of them, and what not. */
#ifndef MT_CHAIN_CLOCKJUDGE_H
#define MT_CHAIN_CLOCKJUDGE_H

#include "chain/clock.h"
#include "chain/clocknet.h"

/*
 * Fill all but `host` of `clocks`, one for each host of the net.
 *
 * Hosts between which no mail goes, not even over others, are islands; each
 * has its own common clock and reference, and none where there is no majority.
 *
 * An offset is stated where at least five observations agree with it within
 * two seconds, five lead to the reference, and one in ten agrees; one in four where a
 * clock is said to be wrong. It is said to be zero where zero is possible and
 * the estimate is at most ten seconds from it: a client that must wait for the
 * greeting, or a slow content filter, looks just like that.
 */
void mt_clocknet_judge(const MtClockNet *net, MtClock *clocks);

#endif

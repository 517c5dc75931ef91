/* What became of the lines: read = the sum of the four classes, always. */
#ifndef MT_MTALOG_TALLY_H
#define MT_MTALOG_TALLY_H

#include <glib.h>

#include "mtalog/reader.h"

typedef struct {
	uint64_t read;
	uint64_t classes[MT_LINE_CLASSES];
	uint64_t *readers; /* lines that each of mt_readers was given */
	uint64_t events;
	uint64_t lost; /* lines that were never written, as others say */
	int64_t first_us, last_us; /* earliest and latest time of an event */
	uint8_t decimals;          /* of the times, at most */
	bool has_times;
} MtTally;

void mt_tally_init(MtTally *tally);
void mt_tally_clear(MtTally *tally); /* frees */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MtTally, mt_tally_clear)

void mt_tally_reset(MtTally *tally); /* all zero again */
void mt_tally_add(MtTally *sum, const MtTally *part);

/* `reader` is a place in mt_readers, or -1. */
static inline void
mt_tally_line(MtTally *tally, MtLineClass class, int reader)
{
	tally->read++;
	tally->classes[class]++;
	if (reader >= 0)
		tally->readers[reader]++;
}

static inline void
mt_tally_time(MtTally *tally, int64_t us, uint8_t decimals)
{
	if (!tally->has_times || us < tally->first_us)
		tally->first_us = us;
	if (!tally->has_times || us > tally->last_us)
		tally->last_us = us;
	if (tally->decimals < decimals)
		tally->decimals = decimals;
	tally->has_times = true;
}

#endif

/* Counters, and adding them up. */
#include "mtalog/tally.h"

void
mt_tally_init(MtTally *tally)
{
	*tally = (MtTally){.readers = g_new0(uint64_t, mt_readers_count())};
}

void
mt_tally_clear(MtTally *tally)
{
	g_free(tally->readers);
	*tally = (MtTally){0};
}

void
mt_tally_reset(MtTally *tally)
{
	uint64_t *readers = tally->readers;

	memset(readers, 0, mt_readers_count() * sizeof *readers);
	*tally = (MtTally){.readers = readers};
}

void
mt_tally_add(MtTally *sum, const MtTally *part)
{
	sum->read += part->read;
	sum->events += part->events;
	sum->lost += part->lost;
	for (size_t i = 0; i < MT_LINE_CLASSES; i++)
		sum->classes[i] += part->classes[i];
	for (size_t i = 0; mt_readers[i] != NULL; i++)
		sum->readers[i] += part->readers[i];
	if (part->has_times) {
		mt_tally_time(sum, part->first_us, part->decimals);
		mt_tally_time(sum, part->last_us, part->decimals);
	}
}

/* The states of the readers begin and end with it. */
#include "mtalog/reading.h"

#include "mtalog/reader.h"

MtLogReading *
mt_log_reading_new(void)
{
	MtLogReading *reading = g_new0(MtLogReading, 1);

	reading->holders = 1;
	reading->twice_latest = INT64_MIN;
	reading->states = g_new0(void *, mt_readers_count());
	mt_turn_init(&reading->turn);
	return reading;
}

MtLogReading *
mt_log_reading_hold(MtLogReading *reading)
{
	reading->holders++;
	return reading;
}

void
mt_log_reading_release(MtLogReading *reading)
{
	if (reading == NULL || --reading->holders > 0)
		return;
	for (size_t i = 0; mt_readers[i] != NULL; i++)
		if (reading->states[i] != NULL)
			mt_readers[i]->close(reading->states[i]);
	g_free(reading->states);
	mt_turn_clear(&reading->turn);
	g_free(reading);
}

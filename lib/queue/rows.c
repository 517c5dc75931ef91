/* The first byte says what follows, or is the number itself. */
#include "queue/rows.h"

#include <string.h>

enum {
	TWO = 0x80,  /* and up: 14 bits of hundredths, six of them here */
	WORD = 0xc0, /* 32 bits of microseconds behind it */
	LONG,        /* 64 bits */
	UNKNOWN,
	LONGEST = 1 + sizeof(int64_t),
	HUNDREDTH_US = 10000,
};

static uint8_t *
put(uint8_t *p, int64_t us)
{
	uint64_t size = (uint64_t)us, hundredths = size / HUNDREDTH_US;

	if (hundredths < (WORD - TWO) << 8 &&
	    hundredths * HUNDREDTH_US == size) {
		if (hundredths >= TWO)
			*p++ = (uint8_t)(TWO + (hundredths >> 8));
		*p++ = (uint8_t)hundredths;
		return p;
	}
	*p = us == INT64_MIN ? UNKNOWN : size <= UINT32_MAX ? WORD : LONG;
	if (*p == WORD) {
		uint32_t word = (uint32_t)size;

		memcpy(p + 1, &word, sizeof word);
		p += sizeof word;
	} else if (*p == LONG) {
		memcpy(p + 1, &us, sizeof us);
		p += sizeof us;
	}
	return p + 1;
}

static const uint8_t *
get(const uint8_t *p, int64_t *us)
{
	uint8_t first = *p++;
	uint32_t word;

	if (first < TWO) {
		*us = (int64_t)first * HUNDREDTH_US;
	} else if (first < WORD) {
		*us = (int64_t)((first - TWO) << 8 | *p++) * HUNDREDTH_US;
	} else if (first == WORD) {
		memcpy(&word, p, sizeof word);
		*us = word;
		p += sizeof word;
	} else if (first == LONG) {
		memcpy(us, p, sizeof *us);
		p += sizeof *us;
	} else {
		*us = INT64_MIN;
	}
	return p;
}

void
mt_rows_add(MtRows *rows, const int64_t *us, size_t columns)
{
	size_t most = rows->n + columns * LONGEST;
	uint8_t *p;

	if (rows->room < most) {
		rows->room = (uint16_t)MAX(most, rows->room * 3U / 2);
		rows->p = g_realloc(rows->p, rows->room);
	}
	p = rows->p + rows->n;
	for (size_t i = 0; i < columns; i++)
		p = put(p, us[i]);
	rows->n = (uint16_t)(p - rows->p);
	rows->rows++;
}

void
mt_rows_read(const MtRows *rows, MtRowsColumn *columns, size_t n)
{
	const uint8_t *p = rows->p;

	for (size_t i = 0; i < n; i++)
		columns[i].n = 0;
	for (size_t row = 0; row < rows->rows; row++)
		for (size_t i = 0; i < n; i++) {
			MtRowsColumn *column = &columns[i];

			p = get(p, &column->us[column->n]);
			column->n += column->us[column->n] != INT64_MIN;
		}
}

void
mt_rows_clear(MtRows *rows)
{
	g_free(rows->p);
	*rows = (MtRows){0};
}

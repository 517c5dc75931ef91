/* The first byte says what follows, or is the number itself. */
#include "queue/rows.h"

#include <string.h>

enum {
	TWO = 0x80,  /* and up: 14 bits of hundredths, six of them here */
	WORD = 0xc0, /* 32 bits of microseconds behind it */
	LONG,        /* 64 bits */
	UNKNOWN,
	HUNDREDTH_US = 10000,
	SHORT = 16,
	/* For a dozen short rows; malloc() gives no less. */
	FIRST_ROOM = 24,
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
mt_rows_encode(MtRowsRow *row, const int64_t *us, size_t columns)
{
	uint8_t *p = put(row->p, us[0]);

	row->first = (uint8_t)(p - row->p);
	for (size_t i = 1; i < columns; i++)
		p = put(p, us[i]);
	row->n = (uint8_t)(p - row->p);
}

static void
make_room(MtRows *rows, size_t least)
{
	least = MAX(least, rows->room * 3U / 2);
	rows->room = (uint16_t)MAX(least, FIRST_ROOM);
	if (rows->lent) {
		rows->p = memcpy(g_malloc(rows->room), rows->p, rows->n);
		rows->lent = false;
		return;
	}
	rows->p = g_realloc(rows->p, rows->room);
}

void
mt_rows_add(MtRows *rows, const MtRowsRow *row)
{
	size_t n = rows->columns > 1 ? row->n : row->first;

	if (rows->n + n > rows->room)
		make_room(rows, rows->n + n);
	/* Most rows are short, and there is room for more. */
	if (n <= SHORT && rows->n + SHORT <= rows->room)
		memcpy(rows->p + rows->n, row->p, SHORT);
	else
		memcpy(rows->p + rows->n, row->p, n);
	rows->n = (uint16_t)(rows->n + n);
	rows->rows++;
}

void
mt_rows_read(const MtRows *rows, MtRowsColumn *columns)
{
	const uint8_t *p = rows->p;

	for (size_t i = 0; i < rows->columns; i++)
		columns[i].n = 0;
	for (size_t row = 0; row < rows->rows; row++)
		for (size_t i = 0; i < rows->columns; i++) {
			MtRowsColumn *column = &columns[i];

			p = get(p, &column->us[column->n]);
			column->n += column->us[column->n] != INT64_MIN;
		}
}

void
mt_rows_read_first(const MtRows *rows, MtRowsColumn *first)
{
	const uint8_t *p = rows->p;
	int64_t other;

	first->n = 0;
	for (size_t row = 0; row < rows->rows; row++) {
		p = get(p, &first->us[first->n]);
		first->n += first->us[first->n] != INT64_MIN;
		for (size_t i = 1; i < rows->columns; i++)
			p = get(p, &other);
	}
}

void
mt_rows_clear(MtRows *rows)
{
	if (!rows->lent)
		g_free(rows->p);
	*rows = (MtRows){.columns = rows->columns};
}

/*
 * Durations of deliveries, one row each, in as few bytes as they need: most are
 * hundredths of a second as Postfix logs them, and take one byte or two.
 */
#ifndef MT_QUEUE_ROWS_H
#define MT_QUEUE_ROWS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	MT_ROWS_MOST = 256,  /* rows */
	MT_ROWS_COLUMNS = 8, /* at most */
	MT_ROWS_LONGEST = 9, /* bytes of a duration */
};

/* One row, for all tables that will have it. */
typedef struct {
	uint8_t p[MT_ROWS_COLUMNS * MT_ROWS_LONGEST];
	uint8_t n, first; /* bytes: all, and of its first column */
} MtRowsRow;

/* Microseconds; INT64_MIN is not known. */
void mt_rows_encode(MtRowsRow *row, const int64_t *us, size_t columns);

/* All zero but for the columns is none; the first memory may be lent. */
typedef struct {
	uint8_t *p;
	uint16_t n, room; /* bytes */
	uint16_t rows;
	uint8_t columns; /* of each row: all that it has, or 1 for its first */
	bool lent;       /* `p` is of others */
} MtRows;

/* There are fewer than MT_ROWS_MOST. */
void mt_rows_add(MtRows *rows, const MtRowsRow *row);

/* What is known of one column, in the order it was added. */
typedef struct {
	int64_t us[MT_ROWS_MOST];
	size_t n;
} MtRowsColumn;

void mt_rows_read(const MtRows *rows, MtRowsColumn *columns);
void mt_rows_read_first(const MtRows *rows, MtRowsColumn *first);

/* The place of the next row will be needed soon. */
static inline void
mt_rows_come_near(const MtRows *rows)
{
	if (rows->p != NULL)
		__builtin_prefetch(rows->p + rows->n, 1);
}

void mt_rows_clear(MtRows *rows); /* frees, leaves none */

#endif

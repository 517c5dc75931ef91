/* The dates that writers of mboxes put behind the sender. */
#include "input/fromline.h"

#include <glib.h>

#include "base/limits.h"
#include "input/line.h"

static bool
is_name(MtSlice word, const char *names)
{
	if (word.n > 0 && word.p[word.n - 1] == ',')
		word.n--;
	if (word.n != 3)
		return false;
	for (; *names != '\0'; names += 3)
		if (mt_slice_eq_i(word, mt_slice(names, 3)))
			return true;
	return false;
}

static bool
is_month(MtSlice word)
{
	return is_name(word, "JanFebMarAprMayJunJulAugSepOctNovDec");
}

static bool
is_weekday(MtSlice word)
{
	return is_name(word, "MonTueWedThuFriSatSun");
}

static bool
is_number(MtSlice word, size_t min, size_t max)
{
	unsigned long long number;

	return word.n >= min && word.n <= max &&
	       mt_slice_number(word, 9999, &number);
}

static bool
is_day(MtSlice word)
{
	return is_number(word, 1, 2);
}

static bool
is_year(MtSlice word)
{
	return is_number(word, 4, 4);
}

/* `2026-01-31`, also as the front of `2026-01-31T12:00:00Z`. */
static bool
is_iso_date(MtSlice word)
{
	return word.n >= 10 && word.p[4] == '-' && word.p[7] == '-' &&
	       is_year(mt_slice_sub(word, 0, 4)) &&
	       is_number(mt_slice_sub(word, 5, 7), 2, 2) &&
	       is_number(mt_slice_sub(word, 8, 10), 2, 2);
}

/* `12:08`, `9:05:59.25`. */
static bool
is_time(MtSlice word)
{
	MtSlice hour;

	return mt_slice_cut(&word, ':', &hour) && is_number(hour, 1, 2) &&
	       is_number(mt_slice_sub(word, 0, 2), 2, 2) &&
	       (word.n == 2 || word.p[2] == ':');
}

/* The words around the one that is looked at; n is 0 outside the line. */
typedef struct {
	MtSlice before[4]; /* nearest first */
	MtSlice now;
	MtSlice rest;
} Words;

static void
next_word(Words *w)
{
	for (size_t i = G_N_ELEMENTS(w->before) - 1; i > 0; i--)
		w->before[i] = w->before[i - 1];
	w->before[0] = w->now;
	if (!mt_slice_word(&w->rest, &w->now))
		w->now = mt_slice(NULL, 0);
}

/* A year may follow the time at once, or a zone or two. */
static bool
year_follows(MtSlice rest)
{
	MtSlice word;

	for (int i = 0; i < 3 && mt_slice_word(&rest, &word); i++)
		if (is_year(word))
			return true;
	return false;
}

/* Is the word a time, and do day and month stand before it? */
static bool
is_dated(const Words *w)
{
	const MtSlice *b = w->before;

	if (is_iso_date(w->now) && w->now.n > 11)
		return is_time(mt_slice_sub(w->now, 11, w->now.n));
	if (!is_time(w->now))
		return false;
	/* Jan 31 12:08, or 31 Jan 12:08 */
	if (((is_month(b[1]) && is_day(b[0])) ||
	     (is_month(b[0]) && is_day(b[1]))) &&
	    (is_weekday(b[2]) || year_follows(w->rest)))
		return true;
	/* 31 Jan 2026 12:08, or Sat, 31 Jan 26 12:08 */
	if (is_month(b[1]) && is_day(b[2]))
		return is_year(b[0]) || (is_day(b[0]) && is_weekday(b[3]));
	return is_iso_date(b[0]);
}

bool
mt_fromline_is_dated(MtSlice line)
{
	Words w = {.rest = line};

	if (line.n > MT_MAX_FROM_LINE || !mt_slice_starts(line, MT_FROMLINE))
		return false;
	next_word(&w);
	do {
		next_word(&w);
		if (is_dated(&w))
			return true;
	} while (w.now.n > 0);
	return false;
}

bool
mt_fromline_begins(MtSlice s, char mark, bool first)
{
	MtSlice line = mt_slice_sub(s, 0, MT_MAX_FROM_LINE + 1);

	if (!mt_slice_starts(s, MT_FROMLINE))
		return false;
	line.n = mt_line_length(line, mark, true);
	if (mt_fromline_is_dated(mt_line_content(line)))
		return true;
	return (first || mt_slice_trim(line).n < MT_FROMLINE.n) &&
	       mt_line_is_field(mt_slice_sub(s, line.n, s.n));
}

/* Numbers of any base, and the clocks that software counts with. */
#include "idtime/scan.h"

#include "base/time.h"

enum { SECOND = 1000000 };

bool
mt_idscan_take(MtIdScan *scan, const char *literal)
{
	MtSlice head = mt_slice_str(literal);

	if (!mt_slice_starts(scan->rest, head))
		return false;
	scan->rest = mt_slice_sub(scan->rest, head.n, scan->rest.n);
	return true;
}

/* Where `c` stands among the digits of base 62. */
static inline size_t
place62(char c)
{
	if (mt_is_digit(c))
		return (size_t)(c - '0');
	if (c >= 'A' && c <= 'Z')
		return (size_t)(c - 'A') + 10;
	return c >= 'a' && c <= 'z' ? (size_t)(c - 'a') + 36 : SIZE_MAX;
}

/* Most sets are the first digits of base 62. A NUL in the id must not match the
 * end of a set. */
static inline const char *
find(const char *set, size_t n, char c)
{
	size_t place = place62(c);

	if (place < n && set[place] == c)
		return set + place;
	return memchr(set, c, n);
}

static inline bool
is_hex_lower(char c)
{
	return mt_is_digit(c) || (c >= 'a' && c <= 'f');
}

/* The sets that nearly all patterns have are told by their length, and need no
 * search. */
static size_t
span(MtSlice s, const char *set, size_t most)
{
	size_t n = 0, size = strlen(set);

	if (most > s.n)
		most = s.n;
	if (size == sizeof MT_DIGITS - 1)
		while (n < most && mt_is_digit(s.p[n]))
			n++;
	else if (size == sizeof MT_HEX_LOWER - 1 && set[10] == 'a')
		while (n < most && is_hex_lower(s.p[n]))
			n++;
	else if (size == sizeof MT_BASE62 - 1)
		while (n < most && (mt_is_digit(s.p[n]) || mt_is_alpha(s.p[n])))
			n++;
	else
		while (n < most && find(set, size, s.p[n]) != NULL)
			n++;
	return n;
}

bool
mt_idscan_run(MtIdScan *scan, const char *set, size_t least, size_t most,
	      MtSlice *run)
{
	size_t n = span(scan->rest, set, most + 1);

	if (n < least || n > most)
		return false;
	*run = mt_slice_sub(scan->rest, 0, n);
	scan->rest = mt_slice_sub(scan->rest, n, scan->rest.n);
	return true;
}

bool
mt_idscan_chars(MtIdScan *scan, const char *set, size_t n, MtSlice *run)
{
	if (span(scan->rest, set, n) != n)
		return false;
	*run = mt_slice_sub(scan->rest, 0, n);
	scan->rest = mt_slice_sub(scan->rest, n, scan->rest.n);
	return true;
}

bool
mt_id_number(MtSlice digits, const char *alphabet, uint64_t *number)
{
	size_t base = strlen(alphabet);
	uint64_t n = 0;

	for (size_t i = 0; i < digits.n; i++) {
		const char *at = find(alphabet, base, digits.p[i]);

		if (at == NULL || n > (UINT64_MAX - (base - 1)) / base)
			return false;
		n = n * base + (uint64_t)(at - alphabet);
	}
	*number = n;
	return digits.n > 0;
}

int
mt_id_digit(char c, const char *alphabet)
{
	const char *at = find(alphabet, strlen(alphabet), c);

	return at == NULL ? -1 : (int)(at - alphabet);
}

bool
mt_id_hex(MtSlice digits, uint64_t *number)
{
	return mt_id_number(digits, MT_HEX_LOWER, number) ||
	       mt_id_number(digits, MT_HEX_UPPER, number);
}

bool
mt_id_base64(MtSlice text, const char *alphabet, uint8_t *bytes, size_t n)
{
	uint32_t bits = 0;
	unsigned held = 0;
	size_t made = 0;

	for (size_t i = 0; i < text.n && made < n; i++) {
		const char *at = find(alphabet, 64, text.p[i]);

		if (at == NULL)
			return false;
		bits = bits << 6 | (uint32_t)(at - alphabet);
		held += 6;
		if (held < 8)
			continue;
		held -= 8;
		bytes[made++] = (uint8_t)(bits >> held);
	}
	return made == n;
}

/* ---- times ---- */

void
mt_id_mark(const MtIdSource *source, MtSlice run, MtIdTime *time)
{
	time->offset = (size_t)(run.p - source->text.p);
	time->length = run.n;
}

/* Far beyond MT_ID_LAST_YEAR, and far from what would overflow. */
enum { MAX_SECONDS = 0x7fffffffU };
static const uint64_t most_seconds = 4 * (uint64_t)MAX_SECONDS;

bool
mt_id_since_1970(uint64_t n, uint32_t per_second, MtIdTime *time)
{
	if (n / per_second > most_seconds)
		return false;
	time->us = (int64_t)(n * (SECOND / per_second));
	time->span_us = SECOND / per_second;
	for (uint32_t p = per_second; p > 1; p /= 10)
		time->decimals++;
	return true;
}

bool
mt_id_filetime(uint64_t filetime, unsigned bits_lost, MtIdTime *time)
{
	uint64_t since_1970 = filetime / 10 - 11644473600U * (uint64_t)SECOND;

	if (filetime / 10 < 11644473600U * (uint64_t)SECOND ||
	    since_1970 / SECOND > most_seconds)
		return false;
	time->us = (int64_t)since_1970;
	time->span_us = bits_lost == 0 ? 1 : (int64_t)(1ULL << bits_lost) / 10;
	time->decimals = bits_lost == 0 ? 6 : 2;
	return true;
}

bool
mt_id_civil(const int64_t parts[6], MtIdTime *time)
{
	enum { YEAR, MONTH, DAY, HOUR, MINUTE, SEC };

	if (parts[YEAR] < 1970 || parts[YEAR] > 9999 || parts[MONTH] > 12 ||
	    parts[DAY] > 31 || parts[HOUR] > 23 || parts[MINUTE] > 59 ||
	    parts[SEC] > 60 ||
	    !mt_time_days_valid((int)parts[YEAR], (int)parts[MONTH],
				(int)parts[DAY]))
		return false;
	time->us =
		mt_time_days((int)parts[YEAR], (int)parts[MONTH],
			     (int)parts[DAY]) *
			86400 * SECOND +
		(parts[HOUR] * 3600 + parts[MINUTE] * 60 + parts[SEC]) * SECOND;
	time->span_us = SECOND;
	return true;
}

bool
mt_id_stamp(MtSlice digits, MtIdTime *time)
{
	static const size_t ends[] = {4, 6, 8, 10, 12, 14};
	int64_t parts[6] = {0};
	size_t from = 0;

	if (digits.n != 14 && digits.n != 12 && digits.n != 8)
		return false;
	for (size_t i = 0; i < 6 && ends[i] <= digits.n; from = ends[i++]) {
		uint64_t n;

		if (!mt_id_number(mt_slice_sub(digits, from, ends[i]),
				  MT_DIGITS, &n))
			return false;
		parts[i] = (int64_t)n;
	}
	if (!mt_id_civil(parts, time))
		return false;
	if (digits.n < 14)
		time->span_us = (digits.n == 12 ? 60 : 86400) * (int64_t)SECOND;
	return true;
}

bool
mt_id_zoned(const MtIdSource *source, MtIdTime *time)
{
	if (!source->has_zone)
		return false;
	time->us -= (int64_t)source->offset_min * 60 * SECOND;
	time->zone = MT_ID_ZONED;
	return true;
}

bool
mt_id_nearest(const MtIdSource *source, MtIdTime *time)
{
	int64_t away, turns, limit = (int64_t)most_seconds * SECOND;

	if (!source->has_near || source->near_us < 0 || source->near_us > limit)
		return false;
	away = source->near_us - time->us;
	turns = away / time->period_us;
	away -= turns * time->period_us;
	if (away > time->period_us / 2)
		turns++;
	if (away < -time->period_us / 2)
		turns--;
	time->us += turns * time->period_us;
	return true;
}

bool
mt_id_by_dialect(const MtIdSource *source, const char *dialect)
{
	return source->dialect != NULL && strcmp(source->dialect, dialect) == 0;
}

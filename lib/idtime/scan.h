/*
 * What the schemes have in common: taking an id apart from left to right, and
 * making times of numbers in odd bases. Internal to lib/idtime.
 */
#ifndef MT_IDTIME_SCAN_H
#define MT_IDTIME_SCAN_H

#include "idtime/idtime.h"

/* Alphabets; the place of a character is its value as a digit. */
#define MT_DIGITS "0123456789"
#define MT_HEX_LOWER "0123456789abcdef"
#define MT_HEX_UPPER "0123456789ABCDEF"
#define MT_UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define MT_LOWER "abcdefghijklmnopqrstuvwxyz"
#define MT_BASE36 MT_DIGITS MT_UPPER
#define MT_BASE62 MT_DIGITS MT_UPPER MT_LOWER
#define MT_BASE64 MT_UPPER MT_LOWER MT_DIGITS "+/"
#define MT_BASE64URL MT_UPPER MT_LOWER MT_DIGITS "-_"
/* mail_queue.h of Postfix: no vowels, so that no word comes about. */
#define MT_BASE52 "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz"

/* An id of which `rest` is still to be looked at. All `take` functions leave it
 * alone when they return false. */
typedef struct {
	MtSlice rest;
} MtIdScan;

bool mt_idscan_take(MtIdScan *scan, const char *literal);

/* The run of characters of `set` at the front, which must be `least` to `most`
 * long: a longer run is refused, not cut. */
bool mt_idscan_run(MtIdScan *scan, const char *set, size_t least, size_t most,
		   MtSlice *run);

/* `n` characters of `set`, whatever follows. */
bool mt_idscan_chars(MtIdScan *scan, const char *set, size_t n, MtSlice *run);

/* A number of base strlen(alphabet); false on a foreign character or beyond
 * 64 bits, or for no digits at all. */
bool mt_id_number(MtSlice digits, const char *alphabet, uint64_t *number);

/* The value of one digit; -1 for a foreign character. */
int mt_id_digit(char c, const char *alphabet);

/* Hexadecimal in either case, but not in both. */
bool mt_id_hex(MtSlice digits, uint64_t *number);

/* The first `n` bytes of base64 text in `alphabet`; more may follow. */
bool mt_id_base64(MtSlice text, const char *alphabet, uint8_t *bytes, size_t n);

/* ---- setting the time: each gives where it stands, and the resolution ---- */

/* Sources are const; `run` must lie in the text. */
void mt_id_mark(const MtIdSource *source, MtSlice run, MtIdTime *time);

/* A number of units since 1970, of which `per_second` make a second (a power of
 * ten up to a million). */
bool mt_id_since_1970(uint64_t n, uint32_t per_second, MtIdTime *time);

/* 100 ns since 1601, as Windows counts; `bits_lost` low bits are not known. */
bool mt_id_filetime(uint64_t filetime, unsigned bits_lost, MtIdTime *time);

/* A date and time of day that must exist; a leap second may. */
bool mt_id_civil(const int64_t parts[6], MtIdTime *time);

/* `YYYYMMDDhhmmss`, `YYYYMMDDhhmm` or `YYYYMMDD`: the length says. */
bool mt_id_stamp(MtSlice digits, MtIdTime *time);

/* Make UTC of the local time of a host, by the zone beside the id; false
 * without one. */
bool mt_id_zoned(const MtIdSource *source, MtIdTime *time);

/* The multiple of the period that is nearest to `near_us`; false without. */
bool mt_id_nearest(const MtIdSource *source, MtIdTime *time);

bool mt_id_by_dialect(const MtIdSource *source, const char *dialect);

#endif

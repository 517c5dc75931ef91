/* Patterns of ids: what most schemes are, told in one line. */
#ifndef MT_IDTIME_MATCH_H
#define MT_IDTIME_MATCH_H

#include "idtime/table.h"

/*
 * Match from the front of the text; what follows the pattern may be anything,
 * but for a pattern that ends with `$`. Bytes stand for themselves, and:
 *
 *   %d %h %H %w %b   one or more digits, lower or upper hexadecimal digits,
 *                    letters and digits, characters of base64 of any kind
 *   %A               one or more capitals
 *   %%               a percent sign
 * and, once, what the time is made of:
 *   %T %M %D         YYYYMMDDhhmmss, YYYYMMDDhhmm, YYYYMMDD
 *   %S %c %m %u      seconds (9 or 10 digits), centiseconds (11, 12),
 *                    milliseconds (12, 13), microseconds (15, 16) since 1970
 *   %x %X            seconds since 1970, eight hexadecimal digits
 *
 * Runs are as long as can be; a number before the letter is the exact length,
 * and then more of the same may follow.
 */
bool mt_id_match(const MtIdSource *source, const MtIdPattern *pattern,
		 MtIdTime *time);

/* What an id must have for the pattern: fill `entry`, all but the scheme. */
void mt_id_wants(MtIdPlace place, const MtIdPattern *pattern, MtIdEntry *entry);

#endif

/* The reader of patterns: see the header for what they say. */
#include "idtime/match.h"

#include "idtime/scan.h"

typedef struct {
	const char *set;
	char letter;
	unsigned char least, most; /* characters, where no number stands */
	unsigned per_second; /* a decimal count; 0 for what is no such count */
} Item;

static const Item items[] = {
	{MT_DIGITS, 'd', 1, 64, 0},        {MT_HEX_LOWER, 'h', 1, 64, 0},
	{MT_HEX_UPPER, 'H', 1, 64, 0},     {MT_BASE62, 'w', 1, 64, 0},
	{MT_BASE62 "+/-_", 'b', 1, 64, 0}, {MT_UPPER, 'A', 1, 64, 0},
	{MT_DIGITS, 'T', 14, 14, 0},       {MT_DIGITS, 'M', 12, 12, 0},
	{MT_DIGITS, 'D', 8, 8, 0},         {MT_DIGITS, 'S', 9, 10, 1},
	{MT_DIGITS, 'c', 11, 12, 100},     {MT_DIGITS, 'm', 12, 13, 1000},
	{MT_DIGITS, 'u', 15, 16, 1000000}, {MT_HEX_LOWER, 'x', 8, 8, 0},
	{MT_HEX_UPPER, 'X', 8, 8, 0},
};

static const Item *
find_item(char letter)
{
	for (size_t i = 0; i < sizeof items / sizeof items[0]; i++)
		if (items[i].letter == letter)
			return &items[i];
	return NULL;
}

/* The time of a run, if it is of those items that are one. */
static bool
read_time(const MtIdSource *source, const Item *item, MtSlice run,
	  MtIdTime *time)
{
	uint64_t n;
	bool good = true;

	if (strchr("TMDxXScmu", item->letter) == NULL)
		return true;
	if (strchr("TMD", item->letter) != NULL)
		good = mt_id_stamp(run, time);
	else if (item->per_second == 0)
		good = mt_id_number(run, item->set, &n) &&
		       mt_id_since_1970(n, 1, time);
	else
		good = mt_id_number(run, item->set, &n) &&
		       mt_id_since_1970(n, item->per_second, time);
	mt_id_mark(source, run, time);
	return good;
}

/* An item behind its `%`; `p` is left on its letter. */
static bool
take_item(const MtIdSource *source, const char **p, MtIdScan *scan,
	  MtIdTime *time)
{
	size_t width = 0;
	const Item *item;
	MtSlice run;

	while (mt_is_digit(**p))
		width = width * 10 + (size_t)(*(*p)++ - '0');
	item = find_item(**p);
	if (item == NULL)
		return false;
	if (width > 0 ? !mt_idscan_chars(scan, item->set, width, &run)
		      : !mt_idscan_run(scan, item->set, item->least, item->most,
				       &run))
		return false;
	return read_time(source, item, run, time);
}

static bool
take_byte(MtIdScan *scan, char c)
{
	const char literal[2] = {c, '\0'};

	return mt_idscan_take(scan, literal);
}

bool
mt_id_match(const MtIdSource *source, const MtIdPattern *pattern,
	    MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtIdTime found = *time;

	for (const char *p = pattern->pattern; *p != '\0'; p++) {
		if (p[0] == '$' && p[1] == '\0') {
			if (scan.rest.n > 0)
				return false;
		} else if (p[0] != '%' || p[1] == '%') {
			if (!take_byte(&scan, *p))
				return false;
			p += p[0] == '%';
		} else {
			p++;
			if (!take_item(source, &p, &scan, &found))
				return false;
		}
	}
	found.zone = pattern->zone;
	found.sure = pattern->sure;
	*time = found;
	return true;
}

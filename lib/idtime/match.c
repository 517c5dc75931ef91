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

static inline bool
take_byte(MtIdScan *scan, char c)
{
	if (scan->rest.n == 0 || scan->rest.p[0] != c)
		return false;
	scan->rest.p++;
	scan->rest.n--;
	return true;
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

/* The first thing in a pattern says how an id begins. */
static void
want_begin(const char *p, MtIdEntry *entry)
{
	const Item *item;
	bool whole = mt_is_alpha(p[1]);

	if (p[0] != '%' || p[1] == '%') {
		entry->first = p[0];
		return;
	}
	for (p++; mt_is_digit(*p);)
		p++;
	item = find_item(*p);
	if (item == NULL || strcmp(item->set, MT_DIGITS) != 0)
		return;
	/* With a number before the letter, a part of the run may do. */
	entry->digits_least = whole ? item->least : 1;
	entry->digits_most = whole ? item->most : SIZE_MAX;
}

void
mt_id_wants(MtIdPlace place, const MtIdPattern *pattern, MtIdEntry *entry)
{
	char literals[64];
	size_t n = 0, n_items = 0;

	want_begin(pattern->pattern, entry);
	for (const char *p = pattern->pattern; *p != '\0'; p++) {
		if (p[0] == '%' && p[1] != '%') {
			for (p++; mt_is_digit(*p);)
				p++;
			n_items++;
		} else if ((p[0] != '$' || p[1] != '\0') &&
			   n < sizeof literals) {
			literals[n++] = *p;
			p += p[0] == '%';
		}
	}
	entry->marks = mt_idmarks_add(place, mt_slice(literals, n));
	entry->least = n + n_items;
}

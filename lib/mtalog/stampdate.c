/* Month and day as syslog daemons write them, and journalctl in other languages. */
#include <glib.h>

#include "base/bytes16.h"
#include "base/time.h"
#include "base/timescan.h"
#include "mtalog/scan.h"
#include "mtalog/stamp.h"

int
mt_stamp_month(const char *letters)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

	for (size_t i = 0; i < 12; i++)
		if (memcmp(names + i * 3, letters, 3) == 0)
			return (int)i + 1;
	return 0;
}

/* The day of ` dd`, `  d`, or ` d `: where it ends, 3 or 2; 0 if none is there. */
static size_t
take_day(const char *p, int *day)
{
	char digits[2] = {p[1], p[2]};

	if (p[0] != ' ')
		return 0;
	if (p[2] == ' ')
		digits[1] = p[1];
	if (p[1] == ' ' || p[2] == ' ')
		digits[0] = '0';
	*day = mt_scan_two(digits);
	return *day < 1 ? 0 : p[2] == ' ' ? 2 : 3;
}

/* `03:` behind a space, so that few words are looked up. */
static bool
is_hour(const char *p)
{
	return p[0] == ' ' && mt_scan_two(p + 1) >= 0 && p[3] == ':';
}

/* Of locales whose words no date in mail was seen to have. */
static const struct {
	unsigned char month;
	MtSlice name;
} names[] = {
	/* Czech */
	{1, MT_SLICE("led")},
	{2, MT_SLICE("\303\272no")},
	{3, MT_SLICE("b\305\231e")},
	{4, MT_SLICE("dub")},
	{5, MT_SLICE("kv\304\233")},
	{6, MT_SLICE("\304\215en")},
	{7, MT_SLICE("\304\215ec")},
	{8, MT_SLICE("srp")},
	{9, MT_SLICE("z\303\241\305\231")},
	{10, MT_SLICE("\305\231\303\255j")},
	{11, MT_SLICE("lis")},
	{12, MT_SLICE("pro")},
	/* Hungarian */
	{2, MT_SLICE("febr")},
	{3, MT_SLICE("m\303\241rc")},
	{4, MT_SLICE("\303\241pr")},
	{5, MT_SLICE("m\303\241j")},
	{6, MT_SLICE("j\303\272n")},
	{7, MT_SLICE("j\303\272l")},
	{9, MT_SLICE("szept")},
	/* Turkish */
	{1, MT_SLICE("oca")},
	{2, MT_SLICE("\305\237ub")},
	{2, MT_SLICE("\305\236ub")},
	{4, MT_SLICE("nis")},
	{6, MT_SLICE("haz")},
	{7, MT_SLICE("tem")},
	{8, MT_SLICE("a\304\237u")},
	{9, MT_SLICE("eyl")},
	{10, MT_SLICE("eki")},
	{11, MT_SLICE("kas")},
	{12, MT_SLICE("ara")},
	/* Romanian */
	{1, MT_SLICE("ian")},
	{6, MT_SLICE("iun")},
	{7, MT_SLICE("iul")},
	{11, MT_SLICE("noi")},
	/* Finnish */
	{1, MT_SLICE("tammi")},
	{2, MT_SLICE("helmi")},
	{3, MT_SLICE("maalis")},
	{4, MT_SLICE("huhti")},
	{5, MT_SLICE("touko")},
	{6, MT_SLICE("kes\303\244")},
	{7, MT_SLICE("hein\303\244")},
	{8, MT_SLICE("elo")},
	{9, MT_SLICE("syys")},
	{10, MT_SLICE("loka")},
	{11, MT_SLICE("marras")},
	{12, MT_SLICE("joulu")},
	/* Ukrainian */
	{1, MT_SLICE("\321\201\321\226\321\207")},
	{2, MT_SLICE("\320\273\321\216\321\202")},
	{3, MT_SLICE("\320\261\320\265\321\200")},
	{4, MT_SLICE("\320\272\320\262\321\226")},
	{5, MT_SLICE("\321\202\321\200\320\260")},
	{6, MT_SLICE("\321\207\320\265\321\200")},
	{7, MT_SLICE("\320\273\320\270\320\277")},
	{8, MT_SLICE("\321\201\320\265\321\200")},
	{9, MT_SLICE("\320\262\320\265\321\200")},
	{10, MT_SLICE("\320\266\320\276\320\262")},
	{11, MT_SLICE("\320\273\320\270\321\201")},
	{12, MT_SLICE("\320\263\321\200\321\203")},
	/* Greek */
	{1, MT_SLICE("\316\271\316\261\316\275")},
	{1, MT_SLICE("\316\231\316\261\316\275")},
	{2, MT_SLICE("\317\206\316\265\316\262")},
	{2, MT_SLICE("\316\246\316\265\316\262")},
	{3, MT_SLICE("\316\274\316\261\317\201")},
	{3, MT_SLICE("\316\234\316\261\317\201")},
	{4, MT_SLICE("\316\261\317\200\317\201")},
	{4, MT_SLICE("\316\221\317\200\317\201")},
	{5, MT_SLICE("\316\274\316\261\316\220")},
	{5, MT_SLICE("\316\234\316\261\316\220")},
	{6, MT_SLICE("\316\271\316\277\317\205\316\275")},
	{6, MT_SLICE("\316\231\316\277\317\205\316\275")},
	{7, MT_SLICE("\316\271\316\277\317\205\316\273")},
	{7, MT_SLICE("\316\231\316\277\317\205\316\273")},
	{8, MT_SLICE("\316\261\317\205\316\263")},
	{8, MT_SLICE("\316\221\317\205\316\263")},
	{9, MT_SLICE("\317\203\316\265\317\200")},
	{9, MT_SLICE("\316\243\316\265\317\200")},
	{10, MT_SLICE("\316\277\316\272\317\204")},
	{10, MT_SLICE("\316\237\316\272\317\204")},
	{11, MT_SLICE("\316\275\316\277\316\265")},
	{11, MT_SLICE("\316\235\316\277\316\265")},
	{12, MT_SLICE("\316\264\316\265\316\272")},
	{12, MT_SLICE("\316\224\316\265\316\272")},
	/* Bulgarian, Serbian */
	{1, MT_SLICE("\321\217\320\275\321\203")},
	{6, MT_SLICE("\321\216\320\275\320\270")},
	{7, MT_SLICE("\321\216\320\273\320\270")},
	{9, MT_SLICE("\321\201\320\265\320\277")},
	{11, MT_SLICE("\320\275\320\276\320\265")},
	{1, MT_SLICE("\321\230\320\260\320\275")},
	{5, MT_SLICE("\320\274\320\260\321\230")},
	{6, MT_SLICE("\321\230\321\203\320\275")},
	{7, MT_SLICE("\321\230\321\203\320\273")},
	{11, MT_SLICE("\320\275\320\276\320\262")},
	{12, MT_SLICE("\320\264\320\265\321\206")},
};

/* `11月`, `11월`, `Th11`: the number, where the locale has no other name. */
static int
numbered_month(MtSlice word)
{
	static const MtSlice signs[] = {{"\346\234\210", 3},
					{"\354\233\224", 3}};
	bool named = mt_scan_skip(&word, MT_SLICE("Th"));
	int64_t month;

	if (!mt_scan_number(&word, &month) || month < 1 || month > 12)
		return 0;
	for (size_t i = 0; i < G_N_ELEMENTS(signs) && !named; i++)
		named = mt_scan_skip(&word, signs[i]);
	return named && word.n == 0 ? (int)month : 0;
}

static int
foreign_month(MtSlice word)
{
	MtTimeScan scan = {.p = word.p, .end = word.p + word.n};
	int month = mt_timescan_month(&scan);

	if (month > 0 && scan.p == scan.end)
		return month;
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (mt_slice_eq_i(names[i].name, word))
			return names[i].month;
	return numbered_month(word);
}

/* strftime(3) does as the locale says: `Dez 01`, `déc. 01`, `nov 30`; of one digit
 * and a sign, ` 1月 03`. */
G_GNUC_NO_INLINE static size_t
foreign_date(MtSlice s, int *month, int *day)
{
	size_t from = s.p[0] == ' ', n;
	size_t at = from + mt_bytes16_find(s.p + from, s.n - from, ' ');
	MtSlice word = mt_slice_sub(s, from, at);

	if (word.n < 3 || at + 8 > s.n)
		return 0;
	n = take_day(s.p + at, day);
	if (n == 0 || !is_hour(s.p + at + n))
		return 0;
	word.n -= word.p[word.n - 1] == '.';
	*month = foreign_month(word);
	return *month > 0 ? at + n : 0;
}

size_t
mt_stamp_date(MtSlice s, int *month, int *day)
{
	size_t n;

	if (s.n < 15)
		return 0;
	*month = s.p[3] == ' ' ? mt_stamp_month(s.p) : 0;
	n = *month > 0 ? 3 + take_day(s.p + 3, day)
		       : foreign_date(s, month, day);
	/* 2000 has a 29 February. */
	return n > 3 && s.p[n] == ' ' && mt_time_days_valid(2000, *month, *day)
		       ? n
		       : 0;
}

/* The names of months and weekdays, as far as dates in mail show them. */
#include "base/timescan.h"

#define KEY(a, b, c) ((uint32_t)(a) << 16 | (uint32_t)(b) << 8 | (uint32_t)(c))

/* January first, Sunday first. */
static const MtSlice months[] = {
	MT_SLICE("january"), MT_SLICE("february"), MT_SLICE("march"),
	MT_SLICE("april"),   MT_SLICE("may"),      MT_SLICE("june"),
	MT_SLICE("july"),    MT_SLICE("august"),   MT_SLICE("september"),
	MT_SLICE("october"), MT_SLICE("november"), MT_SLICE("december"),
};
static const MtSlice weekdays[] = {
	MT_SLICE("sunday"),    MT_SLICE("monday"),   MT_SLICE("tuesday"),
	MT_SLICE("wednesday"), MT_SLICE("thursday"), MT_SLICE("friday"),
	MT_SLICE("saturday"),
};

/*
 * Some programs write the month in the language of their machine. A name is
 * listed where it means the same month in all of these languages; `jui` and
 * the like, which do not, are not.
 */
static const struct foreign {
	unsigned char month;
	MtSlice name;
} foreign[] = {
	/* German, Dutch, Danish, Norwegian, Swedish */
	{1, MT_SLICE("j\303\244nner")},
	{1, MT_SLICE("j\344nner")},
	{1, MT_SLICE("j\303\244n")},
	{1, MT_SLICE("j\344n")},
	{1, MT_SLICE("januari")},
	{2, MT_SLICE("februari")},
	{3, MT_SLICE("m\303\244rz")},
	{3, MT_SLICE("m\344rz")},
	{3, MT_SLICE("m\303\244r")},
	{3, MT_SLICE("m\344r")},
	{3, MT_SLICE("mrz")},
	{3, MT_SLICE("mrt")},
	{3, MT_SLICE("maart")},
	{3, MT_SLICE("marts")},
	{5, MT_SLICE("mai")},
	{5, MT_SLICE("mei")},
	{5, MT_SLICE("maj")},
	{6, MT_SLICE("juni")},
	{7, MT_SLICE("juli")},
	{8, MT_SLICE("augusti")},
	{8, MT_SLICE("augustus")},
	{10, MT_SLICE("oktober")},
	{10, MT_SLICE("okt")},
	{12, MT_SLICE("dezember")},
	{12, MT_SLICE("dez")},
	{12, MT_SLICE("desember")},
	{12, MT_SLICE("des")},
	/* French */
	{1, MT_SLICE("janvier")},
	{1, MT_SLICE("janv")},
	{2, MT_SLICE("f\303\251vrier")},
	{2, MT_SLICE("f\351vrier")},
	{2, MT_SLICE("f\303\251vr")},
	{2, MT_SLICE("f\351vr")},
	{2, MT_SLICE("f\303\251v")},
	{2, MT_SLICE("f\351v")},
	{2, MT_SLICE("fevrier")},
	{2, MT_SLICE("fevr")},
	{2, MT_SLICE("fev")},
	{3, MT_SLICE("mars")},
	{4, MT_SLICE("avril")},
	{4, MT_SLICE("avr")},
	{6, MT_SLICE("juin")},
	{7, MT_SLICE("juillet")},
	{7, MT_SLICE("juil")},
	{8, MT_SLICE("ao\303\273t")},
	{8, MT_SLICE("ao\373t")},
	{8, MT_SLICE("ao\303\273")},
	{8, MT_SLICE("ao\373")},
	{8, MT_SLICE("aout")},
	{9, MT_SLICE("septembre")},
	{10, MT_SLICE("octobre")},
	{11, MT_SLICE("novembre")},
	{12, MT_SLICE("d\303\251cembre")},
	{12, MT_SLICE("d\351cembre")},
	{12, MT_SLICE("d\303\251c")},
	{12, MT_SLICE("d\351c")},
	{12, MT_SLICE("decembre")},
	/* Spanish, Italian, Portuguese */
	{1, MT_SLICE("enero")},
	{1, MT_SLICE("ene")},
	{1, MT_SLICE("gennaio")},
	{1, MT_SLICE("gen")},
	{1, MT_SLICE("janeiro")},
	{2, MT_SLICE("febrero")},
	{2, MT_SLICE("febbraio")},
	{2, MT_SLICE("fevereiro")},
	{3, MT_SLICE("marzo")},
	{3, MT_SLICE("mar\303\247o")},
	{3, MT_SLICE("mar\347o")},
	{4, MT_SLICE("abril")},
	{4, MT_SLICE("abr")},
	{4, MT_SLICE("aprile")},
	{5, MT_SLICE("mayo")},
	{5, MT_SLICE("maggio")},
	{5, MT_SLICE("mag")},
	{5, MT_SLICE("maio")},
	{6, MT_SLICE("junio")},
	{6, MT_SLICE("giugno")},
	{6, MT_SLICE("giu")},
	{6, MT_SLICE("junho")},
	{7, MT_SLICE("julio")},
	{7, MT_SLICE("luglio")},
	{7, MT_SLICE("lug")},
	{7, MT_SLICE("julho")},
	{8, MT_SLICE("agosto")},
	{8, MT_SLICE("ago")},
	{9, MT_SLICE("septiembre")},
	{9, MT_SLICE("setiembre")},
	{9, MT_SLICE("settembre")},
	{9, MT_SLICE("setembro")},
	{9, MT_SLICE("set")},
	{10, MT_SLICE("octubre")},
	{10, MT_SLICE("ottobre")},
	{10, MT_SLICE("ott")},
	{10, MT_SLICE("outubro")},
	{10, MT_SLICE("out")},
	{11, MT_SLICE("noviembre")},
	{11, MT_SLICE("novembro")},
	{12, MT_SLICE("diciembre")},
	{12, MT_SLICE("dicembre")},
	{12, MT_SLICE("dic")},
	{12, MT_SLICE("dezembro")},
	/* Polish, Russian */
	{1, MT_SLICE("sty")},
	{2, MT_SLICE("lut")},
	{4, MT_SLICE("kwi")},
	{6, MT_SLICE("cze")},
	{7, MT_SLICE("lip")},
	{8, MT_SLICE("sie")},
	{9, MT_SLICE("wrz")},
	{10, MT_SLICE("pa\305\272")},
	{11, MT_SLICE("lis")},
	{12, MT_SLICE("gru")},
	{1, MT_SLICE("\321\217\320\275\320\262")},
	{2, MT_SLICE("\321\204\320\265\320\262")},
	{3, MT_SLICE("\320\274\320\260\321\200")},
	{4, MT_SLICE("\320\260\320\277\321\200")},
	{5, MT_SLICE("\320\274\320\260\320\271")},
	{5, MT_SLICE("\320\274\320\260\321\217")},
	{6, MT_SLICE("\320\270\321\216\320\275")},
	{7, MT_SLICE("\320\270\321\216\320\273")},
	{8, MT_SLICE("\320\260\320\262\320\263")},
	{9, MT_SLICE("\321\201\320\265\320\275")},
	{10, MT_SLICE("\320\276\320\272\321\202")},
	{11, MT_SLICE("\320\275\320\276\321\217")},
	{12, MT_SLICE("\320\264\320\265\320\272")},
	/* Chinese in UTF-8, GB 2312 and Big5 */
	{1, MT_SLICE("\344\270\200\346\234\210")},
	{2, MT_SLICE("\344\272\214\346\234\210")},
	{3, MT_SLICE("\344\270\211\346\234\210")},
	{4, MT_SLICE("\345\233\233\346\234\210")},
	{5, MT_SLICE("\344\272\224\346\234\210")},
	{6, MT_SLICE("\345\205\255\346\234\210")},
	{7, MT_SLICE("\344\270\203\346\234\210")},
	{8, MT_SLICE("\345\205\253\346\234\210")},
	{9, MT_SLICE("\344\271\235\346\234\210")},
	{10, MT_SLICE("\345\215\201\346\234\210")},
	{11, MT_SLICE("\345\215\201\344\270\200\346\234\210")},
	{12, MT_SLICE("\345\215\201\344\272\214\346\234\210")},
	{1, MT_SLICE("\322\273\324\302")},
	{2, MT_SLICE("\266\376\324\302")},
	{3, MT_SLICE("\310\375\324\302")},
	{4, MT_SLICE("\313\304\324\302")},
	{5, MT_SLICE("\316\345\324\302")},
	{6, MT_SLICE("\301\371\324\302")},
	{7, MT_SLICE("\306\337\324\302")},
	{8, MT_SLICE("\260\313\324\302")},
	{9, MT_SLICE("\276\305\324\302")},
	{10, MT_SLICE("\312\256\324\302")},
	{11, MT_SLICE("\312\256\322\273\324\302")},
	{12, MT_SLICE("\312\256\266\376\324\302")},
	{1, MT_SLICE("\244@\244\353")},
	{2, MT_SLICE("\244G\244\353")},
	{3, MT_SLICE("\244T\244\353")},
	{4, MT_SLICE("\245|\244\353")},
	{5, MT_SLICE("\244\255\244\353")},
	{6, MT_SLICE("\244\273\244\353")},
	{7, MT_SLICE("\244C\244\353")},
	{8, MT_SLICE("\244K\244\353")},
	{9, MT_SLICE("\244E\244\353")},
	{10, MT_SLICE("\244Q\244\353")},
	{11, MT_SLICE("\244Q\244@\244\353")},
	{12, MT_SLICE("\244Q\244G\244\353")},
};

/* Bit 5 is lower case: no byte but a letter becomes a letter by it. */
static uint32_t
key(const char *letters)
{
	return KEY((unsigned char)letters[0] | 0x20,
		   (unsigned char)letters[1] | 0x20,
		   (unsigned char)letters[2] | 0x20);
}

int
mt_timewords_month(const char *letters)
{
	switch (key(letters)) {
	case KEY('j', 'a', 'n'):
		return 1;
	case KEY('f', 'e', 'b'):
		return 2;
	case KEY('m', 'a', 'r'):
		return 3;
	case KEY('a', 'p', 'r'):
		return 4;
	case KEY('m', 'a', 'y'):
		return 5;
	case KEY('j', 'u', 'n'):
		return 6;
	case KEY('j', 'u', 'l'):
		return 7;
	case KEY('a', 'u', 'g'):
		return 8;
	case KEY('s', 'e', 'p'):
		return 9;
	case KEY('o', 'c', 't'):
		return 10;
	case KEY('n', 'o', 'v'):
		return 11;
	case KEY('d', 'e', 'c'):
		return 12;
	default:
		return 0;
	}
}

int
mt_timewords_weekday(const char *letters)
{
	switch (key(letters)) {
	case KEY('s', 'u', 'n'):
		return 0;
	case KEY('m', 'o', 'n'):
		return 1;
	case KEY('t', 'u', 'e'):
		return 2;
	case KEY('w', 'e', 'd'):
		return 3;
	case KEY('t', 'h', 'u'):
		return 4;
	case KEY('f', 'r', 'i'):
		return 5;
	case KEY('s', 'a', 't'):
		return 6;
	default:
		return -1;
	}
}

/* How many letters there are; 0 where those are too few to be a name. */
static size_t
letters_here(const MtTimeScan *scan)
{
	MtSlice word = mt_timescan_rest(scan);
	size_t n = 0;

	while (n < word.n && mt_is_alpha(word.p[n]))
		n++;
	return n < 3 ? 0 : n;
}

/* Take the letters that are there, if `name` begins with them. */
static bool
take_letters(MtTimeScan *scan, size_t letters, MtSlice name)
{
	if (!mt_slice_starts_i(name, mt_slice(scan->p, letters)))
		return false;
	if (letters > 3)
		mt_timescan_loosen(scan, MT_TIME_OTHER);
	scan->p += letters;
	return true;
}

static int
take_english_month(MtTimeScan *scan)
{
	size_t letters = letters_here(scan);
	int month = letters == 0 ? 0 : mt_timewords_month(scan->p);

	if (month == 0 || !take_letters(scan, letters, months[month - 1]))
		return 0;
	return month;
}

static bool
ends_word(MtSlice text, size_t at)
{
	return at >= text.n ||
	       (!mt_is_alpha(text.p[at]) && (unsigned char)text.p[at] < 0x80);
}

int
mt_timescan_month(MtTimeScan *scan)
{
	int month = take_english_month(scan);
	MtSlice text = mt_timescan_rest(scan);

	if (month > 0 || text.n == 0)
		return month;
	for (size_t i = 0; i < G_N_ELEMENTS(foreign); i++) {
		MtSlice name = foreign[i].name;

		if (mt_lower(text.p[0]) == name.p[0] &&
		    mt_slice_starts_i(text, name) && ends_word(text, name.n)) {
			mt_timescan_loosen(scan, MT_TIME_OTHER);
			scan->p += name.n;
			return foreign[i].month;
		}
	}
	return 0;
}

int
mt_timescan_weekday(MtTimeScan *scan)
{
	size_t letters = letters_here(scan);
	int day = letters == 0 ? -1 : mt_timewords_weekday(scan->p);

	if (day < 0 || !take_letters(scan, letters, weekdays[day]))
		return -1;
	return day;
}

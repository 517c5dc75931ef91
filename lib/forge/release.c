/* Versions of mail programs and servers, and the months of their releases. Size:
 * two tables, of which each row is one release. */
#include "forge/release.h"

#include <glib.h>

#include "base/time.h"

/* Development versions are in use before the release, so long at most. */
enum { EARLY_MONTHS = 8 };

/* Of each program oldest first; the last one that is not newer than the version
 * at hand counts. The first month is that of the release, or where previews were
 * in use for long, that of theirs. */
static const MtRelease programs[] = {
	{"Thunderbird/", {5}, MT_MONTH(2011, 6)},
	{"Thunderbird/", {10}, MT_MONTH(2012, 1)},
	{"Thunderbird/", {24}, MT_MONTH(2013, 9)},
	{"Thunderbird/", {31}, MT_MONTH(2014, 7)},
	{"Thunderbird/", {38}, MT_MONTH(2015, 6)},
	{"Thunderbird/", {45}, MT_MONTH(2016, 4)},
	{"Thunderbird/", {52}, MT_MONTH(2017, 4)},
	{"Thunderbird/", {60}, MT_MONTH(2018, 8)},
	{"Thunderbird/", {68}, MT_MONTH(2019, 8)},
	{"Thunderbird/", {78}, MT_MONTH(2020, 7)},
	{"Thunderbird/", {91}, MT_MONTH(2021, 8)},
	{"Thunderbird/", {102}, MT_MONTH(2022, 6)},
	{"Thunderbird/", {115}, MT_MONTH(2023, 7)},
	{"Thunderbird/", {128}, MT_MONTH(2024, 7)},
	{"Thunderbird/", {140}, MT_MONTH(2025, 7)},
	{"git-send-email ", {1, 5}, MT_MONTH(2007, 2)},
	{"git-send-email ", {1, 7}, MT_MONTH(2010, 2)},
	{"git-send-email ", {1, 8}, MT_MONTH(2012, 10)},
	{"git-send-email ", {2, 0}, MT_MONTH(2014, 5)},
	{"git-send-email ", {2, 10}, MT_MONTH(2016, 9)},
	{"git-send-email ", {2, 20}, MT_MONTH(2018, 12)},
	{"git-send-email ", {2, 30}, MT_MONTH(2020, 12)},
	{"git-send-email ", {2, 40}, MT_MONTH(2023, 3)},
	{"git-send-email ", {2, 45}, MT_MONTH(2024, 4)},
	{"git-send-email ", {2, 49}, MT_MONTH(2025, 3)},
	{"Evolution ", {3, 0}, MT_MONTH(2011, 4)},
	{"Evolution ", {3, 10}, MT_MONTH(2013, 9)},
	{"Evolution ", {3, 20}, MT_MONTH(2016, 3)},
	{"Evolution ", {3, 30}, MT_MONTH(2018, 9)},
	{"Evolution ", {3, 40}, MT_MONTH(2021, 3)},
	{"Evolution ", {3, 50}, MT_MONTH(2023, 9)},
	{"Apple Mail (", {2, 1499}, MT_MONTH(2012, 7)},
	{"Apple Mail (", {2, 1812}, MT_MONTH(2013, 10)},
	{"Apple Mail (", {2, 1990}, MT_MONTH(2014, 10)},
	{"Apple Mail (", {2, 3096}, MT_MONTH(2015, 9)},
	{"Apple Mail (", {2, 3226}, MT_MONTH(2016, 9)},
	{"Apple Mail (", {2, 3445}, MT_MONTH(2017, 9)},
	{"Apple Mail (", {2, 3594}, MT_MONTH(2019, 10)},
	{"Apple Mail (", {2, 3654}, MT_MONTH(2020, 11)},
	{"Apple Mail (", {2, 3731}, MT_MONTH(2022, 10)},
	{"Apple Mail (", {2, 3774}, MT_MONTH(2023, 9)},
	{"iPhone Mail (", {8}, MT_MONTH(2010, 6)},
	{"iPhone Mail (", {10}, MT_MONTH(2012, 9)},
	{"iPhone Mail (", {12}, MT_MONTH(2014, 9)},
	{"iPhone Mail (", {14}, MT_MONTH(2016, 9)},
	{"iPhone Mail (", {16}, MT_MONTH(2018, 9)},
	{"iPhone Mail (", {18}, MT_MONTH(2020, 9)},
	{"iPhone Mail (", {20}, MT_MONTH(2022, 9)},
	{"iPhone Mail (", {22}, MT_MONTH(2024, 9)},
	{"Microsoft Outlook Express ", {5, 0}, MT_MONTH(1999, 3)},
	{"Microsoft Outlook Express ", {5, 50}, MT_MONTH(2000, 7)},
	{"Microsoft Outlook Express ", {6, 0}, MT_MONTH(2001, 8)},
	{"Microsoft Outlook Express ", {6, 0, 2800}, MT_MONTH(2002, 8)},
	{"Microsoft Outlook Express ", {6, 0, 2900}, MT_MONTH(2004, 8)},
	{"Microsoft Outlook ", {14}, MT_MONTH(2010, 1)},
	{"Microsoft Outlook ", {15}, MT_MONTH(2012, 9)},
	{"Microsoft Outlook ", {16}, MT_MONTH(2015, 6)},
	{"Roundcube Webmail/", {1, 0}, MT_MONTH(2013, 4)},
	{"Roundcube Webmail/", {1, 2}, MT_MONTH(2015, 2)},
	{"Roundcube Webmail/", {1, 4}, MT_MONTH(2017, 2)},
	{"Roundcube Webmail/", {1, 6}, MT_MONTH(2021, 3)},
	{"PHPMailer ", {6, 0}, MT_MONTH(2017, 8)},
	{"PHPMailer ", {6, 2}, MT_MONTH(2020, 11)},
	{"PHPMailer ", {6, 6}, MT_MONTH(2022, 2)},
};

/* Proofpoint uses versions of sendmail long before they are released. */
static const MtRelease servers[] = {
	{"Exim ", {4, 0}, MT_MONTH(2002, 2)},
	{"Exim ", {4, 30}, MT_MONTH(2003, 12)},
	{"Exim ", {4, 50}, MT_MONTH(2005, 2)},
	{"Exim ", {4, 70}, MT_MONTH(2009, 11)},
	{"Exim ", {4, 80}, MT_MONTH(2012, 5)},
	{"Exim ", {4, 84}, MT_MONTH(2014, 8)},
	{"Exim ", {4, 87}, MT_MONTH(2016, 4)},
	{"Exim ", {4, 90}, MT_MONTH(2017, 12)},
	{"Exim ", {4, 92}, MT_MONTH(2019, 2)},
	{"Exim ", {4, 94}, MT_MONTH(2020, 6)},
	{"Exim ", {4, 95}, MT_MONTH(2021, 9)},
	{"Exim ", {4, 96}, MT_MONTH(2022, 6)},
	{"Exim ", {4, 97}, MT_MONTH(2023, 11)},
	{"Exim ", {4, 98}, MT_MONTH(2024, 7)},
	{"Exim ", {4, 99}, MT_MONTH(2025, 10)},
	{"", {8, 10}, MT_MONTH(2000, 3)},
	{"", {8, 12}, MT_MONTH(2001, 9)},
	{"", {8, 13}, MT_MONTH(2004, 6)},
	{"", {8, 14}, MT_MONTH(2007, 2)},
	{"", {8, 15}, MT_MONTH(2014, 6)},
	{"", {8, 16}, MT_MONTH(2016, 6)},
	{"", {8, 17}, MT_MONTH(2021, 6)},
	{"", {8, 18}, MT_MONTH(2023, 6)},
};

/* `3.2.1`; what follows the numbers does not count. Gives its bytes. */
static MtSlice
read_version(MtSlice text, int version[MT_RELEASE_NUMBERS])
{
	size_t i = 0, last = 0;

	memset(version, 0, sizeof(int) * MT_RELEASE_NUMBERS);
	for (int n = 0;
	     n < MT_RELEASE_NUMBERS && i < text.n && mt_is_digit(text.p[i]);
	     n++) {
		while (i < text.n && mt_is_digit(text.p[i]) &&
		       version[n] < 100000)
			version[n] = version[n] * 10 + text.p[i++] - '0';
		last = i;
		if (i < text.n && text.p[i] == '.')
			i++;
		else
			break;
	}
	return mt_slice_sub(text, 0, last);
}

static bool
is_older(const int a[MT_RELEASE_NUMBERS], const int b[MT_RELEASE_NUMBERS])
{
	for (int n = 0; n < MT_RELEASE_NUMBERS; n++)
		if (a[n] != b[n])
			return a[n] < b[n];
	return false;
}

/* The release that the text names, or the one before it; NULL for none. The text
 * before the version may be more than the name. */
static const MtRelease *
release_in(const MtRelease *table, size_t n, MtSlice text, MtSlice *version)
{
	const MtRelease *found = NULL;
	int have[MT_RELEASE_NUMBERS];

	for (size_t i = 0; i < n; i++) {
		MtSlice name = mt_slice_str(table[i].program);
		size_t at = mt_slice_find(text, name);

		if (at == MT_SLICE_NOWHERE)
			continue;
		*version = read_version(mt_slice_sub(text, at + name.n, text.n),
					have);
		if (version->n > 0 && !is_older(have, table[i].version))
			found = &table[i];
		else if (found != NULL)
			break;
	}
	return found;
}

const MtRelease *
mt_release_of_agent(MtSlice agent, MtSlice *version)
{
	return release_in(programs, G_N_ELEMENTS(programs), agent, version);
}

const MtRelease *
mt_release_of_server(MtSlice software, MtSlice *version)
{
	return release_in(servers, G_N_ELEMENTS(servers), software, version);
}

int
mt_release_month(int64_t us)
{
	static const int64_t day_us = INT64_C(86400) * G_USEC_PER_SEC;
	int year, month, day;

	mt_time_date(us / day_us - (us % day_us < 0), &year, &month, &day);
	return MT_MONTH(year, month);
}

bool
mt_release_is_early(int month, int64_t us)
{
	int then = mt_release_month(us);

	return then > 0 && then < month - EARLY_MONTHS;
}

/* What the names of zones mean, where they mean one thing. */
#include "base/timescan.h"

/*
 * RFC 5322 4.3 fixes the first ones. Of the others those are here that the IANA
 * time zone database or mail programs have used for one offset only (MSK but for
 * 2011 to 2014): IST, of India, Israel and Ireland, is missing on purpose.
 */
static const struct abbreviation {
	MtSlice name;
	short minutes;
	bool rfc5322;
} abbreviations[] = {
	{MT_SLICE("GMT"), 0, true},
	{MT_SLICE("UT"), 0, true},
	{MT_SLICE("EST"), -300, true},
	{MT_SLICE("EDT"), -240, true},
	{MT_SLICE("CST"), -360, true},
	{MT_SLICE("CDT"), -300, true},
	{MT_SLICE("MST"), -420, true},
	{MT_SLICE("MDT"), -360, true},
	{MT_SLICE("PST"), -480, true},
	{MT_SLICE("PDT"), -420, true},
	/* Europe */
	{MT_SLICE("UTC"), 0, false},
	{MT_SLICE("WET"), 0, false},
	{MT_SLICE("WEST"), 60, false},
	{MT_SLICE("BST"), 60, false},
	{MT_SLICE("CET"), 60, false},
	{MT_SLICE("CEST"), 120, false},
	{MT_SLICE("MET"), 60, false},
	{MT_SLICE("MEST"), 120, false},
	{MT_SLICE("MEZ"), 60, false},
	{MT_SLICE("MESZ"), 120, false},
	{MT_SLICE("EET"), 120, false},
	{MT_SLICE("EEST"), 180, false},
	{MT_SLICE("MSK"), 180, false},
	{MT_SLICE("MSD"), 240, false},
	{MT_SLICE("TRT"), 180, false},
	{MT_SLICE("IDT"), 180, false},
	/* Africa, Asia */
	{MT_SLICE("WAT"), 60, false},
	{MT_SLICE("CAT"), 120, false},
	{MT_SLICE("SAST"), 120, false},
	{MT_SLICE("EAT"), 180, false},
	{MT_SLICE("IRST"), 210, false},
	{MT_SLICE("PKT"), 300, false},
	{MT_SLICE("ICT"), 420, false},
	{MT_SLICE("WIB"), 420, false},
	{MT_SLICE("WITA"), 480, false},
	{MT_SLICE("WIT"), 540, false},
	{MT_SLICE("MYT"), 480, false},
	{MT_SLICE("SGT"), 480, false},
	{MT_SLICE("PHT"), 480, false},
	{MT_SLICE("HKT"), 480, false},
	{MT_SLICE("AWST"), 480, false},
	{MT_SLICE("JST"), 540, false},
	{MT_SLICE("KST"), 540, false},
	/* Pacific */
	{MT_SLICE("ACST"), 570, false},
	{MT_SLICE("ACDT"), 630, false},
	{MT_SLICE("AEST"), 600, false},
	{MT_SLICE("AEDT"), 660, false},
	{MT_SLICE("NZST"), 720, false},
	{MT_SLICE("NZDT"), 780, false},
	{MT_SLICE("HST"), -600, false},
	{MT_SLICE("HDT"), -540, false},
	{MT_SLICE("HAST"), -600, false},
	{MT_SLICE("HADT"), -540, false},
	/* Americas */
	{MT_SLICE("AKST"), -540, false},
	{MT_SLICE("AKDT"), -480, false},
	{MT_SLICE("AST"), -240, false},
	{MT_SLICE("ADT"), -180, false},
	{MT_SLICE("NST"), -210, false},
	{MT_SLICE("NDT"), -150, false},
	{MT_SLICE("BRT"), -180, false},
	{MT_SLICE("BRST"), -120, false},
	{MT_SLICE("ART"), -180, false},
	{MT_SLICE("UYT"), -180, false},
	{MT_SLICE("CLT"), -240, false},
	{MT_SLICE("CLST"), -180, false},
	{MT_SLICE("COT"), -300, false},
	{MT_SLICE("PET"), -300, false},
};

/*
 * What Windows and macOS call zones, without `Standard Time`: those whose offset
 * has not been changed by a law since 2000.
 */
static const struct words {
	MtSlice name;
	short minutes;
} places[] = {
	{MT_SLICE("Dateline"), -720},
	{MT_SLICE("Hawaiian"), -600},
	{MT_SLICE("Hawaii-Aleutian"), -600},
	{MT_SLICE("Alaskan"), -540},
	{MT_SLICE("Alaska"), -540},
	{MT_SLICE("Pacific"), -480},
	{MT_SLICE("Mountain"), -420},
	{MT_SLICE("US Mountain"), -420},
	{MT_SLICE("Central"), -360},
	{MT_SLICE("Canada Central"), -360},
	{MT_SLICE("Central America"), -360},
	{MT_SLICE("Mexico"), -360},
	{MT_SLICE("Eastern"), -300},
	{MT_SLICE("US Eastern"), -300},
	{MT_SLICE("SA Pacific"), -300},
	{MT_SLICE("Colombia"), -300},
	{MT_SLICE("Peru"), -300},
	{MT_SLICE("Atlantic"), -240},
	{MT_SLICE("SA Western"), -240},
	{MT_SLICE("Newfoundland"), -210},
	{MT_SLICE("E. South America"), -180},
	{MT_SLICE("SA Eastern"), -180},
	{MT_SLICE("Brasilia"), -180},
	{MT_SLICE("Argentina"), -180},
	{MT_SLICE("Mid-Atlantic"), -120},
	{MT_SLICE("Azores"), -60},
	{MT_SLICE("Cape Verde"), -60},
	{MT_SLICE("GMT"), 0},
	{MT_SLICE("Greenwich"), 0},
	{MT_SLICE("British"), 0},
	{MT_SLICE("Western European"), 0},
	{MT_SLICE("W. Europe"), 60},
	{MT_SLICE("Central Europe"), 60},
	{MT_SLICE("Central European"), 60},
	{MT_SLICE("Romance"), 60},
	{MT_SLICE("W. Central Africa"), 60},
	{MT_SLICE("E. Europe"), 120},
	{MT_SLICE("Eastern European"), 120},
	{MT_SLICE("GTB"), 120},
	{MT_SLICE("FLE"), 120},
	{MT_SLICE("South Africa"), 120},
	{MT_SLICE("Israel"), 120},
	{MT_SLICE("Jerusalem"), 120},
	{MT_SLICE("Arab"), 180},
	{MT_SLICE("Arabic"), 180},
	{MT_SLICE("E. Africa"), 180},
	{MT_SLICE("Iran"), 210},
	{MT_SLICE("Arabian"), 240},
	{MT_SLICE("Gulf"), 240},
	{MT_SLICE("Caucasus"), 240},
	{MT_SLICE("Mauritius"), 240},
	{MT_SLICE("Afghanistan"), 270},
	{MT_SLICE("West Asia"), 300},
	{MT_SLICE("Pakistan"), 300},
	{MT_SLICE("India"), 330},
	{MT_SLICE("Indian"), 330},
	{MT_SLICE("Nepal"), 345},
	{MT_SLICE("Central Asia"), 360},
	{MT_SLICE("Bangladesh"), 360},
	{MT_SLICE("Myanmar"), 390},
	{MT_SLICE("SE Asia"), 420},
	{MT_SLICE("Indochina"), 420},
	{MT_SLICE("China"), 480},
	{MT_SLICE("Singapore"), 480},
	{MT_SLICE("Malay Peninsula"), 480},
	{MT_SLICE("Taipei"), 480},
	{MT_SLICE("Hong Kong"), 480},
	{MT_SLICE("W. Australia"), 480},
	{MT_SLICE("Australian Western"), 480},
	{MT_SLICE("Tokyo"), 540},
	{MT_SLICE("Japan"), 540},
	{MT_SLICE("Korea"), 540},
	{MT_SLICE("Korean"), 540},
	{MT_SLICE("Cen. Australia"), 570},
	{MT_SLICE("AUS Central"), 570},
	{MT_SLICE("Australian Central"), 570},
	{MT_SLICE("AUS Eastern"), 600},
	{MT_SLICE("E. Australia"), 600},
	{MT_SLICE("Tasmania"), 600},
	{MT_SLICE("Australian Eastern"), 600},
	{MT_SLICE("West Pacific"), 600},
	{MT_SLICE("Central Pacific"), 660},
	{MT_SLICE("New Zealand"), 720},
};

static const struct words kinds[] = {
	{MT_SLICE(" standard time"), 0},
	{MT_SLICE(" mean time"), 0},
	{MT_SLICE(" daylight time"), 60},
	{MT_SLICE(" summer time"), 60},
};

bool
mt_timezone_abbreviation(MtSlice name, int *minutes, bool *rfc5322)
{
	for (size_t i = 0; i < G_N_ELEMENTS(abbreviations); i++) {
		const struct abbreviation *a = &abbreviations[i];

		/* Lower case is a word: "+0200 met vriendelijke groet". */
		if (a->rfc5322 ? mt_slice_eq_i(name, a->name)
			       : mt_slice_eq(name, a->name)) {
			*minutes = a->minutes;
			*rfc5322 = a->rfc5322;
			return true;
		}
	}
	return false;
}

static bool
place(MtSlice name, int *minutes)
{
	for (size_t i = 0; i < G_N_ELEMENTS(places); i++)
		if (mt_slice_eq_i(name, places[i].name)) {
			*minutes = places[i].minutes;
			return true;
		}
	return false;
}

bool
mt_timezone_words(MtSlice name, int *minutes)
{
	*minutes = 0;
	if (mt_slice_eq_i(name, MT_SLICE("coordinated universal time")))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (mt_slice_ends_i(name, kinds[i].name) &&
		    place(mt_slice_sub(name, 0, name.n - kinds[i].name.n),
			  minutes)) {
			*minutes += kinds[i].minutes;
			return true;
		}
	return false;
}

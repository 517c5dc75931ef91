/*
 * Dates that name their zone twice, by a number and by its letters: `+0200
 * (CEST)`. Both come from one setting of one machine, and both change with the
 * seasons.
 */
#include "forge/rule.h"

enum { LISTS = 1400, OLD = 500, MOST = 4 };

/* Half of the year in which it is summer time; everywhere else it is any. */
typedef enum { ANY, NORTHERN, SOUTHERN } Season;

/* Letters stand for several zones, all over the world; each is in minutes.
 * Those with more than four meanings are left out. The most frequent come
 * first. */
typedef struct {
	MtSlice name;
	int16_t minutes[MOST];
	int n;
	Season season; /* of the first meaning */
} Zone;

#define ZS(season, name, n, ...)                                               \
	{                                                                      \
		{name, sizeof(name) - 1}, {__VA_ARGS__}, n, season             \
	}
#define Z(name, n, ...) ZS(ANY, name, n, __VA_ARGS__)
static const Zone zones[] = {
	Z("UTC", 1, 0),
	Z("GMT", 2, 0, 60), /* Britain's summer, on some systems of 2000 */
	Z("PST", 2, -480, 480),
	ZS(NORTHERN, "PDT", 1, -420),
	/* Unix had these two for the east of Brazil as well. */
	Z("EST", 4, -300, 600, 660, -180),
	ZS(NORTHERN, "EDT", 3, -240, 660, -120),
	ZS(NORTHERN, "CEST", 1, 120),
	Z("CET", 1, 60),
	Z("WET", 1, 0),
	ZS(NORTHERN, "WEST", 1, 60),
	Z("MEZ", 1, 60),
	ZS(NORTHERN, "MESZ", 1, 120),
	ZS(NORTHERN, "MEST", 1, 120),
	Z("EET", 2, 120, 180), /* Java still calls Turkey's so */
	Z("EEST", 1, 180),     /* Jordan kept it through the winter of 2012 */
	Z("MSK", 2, 180, 240),
	Z("MSD", 1, 240),
	Z("SAST", 1, 120),
	Z("EAT", 1, 180),
	Z("IST", 3, 330, 120, 60),
	Z("PKT", 1, 300),
	ZS(NORTHERN, "BST", 3, 60, 360, 660),
	Z("ICT", 1, 420),
	Z("WIB", 1, 420),
	Z("WITA", 1, 480),
	Z("HKT", 1, 480),
	Z("SGT", 1, 480),
	Z("AWST", 1, 480),
	Z("JST", 1, 540),
	Z("KST", 2, 540, 510),
	Z("AEST", 1, 600),
	ZS(SOUTHERN, "AEDT", 1, 660),
	Z("ACST", 1, 570),
	ZS(SOUTHERN, "ACDT", 1, 630),
	Z("NZST", 1, 720),
	ZS(SOUTHERN, "NZDT", 1, 780),
	Z("BRT", 1, -180),
	Z("BRST", 2, -120, -180), /* S is for standard, too */
	ZS(NORTHERN, "CDT", 4, -300, -240, 630, 540),
	ZS(NORTHERN, "MDT", 1, -360),
	Z("MST", 3, -420, 480, 390),
	Z("AKST", 1, -540),
	ZS(NORTHERN, "AKDT", 1, -480),
	Z("HST", 1, -600),
};
#undef Z
#undef ZS

static const Zone *
zone_called(MtSlice name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(zones); i++)
		if (mt_slice_eq(zones[i].name, name))
			return &zones[i];
	return NULL;
}

static bool
is_at(const Zone *zone, int32_t minutes)
{
	for (int i = 0; i < zone->n; i++)
		if (zone->minutes[i] == minutes)
			return true;
	return false;
}

/*
 * Summer time where no country has had any since there is mail: in the north it
 * begins in March at the earliest (the 8th) and ends with the first Sunday of
 * November, in the south it is from the end of August to the first of April.
 */
static bool
is_out_of_season(const Zone *zone, const MtTime *time)
{
	int64_t minutes =
		time->us / (60 * (int64_t)G_USEC_PER_SEC) + time->offset_min;
	int year, month, day;

	if (zone->season == ANY || time->offset_min != zone->minutes[0])
		return false;
	mt_time_date(minutes / 1440, &year, &month, &day);
	if (zone->season == SOUTHERN)
		return month >= 5 && month <= 7;
	return month == 12 || month <= 2 || (month == 11 && day >= 15);
}

/* The letters in the comment right behind the number, where they are all that
 * is in it. */
static MtSlice
letters_behind(MtSlice value, MtSlice number)
{
	MtSlice rest = mt_slice_trim(mt_slice_sub(
		value, (size_t)(number.p - value.p) + number.n, value.n));
	size_t end;

	if (rest.n == 0 || rest.p[0] != '(')
		return (MtSlice){0};
	end = mt_slice_find_char(rest, ')');
	return end == MT_SLICE_NOWHERE
		       ? (MtSlice){0}
		       : mt_slice_trim(mt_slice_sub(rest, 1, end));
}

static void
find_zone(MtCase *c, const MtRule *rule, const MtField *field,
	  const MtTime *time, const Zone *zone, MtSlice letters,
	  const char *whose)
{
	MtFinding *f;

	f = mt_find(c, rule, "%s is dated %.*s and calls that %.*s", whose,
		    MT_S(time->zone), MT_S(letters));
	mt_find_text(c, f, "zone", field, time->zone, "the zone as a number");
	mt_find_text(c, f, "letters", field, letters, "%.*s is %s%02d%02d%s",
		     MT_S(letters), zone->minutes[0] < 0 ? "-" : "+",
		     ABS(zone->minutes[0]) / 60, ABS(zone->minutes[0]) % 60,
		     zone->n > 1 ? ", or elsewhere another, but never this"
				 : "");
}

/* `value` is what the date lies in; `hop` is NULL for that of the message. */
static void
look_at(MtCase *c, const MtRule *rule, const MtField *field, MtSlice value,
	const MtTime *time, const MtHop *hop)
{
	char whose[32] = "The message";
	MtSlice letters;
	const Zone *zone;
	MtFinding *f;

	if (!time->known || time->zone.n != 5 ||
	    !mt_is_digit(time->zone.p[1]) || time->zone.p < value.p ||
	    time->zone.p > value.p + value.n)
		return;
	letters = letters_behind(value, time->zone);
	zone = zone_called(letters);
	if (zone == NULL)
		return;
	if (hop != NULL)
		g_snprintf(whose, sizeof(whose), "Hop %zu", hop->number);
	if (!is_at(zone, time->offset_min)) {
		find_zone(c, rule, field, time, zone, letters, whose);
		return;
	}
	if (!is_out_of_season(zone, time))
		return;
	f = mt_find(c, rule, "%s is dated in winter, and in %.*s, summer time",
		    whose, MT_S(letters));
	if (hop != NULL)
		mt_find_hop_date(c, f, hop);
	else
		mt_find_date(c, f);
	mt_find_text(c, f, "letters", field, letters, "summer time");
}

static void
look_letters(MtCase *c, const MtRule *rule)
{
	const MtField *date = c->first[MT_F_DATE];

	if (date != NULL)
		look_at(c, rule, date, mt_case_value(c, date), mt_case_date(c),
			NULL);
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];

		look_at(c, rule, hop->field, hop->value, &hop->received.time,
			hop);
	}
}

static const MtRule rules[] = {
	{
		.id = "zone-name-wrong",
		.grade = MT_GRADE_B,
		.title = "a date calls its zone by the name of another one",
		.proves = "A machine writes the number of its zone and the "
			  "letters from one setting; who edits the number, or "
			  "writes a date by hand, leaves the letters. No place "
			  "has summer time in winter.",
		.innocent = "A machine whose zone was made up by hand.",
		.reference = "RFC 5322 3.3",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_letters,
	},
};

const MtRuleSet mt_ruleset_zone = {rules, G_N_ELEMENTS(rules)};

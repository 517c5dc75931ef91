/* Dates of Received fields: impossible ones, and ones out of order. */
#include "forge/rule.h"

#define SECOND ((int64_t)G_USEC_PER_SEC)
#define HOUR (3600 * SECOND)
#define DAY (24 * HOUR)

enum { LISTS = 65989, OLD = 4211 };

static void
look_weekday(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];

		if (hop->received.time.known &&
		    hop->received.time.weekday_wrong)
			mt_find_hop_date(
				c,
				mt_find(c, rule,
					"The day of hop %zu was a "
					"%s",
					hop->number,
					mt_case_weekday(&hop->received.time)),
				hop);
	}
}

static void
look_zone(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		const MtTime *time = &hop->received.time;

		if (!time->known || !time->has_zone ||
		    (!time->zone_absurd && time->offset_min % 15 == 0))
			continue;
		mt_find_hop_text(c,
				 mt_find(c, rule,
					 "Hop %zu is dated in a zone that no "
					 "place has, %.*s",
					 hop->number, MT_S(time->zone)),
				 "zone", hop, time->zone,
				 "zones are -1200 to +1400, in quarters of "
				 "an hour");
	}
}

/* Two digits at `i`; -1 where there are none. */
static int
two_digits(MtSlice s, size_t i)
{
	if (i + 2 > s.n || !mt_is_digit(s.p[i]) || !mt_is_digit(s.p[i + 1]))
		return -1;
	return (s.p[i] - '0') * 10 + s.p[i + 1] - '0';
}

/* `25:00`, `12:61` or `12:00:61`; a leap second is the 60th. */
static MtSlice
find_no_clock(MtSlice text)
{
	for (size_t i = 0; i + 5 <= text.n; i++) {
		int hour = two_digits(text, i), minute, second = -1;

		if (hour < 0 || text.p[i + 2] != ':' ||
		    (i > 0 &&
		     (mt_is_digit(text.p[i - 1]) || text.p[i - 1] == ':')))
			continue;
		minute = two_digits(text, i + 3);
		if (i + 5 < text.n && text.p[i + 5] == ':')
			second = two_digits(text, i + 6);
		if (minute >= 0 && (hour > 24 || minute > 59))
			return mt_slice_sub(text, i, i + 5);
		if (minute >= 0 && second > 60)
			return mt_slice_sub(text, i, i + 8);
	}
	return (MtSlice){0};
}

/* The number of the month that `s` begins with; 0: none. */
static int
month_at(MtSlice s)
{
	static const char *const names = "JanFebMarAprMayJunJulAugSepOctNovDec";

	for (int i = 0; i < 12; i++)
		if (mt_slice_starts(s, mt_slice(names + i * (ptrdiff_t)3, 3)))
			return i + 1;
	return 0;
}

/* `30 Feb 2025`, `32 Mar 2025` */
static MtSlice
find_no_day(MtSlice text)
{
	for (size_t i = 2; i + 8 <= text.n; i++) {
		int month = month_at(mt_slice_sub(text, i, text.n));
		int century = two_digits(text, i + 4);
		int year = two_digits(text, i + 6), day;

		if (month == 0 || century < 19 || year < 0 ||
		    text.p[i - 1] != ' ' || text.p[i + 3] != ' ')
			continue;
		year += century * 100;
		day = i < 3 ? -1 : two_digits(text, i - 3);
		if (day > 31 ||
		    (day > 0 && !mt_time_days_valid(year, month, day)))
			return mt_slice_sub(text, i - 3, i + 8);
	}
	return (MtSlice){0};
}

static MtSlice
behind_semicolon(MtSlice value)
{
	size_t at = value.n;

	while (at > 0 && value.p[at - 1] != ';')
		at--;
	return at == 0 ? (MtSlice){0}
		       : mt_slice_trim(mt_slice_sub(value, at, value.n));
}

static void
look_impossible(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		MtSlice date = behind_semicolon(hop->value), bad;
		MtFinding *f;

		if (hop->received.time.known)
			continue;
		bad = find_no_clock(date);
		if (bad.n > 0) {
			f = mt_find(c, rule,
				    "Hop %zu has a time that no clock shows",
				    hop->number);
			mt_find_hop_text(c, f, "date", hop, bad,
					 "no such time of day");
			continue;
		}
		bad = find_no_day(date);
		if (bad.n > 0)
			mt_find_hop_text(c,
					 mt_find(c, rule,
						 "Hop %zu is dated on a day "
						 "that no month has",
						 hop->number),
					 "date", hop, bad, "no such day");
	}
}

/* Words without a digit are no date of any program. */
static bool
is_prose(MtSlice text)
{
	for (size_t i = 0; i < text.n; i++)
		if (mt_is_digit(text.p[i]))
			return false;
	return text.n > 0 && mt_is_alpha(text.p[0]);
}

static void
look_bad(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		MtSlice tail;
		MtFinding *f;

		if (hop->received.time.known)
			continue;
		tail = behind_semicolon(hop->value);
		f = mt_find(c, rule, "No date can be read from hop %zu",
			    hop->number);
		if (is_prose(tail))
			mt_find_grade(f, MT_GRADE_B);
		mt_find_text(c, f, "date", hop->field, tail,
			     tail.n > 0 ? "this is no date"
					: "no date stands in the field");
	}
}

/*
 * A date without a zone may be that of any place; and two clocks that show the
 * same time in zones an hour apart differ by summer time.
 */
static bool
is_zone_only(const MtHop *older, const MtHop *newer)
{
	const int64_t minute = 60 * SECOND;
	const MtTime *a = &older->received.time, *b = &newer->received.time;
	int64_t apart = ABS(a->us - b->us);
	int64_t shown =
		a->us + a->offset_min * minute - b->us - b->offset_min * minute;

	if (!a->has_zone || !b->has_zone)
		return apart < 15 * HOUR;
	return ABS(shown) < 5 * minute && apart < HOUR + 5 * minute;
}

static void
look_backwards(MtCase *c, const MtRule *rule)
{
	int64_t least = rule->grade == MT_GRADE_C ? 60 * SECOND : HOUR;
	int64_t most = rule->grade == MT_GRADE_C ? HOUR : INT64_MAX;

	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		MtFinding *f;

		/* An hour, with the seconds that a hand-over takes. */
		if (!hop->has_delay || -hop->delay_us < least - 60 * SECOND ||
		    -hop->delay_us >= most - 60 * SECOND ||
		    -hop->delay_us < 60 * SECOND)
			continue;
		f = mt_find(c, rule,
			    "Hop %zu had the message %s before hop "
			    "%zu, from which it came",
			    hop->number, mt_case_span(c, hop->delay_us),
			    hop->since);
		if (is_zone_only(&c->chain->hops[hop->since - 1], hop))
			mt_find_grade(f, MT_GRADE_C);
		mt_find_hop_date(c, f, &c->chain->hops[hop->since - 1]);
		mt_find_hop_date(c, f, hop);
	}
}

static void
look_gap(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		MtFinding *f;

		if (!hop->has_delay || hop->delay_us < 5 * DAY ||
		    mt_hop_is_waiting(&c->chain->hops[hop->since - 1], hop))
			continue;
		f = mt_find(c, rule, "%s between hop %zu and hop %zu",
			    mt_case_span(c, hop->delay_us), hop->since,
			    hop->number);
		mt_find_hop_date(c, f, &c->chain->hops[hop->since - 1]);
		mt_find_hop_date(c, f, hop);
	}
}

static const MtRule rules[] = {
	{
		.id = "rcvd-wrong-weekday",
		.grade = MT_GRADE_A,
		.title = "the weekday of a hop's date is wrong",
		.proves = "A server works the weekday out from the date; only "
			  "edited text gets it wrong.",
		.innocent = "Not known; none was seen.",
		.reference = "RFC 5322 3.3",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_weekday,
	},
	{
		.id = "rcvd-tz-absurd",
		.grade = MT_GRADE_B,
		.title = "a hop is dated in a zone that does not exist",
		.proves = "Zones lie between -1200 and +1400, in quarters of "
			  "an hour.",
		.innocent = "A server whose zone was set by hand.",
		.reference = "RFC 5322 3.3",
		.look = look_zone,
	},
	{
		.id = "rcvd-date-impossible",
		.grade = MT_GRADE_A,
		.title = "a hop has a time or day that does not exist",
		.proves = "No clock shows 25 hours or 61 minutes, and no "
			  "calendar a 30th of February.",
		.innocent = "Not known.",
		.reference = "RFC 5322 3.3",
		.look = look_impossible,
	},
	{
		.id = "rcvd-date-bad",
		.grade = MT_GRADE_C,
		.raised = MT_GRADE_B,
		.raised_when = "words without a digit stand where the date "
			       "belongs",
		.title = "a hop has no date that can be read",
		.proves = "Every server dates its field.",
		.innocent = "Virus scanners and gateways with forms of their "
			    "own.",
		.reference = "RFC 5321 4.4",
		.lists = MT_PERCENT(0.18, LISTS),
		.old = MT_PERCENT(1.40, OLD),
		.look = look_bad,
	},
	{
		.id = "rcvd-time-backwards-1h",
		.grade = MT_GRADE_B,
		.title = "time runs backwards by an hour or more",
		.proves = "A server cannot have a message before the one that "
			  "handed it over.",
		.innocent = "A server whose clock or zone is wrong by hours. "
			    "Where it can be summer time, or no zone is named, "
			    "it is context.",
		.reference = "RFC 5321 4.4",
		.lists = MT_PERCENT(0.012, LISTS),
		.old = MT_PERCENT(1.8, OLD),
		.look = look_backwards,
	},
	{
		.id = "rcvd-time-backwards",
		.grade = MT_GRADE_C,
		.title = "time runs backwards by minutes",
		.proves = "A server cannot have a message before the one that "
			  "handed it over.",
		.innocent = "Clocks differ by minutes everywhere.",
		.reference = "RFC 5321 4.4",
		.lists = MT_PERCENT(4.5, LISTS),
		.old = MT_PERCENT(32.6, OLD),
		.look = look_backwards,
	},
	{
		.id = "rcvd-gap-5d",
		.grade = MT_GRADE_C,
		.title = "days passed between two hops",
		.proves = "Servers give up after five days or so; a longer "
			  "gap may join two journeys.",
		.innocent = "Moderation of lists, held queues, mail that was "
			    "sent on by a person.",
		.reference = "RFC 5321 4.5.4.1",
		.lists = MT_PERCENT(0.36, LISTS),
		.old = MT_PERCENT(1.43, OLD),
		.look = look_gap,
	},
};

const MtRuleSet mt_ruleset_hopdate = {rules, G_N_ELEMENTS(rules)};

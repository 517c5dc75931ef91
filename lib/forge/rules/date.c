/*
 * The Date field: dates that cannot exist, and dates that the trace contradicts.
 */
#include "forge/rule.h"

#define MINUTE (INT64_C(60) * G_USEC_PER_SEC)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

enum { LISTS = 65989, OLD = 4211 };

static void
look_weekday(MtCase *c, const MtRule *rule)
{
	const MtTime *date = mt_case_date(c);

	if (!date->known || !date->weekday_wrong)
		return;
	mt_find_date(c, mt_find(c, rule, "That day was a %s",
				mt_case_weekday(date)));
}

/* Some clocks' zones are written with minutes that no place has. */
static void
look_zone(MtCase *c, const MtRule *rule)
{
	const MtTime *date = mt_case_date(c);
	MtFinding *f;

	if (!date->known || !date->has_zone ||
	    (!date->zone_absurd && date->offset_min % 15 == 0))
		return;
	f = mt_find(c, rule, "No place on earth has the zone %.*s",
		    MT_S(date->zone));
	mt_find_text(c, f, "zone", c->first[MT_F_DATE], date->zone,
		     "zones are -1200 to +1400, in quarters of an hour");
}

static void
look_missing(MtCase *c, const MtRule *rule)
{
	const MtField *from = c->first[MT_F_FROM];
	const MtHop *edge = mt_case_edge(c);

	if (c->first[MT_F_DATE] != NULL || (from == NULL && edge == NULL))
		return;
	if (from == NULL)
		from = edge->field;
	mt_find_field(c,
		      mt_find(c, rule,
			      "The message has no Date, which every mail "
			      "program writes"),
		      "field", from, "no Date stands beside it");
}

static void
look_unreadable(MtCase *c, const MtRule *rule)
{
	const MtField *field = c->first[MT_F_DATE];
	const MtTime *date = mt_case_date(c);
	MtFinding *f;

	if (field == NULL || (date->known && date->form != MT_TIME_OTHER))
		return;
	f = mt_find(c, rule,
		    date->known ? "The Date has a form that no mail standard "
				  "allows"
				: "The Date cannot be read as a date");
	mt_find_date(c, f);
}

/* The Date is later than all that happened to the message. */
static void
look_future(MtCase *c, const MtRule *rule)
{
	const MtTime *date = mt_case_date(c);
	int64_t least = rule->grade == MT_GRADE_C ? 15 * MINUTE : 3 * HOUR;
	int64_t most = rule->grade == MT_GRADE_C ? 3 * HOUR : INT64_MAX;
	MtFinding *f;

	if (!date->known || c->newest == 0 || date->us - c->latest <= least ||
	    date->us - c->latest > most)
		return;
	f = mt_find(c, rule, "The Date is %s after the last server had it",
		    mt_case_span(c, date->us - c->latest));
	mt_find_date(c, f);
	mt_find_hop_date(c, f, &c->chain->hops[c->newest - 1]);
}

static void
look_past(MtCase *c, const MtRule *rule)
{
	const MtTime *date = mt_case_date(c);
	MtFinding *f;

	if (!date->known || c->oldest == 0 || c->earliest - date->us <= DAY)
		return;
	f = mt_find(c, rule, "The Date is %s before the first server had it",
		    mt_case_span(c, c->earliest - date->us));
	mt_find_date(c, f);
	mt_find_hop_date(c, f, &c->chain->hops[c->oldest - 1]);
}

/* A hop that is older than the message; where all are, it is the Date's fault. */
static void
look_before(MtCase *c, const MtRule *rule)
{
	const MtTime *date = mt_case_date(c);

	if (!date->known || c->newest == 0 || date->us - c->latest > 3 * HOUR)
		return;
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		const MtTime *time = &hop->received.time;
		MtFinding *f;

		if (!time->known || date->us - time->us <= DAY)
			continue;
		f = mt_find(c, rule,
			    "Hop %zu had the message %s before it was written",
			    hop->number, mt_case_span(c, date->us - time->us));
		mt_find_hop_date(c, f, hop);
		mt_find_date(c, f);
	}
}

/* One of two that agree but for the zone named it wrongly: common of old. */
static bool
is_same_wall_clock(const MtTime *a, const MtTime *b)
{
	int64_t far =
		a->us + a->offset_min * MINUTE - b->us - b->offset_min * MINUTE;

	return ABS(far) < MINUTE;
}

/*
 * The first server had it in the same second, some hours off: a clock that is
 * right with a zone that is not. By chance one delay in 225 looks like that.
 */
static void
look_hours(MtCase *c, const MtRule *rule)
{
	const int64_t quarter = 15 * MINUTE, near = INT64_C(2) * G_USEC_PER_SEC;
	const MtTime *date = mt_case_date(c);
	const MtHop *hop;
	int64_t far, rest;
	MtFinding *f;

	if (!date->known || !date->has_zone || c->oldest == 0)
		return;
	hop = &c->chain->hops[c->oldest - 1];
	far = hop->received.time.us - date->us;
	rest = (far % quarter + quarter) % quarter;
	if (ABS(far) < 25 * MINUTE || ABS(far) > 26 * HOUR ||
	    (rest > near && rest < quarter - near) ||
	    is_same_wall_clock(date, &hop->received.time))
		return;
	f = mt_find(c, rule,
		    "The first server had it %s %s the Date, to the second: "
		    "the clock was right, and the zone is not",
		    mt_case_span(c, far), far < 0 ? "before" : "after");
	mt_find_date(c, f);
	mt_find_hop_date(c, f, hop);
}

/* Webmail writes the hop of the browser and the author's fields at once, and in
 * the order that it likes. */
static bool
is_from_browser(const MtHop *hop)
{
	return hop->number == 1 &&
	       (mt_slice_starts_i(hop->received.with, MT_SLICE("HTTP")) ||
		mt_slice_starts_i(hop->received.via, MT_SLICE("HTTP")));
}

/* RFC 6409 8.2: a submission server adds what the client left out, on top. */
static void
look_added(MtCase *c, const MtRule *rule)
{
	const MtField *field = c->first[MT_F_DATE];
	const MtField *from = c->first[MT_F_FROM];
	const MtHop *below = NULL;
	MtFinding *f;

	if (field == NULL || from == NULL || from < field)
		return;
	for (size_t i = 0; i < c->chain->n && below == NULL; i++)
		if (mt_case_above(field, &c->chain->hops[i]) &&
		    c->chain->hops[i].field < from &&
		    !is_from_browser(&c->chain->hops[i]))
			below = &c->chain->hops[i];
	if (below == NULL)
		return;
	f = mt_find(c, rule,
		    "The Date stands above hop %zu: a server wrote it, since "
		    "the sender had sent none",
		    below->number);
	mt_find_date(c, f);
	mt_find_hop_date(c, f, below);
}

/* RFC 5322 3.6.6: who resends has the message before him. */
static void
look_resent(MtCase *c, const MtRule *rule)
{
	const MtField *field = c->first[MT_F_RESENT_DATE];
	const MtTime *date = mt_case_date(c);
	MtTime resent;
	MtSlice value;
	MtFinding *f;

	if (field == NULL || !date->known)
		return;
	value = mt_slice_trim(mt_case_value(c, field));
	if (!mt_time_read(value, &resent, NULL) || !resent.known ||
	    date->us - resent.us <= DAY)
		return;
	f = mt_find(c, rule, "It was resent %s before it was written",
		    mt_case_span(c, date->us - resent.us));
	mt_find_text(c, f, "resent", field, value, "%s",
		     mt_case_utc(c, resent.us));
	mt_find_date(c, f);
}

static const MtRule rules[] = {
	{
		.id = "date-wrong-weekday",
		.grade = MT_GRADE_A,
		.title = "the weekday of the Date is wrong",
		.proves = "Programs work the weekday out from the date; only "
			  "a person who edits the text gets it wrong.",
		.innocent = "A mail program with a broken calendar; none was "
			    "seen.",
		.reference = "RFC 5322 3.3",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_weekday,
	},
	{
		.id = "date-tz-absurd",
		.grade = MT_GRADE_A,
		.title = "the Date names a time zone that does not exist",
		.proves = "Zones lie between -1200 and +1400, in quarters of "
			  "an hour.",
		.innocent = "A machine whose zone was set by hand, or local "
			    "mean times in old programs.",
		.reference = "RFC 5322 3.3",
		.lists = MT_PERCENT(0.009, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_zone,
	},
	{
		.id = "date-missing",
		.grade = MT_GRADE_B,
		.title = "the Date is missing",
		.proves = "Every message must have a Date, and mail programs "
			  "write it; scripts that make up headers forget it.",
		.innocent = "A script or device of an honest sender.",
		.reference = "RFC 5322 3.6",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_missing,
	},
	{
		.id = "date-unparsable",
		.grade = MT_GRADE_B,
		.title = "the Date is none that mail knows",
		.proves = "Mail programs write one form of date; another form "
			  "was put there by a script or by hand.",
		.innocent = "A script or device of an honest sender.",
		.reference = "RFC 5322 3.3",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_unreadable,
	},
	{
		.id = "date-added-in-transit",
		.grade = MT_GRADE_B,
		.title = "the sender wrote no Date; a server added it",
		.proves = "A server puts what it adds on top. A Date above a "
			  "Received field was not there when that server "
			  "wrote, so it says when a server had the message, "
			  "and nothing of when it was written.",
		.innocent = "A script or device of an honest sender that "
			    "leaves the Date to its server.",
		.reference = "RFC 6409 8.2",
		.look = look_added,
	},
	{
		.id = "date-future-3h",
		.grade = MT_GRADE_B,
		.title = "the Date is later than the delivery",
		.proves = "A message cannot be written after it was delivered.",
		.innocent = "A client with a wrong clock or time zone.",
		.reference = "RFC 5322 3.6.1",
		.lists = MT_PERCENT(0.048, LISTS),
		.old = MT_PERCENT(0.095, OLD),
		.look = look_future,
	},
	{
		.id = "date-future-15m",
		.grade = MT_GRADE_C,
		.title = "the Date is a little later than the delivery",
		.proves = "A message cannot be written after it was delivered.",
		.innocent = "A client with a wrong clock or time zone.",
		.reference = "RFC 5322 3.6.1",
		.lists = MT_PERCENT(0.19, LISTS),
		.old = MT_PERCENT(0.31, OLD),
		.look = look_future,
	},
	{
		.id = "date-past-24h",
		.grade = MT_GRADE_B,
		.title = "the Date is long before the first server",
		.proves = "Mail is handed over when it is sent; a Date days "
			  "before was kept, copied or made up.",
		.innocent = "A draft that was sent later, a laptop that was "
			    "offline, a queue, moderation.",
		.reference = "RFC 5322 3.6.1",
		.lists = MT_PERCENT(0.055, LISTS),
		.old = MT_PERCENT(0.38, OLD),
		.look = look_past,
	},
	{
		.id = "date-zone-vs-trace",
		.grade = MT_GRADE_B,
		.title = "the Date is off by whole hours, to the second",
		.proves = "Mail reaches the first server seconds after it was "
			  "written. Whole hours between them are a zone that "
			  "was made up.",
		.innocent = "A client whose zone is set wrongly.",
		.reference = "RFC 5322 3.3",
		.look = look_hours,
	},
	{
		.id = "rcvd-before-date",
		.grade = MT_GRADE_B,
		.title = "a server had the message before it was written",
		.proves = "The Date is when the author finished the message; "
			  "no server can have it before.",
		.innocent = "A client or a server whose clock is days off.",
		.reference = "RFC 5322 3.6.1",
		.look = look_before,
	},
	{
		.id = "resent-before-date",
		.grade = MT_GRADE_B,
		.title = "resent before it was written",
		.proves = "Who resends a message has it before him, with its "
			  "Date.",
		.innocent = "Two machines of which one has a clock that is "
			    "wrong by days.",
		.reference = "RFC 5322 3.6.6",
		.look = look_resent,
	},
};

const MtRuleSet mt_ruleset_date = {rules, G_N_ELEMENTS(rules)};

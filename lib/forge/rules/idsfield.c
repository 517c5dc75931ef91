/*
 * Times in what servers on the way left in fields of their own and in the
 * envelope, against the trace.
 */
#include "forge/rule.h"

#include "forge/nameset.h"

enum { LISTS = 65989 };

/* Rules of provider fields differ in name, as they do in weight. */
static bool
is_of_rule(const MtRule *rule, const MtIdScheme *scheme)
{
	bool net = strcmp(scheme->name, "exchange-network-id") == 0;
	bool ses = strcmp(scheme->name, "amazon-ses-outgoing") == 0;

	if (strcmp(rule->id, "netmsgid-time") == 0)
		return net;
	if (strcmp(rule->id, "x-ses-outgoing") == 0)
		return ses;
	return !net && !ses;
}

static void
look_at_field(MtCase *c, const MtRule *rule, const MtField *field)
{
	MtCaseId id = mt_case_field_id(c, field, MT_ID_FIELD,
				       mt_slice_trim(mt_case_value(c, field)),
				       field->name);
	const MtIdScheme *s = id.time.scheme;
	int64_t us, early, late;
	MtFinding *f;

	if (s == NULL || id.time.sure == MT_ID_POSSIBLE ||
	    (s->early_s == 0 && s->late_s == 0) || !is_of_rule(rule, s) ||
	    id.time.period_us != 0)
		return;
	us = id.time.us;
	early = c->earliest + s->early_s * (int64_t)G_USEC_PER_SEC;
	late = c->latest + s->late_s * (int64_t)G_USEC_PER_SEC;
	if (us + id.time.span_us >= early && us <= late)
		return;
	f = mt_find(
		c, rule, "The %s is from %s %s hop had the message", s->title,
		mt_case_span(c, us < early ? c->earliest - us : us - c->latest),
		us < early ? "before the first" : "after the last");
	mt_find_id(c, f, "id", &id);
	mt_find_hop_date(
		c, f,
		&c->chain->hops[(us < early ? c->oldest : c->newest) - 1]);
}

/* Made once, read by all threads. */
static const MtNameSet *
names_of_ids(void)
{
	static MtNameSet set;
	static gsize made;

	if (g_once_init_enter(&made)) {
		for (size_t i = 0; mt_idschemes[i] != NULL; i++) {
			const char *const *name = mt_idschemes[i]->fields;

			for (; name != NULL && *name != NULL; name++)
				mt_nameset_add(&set, mt_slice_str(*name), 1);
		}
		g_once_init_leave(&made, 1);
	}
	return &set;
}

static void
look_fields(MtCase *c, const MtRule *rule)
{
	const MtNameSet *names = names_of_ids();

	if (c->oldest == 0)
		return;
	for (size_t i = 0; i < c->fields->n; i++) {
		const MtField *field = &c->fields->fields[i];

		if (field->name.n > 4 && mt_lower(field->name.p[0]) == 'x' &&
		    field->name.p[1] == '-' &&
		    mt_nameset_look(names, field->name) != 0 &&
		    mt_idtime_is_field(field->name))
			look_at_field(c, rule, field);
	}
}

/* The forms that have one: SRS and BATV. */
static bool
has_time(MtSlice address)
{
	return mt_slice_starts_i(address, MT_SLICE("SRS")) ||
	       mt_slice_starts_i(address, MT_SLICE("prvs=")) ||
	       mt_slice_starts_i(address, MT_SLICE("btv1=="));
}

static void
look_envelope(MtCase *c, const MtRule *rule)
{
	const MtField *field = c->first[MT_F_RETURN_PATH];
	MtSlice address = mt_case_party(c, MT_F_RETURN_PATH)->address;
	MtIdSource source = {.place = MT_ID_ADDRESS,
			     .text = address,
			     .has_near = c->newest != 0,
			     .near_us = c->latest};
	MtCaseId id = {.field = field, .text = address};
	int64_t us;
	MtFinding *f;

	if (field == NULL || c->newest == 0 || !has_time(address) ||
	    !mt_idtime_decode(&source, &id.time))
		return;
	us = id.time.us - c->latest;
	if (us + id.time.span_us >=
		    id.time.scheme->early_s * (int64_t)G_USEC_PER_SEC &&
	    us <= id.time.scheme->late_s * (int64_t)G_USEC_PER_SEC)
		return;
	f = mt_find(c, rule, "The %s is from another time, %s %s delivery",
		    id.time.scheme->title, mt_case_span(c, us),
		    us < 0 ? "before" : "after");
	mt_find_id(c, f, "address", &id);
	mt_find_hop_date(c, f, &c->chain->hops[c->newest - 1]);
}

/* ---- Exchange, against itself ---- */

/* The same id, in fields of one name or several. */
static bool
has_network_id(const MtField *field)
{
	return field->name.n > 5 &&
	       (mt_slice_ends_i(field->name, MT_SLICE("-Network-Message-Id")) ||
		mt_slice_eq_i(
			field->name,
			MT_SLICE("X-MS-Office365-Filtering-Correlation-Id")));
}

/* Two tenants have two ids, which differ all over. One that is a digit or two
 * away from the other is the same, edited. */
static bool
is_edited(MtSlice a, MtSlice b)
{
	enum { GUID = 36, MOST = 4 };
	int n = 0;

	if (a.n != GUID || b.n != GUID)
		return false;
	for (size_t i = 0; i < GUID; i++)
		n += mt_lower(a.p[i]) != mt_lower(b.p[i]);
	return n > 0 && n <= MOST;
}

static void
look_network_ids(MtCase *c, const MtRule *rule)
{
	const MtField *first = NULL;

	for (size_t i = 0; i < c->fields->n; i++) {
		const MtField *field = &c->fields->fields[i];
		MtSlice a, b;
		MtFinding *f;

		if (!has_network_id(field))
			continue;
		if (first == NULL) {
			first = field;
			continue;
		}
		a = mt_slice_trim(mt_case_value(c, first));
		b = mt_slice_trim(mt_case_value(c, field));
		if (!is_edited(a, b))
			continue;
		f = mt_find(c, rule,
			    "Exchange's id of the message stands there in two "
			    "forms that differ in a few digits");
		mt_find_text(c, f, "id", first, a, NULL);
		mt_find_text(c, f, "id", field, b, "not the same");
	}
}

/* The first and last time of Exchange's own hops; false without. Where the trace
 * does not begin with one, earlier ones may have been left out. */
static bool
exchange_had_it(const MtCase *c, int64_t *from, int64_t *to)
{
	bool any = false;

	for (size_t i = 0; i < c->chain->n; i++) {
		const MtReceived *r = &c->chain->hops[i].received;

		if (!r->time.known || strcmp(r->dialect, "exchange") != 0)
			continue;
		*from = any ? MIN(*from, r->time.us) : r->time.us;
		*to = any ? MAX(*to, r->time.us) : r->time.us;
		any = true;
	}
	if (any && strcmp(c->chain->hops[0].received.dialect, "exchange") != 0)
		*from = INT64_MIN / 2;
	return any;
}

static void
look_exchange_times(MtCase *c, const MtRule *rule)
{
	const int64_t hour = INT64_C(3600) * G_USEC_PER_SEC;
	int64_t from = 0, to = 0;

	if (!exchange_had_it(c, &from, &to))
		return;
	for (size_t i = 0; i < c->fields->n; i++) {
		const MtField *field = &c->fields->fields[i];
		MtSlice value;
		MtTime time;

		if (!mt_slice_starts_i(field->name,
				       MT_SLICE("X-MS-Exchange-")) ||
		    !(mt_slice_ends_i(field->name,
				      MT_SLICE("-OriginalArrivalTime")) ||
		      mt_slice_ends_i(field->name,
				      MT_SLICE("-ExpirationStartTime"))))
			continue;
		value = mt_slice_trim(mt_case_value(c, field));
		if (!mt_time_read(value, &time, NULL) || !time.known ||
		    (time.us >= from - hour && time.us <= to + hour))
			continue;
		mt_find_text(
			c,
			mt_find(c, rule,
				"Exchange took the message in %s %s its hops",
				mt_case_span(c, time.us < from ? from - time.us
							       : time.us - to),
				time.us < from ? "before" : "after"),
			"time", field, value, "%s", mt_case_utc(c, time.us));
	}
}

static const MtRule rules[] = {
	{
		.id = "netmsgid-time",
		.grade = MT_GRADE_A,
		.title = "Exchange's id of the message is from another time",
		.proves = "Exchange gives each message an id with the time "
			  "when it took it in, which lies within the trace.",
		.innocent = "Mail that was moved between mailboxes, or sent "
			    "again with its old header.",
		.look = look_fields,
	},
	{
		.id = "x-ses-outgoing",
		.grade = MT_GRADE_A,
		.title = "X-SES-Outgoing is from another time than the trace",
		.proves = "Amazon SES dates the message when it sends it.",
		.innocent = "Not known.",
		.lists = MT_PERCENT(0, LISTS),
		.look = look_fields,
	},
	{
		.id = "field-id-time",
		.grade = MT_GRADE_B,
		.title = "a provider's id is from another time than the trace",
		.proves = "Providers put ids with the time of receipt into "
			  "fields of their own.",
		.innocent = "Mail that was sent again with its old header.",
		.look = look_fields,
	},
	{
		.id = "envelope-time",
		.grade = MT_GRADE_B,
		.title = "the envelope address is from another time",
		.proves = "SRS and BATV addresses have the day when they were "
			  "made and are of no use after some days.",
		.innocent = "A forwarder whose addresses do not expire.",
		.look = look_envelope,
	},
	{
		.id = "netmsgid-edited",
		.grade = MT_GRADE_B,
		.title = "Exchange's id of the message differs by some digits",
		.proves = "Exchange writes one id into several fields; two ids "
			  "of two messages differ all over, not in a digit.",
		.innocent = "Not known; none was seen.",
		.lists = MT_PERCENT(0, 1400),
		.look = look_network_ids,
	},
	{
		.id = "exchange-time",
		.grade = MT_GRADE_B,
		.title = "Exchange's time of arrival is not that of its hops",
		.proves = "Exchange notes when it took the message in, while "
			  "it wrote its own hops.",
		.innocent = "Mail that was moved between mailboxes, or sent "
			    "again with its old header.",
		.lists = MT_PERCENT(0, 1400),
		.look = look_exchange_times,
	},
};

const MtRuleSet mt_ruleset_idsfield = {rules, G_N_ELEMENTS(rules)};

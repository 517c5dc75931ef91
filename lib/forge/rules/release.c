/*
 * Programs and fields that did not exist yet when the message is said to have
 * come: versions have a day of release, and some write it themselves.
 */
#include "forge/rule.h"

#include "base/time.h"
#include "forge/release.h"

enum { LISTS = 1400, OLD = 500 };

static const int64_t day_us = INT64_C(86400) * G_USEC_PER_SEC;

/* Fields that came with a draft or a service of that month. */
static const struct {
	MtSlice name;
	int month;
} fields[] = {
#define F(name, month)                                                         \
	{                                                                      \
		{name, sizeof(name) - 1}, month                                \
	}
	F("ARC-Seal", MT_MONTH(2015, 10)),
	F("ARC-Authentication-Results", MT_MONTH(2015, 10)),
	F("DKIM-Signature", MT_MONTH(2005, 7)),
	F("Received-SPF", MT_MONTH(2004, 2)),
	F("Autocrypt", MT_MONTH(2017, 3)),
	F("List-Unsubscribe-Post", MT_MONTH(2016, 9)),
#undef F
};

/* When the message was there at the latest, by its own account: its last server,
 * or else its Date. */
static bool
when(MtCase *c, int64_t *us)
{
	const MtTime *date = mt_case_date(c);

	if (c->newest == 0 && !date->known)
		return false;
	*us = c->newest != 0 ? c->latest : date->us;
	return true;
}

static void
show_when(MtCase *c, MtFinding *f)
{
	if (c->newest != 0)
		mt_find_hop_date(c, f, &c->chain->hops[c->newest - 1]);
	else
		mt_find_date(c, f);
}

/* ---- the mail program ---- */

/* The day on which a version was made, from 1970 on, as these write it:
 * `Mutt/1.10.1 (2018-07-13)`, `Alpine 2.21 (LFD 202 2017-01-01)`,
 * `NeoMutt/20180716`. */
static MtSlice
written_day(MtSlice agent, int64_t *day)
{
	static const MtSlice alike = MT_SLICE("NeoMutt/");
	bool plain = mt_slice_starts(agent, alike);
	size_t i = plain ? alike.n : 0, need = plain ? 8 : 10;

	if (!plain && !mt_slice_starts(agent, MT_SLICE("Mutt/")) &&
	    !mt_slice_starts(agent, MT_SLICE("Alpine ")))
		return (MtSlice){0};
	for (; i + need <= agent.n; i++) {
		MtSlice text = mt_slice_sub(agent, i, i + need);
		unsigned long long y, m, d;
		size_t gap = plain ? 0 : 1;

		if (mt_slice_number(mt_slice_sub(text, 0, 4), 2200, &y) &&
		    mt_slice_number(mt_slice_sub(text, 4 + gap, 6 + gap), 12,
				    &m) &&
		    mt_slice_number(mt_slice_sub(text, need - 2, need), 31,
				    &d) &&
		    y >= 1990 && m >= 1 && d >= 1 &&
		    (plain || (text.p[4] == '-' && text.p[7] == '-'))) {
			*day = mt_time_days((int)y, (int)m, (int)d);
			return text;
		}
		if (plain)
			break;
	}
	return (MtSlice){0};
}

static void
look_day(MtCase *c, const MtRule *rule, const MtField *field, int64_t us)
{
	int64_t day;
	MtSlice text = written_day(mt_case_agent(c), &day);
	MtFinding *f;

	/* A zone may be a day ahead. */
	if (text.n == 0 || (day - 1) * day_us <= us)
		return;
	f = mt_find(c, rule,
		    "The program was made %s after the last server had the "
		    "message",
		    mt_case_span(c, day * day_us - us));
	mt_find_text(c, f, "agent", field, text,
		     "the day on which this version was made");
	show_when(c, f);
}

static void
look_agent(MtCase *c, const MtRule *rule)
{
	const MtField *field = mt_case_first(c, MT_F_USER_AGENT);
	MtSlice version;
	const MtRelease *r;
	MtFinding *f;
	int64_t us;

	if (field == NULL)
		field = mt_case_first(c, MT_F_X_MAILER);
	if (field == NULL || !when(c, &us))
		return;
	look_day(c, rule, field, us);
	r = mt_release_of_agent(mt_case_agent(c), &version);
	if (r == NULL || !mt_release_is_early(r->month, us))
		return;
	f = mt_find(c, rule,
		    "%s%.*s was not there before %d, and the message is "
		    "said to be of %d",
		    r->program, MT_S(version), r->month / 12,
		    mt_release_month(us) / 12);
	mt_find_text(c, f, "agent", field, version, "released in %04d-%02d",
		     r->month / 12, r->month % 12 + 1);
	show_when(c, f);
}

/* ---- servers ---- */

/* TLS 1.3 had other numbers and no use in mail before that. */
static const int new_tls = MT_MONTH(2018, 1);

/* `8.14.4/8.14.4`: its own version and that of its configuration. Others that
 * write one number only have versions of their own. */
static bool
is_sendmail(const MtReceived *r)
{
	return strcmp(r->dialect, "sendmail") == 0 &&
	       mt_slice_starts(r->software, MT_SLICE("8.")) &&
	       mt_slice_find_char(r->software, '/') != MT_SLICE_NOWHERE;
}

static void
look_hop(MtCase *c, const MtRule *rule, const MtHop *hop)
{
	const MtReceived *r = &hop->received;
	MtSlice version;
	const MtRelease *release = NULL;
	MtFinding *f;

	if (strcmp(r->dialect, "exim") == 0 || is_sendmail(r))
		release = mt_release_of_server(r->software, &version);
	if (release != NULL &&
	    mt_release_is_early(release->month, r->time.us)) {
		f = mt_find(c, rule,
			    "Hop %zu names a version that was released in %d, "
			    "and is dated %d",
			    hop->number, release->month / 12,
			    mt_release_month(r->time.us) / 12);
		mt_find_hop_text(c, f, "software", hop, r->software,
				 "of a later time");
		mt_find_hop_date(c, f, hop);
	}
	if (mt_slice_eq(r->tls_version, MT_SLICE("TLSv1.3")) &&
	    mt_release_is_early(new_tls, r->time.us)) {
		f = mt_find(c, rule,
			    "Hop %zu used TLS 1.3 in %d, when there was none",
			    hop->number, mt_release_month(r->time.us) / 12);
		mt_find_hop_text(c, f, "tls_cipher", hop, r->tls_cipher,
				 "of TLS 1.3, which came in 2018");
		mt_find_hop_date(c, f, hop);
	}
}

static void
look_hops(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++)
		if (c->chain->hops[i].received.time.known)
			look_hop(c, rule, &c->chain->hops[i]);
}

/* ---- fields ---- */

static void
look_fields(MtCase *c, const MtRule *rule)
{
	int64_t us;

	if (!when(c, &us) || !mt_release_is_early(MT_MONTH(2017, 12), us))
		return;
	for (size_t i = 0; i < c->fields->n; i++) {
		const MtField *field = &c->fields->fields[i];

		for (size_t k = 0; k < G_N_ELEMENTS(fields); k++) {
			MtFinding *f;

			if (!mt_slice_eq_i(field->name, fields[k].name) ||
			    !mt_release_is_early(fields[k].month, us))
				continue;
			f = mt_find(c, rule,
				    "%.*s was first written in %d, and the "
				    "message is said to be of %d",
				    MT_S(fields[k].name), fields[k].month / 12,
				    mt_release_month(us) / 12);
			mt_find_field(c, f, "field", field, "of a later time");
			show_when(c, f);
		}
	}
}

static const MtRule rules[] = {
	{
		.id = "mua-future",
		.grade = MT_GRADE_A,
		.title = "written with a program of a later time",
		.proves = "No server can have had a message before the version "
			  "of the program that wrote it was made.",
		.innocent = "A last server whose clock is slow by months.",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_agent,
	},
	{
		.id = "rcvd-future",
		.grade = MT_GRADE_A,
		.title = "a hop by a program of a later time",
		.proves = "A server cannot use a version, or TLS 1.3, long "
			  "before there was one.",
		.innocent = "A server whose clock is slow by months.",
		.reference = "RFC 8446",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_hops,
	},
	{
		.id = "field-future",
		.grade = MT_GRADE_B,
		.title = "a field of a later time",
		.proves = "Nobody writes a field long before it was invented.",
		.innocent =
			"An archive or reader that signs or marks old mail; "
			"a last server whose clock is slow by months.",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_fields,
	},
};

const MtRuleSet mt_ruleset_release = {rules, G_N_ELEMENTS(rules)};

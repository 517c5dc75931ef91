/*
 * Times in ids that the author's side made: Message-ID, MIME boundary, thread,
 * against the Date and the trace.
 */
#include "forge/rule.h"

#define MINUTE (INT64_C(60) * G_USEC_PER_SEC)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

enum { LISTS = 65989, OLD = 4211 };

static bool
is_sure(const MtCaseId *id)
{
	return id->time.scheme != NULL && id->time.sure != MT_ID_POSSIBLE;
}

/*
 * An id that may be random passes where its time is near the message's: of
 * random ones one in fourteen is within five years of it.
 */
static bool
is_likely(const MtCaseId *id, int64_t us)
{
	return is_sure(id) || (id->time.scheme != NULL &&
			       ABS(id->time.us - us) < INT64_C(5) * 366 * DAY);
}

/* How far the id is from `us`, 0 where the span, or a zone that nobody wrote,
 * leaves it open. */
static int64_t
distance(const MtIdTime *id, int64_t us)
{
	int64_t slack = id->zone == MT_ID_LOCAL ? 14 * HOUR : 0;
	int64_t first = id->us - slack, last = id->us + id->span_us + slack;

	return us < first ? first - us : us > last ? last - us : 0;
}

static void
find_far(MtCase *c, const MtRule *rule, const MtCaseId *id, const char *name)
{
	const MtTime *date = mt_case_date(c);
	int64_t far;
	MtFinding *f;

	if (!date->known || !is_likely(id, date->us))
		return;
	far = distance(&id->time, date->us);
	if (far <= DAY && far >= -DAY)
		return;
	f = mt_find(c, rule, "The %s was made %s %s the Date",
		    id->time.scheme->title, mt_case_span(c, far),
		    far < 0 ? "before" : "after");
	mt_find_id(c, f, name, id);
	mt_find_date(c, f);
}

static void
look_boundary(MtCase *c, const MtRule *rule)
{
	find_far(c, rule, mt_case_boundary(c), "boundary");
}

static void
look_message_id(MtCase *c, const MtRule *rule)
{
	find_far(c, rule, mt_case_message_id(c), "message-id");
}

/* Made after the last server had the message: no template, no draft. */
static void
find_late(MtCase *c, const MtRule *rule, const MtCaseId *id, const char *name)
{
	int64_t late;
	MtFinding *f;

	if (c->newest == 0 || !is_likely(id, c->latest))
		return;
	late = distance(&id->time, c->latest);
	if (late <= HOUR)
		return;
	f = mt_find(c, rule,
		    "The %s was made %s after the last server had the message",
		    id->time.scheme->title, mt_case_span(c, late));
	mt_find_id(c, f, name, id);
	mt_find_hop_date(c, f, &c->chain->hops[c->newest - 1]);
}

static void
look_late(MtCase *c, const MtRule *rule)
{
	find_late(c, rule, mt_case_message_id(c), "message-id");
	find_late(c, rule, mt_case_boundary(c), "boundary");
}

/*
 * The same second, another hour: the clock was right and the zone was not. Some
 * programs write local time into the Message-ID, which is no contradiction.
 */
static void
look_zone(MtCase *c, const MtRule *rule)
{
	const MtCaseId *id = mt_case_message_id(c);
	const MtTime *date = mt_case_date(c);
	const int64_t quarter = 15 * MINUTE, near = INT64_C(3) * G_USEC_PER_SEC;
	int64_t far, rest;
	MtFinding *f;

	if (!is_sure(id) || !date->known || !date->has_zone ||
	    id->time.zone == MT_ID_LOCAL || id->time.span_us > 2 * near)
		return;
	far = id->time.us - date->us;
	rest = ((far % quarter) + quarter) % quarter;
	if (MIN(rest, quarter - rest) > near || ABS(far) < 25 * MINUTE ||
	    ABS(far) > 26 * HOUR ||
	    ABS(far - date->offset_min * MINUTE) <= near)
		return;
	f = mt_find(c, rule,
		    "The Message-ID was made %s %s the Date, to the second: "
		    "the clock was right, and the zone is not",
		    mt_case_span(c, far), far < 0 ? "before" : "after");
	mt_find_date(c, f);
	mt_find_id(c, f, "message-id", id);
}

static void
look_thread(MtCase *c, const MtRule *rule)
{
	const MtField *field = c->first[MT_F_THREAD_INDEX];
	const MtTime *date = mt_case_date(c);
	MtCaseId id;
	MtFinding *f;

	if (field == NULL || !date->known)
		return;
	id = mt_case_field_id(c, field, MT_ID_FIELD,
			      mt_slice_trim(mt_case_value(c, field)),
			      field->name);
	if (!is_sure(&id) || id.time.us - date->us <= 10 * MINUTE)
		return;
	f = mt_find(c, rule, "The conversation began %s after the Date",
		    mt_case_span(c, id.time.us - date->us));
	mt_find_id(c, f, "thread-index", &id);
	mt_find_date(c, f);
}

/* `23 Nov 2026 08:06:40.0123 (UTC) FILETIME=[...]`: the same time twice. */
static void
look_arrival(MtCase *c, const MtRule *rule)
{
	const MtField *field = c->first[MT_F_ARRIVAL_TIME];
	MtSlice value;
	MtCaseId id;
	MtTime time;
	MtFinding *f;

	if (field == NULL)
		return;
	value = mt_case_value(c, field);
	id = mt_case_field_id(c, field, MT_ID_FIELD, mt_slice_trim(value),
			      field->name);
	if (id.time.scheme == NULL || !mt_time_read(value, &time, NULL) ||
	    ABS(time.us - id.time.us) <= INT64_C(2) * G_USEC_PER_SEC)
		return;
	f = mt_find(c, rule,
		    "X-OriginalArrivalTime says one time in words and another "
		    "in FILETIME, %s apart",
		    mt_case_span(c, time.us - id.time.us));
	mt_find_id(c, f, "filetime", &id);
}

static const MtRule rules[] = {
	{
		.id = "boundary-time-vs-date",
		.grade = MT_GRADE_A,
		.title = "the MIME boundary is from another time",
		.proves = "The program makes the boundary when it makes the "
			  "message. A kit that sends a template keeps an old "
			  "one, who edits the Date forgets it.",
		.innocent = "A draft that was kept, or pasted.",
		.reference = "RFC 2046 5.1.1",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_boundary,
	},
	{
		.id = "mid-time-vs-date",
		.grade = MT_GRADE_B,
		.title = "the Message-ID is from another time",
		.proves = "The program makes the Message-ID when it makes the "
			  "message; one that was copied, or a Date that was "
			  "edited, is from another time.",
		.innocent = "Drafts; git send-email, which keeps the ids of "
			    "patches that are sent again.",
		.reference = "RFC 5322 3.6.4",
		.lists = MT_PERCENT(0.14, LISTS),
		.old = MT_PERCENT(0.17, OLD),
		.look = look_message_id,
	},
	{
		.id = "id-after-receipt",
		.grade = MT_GRADE_B,
		.title = "an id was made after the message was delivered",
		.proves = "Message-ID and boundary are in the message before "
			  "the first server takes it; a template or a draft "
			  "makes them older, never newer.",
		.innocent = "A client whose clock is fast by an hour or more.",
		.reference = "RFC 5322 3.6.4",
		.look = look_late,
	},
	{
		.id = "mid-zone-vs-date",
		.grade = MT_GRADE_B,
		.title = "the Date's time zone is false",
		.proves = "Message-ID and Date are made within a second by "
			  "one program; whole hours between them are a false "
			  "zone in one of them.",
		.innocent = "A program whose Message-ID has local time, where "
			    "the Date's zone is another one.",
		.reference = "RFC 5322 3.3",
		.look = look_zone,
	},
	{
		.id = "threadindex-after-date",
		.grade = MT_GRADE_B,
		.title = "the conversation began after the message",
		.proves = "Thread-Index has the time of the first message of "
			  "the conversation, which cannot be later than one "
			  "in it.",
		.innocent = "A client with a wrong clock.",
		.reference = "MS-OXOMSG 2.2.1.3",
		.lists = MT_PERCENT(0.008, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_thread,
	},
	{
		.id = "oat-filetime-mismatch",
		.grade = MT_GRADE_A,
		.title = "X-OriginalArrivalTime contradicts itself",
		.proves = "The server writes one instant in two forms; only "
			  "edited text has them differ.",
		.innocent = "Not known; none was seen.",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_arrival,
	},
};

const MtRuleSet mt_ruleset_ids = {rules, G_N_ELEMENTS(rules)};

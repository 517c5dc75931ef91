/*
 * The inside of a model, for the files of this folder: what each keeps, and
 * which section of the document it writes.
 */
#ifndef MT_REPORT_MODEL_PARTS_H
#define MT_REPORT_MODEL_PARTS_H

#include "record/backlog.h"
#include "record/clock.h"
#include "record/corroboration.h"
#include "record/delivery.h"
#include "record/finding.h"
#include "record/hop.h"
#include "record/lines.h"
#include "record/message.h"
#include "record/outlier.h"
#include "record/pair.h"
#include "record/stat.h"
#include "record/transaction.h"
#include "report/chart/chart.h"
#include "report/model/backlogs.h"
#include "report/model/deliveries.h"
#include "report/model/handed.h"
#include "report/model/model.h"
#include "report/model/picks.h"
#include "report/model/traces.h"

/* ---- messages and their hops ---- */

typedef struct {
	MtArena *arena; /* of this journey alone */
	MtSlice source;
	int64_t number;
	uint64_t order; /* of arrival */
	const MtMessageRecord *message;
	GPtrArray *hops;  /* of MtHopRecord */
	GPtrArray *logs;  /* of const MtCorroborationRecord */
	GPtrArray *found; /* of const MtFindingRecord */
	const MtVerdictRecord *verdict;
	MtSlice header; /* p is NULL without */
	uint64_t header_offset;
	size_t header_cut; /* bytes of it that are not kept */
	uint64_t hops_left_out, found_left_out;
	bool forgotten; /* its hops came while other messages mattered more */
} MtJourney;

/* Hops by verdict of the logs. */
typedef struct {
	size_t confirmed, contradicted, not_covered;
} MtLogVerdicts;

typedef struct {
	GHashTable *table; /* journeys by source and number */
	/* Of those that are no longer kept, the message record alone: what
	 * comes later may make them important again. */
	GHashTable *cards;
	MtArena *arena;    /* of these */
	MtJourney *last;   /* the one asked for last */
	uint64_t n, order; /* messages seen */
	uint64_t left_out; /* of these, no longer kept */
	uint64_t hops, undated, encrypted;
	uint64_t slow; /* messages that lost MT_MODEL_LEAST_US at one hop */
	uint64_t verdicts;
	uint64_t found[3]; /* findings of grade A, B, C */
	MtLogVerdicts logs;
} MtJourneys;

void mt_journeys_init(MtJourneys *journeys);
void mt_journeys_clear(MtJourneys *journeys);
MtJourney *mt_journeys_at(MtJourneys *journeys, MtSlice source, int64_t number);
/* All that are kept, most important first; free the array. */
GPtrArray *mt_journeys_ranked(const MtJourneys *journeys);

/* 0 for A to 2 for C; 3 for none of these. */
int mt_journey_grade(const MtFindingRecord *finding);

/* The first of the worst grade; NULL where nothing was found. */
const MtFindingRecord *mt_journey_worst(const MtJourney *journey);

/* The hop of that number, or NULL. */
const MtHopRecord *mt_journey_hop(const MtJourney *journey, int64_t number);
const MtCorroborationRecord *mt_journey_log(const MtJourney *journey,
					    int64_t hop);
/* The host that wrote the hop; `hop 3` where nobody says. */
MtSpan mt_journey_host(MtDoc *doc, const MtHopRecord *hop);
/* Fill in by logs what the delays of hops are by a common clock. */
void mt_journey_correct(const MtModel *model, const MtJourney *journey);
/* How long all of it took by that clock; false where it is not known. */
bool mt_journey_total(const MtJourney *journey, int64_t *us);
/* Is an offset the zone that the log was read in, rather than the clock? */
bool mt_clock_is_zone(const MtClockRecord *clock);
/* Do clocks that are off change what its delays are? */
bool mt_journey_is_corrected(const MtJourney *journey);

MtLogVerdicts mt_journey_verdicts(const MtJourney *journey);
void mt_log_verdicts_add(MtLogVerdicts *sum, const MtCorroborationRecord *log);

/* ---- the model ---- */

typedef struct {
	char *name;
	uint64_t n;
	bool used; /* of a kind that the report says something about */
} MtKindCount;

/* Of an MtModelInput; an MtPickCopy. */
void *mt_model_copy_input(const void *input, MtArena *arena);

struct MtModel {
	const MtZone *zone;
	int64_t slo_us;
	MtJourneys journeys;
	MtTraces traces;
	MtHandedTimes handed;
	MtDeliveries deliveries; /* of delivery records, or else */
	MtDeliveries rows;       /* of those in transactions */
	MtQuantile delays;       /* of all that was sent, as queues count it */
	uint64_t refused;        /* recipients, before there was a delivery */
	MtBacklogs backlogs;
	MtPicks stats, outliers, ages, clocks, pairs, lines, inputs;
	uint64_t input_bytes, inputs_failed;
	GHashTable *kinds; /* of MtKindCount */
	GPtrArray *kinds_seen;
	uint64_t records, other_kinds;
};

/* What sections are written from. */
typedef struct {
	MtModel *model;
	MtDoc *doc;
	const MtModelOptions *options;
	GPtrArray *ranked; /* journeys, the most important first */
	GPtrArray *losses; /* of const MtLoss, those of journeys first */
	MtDeliveries *deliveries;
	MtQuantile *delays; /* of what was sent */
} MtReport;

/* One for each section, in their order. */
void mt_section_summary(const MtReport *report);
void mt_section_journeys(const MtReport *report);
void mt_section_findings(const MtReport *report);
void mt_section_queue(const MtReport *report);
void mt_section_unknown(const MtReport *report);
void mt_section_appendix(const MtReport *report);

/* Parts of the summary. */
void mt_summary_say_messages(const MtReport *report);

/* Parts of the section of journeys. */
MtSpan mt_journey_peer(const MtReport *report, const MtHopRecord *hop);
void mt_journey_add_hops(const MtReport *report, const MtJourney *journey);
void mt_journey_add_timeline(const MtReport *report, const MtJourney *journey);
void mt_journey_add_tls(const MtReport *report, const MtJourney *journey);
void mt_journey_add_logs(const MtReport *report, MtSlice message_id);
void mt_report_add_losses(const MtReport *report);

/* Parts of the queue and of the appendix. */
/* The sums over all deliveries, if they were given; or NULL. */
const MtStatRecord *mt_report_stat_of_all(const MtReport *report);
void mt_report_add_destinations(const MtReport *report);
void mt_report_add_backlog(const MtReport *report);
void mt_report_add_headers(const MtReport *report);

/* ---- words that sections share ---- */

/* --title, else what the report is about. */
MtSpan mt_report_title(const MtReport *report);
/* The line below it. */
void mt_report_say_about(const MtReport *report);

/* What a message is called: its subject, or where it is where it has none. */
MtSpan mt_report_name(const MtReport *report, const MtJourney *journey);

/* A sentence as an item of a list. */
void mt_report_item(const MtReport *report, const char *sentence,
		    const MtSpan *values);

/* A chart of the document. */
MtChart *mt_report_chart(const MtReport *report, MtChartKind kind,
			 const char *title);

/* Each loss once, though it may be in a transaction and in a delivery. */
GPtrArray *mt_report_losses(MtModel *model);

/* `relay1 waited 73 s for an attempt that worked. ...`: sentences, added to the
 * last block. */
void mt_report_say_loss(const MtReport *report, const MtLoss *loss);
/* `It asked mx1.example before, in vain: Connection refused.` */
void mt_report_say_failed(const MtReport *report, MtSlice relay, MtSlice reply);
/* `user unknown`: a class of reasons in words. */
MtSpan mt_report_cause(const MtReport *report, MtSlice cause);
/* Postfix writes `none` where it had no connection: empty then. */
MtSlice mt_report_relay(MtSlice relay);
/* `The reason, by its log: 450 4.2.0 Greylisted (cause: greylisted).` */
void mt_report_say_reason(const MtReport *report, MtSlice reason,
			  MtSlice cause);
/* Why it was put on hold, where no log says. */
void mt_report_say_no_hold_reason(const MtReport *report);
/* `waiting to retry`, `on hold`: the stage in words. */
const char *mt_report_stage_words(MtSlice stage);

/* `23 Nov 2026 08:06:37 UTC`, `08:06:37` */
MtSpan mt_report_moment(const MtReport *report, MtInstant time);
MtSpan mt_report_clock(const MtReport *report, MtInstant time);
/* Data, or a dash where it is not known. */
MtSpan mt_report_data(const MtReport *report, MtSlice text, MtSpanIs is);
/* A duration, or a dash. */
MtSpan mt_report_time(const MtReport *report, MtNumber us);
MtSpan mt_report_id(const MtReport *report, MtSlice message_id);

/* `The 20 that lost most time of 312; the others ...`: N is always stated. */
void mt_report_say_top(const MtReport *report, size_t shown, uint64_t all,
		       const char *what);

#endif

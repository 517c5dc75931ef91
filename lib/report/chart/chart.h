/*
 * Charts made for mail: a journey, delays, stages, backlog, hours, TLS. Each is
 * drawn as SVG in two widths, for a screen and for a telephone, with the same
 * font whose letters are all of one width, so that no text meets another.
 *
 * Colour alone never says anything: there is a letter, a number, a dash or a
 * label as well. The colours are classes of the document's style sheet.
 */
#ifndef MT_REPORT_CHART_CHART_H
#define MT_REPORT_CHART_CHART_H

#include <stdint.h>

#include "report/doc/doc.h"

typedef enum {
	MT_CHART_TIMELINE,
	MT_CHART_DISTRIBUTION,
	MT_CHART_STAGES,
	MT_CHART_BACKLOG,
	MT_CHART_HEAT,
	MT_CHART_TLS,
} MtChartKind;

/* A journey: where the message was, from when to when. */
typedef struct {
	int64_t from_us, to_us;           /* by the clocks of the hosts */
	int64_t true_from_us, true_to_us; /* by the common clock */
	bool known, corrected;
	bool look;
} MtTimelineRow;

/* Delays: how many there are between `from_us` and the next bar's. */
typedef struct {
	int64_t from_us, to_us;
	int64_t n;
} MtDistributionBar;

typedef struct {
	const char *name; /* `p50` */
	int64_t us;
	bool limit; /* what is beyond it took too long */
} MtDistributionMark;

enum { MT_STAGE_PARTS = 5 };

/* Time lost on the way to one destination, by stage. */
typedef struct {
	int64_t share[MT_STAGE_PARTS]; /* millionths of all time lost there */
} MtStagesRow;

extern const char *const mt_stage_names[MT_STAGE_PARTS];

typedef struct {
	int64_t us;
	int64_t incoming, active, deferred;
} MtBacklogPoint;

enum { MT_HEAT_COLUMNS = 24, MT_HEAT_LEVELS = 6 };

/* 0: nothing there; else 1 + the level. */
typedef struct {
	uint8_t cells[MT_HEAT_COLUMNS];
} MtHeatRow;

/* What the cells of a level mean; a delay below this. The last has no bound. */
extern const int64_t mt_heat_below_us[MT_HEAT_LEVELS - 1];
uint8_t mt_heat_cell(int64_t us);
/* `below 10 s`, `2 h or more`; of a cell that is not 0. */
void mt_heat_add_words(MtBuf *out, uint8_t cell);

typedef enum { MT_TLS_UNKNOWN, MT_TLS_NONE, MT_TLS_YES } MtTlsState;

/* The way to this host from the one before. */
typedef struct {
	MtTlsState state;
	MtSpan how; /* `TLSv1.3` */
} MtTlsRow;

typedef struct MtChart {
	MtChartKind kind;
	MtSpan title;
	MtSpans labels; /* of the rows; for BACKLOG of the axis */
	size_t n;       /* rows, bars or points */
	union {
		MtTimelineRow *timeline;
		MtDistributionBar *bars;
		MtStagesRow *stages;
		MtBacklogPoint *points;
		MtHeatRow *heat;
		MtTlsRow *tls;
	};
	/* DISTRIBUTION: percentiles and service level. BACKLOG: where the
	 * labels of the axis belong. */
	MtDistributionMark *marks;
	size_t n_marks;
} MtChart;

enum { MT_CHART_WIDE = 720, MT_CHART_NARROW = 328 };

/* `about` is what one who does not see it is told. */
void mt_chart_add_svg(MtBuf *out, const MtChart *chart, int width,
		      MtSlice about);

#endif

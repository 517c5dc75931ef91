/* The few shapes of SVG that charts are made of. Text is made safe here. */
#ifndef MT_REPORT_CHART_SVG_H
#define MT_REPORT_CHART_SVG_H

#include "base/buf.h"
#include "base/slice.h"
#include "report/chart/chart.h"

/* Of the one font, at 12 px: 0.602 em is the widest of the usual ones. */
#define MT_SVG_LETTER 7.3
enum { MT_SVG_LINE = 16 };

typedef struct {
	MtBuf *out;
	const MtChart *chart;
	double width, height;
	bool narrow;
} MtSvg;

typedef enum { MT_SVG_START, MT_SVG_MIDDLE, MT_SVG_END } MtSvgAnchor;

void mt_svg_rect(const MtSvg *svg, double x, double y, double w, double h,
		 const char *class);
void mt_svg_line(const MtSvg *svg, double x1, double y1, double x2, double y2,
		 const char *class);

/* `y` is the base line. */
void mt_svg_text(const MtSvg *svg, double x, double y, MtSvgAnchor anchor,
		 const char *class, MtSlice text);

/* At most `room` wide, shortened in the middle where it is longer. */
void mt_svg_label(const MtSvg *svg, double x, double y, double room,
		  MtSvgAnchor anchor, const char *class, MtSlice text);

/* Text as a label would show it is how wide? */
double mt_svg_text_width(MtSlice text);

/* The label of a row of the chart. */
MtSlice mt_svg_row(const MtSvg *svg, size_t row);

/*
 * An axis of counts, from 0 to the least round number that is `most` or more,
 * which is the result: lines from `left` to `right`, numbers left of these.
 */
enum { MT_SVG_COUNTS = 60 }; /* the room for the numbers */
typedef struct {
	double left, right, top, bottom;
} MtSvgPlot;
int64_t mt_svg_counts(const MtSvg *svg, const MtSvgPlot *plot, int64_t most);

/* The durations that an axis from 0 to `us` has room for, `most` at most. */
int64_t mt_svg_step(int64_t us, int most);

/* ---- each chart in a file of its own ---- */

typedef struct {
	double (*height)(const MtChart *chart, bool narrow);
	void (*draw)(const MtSvg *svg);
} MtChartDrawing;

extern const MtChartDrawing mt_chart_timeline, mt_chart_distribution,
	mt_chart_stages, mt_chart_backlog, mt_chart_heat, mt_chart_tls;

#endif

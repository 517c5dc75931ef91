/* Where a message was from when to when: a bar for each host, below it a thin
 * one by the common clock where that differs. */
#include "base/time.h"
#include "report/chart/svg.h"

enum {
	LABEL = 210,
	BAR = 12,
	TRUE_BAR = 4,
	ROW = 26,
	AXIS = 24,
	TOP = 4,
	KEY = 22
};

typedef struct {
	int64_t from, to;
	double left, right;
} Scale;

static Scale
scale_of(const MtSvg *svg)
{
	Scale s = {INT64_MAX, INT64_MIN, svg->narrow ? 2 : LABEL,
		   svg->width - 2};

	for (size_t i = 0; i < svg->chart->n; i++) {
		const MtTimelineRow *row = &svg->chart->timeline[i];

		if (row->known) {
			s.from = MIN(s.from, MIN(row->from_us, row->to_us));
			s.to = MAX(s.to, MAX(row->from_us, row->to_us));
		}
		if (row->known && row->corrected) {
			s.from = MIN(s.from, row->true_from_us);
			s.to = MAX(s.to, row->true_to_us);
		}
	}
	if (s.from > s.to)
		s.from = s.to = 0;
	return s;
}

static double
place(const Scale *s, int64_t us)
{
	double whole = (double)s->to - (double)s->from;

	return whole <= 0 ? s->left
			  : s->left + (s->right - s->left) *
					      ((double)us - (double)s->from) /
					      whole;
}

static double
row_height(bool narrow)
{
	return narrow ? ROW + MT_SVG_LINE : ROW;
}

static bool
is_corrected(const MtChart *chart)
{
	for (size_t i = 0; i < chart->n; i++)
		if (chart->timeline[i].corrected)
			return true;
	return false;
}

static double
top_of(const MtChart *chart)
{
	return is_corrected(chart) ? TOP + KEY : TOP;
}

static double
height(const MtChart *chart, bool narrow)
{
	return top_of(chart) + row_height(narrow) * (double)chart->n + AXIS;
}

/* What the two bars of a host are. */
static void
add_key(const MtSvg *svg)
{
	MtSlice own = MT_SLICE("hosts' clocks");
	double x = mt_svg_text_width(own) + 30;

	mt_svg_rect(svg, 0, 2, 14, BAR, "b1");
	mt_svg_text(svg, 18, BAR, MT_SVG_START, "t", own);
	mt_svg_rect(svg, x, 6, 14, TRUE_BAR, "b3");
	mt_svg_text(svg, x + 18, BAR, MT_SVG_START, "t", MT_SLICE("corrected"));
}

/* A bar that is too short to be seen is drawn two pixels wide. */
static void
add_bar(const MtSvg *svg, const Scale *s, double y, double h, int64_t from,
	int64_t to, const char *class)
{
	double a = place(s, MIN(from, to)), b = place(s, MAX(from, to));

	if (b - a < 2) {
		a = MIN(a, s->right - 2);
		b = a + 2;
	}
	mt_svg_rect(svg, a, y, b - a, h, class);
}

/* The time spent there stands beside the bar, where there is room. */
static void
add_time(const MtSvg *svg, const Scale *s, double y, const MtTimelineRow *row)
{
	g_auto(MtBuf) text = {0};
	double a = place(s, MIN(row->from_us, row->to_us));
	double b = MAX(place(s, MAX(row->from_us, row->to_us)), a + 2);
	double need;

	mt_duration_add(&text, row->to_us - row->from_us);
	need = mt_svg_text_width(mt_buf_slice(&text)) + 6;
	if (b + need <= s->right)
		mt_svg_text(svg, b + 4, y + BAR - 2, MT_SVG_START, "t",
			    mt_buf_slice(&text));
	else if (a - need >= s->left)
		mt_svg_text(svg, a - 4, y + BAR - 2, MT_SVG_END, "t",
			    mt_buf_slice(&text));
	else
		mt_svg_text(svg, (a + b) / 2, y + BAR - 2, MT_SVG_MIDDLE,
			    "t in", mt_buf_slice(&text));
}

static void
add_row(const MtSvg *svg, const Scale *s, size_t i)
{
	const MtTimelineRow *row = &svg->chart->timeline[i];
	double y = top_of(svg->chart) + row_height(svg->narrow) * (double)i;
	double room = svg->narrow ? svg->width - 4 : LABEL - 12;

	mt_svg_label(svg, svg->narrow ? 2 : 0, y + BAR, room, MT_SVG_START, "t",
		     mt_svg_row(svg, i));
	if (svg->narrow)
		y += MT_SVG_LINE;
	if (!row->known) {
		mt_svg_text(svg, s->left, y + BAR - 2, MT_SVG_START, "t faint",
			    MT_SLICE("no time known"));
		return;
	}
	add_bar(svg, s, y, BAR, row->from_us, row->to_us,
		row->look ? "hot" : "b1");
	if (row->corrected)
		add_bar(svg, s, y + BAR + 2, TRUE_BAR, row->true_from_us,
			row->true_to_us, "b3");
	add_time(svg, s, y, row);
}

static void
add_axis(const MtSvg *svg, const Scale *s)
{
	double y = svg->height - AXIS + 2;
	int64_t span = s->to - s->from;
	int64_t step = mt_svg_step(span, svg->narrow ? 3 : 6);

	mt_svg_line(svg, s->left, y, s->right, y, "ax");
	for (int64_t at = 0; at <= span; at += step) {
		g_auto(MtBuf) text = {0};
		double x = place(s, s->from + at), need;

		mt_buf_add_char(&text, '+');
		mt_duration_add(&text, at);
		need = mt_svg_text_width(mt_buf_slice(&text));
		mt_svg_line(svg, x, y, x, y + 4, "ax");
		if (at == 0)
			mt_svg_text(svg, x, y + 17, MT_SVG_START, "t",
				    mt_buf_slice(&text));
		else if (x + need / 2 > svg->width)
			mt_svg_text(svg, svg->width, y + 17, MT_SVG_END, "t",
				    mt_buf_slice(&text));
		else
			mt_svg_text(svg, x, y + 17, MT_SVG_MIDDLE, "t",
				    mt_buf_slice(&text));
	}
}

static void
draw(const MtSvg *svg)
{
	Scale s = scale_of(svg);

	if (is_corrected(svg->chart))
		add_key(svg);
	for (size_t i = 0; i < svg->chart->n; i++)
		add_row(svg, &s, i);
	add_axis(svg, &s);
}

const MtChartDrawing mt_chart_timeline = {height, draw};

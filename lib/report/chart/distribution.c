/* How many deliveries took how long, on a logarithmic scale, with percentiles
 * and the service level, each mark with a line of its own above. */
#include <math.h>

#include "base/time.h"
#include "report/chart/svg.h"

enum { PLOT = 130, AXIS = 24, LEAST_US = 1000, MOST_MARKS = 8 };

typedef struct {
	MtSvgPlot at;
	double from, to; /* logarithms */
	int64_t most, limit_us;
} Plot;

static double
marks_height(const MtChart *chart)
{
	return MT_SVG_LINE * ((double)MIN(chart->n_marks, MOST_MARKS) + 1);
}

static double
height(const MtChart *chart, bool narrow)
{
	(void)narrow;
	return marks_height(chart) + PLOT + AXIS;
}

static double
logarithm(int64_t us)
{
	return log10((double)MAX(us, LEAST_US));
}

static Plot
plot_of(const MtSvg *svg)
{
	const MtChart *c = svg->chart;
	Plot p = {.at = {MT_SVG_COUNTS, svg->width - 2, marks_height(c),
			 svg->height - AXIS},
		  .from = c->n > 0 ? logarithm(c->bars[0].from_us) : 3,
		  .to = c->n > 0 ? logarithm(c->bars[c->n - 1].to_us) : 7,
		  .most = 1,
		  .limit_us = INT64_MAX};

	for (size_t i = 0; i < c->n; i++)
		p.most = MAX(p.most, c->bars[i].n);
	for (size_t i = 0; i < c->n_marks; i++) {
		p.from = MIN(p.from, logarithm(c->marks[i].us));
		p.to = MAX(p.to, logarithm(c->marks[i].us));
		if (c->marks[i].limit)
			p.limit_us = c->marks[i].us;
	}
	if (p.to - p.from < 1)
		p.to = p.from + 1;
	return p;
}

static double
place(const Plot *p, int64_t us)
{
	return p->at.left + (p->at.right - p->at.left) *
				    (logarithm(us) - p->from) /
				    (p->to - p->from);
}

/* What is there at all is seen, however few it is. A bar that the limit divides
 * counts as in time: the line of the limit shows where it ends. */
static void
add_bar(const MtSvg *svg, const Plot *p, const MtDistributionBar *bar)
{
	double a = place(p, bar->from_us), b = place(p, bar->to_us), h;

	if (bar->n <= 0)
		return;
	h = (p->at.bottom - p->at.top) * (double)bar->n / (double)p->most;
	h = MAX(h, 2);
	mt_svg_rect(svg, a + 0.5, p->at.bottom - h, MAX(b - a - 1, 1), h,
		    bar->from_us >= p->limit_us ? "b4" : "b1");
}

/* ---- marks ---- */

typedef struct {
	const MtDistributionMark *mark;
	double x, width; /* of its text */
	bool left;       /* the text is left of the line */
} Mark;

static void
add_mark_text(MtBuf *out, const MtDistributionMark *mark)
{
	mt_buf_addf(out, "%s ", mark->name);
	mt_duration_add(out, mark->us);
}

/* The marks by their place, and on which side of its line each text stands. */
static size_t
place_marks(const MtSvg *svg, const Plot *p, Mark *marks)
{
	size_t n = MIN(svg->chart->n_marks, MOST_MARKS);
	double limit = svg->width;

	for (size_t i = 0; i < n; i++) {
		g_auto(MtBuf) text = {0};
		Mark new = {.mark = &svg->chart->marks[i]};
		size_t at = i;

		add_mark_text(&text, new.mark);
		new.width = mt_svg_text_width(mt_buf_slice(&text)) + 4;
		new.x = place(p, new.mark->us);
		for (; at > 0 && marks[at - 1].x > new.x; at--)
			marks[at] = marks[at - 1];
		marks[at] = new;
	}
	for (size_t i = n; i > 0; i--) {
		Mark *m = &marks[i - 1];

		m->left = m->x + m->width > limit && m->x > m->width;
		if (m->left)
			limit = m->x;
	}
	return n;
}

static void
add_mark(const MtSvg *svg, const Plot *p, const Mark *m, size_t row)
{
	g_auto(MtBuf) text = {0};
	double y = MT_SVG_LINE * (double)(row + 1);

	add_mark_text(&text, m->mark);
	mt_svg_line(svg, m->x, y - 10, m->x, p->at.bottom,
		    m->mark->limit ? "mark limit" : "mark");
	mt_svg_text(svg, m->left ? m->x - 4 : m->x + 4, y,
		    m->left ? MT_SVG_END : MT_SVG_START, "t",
		    mt_buf_slice(&text));
}

/* So that no line crosses a text: those with the text on their left from the
 * last to the first, then those with the text on their right from the first
 * to the last, each a row lower. */
static void
add_marks(const MtSvg *svg, const Plot *p)
{
	Mark marks[MOST_MARKS];
	size_t n = place_marks(svg, p, marks), row = 0;

	for (size_t i = n; i > 0; i--)
		if (marks[i - 1].left)
			add_mark(svg, p, &marks[i - 1], row++);
	for (size_t i = 0; i < n; i++)
		if (!marks[i].left)
			add_mark(svg, p, &marks[i], row++);
}

static void
add_axis(const MtSvg *svg, const Plot *p)
{
	static const int64_t at[] = {
		INT64_C(1000),         INT64_C(10000),
		INT64_C(100000),       INT64_C(1000000),
		INT64_C(10000000),     INT64_C(60000000),
		INT64_C(600000000),    INT64_C(3600000000),
		INT64_C(21600000000),  INT64_C(86400000000),
		INT64_C(864000000000), INT64_C(8640000000000),
	};
	double free_from = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(at); i++) {
		g_auto(MtBuf) text = {0};
		double x = place(p, at[i]), half;

		if (logarithm(at[i]) < p->from || logarithm(at[i]) > p->to)
			continue;
		mt_duration_add(&text, at[i]);
		half = mt_svg_text_width(mt_buf_slice(&text)) / 2;
		x = CLAMP(x, half, svg->width - half);
		if (x - half < free_from)
			continue;
		free_from = x + half + MT_SVG_LETTER;
		mt_svg_line(svg, place(p, at[i]), p->at.bottom, place(p, at[i]),
			    p->at.bottom + 4, "ax");
		mt_svg_text(svg, x, p->at.bottom + 17, MT_SVG_MIDDLE, "t",
			    mt_buf_slice(&text));
	}
}

static void
draw(const MtSvg *svg)
{
	Plot p = plot_of(svg);

	p.most = mt_svg_counts(svg, &p.at, p.most);
	for (size_t i = 0; i < svg->chart->n; i++)
		add_bar(svg, &p, &svg->chart->bars[i]);
	add_marks(svg, &p);
	add_axis(svg, &p);
}

const MtChartDrawing mt_chart_distribution = {height, draw};

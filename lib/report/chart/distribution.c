/* How many deliveries took how long, on a logarithmic scale, with percentiles
 * and the service level, each mark with a line of its own above. */
#include <math.h>

#include "base/time.h"
#include "report/chart/svg.h"

enum { PLOT = 130, AXIS = 24, LEAST_US = 1000 };

typedef struct {
	double from, to; /* logarithms */
	double left, right, top, bottom;
	int64_t most;
} Plot;

static double
height(const MtChart *chart, bool narrow)
{
	(void)narrow;
	return MT_SVG_LINE * ((double)chart->n_marks + 1) + PLOT + AXIS;
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
	Plot p = {.from = c->n > 0 ? logarithm(c->bars[0].from_us) : 3,
		  .to = c->n > 0 ? logarithm(c->bars[c->n - 1].to_us) : 7,
		  .left = 2,
		  .right = svg->width - 2,
		  .top = MT_SVG_LINE * ((double)c->n_marks + 1),
		  .bottom = svg->height - AXIS,
		  .most = 1};

	for (size_t i = 0; i < c->n; i++)
		p.most = MAX(p.most, c->bars[i].n);
	for (size_t i = 0; i < c->n_marks; i++) {
		p.from = MIN(p.from, logarithm(c->marks[i].us));
		p.to = MAX(p.to, logarithm(c->marks[i].us));
	}
	if (p.to - p.from < 1)
		p.to = p.from + 1;
	return p;
}

static double
place(const Plot *p, int64_t us)
{
	return p->left + (p->right - p->left) * (logarithm(us) - p->from) /
				 (p->to - p->from);
}

/* What is there at all is seen, however few it is. */
static void
add_bar(const MtSvg *svg, const Plot *p, const MtDistributionBar *bar)
{
	double a = place(p, bar->from_us), b = place(p, bar->to_us), h;

	if (bar->n <= 0)
		return;
	h = (p->bottom - p->top) * (double)bar->n / (double)p->most;
	h = MAX(h, 2);
	mt_svg_rect(svg, a + 0.5, p->bottom - h, MAX(b - a - 1, 1), h, "b1");
}

static void
add_mark(const MtSvg *svg, const Plot *p, size_t i)
{
	const MtDistributionMark *mark = &svg->chart->marks[i];
	g_auto(MtBuf) text = {0};
	double x = place(p, mark->us), y = MT_SVG_LINE * (double)(i + 1);
	bool left;

	mt_buf_addf(&text, "%s ", mark->name);
	mt_duration_add(&text, mark->us);
	left = x + 4 + mt_svg_text_width(mt_buf_slice(&text)) > p->right;
	mt_svg_line(svg, x, y - 10, x, p->bottom, "mark");
	mt_svg_text(svg, left ? x - 4 : x + 4, y,
		    left ? MT_SVG_END : MT_SVG_START, "t", mt_buf_slice(&text));
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

	mt_svg_line(svg, p->left, p->bottom, p->right, p->bottom, "ax");
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
		mt_svg_line(svg, place(p, at[i]), p->bottom, place(p, at[i]),
			    p->bottom + 4, "ax");
		mt_svg_text(svg, x, p->bottom + 17, MT_SVG_MIDDLE, "t",
			    mt_buf_slice(&text));
	}
}

static void
draw(const MtSvg *svg)
{
	Plot p = plot_of(svg);

	for (size_t i = 0; i < svg->chart->n; i++)
		add_bar(svg, &p, &svg->chart->bars[i]);
	for (size_t i = 0; i < svg->chart->n_marks; i++)
		add_mark(svg, &p, i);
	add_axis(svg, &p);
}

const MtChartDrawing mt_chart_distribution = {height, draw};

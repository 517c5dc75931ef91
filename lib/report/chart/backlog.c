/* How many messages lay in the queues over time: deferred at the bottom, then
 * active, then incoming. */
#include <math.h>

#include "report/chart/svg.h"

enum { LEFT = 60, TOP = 24, PLOT = 140, AXIS = 24 };

typedef struct {
	int64_t from, to, most;
	double left, right, bottom;
} Plot;

static double
height(const MtChart *chart, bool narrow)
{
	(void)chart;
	(void)narrow;
	return TOP + PLOT + AXIS;
}

static int64_t
sum_of(const MtBacklogPoint *p, int upto)
{
	int64_t n = p->deferred;

	if (upto > 0)
		n += p->active;
	if (upto > 1)
		n += p->incoming;
	return n;
}

/* 1, 2 or 5 times a power of ten, so that the axis has even numbers. */
static int64_t
round_up(int64_t n)
{
	int64_t unit = 1;

	while (unit < n / 10)
		unit *= 10;
	if (n <= unit)
		return unit;
	for (int64_t k = 2; k <= 10; k += k == 2 ? 3 : 5)
		if (n <= k * unit)
			return k * unit;
	return n;
}

static Plot
plot_of(const MtSvg *svg)
{
	const MtChart *c = svg->chart;
	Plot p = {.left = LEFT,
		  .right = svg->width - 4,
		  .bottom = svg->height - AXIS,
		  .most = 2};

	if (c->n > 0) {
		p.from = c->points[0].us;
		p.to = c->points[c->n - 1].us;
	}
	for (size_t i = 0; i < c->n; i++)
		p.most = MAX(p.most, sum_of(&c->points[i], 2));
	p.most = round_up(p.most);
	return p;
}

static double
place(const Plot *p, int64_t us)
{
	double whole = (double)p->to - (double)p->from;
	double part = whole <= 0 ? 0 : ((double)us - (double)p->from) / whole;

	return p->left + (p->right - p->left) * CLAMP(part, 0, 1);
}

static double
level(const Plot *p, int64_t n)
{
	return p->bottom - PLOT * (double)MAX(n, 0) / (double)p->most;
}

/* Between two sums: out along the upper, back along the lower. */
static void
add_area(const MtSvg *svg, const Plot *p, int upto, const char *class)
{
	const MtChart *c = svg->chart;

	mt_buf_addf(svg->out, "<path class=\"%s\" d=\"M", class);
	for (size_t i = 0; i < c->n; i++)
		mt_buf_addf(svg->out, "%.1f %.1f ", place(p, c->points[i].us),
			    level(p, sum_of(&c->points[i], upto)));
	for (size_t i = c->n; i > 0; i--)
		mt_buf_addf(svg->out, "%.1f %.1f ",
			    place(p, c->points[i - 1].us),
			    upto == 0 ? p->bottom
				      : level(p, sum_of(&c->points[i - 1],
							upto - 1)));
	MT_BUF_ADD(svg->out, "Z\"/>");
}

static void
add_legend(const MtSvg *svg)
{
	static const struct {
		const char *name, *class;
	} parts[] = {{"deferred", "b5"}, {"active", "b1"}, {"incoming", "b3"}};
	double x = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		MtSlice name = mt_slice_str(parts[i].name);

		mt_svg_rect(svg, x, 2, 10, 10, parts[i].class);
		mt_svg_text(svg, x + 14, 11, MT_SVG_START, "t", name);
		x += 14 + mt_svg_text_width(name) + 12;
	}
}

static void
add_axes(const MtSvg *svg, const Plot *p)
{
	double free_from = 0;

	for (int i = 0; i <= 2; i++) {
		g_auto(MtBuf) text = {0};
		int64_t n = p->most * i / 2;

		mt_buf_add_int(&text, n);
		mt_svg_line(svg, p->left, level(p, n), p->right, level(p, n),
			    "grid");
		mt_svg_label(svg, p->left - 4, level(p, n) + 4, LEFT - 4,
			     MT_SVG_END, "t", mt_buf_slice(&text));
	}
	for (size_t i = 0; i < svg->chart->n_marks; i++) {
		MtSlice label = mt_svg_row(svg, i);
		double half = mt_svg_text_width(label) / 2;
		double x = place(p, svg->chart->marks[i].us);
		double at = CLAMP(x, half, svg->width - half);

		if (at - half < free_from)
			continue;
		free_from = at + half + MT_SVG_LETTER;
		mt_svg_line(svg, x, p->bottom, x, p->bottom + 4, "ax");
		mt_svg_text(svg, at, p->bottom + 17, MT_SVG_MIDDLE, "t", label);
	}
}

static void
draw(const MtSvg *svg)
{
	Plot p = plot_of(svg);

	add_legend(svg);
	add_axes(svg, &p);
	if (svg->chart->n == 0)
		return;
	add_area(svg, &p, 0, "b5");
	add_area(svg, &p, 1, "b1");
	add_area(svg, &p, 2, "b3");
}

const MtChartDrawing mt_chart_backlog = {height, draw};

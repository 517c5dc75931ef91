/* How many messages lay in the queues over time: deferred at the bottom, then
 * active, then incoming. */
#include "report/chart/svg.h"

enum { TOP = 24, PLOT = 140, AXIS = 24 };

typedef struct {
	MtSvgPlot at;
	int64_t from, to, most;
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

static Plot
plot_of(const MtSvg *svg)
{
	const MtChart *c = svg->chart;
	Plot p = {
		.at = {MT_SVG_COUNTS, svg->width - 4, TOP, svg->height - AXIS}};

	if (c->n > 0) {
		p.from = c->points[0].us;
		p.to = c->points[c->n - 1].us;
	}
	for (size_t i = 0; i < c->n; i++)
		p.most = MAX(p.most, sum_of(&c->points[i], 2));
	return p;
}

static double
place(const Plot *p, int64_t us)
{
	double whole = (double)p->to - (double)p->from;
	double part = whole <= 0 ? 0 : ((double)us - (double)p->from) / whole;

	return p->at.left + (p->at.right - p->at.left) * CLAMP(part, 0, 1);
}

static double
level(const Plot *p, int64_t n)
{
	return p->at.bottom - PLOT * (double)n / (double)p->most;
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
			    upto == 0 ? p->at.bottom
				      : level(p, sum_of(&c->points[i - 1],
							upto - 1)));
	MT_BUF_ADD(svg->out, "Z\"/>");
}

static void
add_legend(const MtSvg *svg)
{
	static const struct {
		const char *name, *class;
	} parts[] = {{"deferred", "b4"}, {"active", "b1"}, {"incoming", "b3"}};
	double x = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		MtSlice name = mt_slice_str(parts[i].name);

		mt_svg_rect(svg, x, 2, 10, 10, parts[i].class);
		mt_svg_text(svg, x + 14, 11, MT_SVG_START, "t", name);
		x += 14 + mt_svg_text_width(name) + 12;
	}
}

static void
add_times(const MtSvg *svg, const Plot *p)
{
	double free_from = 0, y = p->at.bottom;

	for (size_t i = 0; i < svg->chart->n_marks; i++) {
		MtSlice label = mt_svg_row(svg, i);
		double half = mt_svg_text_width(label) / 2;
		double x = place(p, svg->chart->marks[i].us);
		double at = CLAMP(x, half, svg->width - half);

		if (at - half < free_from)
			continue;
		free_from = at + half + MT_SVG_LETTER;
		mt_svg_line(svg, x, y, x, y + 4, "ax");
		mt_svg_text(svg, at, y + 17, MT_SVG_MIDDLE, "t", label);
	}
}

static void
draw(const MtSvg *svg)
{
	Plot p = plot_of(svg);

	add_legend(svg);
	p.most = mt_svg_counts(svg, &p.at, p.most);
	add_times(svg, &p);
	if (svg->chart->n == 0)
		return;
	add_area(svg, &p, 0, "b4");
	add_area(svg, &p, 1, "b1");
	add_area(svg, &p, 2, "b3");
}

const MtChartDrawing mt_chart_backlog = {height, draw};

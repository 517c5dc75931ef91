/* Coordinates have one decimal: a tenth of a pixel is below what is seen. */
#include "report/chart/svg.h"

#include "base/time.h"
#include "report/cell.h"
#include "report/doc/safe.h"

static const char *const anchors[] = {
	[MT_SVG_START] = "",
	[MT_SVG_MIDDLE] = " text-anchor=\"middle\"",
	[MT_SVG_END] = " text-anchor=\"end\"",
};

void
mt_svg_rect(const MtSvg *svg, double x, double y, double w, double h,
	    const char *class)
{
	mt_buf_addf(svg->out,
		    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
		    "height=\"%.1f\" class=\"%s\"/>",
		    x, y, MAX(w, 0), MAX(h, 0), class);
}

void
mt_svg_line(const MtSvg *svg, double x1, double y1, double x2, double y2,
	    const char *class)
{
	mt_buf_addf(svg->out,
		    "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" "
		    "class=\"%s\"/>",
		    x1, y1, x2, y2, class);
}

void
mt_svg_text(const MtSvg *svg, double x, double y, MtSvgAnchor anchor,
	    const char *class, MtSlice text)
{
	mt_buf_addf(svg->out, "<text x=\"%.1f\" y=\"%.1f\"%s class=\"%s\">", x,
		    y, anchors[anchor], class);
	mt_safe_add_xml(svg->out, text);
	MT_BUF_ADD(svg->out, "</text>");
}

void
mt_svg_label(const MtSvg *svg, double x, double y, double room,
	     MtSvgAnchor anchor, const char *class, MtSlice text)
{
	g_auto(MtBuf) shown = {0};
	double letters = room / MT_SVG_LETTER;

	if (letters < 1)
		return;
	mt_cell_add_short(&shown, text, (size_t)letters, true);
	mt_svg_text(svg, x, y, anchor, class, mt_buf_slice(&shown));
}

double
mt_svg_text_width(MtSlice text)
{
	return (double)mt_cell_width(text, true) * MT_SVG_LETTER;
}

MtSlice
mt_svg_row(const MtSvg *svg, size_t row)
{
	return row < svg->chart->labels.n ? svg->chart->labels.spans[row].text
					  : MT_SLICE("");
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

int64_t
mt_svg_counts(const MtSvg *svg, const MtSvgPlot *plot, int64_t most)
{
	int64_t top = round_up(CLAMP(most, 2, INT64_MAX / 10));

	for (int i = 0; i <= 2; i++) {
		g_auto(MtBuf) text = {0};
		double y = plot->bottom - (plot->bottom - plot->top) * i / 2;

		if (top % 2 != 0 && i == 1)
			continue;
		mt_doc_add_number(&text, top * i / 2);
		mt_svg_line(svg, plot->left, y, plot->right, y, "grid");
		mt_svg_label(svg, plot->left - 4, y + 4, MT_SVG_COUNTS - 4,
			     MT_SVG_END, "t", mt_buf_slice(&text));
	}
	return top;
}

int64_t
mt_svg_step(int64_t us, int most)
{
	static const int64_t seconds[] = {
		1,     2,     5,      10,     15,     30,      60,      120,
		300,   600,   900,    1800,   3600,   7200,    10800,   21600,
		43200, 86400, 172800, 432000, 864000, 1728000, 4320000,
	};
	int64_t step = 1000; /* a millisecond, then decades up to a second */

	for (; step < G_USEC_PER_SEC; step *= 10)
		if (us / step <= most)
			return step;
	for (size_t i = 0; i < G_N_ELEMENTS(seconds); i++) {
		step = seconds[i] * G_USEC_PER_SEC;
		if (us / step <= most)
			return step;
	}
	while (us / step > most && step < INT64_MAX / 4)
		step *= 2;
	return step;
}

static const MtChartDrawing *const drawings[] = {
	[MT_CHART_TIMELINE] = &mt_chart_timeline,
	[MT_CHART_DISTRIBUTION] = &mt_chart_distribution,
	[MT_CHART_STAGES] = &mt_chart_stages,
	[MT_CHART_BACKLOG] = &mt_chart_backlog,
	[MT_CHART_HEAT] = &mt_chart_heat,
	[MT_CHART_TLS] = &mt_chart_tls,
};

void
mt_chart_add_svg(MtBuf *out, const MtChart *chart, int width, MtSlice about)
{
	const MtChartDrawing *drawing = drawings[chart->kind];
	bool narrow = width < MT_CHART_WIDE;
	const MtSvg svg = {.out = out,
			   .chart = chart,
			   .width = width,
			   .height = drawing->height(chart, narrow),
			   .narrow = narrow};

	mt_buf_addf(out,
		    "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"%s\" "
		    "viewBox=\"0 0 %d %.0f\" role=\"img\" aria-label=\"",
		    narrow ? "narrow" : "wide", width, svg.height);
	mt_safe_add_xml(out, chart->title.text);
	mt_buf_add_char(out, ' ');
	mt_safe_add_xml(out, about);
	MT_BUF_ADD(out, "\">");
	drawing->draw(&svg);
	MT_BUF_ADD(out, "</svg>\n");
}

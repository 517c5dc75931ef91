/* In which stage the time was lost, for each destination: parts of a bar, each
 * with its letter where that has room. */
#include "report/chart/svg.h"

const char *const mt_stage_names[MT_STAGE_PARTS] = {
	"before queue", "in queue", "connect", "transmit", "retries",
};

enum { LABEL = 210, BAR = 16, ROW = 24 };

static const char *const classes[MT_STAGE_PARTS] = {"b5", "b2", "b3", "b1",
						    "b4"};
static const char letters[] = "BQCTR";

/* The names of all stages in rows. */
static double
legend(const MtSvg *svg, double width)
{
	double x = 0, y = 0;

	for (int i = 0; i < MT_STAGE_PARTS; i++) {
		g_auto(MtBuf) text = {0};
		double need;

		mt_buf_addf(&text, "%c %s", letters[i], mt_stage_names[i]);
		need = 16 + mt_svg_text_width(mt_buf_slice(&text)) + 10;
		if (x > 0 && x + need > width) {
			x = 0;
			y += MT_SVG_LINE;
		}
		if (svg != NULL) {
			mt_svg_rect(svg, x, y + 2, 10, 10, classes[i]);
			mt_svg_text(svg, x + 14, y + 11, MT_SVG_START, "t",
				    mt_buf_slice(&text));
		}
		x += need;
	}
	return y + MT_SVG_LINE + 6;
}

static double
row_height(bool narrow)
{
	return narrow ? ROW + MT_SVG_LINE : ROW;
}

static double
height(const MtChart *chart, bool narrow)
{
	return legend(NULL, narrow ? MT_CHART_NARROW : MT_CHART_WIDE) +
	       row_height(narrow) * (double)chart->n;
}

static void
add_row(const MtSvg *svg, double y, size_t i)
{
	const MtStagesRow *row = &svg->chart->stages[i];
	double left = svg->narrow ? 0 : LABEL, x, scale;

	mt_svg_label(svg, 0, y + 12, svg->narrow ? svg->width : LABEL - 12,
		     MT_SVG_START, "t", mt_svg_row(svg, i));
	if (svg->narrow)
		y += MT_SVG_LINE;
	x = left;
	scale = (svg->width - left) / 1e6;
	for (int k = 0; k < MT_STAGE_PARTS; k++) {
		double w = (double)CLAMP(row->share[k], 0, 1000000) * scale;

		w = MIN(w, svg->width - x);
		if (w < 0.05)
			continue;
		mt_svg_rect(svg, x, y, w, BAR, classes[k]);
		if (w > 2 * MT_SVG_LETTER)
			mt_svg_text(svg, x + w / 2, y + 12, MT_SVG_MIDDLE,
				    "t in", mt_slice(&letters[k], 1));
		x += w;
	}
}

static void
draw(const MtSvg *svg)
{
	double y = legend(svg, svg->width);

	for (size_t i = 0; i < svg->chart->n; i++)
		add_row(svg, y + row_height(svg->narrow) * (double)i, i);
}

const MtChartDrawing mt_chart_stages = {height, draw};

/* Hour by destination: how long deliveries took, as a digit and a colour. */
#include "base/time.h"
#include "report/chart/svg.h"

#define SECOND INT64_C(1000000)

const int64_t mt_heat_below_us[MT_HEAT_LEVELS - 1] = {
	10 * SECOND, 60 * SECOND, 300 * SECOND, 1800 * SECOND, 7200 * SECOND,
};

enum { LABEL = 210, CELL = 18 };

static const char *const classes[MT_HEAT_LEVELS] = {"h0", "h1", "h2",
						    "h3", "h4", "h5"};

uint8_t
mt_heat_cell(int64_t us)
{
	uint8_t level = 0;

	while (level < MT_HEAT_LEVELS - 1 && us >= mt_heat_below_us[level])
		level++;
	return (uint8_t)(level + 1);
}

void
mt_heat_add_words(MtBuf *out, uint8_t cell)
{
	bool last = cell >= MT_HEAT_LEVELS;

	if (!last)
		MT_BUF_ADD(out, "below ");
	mt_duration_add(out,
			mt_heat_below_us[last ? MT_HEAT_LEVELS - 2 : cell - 1]);
	if (last)
		MT_BUF_ADD(out, " or more");
}

static double
legend(const MtSvg *svg, double width)
{
	double x = 0, y = 0;

	for (int i = 0; i < MT_HEAT_LEVELS; i++) {
		g_auto(MtBuf) text = {0};
		char digit = (char)('0' + i);
		double need;

		mt_heat_add_words(&text, (uint8_t)(i + 1));
		need = 18 + mt_svg_text_width(mt_buf_slice(&text)) + 10;
		if (x > 0 && x + need > width) {
			x = 0;
			y += MT_SVG_LINE + 2;
		}
		if (svg != NULL) {
			mt_svg_rect(svg, x, y, 14, 14, classes[i]);
			mt_svg_text(svg, x + 7, y + 11, MT_SVG_MIDDLE,
				    i < 3 ? "t hl" : "t in",
				    mt_slice(&digit, 1));
			mt_svg_text(svg, x + 18, y + 11, MT_SVG_START, "t",
				    mt_buf_slice(&text));
		}
		x += need;
	}
	return y + MT_SVG_LINE + 8;
}

static double
row_height(bool narrow)
{
	return narrow ? CELL + MT_SVG_LINE : CELL;
}

static double
height(const MtChart *chart, bool narrow)
{
	return legend(NULL, narrow ? MT_CHART_NARROW : MT_CHART_WIDE) +
	       MT_SVG_LINE + row_height(narrow) * (double)chart->n;
}

static void
add_row(const MtSvg *svg, double left, double y, size_t i)
{
	double w = (svg->width - left) / MT_HEAT_COLUMNS;

	mt_svg_label(svg, 0, y + 13, svg->narrow ? svg->width : LABEL - 12,
		     MT_SVG_START, "t", mt_svg_row(svg, i));
	if (svg->narrow)
		y += MT_SVG_LINE;
	mt_svg_rect(svg, left, y + 0.5, svg->width - left, CELL - 1, "track");
	for (int k = 0; k < MT_HEAT_COLUMNS; k++) {
		uint8_t cell = svg->chart->heat[i].cells[k];
		double x = left + w * k;
		char digit;

		if (cell == 0 || cell > MT_HEAT_LEVELS)
			continue;
		digit = (char)('0' + cell - 1);
		mt_svg_rect(svg, x + 0.5, y + 0.5, w - 1, CELL - 1,
			    classes[cell - 1]);
		mt_svg_text(svg, x + w / 2, y + 13, MT_SVG_MIDDLE,
			    cell <= 3 ? "t hl" : "t in", mt_slice(&digit, 1));
	}
}

static void
draw(const MtSvg *svg)
{
	double y = legend(svg, svg->width), left = svg->narrow ? 0 : LABEL;
	double w = (svg->width - left) / MT_HEAT_COLUMNS;

	for (int k = 0; k < MT_HEAT_COLUMNS; k += svg->narrow ? 3 : 2) {
		g_auto(MtBuf) hour = {0};

		mt_buf_addf(&hour, "%02d", k);
		mt_svg_text(svg, MAX(left + w * k + w / 2, MT_SVG_LETTER),
			    y + 11, MT_SVG_MIDDLE, "t", mt_buf_slice(&hour));
	}
	y += MT_SVG_LINE;
	for (size_t i = 0; i < svg->chart->n; i++)
		add_row(svg, left, y + row_height(svg->narrow) * (double)i, i);
}

const MtChartDrawing mt_chart_heat = {height, draw};

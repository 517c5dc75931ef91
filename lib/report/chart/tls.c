/* The path from host to host, top to bottom, and how each step was protected:
 * a full line, a dashed one, or dots where nothing is said. */
#include "report/chart/svg.h"

enum { NODE = 22, STEP = 30, X = 16 };

static double
height(const MtChart *chart, bool narrow)
{
	(void)narrow;
	return chart->n == 0 ? 1 : (NODE + STEP) * (double)chart->n - STEP;
}

static void
add_step(const MtSvg *svg, double y, const MtTlsRow *row)
{
	static const char *const lines[] = {
		[MT_TLS_UNKNOWN] = "tls-unknown",
		[MT_TLS_NONE] = "tls-none",
		[MT_TLS_YES] = "tls-yes",
	};
	static const char *const words[] = {
		[MT_TLS_UNKNOWN] = "not known",
		[MT_TLS_NONE] = "not encrypted",
		[MT_TLS_YES] = "TLS",
	};
	MtSlice text = row->how.text.n > 0 ? row->how.text
					   : mt_slice_str(words[row->state]);

	mt_svg_line(svg, X, y - STEP, X, y, lines[row->state]);
	mt_svg_label(svg, X + 14, y - STEP / 2.0 + 4, svg->width - X - 18,
		     MT_SVG_START, row->state == MT_TLS_NONE ? "t look" : "t",
		     text);
}

static double
node_width(const MtSvg *svg, size_t i)
{
	double need = mt_svg_text_width(mt_svg_row(svg, i)) + 2 * X - 12;

	return MIN(need, svg->width - 2);
}

static void
draw(const MtSvg *svg)
{
	for (size_t i = 0; i < svg->chart->n; i++) {
		double y = (NODE + STEP) * (double)i;

		if (i > 0)
			add_step(svg, y, &svg->chart->tls[i]);
		mt_svg_rect(svg, 1, y + 1, node_width(svg, i), NODE - 2,
			    "node");
		mt_svg_label(svg, X - 6, y + 15, svg->width - X - 8,
			     MT_SVG_START, "t", mt_svg_row(svg, i));
	}
}

const MtChartDrawing mt_chart_tls = {height, draw};

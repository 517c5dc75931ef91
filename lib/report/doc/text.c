/* Columns are as wide as what is in them; where the line is full, those that
 * may shrink do, and where even that does not help, a row takes several lines. */
#include "report/cell.h"
#include "report/chart/chart.h"
#include "report/doc/write.h"
#include "report/flow.h"

enum {
	GAP = 2,
	LEAST = 10,   /* columns that a shortened name has at least */
	COLUMNS = 16, /* more than any table has */
	FACT = 14,
	SENTENCE = 40,
	NAME = 300, /* columns of a whole one; Message-IDs of 200 do occur */
};

typedef struct {
	MtBuf *out;
	const MtTerm *term;
} Text;

static MtTermStyle
style_of(const MtSpan *span)
{
	static const MtTermStyle styles[] = {
		[MT_SPAN_PLAIN] = MT_TERM_PLAIN,
		[MT_SPAN_STRONG] = MT_TERM_HEAD,
		[MT_SPAN_LOOK] = MT_TERM_LOOK,
		[MT_SPAN_GOOD] = MT_TERM_PLAIN,
		[MT_SPAN_FAINT] = MT_TERM_FAINT,
		[MT_SPAN_MARK] = MT_TERM_LOOK,
	};

	return styles[span->style];
}

/* ---- words that flow ---- */

/* Data stays whole, but for what is a sentence itself, such as a reply. */
static bool
is_whole(const MtSpan *span)
{
	if (span->is == MT_SPAN_WORDS)
		return span->whole;
	return span->is == MT_SPAN_PATH || span->text.n < SENTENCE ||
	       mt_slice_find_char(span->text, ' ') == MT_SLICE_NOWHERE;
}

/* What goes into the line at once: a word, or data with what is glued to it. */
typedef struct {
	MtFlow *flow;
	MtBuf text;
	bool path;
} Unit;

static void
flush(Unit *unit)
{
	MtSlice text = mt_buf_slice(&unit->text);

	if (text.n == 0)
		return;
	if (unit->path || mt_cell_width(text, unit->flow->utf8) <= NAME)
		mt_flow_add_broken(unit->flow, text);
	else
		mt_flow_add(unit->flow, text);
	unit->text.n = 0;
	unit->path = false;
}

static void
add_span(Unit *unit, const MtSpan *span)
{
	MtSlice rest = span->text, word;

	if (is_whole(span)) {
		mt_buf_add(&unit->text, span->text);
		unit->path = unit->path || span->is == MT_SPAN_PATH;
		return;
	}
	for (size_t n = 0; mt_slice_word(&rest, &word); n++) {
		if (n > 0)
			flush(unit);
		mt_buf_add(&unit->text, word);
	}
}

/* Our own words break anywhere; what is glued stays together, and has the colour
 * of what it is glued to. */
static void
flow_spans(const Text *t, MtFlow *flow, const MtSpans *spans)
{
	Unit unit = {.flow = flow};
	MtTermStyle style = MT_TERM_PLAIN;

	for (size_t i = 0; i < spans->n; i++) {
		const MtSpan *span = &spans->spans[i];

		if (!span->glued) {
			flush(&unit);
			if (style != MT_TERM_PLAIN)
				mt_buf_add(
					t->out,
					mt_term_style(t->term, MT_TERM_PLAIN));
			style = style_of(span);
			if (style != MT_TERM_PLAIN)
				mt_buf_add(t->out,
					   mt_term_style(t->term, style));
		}
		add_span(&unit, span);
	}
	flush(&unit);
	if (style != MT_TERM_PLAIN)
		mt_buf_add(t->out, mt_term_style(t->term, MT_TERM_PLAIN));
	mt_buf_clear(&unit.text);
}

static void
add_flowing(const Text *t, const MtSpans *spans, const char *lead)
{
	size_t indent = strlen(lead);
	MtFlow flow = mt_flow(t->out, t->term, indent, indent);

	mt_buf_add(t->out, mt_slice_str(lead));
	flow_spans(t, &flow, spans);
	mt_flow_end(&flow);
}

/* ---- tables ---- */

static size_t
cell_width(const Text *t, const MtSpans *cell)
{
	size_t width = 0;

	for (size_t i = 0; i < cell->n; i++)
		width += mt_cell_width(cell->spans[i].text, t->term->utf8) +
			 (i > 0 && !cell->spans[i].glued);
	return width;
}

static size_t
sum(const size_t *widths, size_t n)
{
	size_t all = 0;

	for (size_t i = 0; i < n; i++)
		all += widths[i] + (i > 0 ? GAP : 0);
	return all;
}

/* The widest column that may shrink gives way first. */
static bool
shrink(const MtTable *table, size_t *widths, size_t room)
{
	size_t n = table->n_columns;

	while (sum(widths, n) > room) {
		size_t widest = n;

		for (size_t i = 0; i < n; i++)
			if (table->columns[i].shrinks && widths[i] > LEAST &&
			    (widest == n || widths[i] > widths[widest]))
				widest = i;
		if (widest == n)
			return false;
		widths[widest]--;
	}
	return true;
}

/* False where rows have to be written as lines. */
static bool
lay_out(const Text *t, const MtTable *table, size_t *widths)
{
	for (size_t i = 0; i < table->n_columns; i++) {
		widths[i] = strlen(table->columns[i].title);
		for (size_t k = 0; k < table->n; k++)
			widths[i] =
				MAX(widths[i],
				    cell_width(t, &table->rows[k].cells[i]));
	}
	for (size_t i = 0; i < table->n_columns; i++)
		widths[i] = MIN(widths[i], t->term->width);
	return shrink(table, widths, t->term->width - GAP);
}

static void
end_line(MtBuf *out)
{
	while (out->n > 0 && out->p[out->n - 1] == ' ')
		out->n--;
	mt_buf_add_char(out, '\n');
}

static void
add_cell(const Text *t, const MtColumn *column, const MtSpans *cell,
	 size_t width)
{
	g_auto(MtBuf) text = {0};
	bool look = cell->n > 0 && style_of(&cell->spans[0]) == MT_TERM_LOOK;

	mt_spans_text(cell, &text);
	if (look)
		mt_buf_add(t->out, mt_term_style(t->term, MT_TERM_LOOK));
	mt_cell_add_padded(t->out, mt_buf_slice(&text), width,
			   column->right ? MT_CELL_RIGHT : MT_CELL_LEFT,
			   t->term->utf8);
	if (look)
		mt_buf_add(t->out, mt_term_style(t->term, MT_TERM_PLAIN));
}

static void
add_row(const Text *t, const MtTable *table, const MtRow *row,
	const size_t *widths)
{
	mt_buf_add(t->out, row->look ? MT_SLICE("> ") : MT_SLICE("  "));
	for (size_t i = 0; i < table->n_columns; i++) {
		if (i > 0)
			MT_BUF_ADD(t->out, "  ");
		add_cell(t, &table->columns[i], &row->cells[i], widths[i]);
	}
	end_line(t->out);
	if (row->below.n > 0)
		add_flowing(t, &row->below, "      ");
}

static void
add_head(const Text *t, const MtTable *table, const size_t *widths)
{
	mt_buf_add(t->out, mt_term_style(t->term, MT_TERM_HEAD));
	MT_BUF_ADD(t->out, "  ");
	for (size_t i = 0; i < table->n_columns; i++) {
		if (i > 0)
			MT_BUF_ADD(t->out, "  ");
		mt_cell_add_padded(
			t->out, mt_slice_str(table->columns[i].title),
			widths[i],
			table->columns[i].right ? MT_CELL_RIGHT : MT_CELL_LEFT,
			t->term->utf8);
	}
	end_line(t->out);
	mt_buf_add(t->out, mt_term_style(t->term, MT_TERM_PLAIN));
}

/* One line for each cell that has something. */
static void
add_row_as_lines(const Text *t, const MtTable *table, const MtRow *row)
{
	for (size_t i = 0; i < table->n_columns; i++) {
		MtFlow flow;

		if (row->cells[i].n == 0)
			continue;
		mt_buf_add(t->out, i > 0       ? MT_SLICE("    ")
				   : row->look ? MT_SLICE("> ")
					       : MT_SLICE("  "));
		flow = mt_flow(t->out, t->term, i > 0 ? 4 : 2, 6);
		mt_flow_add(&flow, mt_slice_str(table->columns[i].title));
		flow_spans(t, &flow, &row->cells[i]);
		mt_flow_end(&flow);
	}
	if (row->below.n > 0)
		add_flowing(t, &row->below, "      ");
}

static void
add_table(const Text *t, const MtTable *table)
{
	size_t widths[COLUMNS];
	MtSpan caption = {.text = mt_slice_str(table->caption)};
	MtSpans words = {&caption, 1, 1};

	g_assert(table->n_columns <= COLUMNS);
	add_flowing(t, &words, "");
	if (!lay_out(t, table, widths)) {
		for (size_t i = 0; i < table->n; i++)
			add_row_as_lines(t, table, &table->rows[i]);
		return;
	}
	add_head(t, table, widths);
	for (size_t i = 0; i < table->n; i++)
		add_row(t, table, &table->rows[i], widths);
}

static void
add_facts(const Text *t, const MtTable *table)
{
	for (size_t i = 0; i < table->n; i++) {
		const MtSpans *what = &table->rows[i].cells[0];
		MtFlow flow;

		MT_BUF_ADD(t->out, "  ");
		mt_cell_add_padded(t->out, what->spans[0].text, FACT,
				   MT_CELL_LEFT, t->term->utf8);
		MT_BUF_ADD(t->out, "  ");
		flow = mt_flow(t->out, t->term, FACT + 4, FACT + 4);
		flow_spans(t, &flow, &table->rows[i].cells[1]);
		mt_flow_end(&flow);
	}
}

/* ---- other blocks ---- */

/* With the evidence between marks. */
static void
add_lines(const Text *t, const MtLineList *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const MtSpans *line = &list->lines[i];
		MtFlow flow;
		bool folded = line->n > 0 && line->spans[0].text.n > 0 &&
			      mt_is_space(line->spans[0].text.p[0]);

		/* A folded line stays behind the name of its field. */
		mt_buf_add(t->out, folded ? MT_SLICE("    ") : MT_SLICE("  "));
		flow = mt_flow(t->out, t->term, folded ? 4 : 2, 6);
		for (size_t k = 0; k < line->n; k++) {
			const MtSpan *span = &line->spans[k];
			bool mark = span->style == MT_SPAN_MARK;

			if (mark)
				mt_flow_add(&flow, MT_SLICE(">>"));
			for (MtSlice rest = span->text, word;
			     mt_slice_word(&rest, &word);)
				mt_flow_add_broken(&flow, word);
			if (mark)
				mt_flow_add(&flow, MT_SLICE("<<"));
		}
		mt_flow_end(&flow);
	}
}

static void
add_heading(const Text *t, const MtBlock *block)
{
	g_auto(MtBuf) text = {0};
	size_t width;

	mt_spans_text(&block->text, &text);
	mt_buf_add(t->out, mt_term_style(t->term, MT_TERM_HEAD));
	width = mt_cell_add_short(t->out, mt_buf_slice(&text), t->term->width,
				  t->term->utf8);
	mt_buf_add(t->out, mt_term_style(t->term, MT_TERM_PLAIN));
	mt_buf_add_char(t->out, '\n');
	if (block->level > 3)
		return;
	for (size_t i = 0; i < width; i++)
		mt_buf_add_char(t->out, block->level == 2 ? '=' : '-');
	mt_buf_add_char(t->out, '\n');
}

static void
add_block(const Text *t, const MtBlock *block)
{
	switch (block->kind) {
	case MT_BLOCK_HEADING:
		add_heading(t, block);
		break;
	case MT_BLOCK_PARAGRAPH:
		add_flowing(t, &block->text, "");
		break;
	case MT_BLOCK_ITEM:
		add_flowing(t, &block->text, "- ");
		break;
	case MT_BLOCK_FACTS:
		add_facts(t, &block->table);
		break;
	case MT_BLOCK_TABLE:
		add_table(t, &block->table);
		break;
	case MT_BLOCK_LINES:
		add_lines(t, &block->lines);
		break;
	case MT_BLOCK_CHART:
		add_flowing(t, &block->text, "");
		if (block->table.n > 0)
			add_table(t, &block->table);
		break;
	}
}

void
mt_doc_write_text(const MtDoc *doc, const MtTerm *term, MtBuf *out)
{
	const Text t = {out, term};
	MtSpan title = mt_span_style(doc->title, MT_SPAN_STRONG);
	MtSpans head = {&title, 1, 1};
	bool item = false;

	add_flowing(&t, &head, "");
	add_flowing(&t, &doc->about, "");
	for (size_t i = 0; i < doc->n; i++) {
		if (!item || doc->blocks[i].kind != MT_BLOCK_ITEM)
			mt_buf_add_char(out, '\n');
		item = doc->blocks[i].kind == MT_BLOCK_ITEM;
		add_block(&t, &doc->blocks[i]);
	}
}

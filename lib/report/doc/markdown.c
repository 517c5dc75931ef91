/* Blocks with empty lines between them; items of a list and rows have none. */
#include "report/chart/chart.h"
#include "report/doc/safe.h"
#include "report/doc/write.h"

static const char *const around[] = {
	[MT_SPAN_PLAIN] = "", [MT_SPAN_STRONG] = "**", [MT_SPAN_LOOK] = "**",
	[MT_SPAN_GOOD] = "",  [MT_SPAN_FAINT] = "",    [MT_SPAN_MARK] = "**",
};

static void
add_span(MtBuf *out, const MtSpan *span, bool cell)
{
	MtSlice style = mt_slice_str(around[span->style]);

	if (span->text.n == 0)
		return;
	mt_buf_add(out, style);
	if (span->is == MT_SPAN_WORDS)
		mt_safe_add_markdown(out, span->text, cell);
	else
		mt_safe_add_markdown_code(out, span->text, cell);
	mt_buf_add(out, style);
}

static void
add_spans(MtBuf *out, const MtSpans *spans, bool cell)
{
	for (size_t i = 0; i < spans->n; i++) {
		if (i > 0 && !spans->spans[i].glued)
			mt_buf_add_char(out, ' ');
		add_span(out, &spans->spans[i], cell);
	}
}

/* What is below a row stands in its last cell: there are no cells that span. */
static void
add_row(MtBuf *out, const MtTable *t, const MtRow *row)
{
	for (size_t i = 0; i < t->n_columns; i++) {
		MT_BUF_ADD(out, "| ");
		if (i == 0 && row->look)
			MT_BUF_ADD(out, "**>** ");
		add_spans(out, &row->cells[i], true);
		if (i + 1 == t->n_columns && row->below.n > 0) {
			if (row->cells[i].n > 0)
				MT_BUF_ADD(out, " <br>");
			add_spans(out, &row->below, true);
		}
		mt_buf_add_char(out, ' ');
	}
	MT_BUF_ADD(out, "|\n");
}

static void
add_table(MtBuf *out, const MtTable *t)
{
	mt_safe_add_markdown(out, mt_slice_str(t->caption), false);
	MT_BUF_ADD(out, ":\n\n");
	for (size_t i = 0; i < t->n_columns; i++) {
		MT_BUF_ADD(out, "| ");
		mt_safe_add_markdown(out, mt_slice_str(t->columns[i].title),
				     true);
		mt_buf_add_char(out, ' ');
	}
	MT_BUF_ADD(out, "|\n");
	for (size_t i = 0; i < t->n_columns; i++)
		mt_buf_add(out, t->columns[i].right ? MT_SLICE("| ---: ")
						    : MT_SLICE("| --- "));
	MT_BUF_ADD(out, "|\n");
	for (size_t i = 0; i < t->n; i++)
		add_row(out, t, &t->rows[i]);
}

static void
add_facts(MtBuf *out, const MtTable *t)
{
	for (size_t i = 0; i < t->n; i++) {
		MT_BUF_ADD(out, "- **");
		add_spans(out, &t->rows[i].cells[0], false);
		MT_BUF_ADD(out, ":** ");
		add_spans(out, &t->rows[i].cells[1], false);
		mt_buf_add_char(out, '\n');
	}
}

/* Four spaces are a code block that no text can end, as a fence can. Evidence
 * is marked by `>>` and `<<`. */
static void
add_lines(MtBuf *out, const MtLineList *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const MtSpans *line = &list->lines[i];

		MT_BUF_ADD(out, "    ");
		for (size_t k = 0; k < line->n; k++) {
			bool mark = line->spans[k].style == MT_SPAN_MARK;

			if (mark)
				MT_BUF_ADD(out, ">>");
			mt_safe_add_plain(out, line->spans[k].text);
			if (mark)
				MT_BUF_ADD(out, "<<");
		}
		mt_buf_add_char(out, '\n');
	}
}

static void
add_chart(MtBuf *out, const MtBlock *block)
{
	MT_BUF_ADD(out, "**");
	mt_safe_add_markdown(out, block->chart->title.text, false);
	MT_BUF_ADD(out, "** ");
	add_spans(out, &block->text, false);
	mt_buf_add_char(out, '\n');
	if (block->table.n == 0)
		return;
	mt_buf_add_char(out, '\n');
	add_table(out, &block->table);
}

static void
add_heading(MtBuf *out, const MtBlock *block)
{
	for (int i = 0; i < block->level; i++)
		mt_buf_add_char(out, '#');
	mt_buf_add_char(out, ' ');
	add_spans(out, &block->text, false);
	mt_buf_add_char(out, '\n');
}

static void
add_block(MtBuf *out, const MtBlock *block)
{
	switch (block->kind) {
	case MT_BLOCK_HEADING:
		add_heading(out, block);
		break;
	case MT_BLOCK_ITEM:
		MT_BUF_ADD(out, "- ");
		add_spans(out, &block->text, false);
		mt_buf_add_char(out, '\n');
		break;
	case MT_BLOCK_PARAGRAPH:
		add_spans(out, &block->text, false);
		mt_buf_add_char(out, '\n');
		break;
	case MT_BLOCK_FACTS:
		add_facts(out, &block->table);
		break;
	case MT_BLOCK_TABLE:
		add_table(out, &block->table);
		break;
	case MT_BLOCK_LINES:
		add_lines(out, &block->lines);
		break;
	case MT_BLOCK_CHART:
		add_chart(out, block);
		break;
	}
}

void
mt_doc_write_markdown(const MtDoc *doc, MtBuf *out)
{
	bool item = false;

	MT_BUF_ADD(out, "# ");
	add_span(out, &doc->title, false);
	MT_BUF_ADD(out, "\n\n");
	add_spans(out, &doc->about, false);
	mt_buf_add_char(out, '\n');
	for (size_t i = 0; i < doc->n; i++) {
		bool is_item = doc->blocks[i].kind == MT_BLOCK_ITEM;

		if (!item || !is_item)
			mt_buf_add_char(out, '\n');
		item = is_item;
		add_block(out, &doc->blocks[i]);
	}
}

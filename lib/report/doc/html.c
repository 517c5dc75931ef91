/* Elements around spans; every byte that is not ours goes through safe.h. */
#include <glib.h>

#include "report/chart/chart.h"
#include "report/doc/safe.h"
#include "report/doc/write.h"

typedef struct {
	MtBuf *out;
	const MtDoc *doc;
	bool section, list;
} Html;

/* ---- spans ---- */

static const struct {
	const char *open, *close;
} styles[] = {
	[MT_SPAN_PLAIN] = {"", ""},
	[MT_SPAN_STRONG] = {"<strong>", "</strong>"},
	[MT_SPAN_LOOK] = {"<span class=\"look\">", "</span>"},
	[MT_SPAN_GOOD] = {"<span class=\"good\">", "</span>"},
	[MT_SPAN_FAINT] = {"<span class=\"faint\">", "</span>"},
	[MT_SPAN_MARK] = {"<mark>", "</mark>"},
};

static void
add(MtBuf *out, const char *literal)
{
	mt_buf_add(out, mt_slice_str(literal));
}

/* `32 min` in one line. */
static void
add_whole(MtBuf *out, MtSlice text)
{
	size_t at;

	while ((at = mt_slice_find_char(text, ' ')) != MT_SLICE_NOWHERE) {
		mt_safe_add_html(out, mt_slice_sub(text, 0, at));
		MT_BUF_ADD(out, "&#160;");
		text = mt_slice_sub(text, at + 1, text.n);
	}
	mt_safe_add_html(out, text);
}

static void
add_span(MtBuf *out, const MtSpan *span, bool code)
{
	code = code && span->is != MT_SPAN_WORDS && span->is != MT_SPAN_SUBJECT;
	if (span->to != NULL)
		mt_buf_addf(out, "<a href=\"#%s\">", span->to);
	add(out, styles[span->style].open);
	if (code)
		MT_BUF_ADD(out, "<code>");
	if (span->is == MT_SPAN_SUBJECT)
		MT_BUF_ADD(out, "<bdi>");
	if (code || span->is == MT_SPAN_SUBJECT)
		mt_safe_add_html_name(out, span->text);
	else if (span->whole)
		add_whole(out, span->text);
	else
		mt_safe_add_html(out, span->text);
	if (span->is == MT_SPAN_SUBJECT)
		MT_BUF_ADD(out, "</bdi>");
	if (code)
		MT_BUF_ADD(out, "</code>");
	add(out, styles[span->style].close);
	if (span->to != NULL)
		MT_BUF_ADD(out, "</a>");
}

static void
add_spans(MtBuf *out, const MtSpans *spans)
{
	for (size_t i = 0; i < spans->n; i++) {
		if (i > 0 && !spans->spans[i].glued)
			mt_buf_add_char(out, ' ');
		add_span(out, &spans->spans[i], true);
	}
}

/* ---- tables ---- */

static void
add_head(MtBuf *out, const MtTable *t)
{
	MT_BUF_ADD(out, "<thead><tr>");
	for (size_t i = 0; i < t->n_columns; i++) {
		add(out, t->columns[i].right ? "<th scope=\"col\" class=\"n\">"
					     : "<th scope=\"col\">");
		mt_safe_add_html(out, mt_slice_str(t->columns[i].title));
		MT_BUF_ADD(out, "</th>");
	}
	MT_BUF_ADD(out, "</tr></thead>\n<tbody>\n");
}

/* Is it too wide for a telephone? Then its cells stand one behind another there,
 * each behind the title of its column; numbers stay in columns. */
static bool
table_stacks(const MtTable *t)
{
	size_t left = 0;

	for (size_t i = 0; i < t->n_columns; i++)
		left += !t->columns[i].right;
	return t->n_columns > 3 && left > 1;
}

static void
add_label(MtBuf *out, const char *title)
{
	MT_BUF_ADD(out, " data-title=\"");
	mt_safe_add_xml(out, mt_slice_str(title));
	mt_buf_add_char(out, '"');
}

static void
add_row(MtBuf *out, const MtTable *t, const MtRow *row, bool stacks)
{
	bool below = row->below.n > 0;

	mt_buf_addf(out, "<tr%s>",
		    row->look ? below ? " class=\"l b\"" : " class=\"l\""
		    : below   ? " class=\"b\""
			      : "");
	for (size_t i = 0; i < t->n_columns; i++) {
		add(out, t->columns[i].right ? "<td class=\"n\"" : "<td");
		if (stacks)
			add_label(out, t->columns[i].title);
		mt_buf_add_char(out, '>');
		add_spans(out, &row->cells[i]);
		MT_BUF_ADD(out, "</td>");
	}
	MT_BUF_ADD(out, "</tr>\n");
	if (!below)
		return;
	mt_buf_addf(out, "<tr class=\"%s\"><td colspan=\"%zu\">",
		    row->look ? "l u" : "u", t->n_columns);
	add_spans(out, &row->below);
	MT_BUF_ADD(out, "</td></tr>\n");
}

/* What is wider than the screen scrolls by itself, with the keyboard too. */
static void
add_table(MtBuf *out, const MtTable *t)
{
	bool stacks = table_stacks(t);

	mt_buf_addf(out,
		    "<div class=\"scroll\" tabindex=\"0\" role=\"group\" "
		    "aria-label=\"%s\"><table%s><caption>",
		    t->caption, stacks ? " class=\"stacks\"" : "");
	mt_safe_add_html(out, mt_slice_str(t->caption));
	MT_BUF_ADD(out, "</caption>\n");
	add_head(out, t);
	for (size_t i = 0; i < t->n; i++)
		add_row(out, t, &t->rows[i], stacks);
	MT_BUF_ADD(out, "</tbody></table></div>\n");
}

static void
add_facts(MtBuf *out, const MtTable *t)
{
	MT_BUF_ADD(out, "<dl>\n");
	for (size_t i = 0; i < t->n; i++) {
		MT_BUF_ADD(out, "<dt>");
		add_spans(out, &t->rows[i].cells[0]);
		MT_BUF_ADD(out, "</dt><dd>");
		add_spans(out, &t->rows[i].cells[1]);
		MT_BUF_ADD(out, "</dd>\n");
	}
	MT_BUF_ADD(out, "</dl>\n");
}

/* ---- other blocks ---- */

static void
add_lines(MtBuf *out, const MtLineList *list)
{
	MT_BUF_ADD(out, "<pre tabindex=\"0\">");
	for (size_t i = 0; i < list->n; i++) {
		const MtSpans *line = &list->lines[i];

		for (size_t k = 0; k < line->n; k++)
			add_span(out, &line->spans[k], false);
		mt_buf_add_char(out, '\n');
	}
	MT_BUF_ADD(out, "</pre>\n");
}

static void
add_chart(Html *h, const MtBlock *block)
{
	g_auto(MtBuf) about = {0};

	mt_spans_text(&block->text, &about);
	MT_BUF_ADD(h->out, "<figure><figcaption><strong>");
	mt_safe_add_html(h->out, block->chart->title.text);
	MT_BUF_ADD(h->out, "</strong> ");
	add_spans(h->out, &block->text);
	MT_BUF_ADD(h->out, "</figcaption>\n");
	mt_chart_add_svg(h->out, block->chart, MT_CHART_WIDE,
			 mt_buf_slice(&about));
	mt_chart_add_svg(h->out, block->chart, MT_CHART_NARROW,
			 mt_buf_slice(&about));
	if (block->table.n > 0) {
		MT_BUF_ADD(h->out, "<details><summary>The numbers</summary>\n");
		add_table(h->out, &block->table);
		MT_BUF_ADD(h->out, "</details>\n");
	}
	MT_BUF_ADD(h->out, "</figure>\n");
}

static void
add_heading(Html *h, const MtBlock *block)
{
	if (block->level == 2) {
		if (h->section)
			MT_BUF_ADD(h->out, "</section>\n");
		h->section = true;
		mt_buf_addf(h->out, "<section aria-labelledby=\"%s\">\n",
			    block->id);
	}
	mt_buf_addf(h->out, "<h%d", block->level);
	if (block->id != NULL)
		mt_buf_addf(h->out, " id=\"%s\"", block->id);
	mt_buf_add_char(h->out, '>');
	add_spans(h->out, &block->text);
	mt_buf_addf(h->out, "</h%d>\n", block->level);
}

static void
add_block(Html *h, const MtBlock *block)
{
	MtBuf *out = h->out;

	if (h->list != (block->kind == MT_BLOCK_ITEM)) {
		add(out, h->list ? "</ul>\n" : "<ul>\n");
		h->list = !h->list;
	}
	switch (block->kind) {
	case MT_BLOCK_HEADING:
		add_heading(h, block);
		break;
	case MT_BLOCK_PARAGRAPH:
	case MT_BLOCK_ITEM:
		add(out, h->list ? "<li>" : "<p>");
		add_spans(out, &block->text);
		add(out, h->list ? "</li>\n" : "</p>\n");
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
		add_chart(h, block);
		break;
	}
}

/* ---- the whole ---- */

static void
add_policy(MtBuf *out)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	guint8 digest[32];
	gsize n = sizeof digest;
	g_autofree char *text = NULL;

	g_checksum_update(sum, (const guchar *)mt_doc_style,
			  (gssize)strlen(mt_doc_style));
	g_checksum_get_digest(sum, digest, &n);
	text = g_base64_encode(digest, n);
	mt_buf_addf(out,
		    "<meta http-equiv=\"Content-Security-Policy\" "
		    "content=\"default-src 'none'; style-src 'sha256-%s'; "
		    "base-uri 'none'; form-action 'none'\">\n",
		    text);
}

static void
add_top(const MtDoc *doc, MtBuf *out)
{
	mt_buf_addf(out,
		    "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
		    "<meta charset=\"utf-8\">\n",
		    doc->language);
	add_policy(out);
	MT_BUF_ADD(out,
		   "<meta name=\"viewport\" "
		   "content=\"width=device-width, initial-scale=1\">\n"
		   "<meta name=\"referrer\" content=\"no-referrer\">\n"
		   "<meta name=\"generator\" content=\"mailtrace " MT_VERSION
		   "\">\n<title>");
	mt_safe_add_xml(out, doc->title.text);
	MT_BUF_ADD(out, "</title>\n<style>");
	add(out, mt_doc_style);
	MT_BUF_ADD(out, "</style>\n</head>\n<body>\n"
			"<a class=\"skip\" href=\"#summary\">To the summary"
			"</a>\n<header><h1>");
	mt_safe_add_html(out, doc->title.text);
	MT_BUF_ADD(out, "</h1><p>");
	add_spans(out, &doc->about);
	MT_BUF_ADD(out, "</p></header>\n");
}

static void
add_contents(const MtDoc *doc, MtBuf *out)
{
	MT_BUF_ADD(out, "<nav aria-label=\"Contents\"><ul>\n");
	for (size_t i = 0; i < doc->n; i++) {
		const MtBlock *b = &doc->blocks[i];

		if (b->kind != MT_BLOCK_HEADING || b->level != 2)
			continue;
		mt_buf_addf(out, "<li><a href=\"#%s\">", b->id);
		add_spans(out, &b->text);
		MT_BUF_ADD(out, "</a></li>\n");
	}
	MT_BUF_ADD(out, "</ul></nav>\n<main>\n");
}

void
mt_doc_write_html(const MtDoc *doc, MtBuf *out)
{
	Html h = {.out = out, .doc = doc};

	add_top(doc, out);
	add_contents(doc, out);
	for (size_t i = 0; i < doc->n; i++)
		add_block(&h, &doc->blocks[i]);
	if (h.list)
		MT_BUF_ADD(out, "</ul>\n");
	if (h.section)
		MT_BUF_ADD(out, "</section>\n");
	MT_BUF_ADD(out,
		   "</main>\n<footer>Made by mt-report, mailtrace " MT_VERSION
		   ". This file runs nothing and loads nothing.</footer>\n"
		   "</body>\n</html>\n");
}

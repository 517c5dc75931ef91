/* Lists that grow in the arena of their document. */
#include "report/doc/doc.h"

#include "base/time.h"

/* Room for one more of a list; what there was is copied, the old list stays in
 * the arena until the document ends. */
static void *
grow(MtArena *arena, void *list, size_t n, size_t *room, size_t size)
{
	char *more;

	if (n < *room)
		return list;
	*room = *room == 0 ? 4 : *room * 2;
	more = mt_arena_take(arena, *room * size);
	if (n > 0)
		memcpy(more, list, n * size);
	memset(more + n * size, 0, (*room - n) * size);
	return more;
}

MtDoc *
mt_doc_new(void)
{
	MtDoc *doc = g_new0(MtDoc, 1);

	doc->arena = mt_arena_new();
	doc->language = "en";
	return doc;
}

void
mt_doc_free(MtDoc *doc)
{
	if (doc == NULL)
		return;
	mt_arena_free(doc->arena);
	g_free(doc);
}

/* ---- spans ---- */

MtSpan
mt_doc_words(const char *words)
{
	return (MtSpan){.text = mt_slice_str(words)};
}

MtSpan
mt_doc_is(MtDoc *doc, MtSlice text, MtSpanIs is)
{
	return (MtSpan){.text = mt_arena_copy(doc->arena, text), .is = is};
}

MtSpan
mt_doc_data(MtDoc *doc, MtSlice text)
{
	return mt_doc_is(doc, text, MT_SPAN_DATA);
}

MtSpan
mt_doc_made(MtDoc *doc, const MtBuf *words)
{
	return mt_doc_is(doc, mt_buf_slice(words), MT_SPAN_WORDS);
}

/* A number with its unit. */
static MtSpan
made_whole(MtDoc *doc, const MtBuf *words)
{
	MtSpan span = mt_doc_made(doc, words);

	span.whole = true;
	return span;
}

MtSpan
mt_doc_duration(MtDoc *doc, int64_t us)
{
	g_auto(MtBuf) text = {0};

	mt_duration_add(&text, us);
	return made_whole(doc, &text);
}

void
mt_doc_add_number(MtBuf *out, int64_t n)
{
	if (n < 0)
		mt_buf_add_char(out, '-');
	mt_buf_add_count(out, n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
}

MtSpan
mt_doc_number(MtDoc *doc, int64_t n)
{
	g_auto(MtBuf) text = {0};

	mt_doc_add_number(&text, n);
	return mt_doc_made(doc, &text);
}

MtSpan
mt_doc_count(MtDoc *doc, int64_t n, const char *one, const char *many)
{
	g_auto(MtBuf) text = {0};

	mt_doc_add_number(&text, n);
	mt_buf_add_char(&text, ' ');
	mt_buf_add(&text, mt_slice_str(n == 1 ? one : many));
	return mt_doc_made(doc, &text);
}

MtSpan
mt_doc_share(MtDoc *doc, int64_t millionths)
{
	g_auto(MtBuf) text = {0};
	int64_t tenths = (millionths + 500) / 1000;

	/* What is rounded to nothing or all is not nothing, nor all. */
	if (millionths > 0 && tenths == 0)
		tenths = 1;
	if (millionths < 1000000 && tenths == 1000)
		tenths = 999;
	mt_buf_add_int(&text, tenths / 10);
	if (tenths % 10 != 0)
		mt_buf_addf(&text, ".%d", (int)(tenths % 10));
	MT_BUF_ADD(&text, " %");
	return made_whole(doc, &text);
}

void
mt_spans_add(MtDoc *doc, MtSpans *spans, MtSpan span)
{
	spans->spans = grow(doc->arena, spans->spans, spans->n, &spans->room,
			    sizeof span);
	spans->spans[spans->n++] = span;
}

static bool
is_stop(char c)
{
	return c == ',' || c == ';' || c == ':' || c == '.' || c == ')';
}

/* Words up to the next `%`. What follows a value without a space is glued. */
void
mt_spans_say(MtDoc *doc, MtSpans *spans, const char *sentence,
	     const MtSpan *values)
{
	MtSlice rest = mt_slice_str(sentence);
	bool glued = false;

	while (rest.n > 0) {
		size_t at = mt_slice_find_char(rest, '%');
		MtSlice head = mt_slice_sub(rest, 0, at);
		bool open = head.n == 0 ? glued : head.p[head.n - 1] != ' ';
		MtSpan words = {.text = mt_slice_trim(head)};

		words.glued = head.n > 0 && (is_stop(head.p[0]) ||
					     (glued && head.p[0] != ' '));
		if (words.text.n > 0)
			mt_spans_add(doc, spans, words);
		if (at == MT_SLICE_NOWHERE)
			break;
		mt_spans_add(doc, spans, *values++);
		spans->spans[spans->n - 1].glued =
			open && (head.n > 0 || glued);
		glued = true;
		rest = mt_slice_sub(rest, at + 1, rest.n);
	}
}

void
mt_spans_text(const MtSpans *spans, MtBuf *out)
{
	for (size_t i = 0; i < spans->n; i++) {
		if (i > 0 && !spans->spans[i].glued)
			mt_buf_add_char(out, ' ');
		mt_buf_add(out, spans->spans[i].text);
	}
}

/* ---- blocks ---- */

static MtBlock *
begin(MtDoc *doc, MtBlockKind kind)
{
	MtBlock *block;

	doc->blocks = grow(doc->arena, doc->blocks, doc->n, &doc->room,
			   sizeof *doc->blocks);
	block = &doc->blocks[doc->n++];
	*block = (MtBlock){.kind = kind};
	return block;
}

static MtBlock *
last(MtDoc *doc)
{
	g_assert(doc->n > 0);
	return &doc->blocks[doc->n - 1];
}

void
mt_doc_heading(MtDoc *doc, int level, const char *id, MtSpan text)
{
	MtBlock *block = begin(doc, MT_BLOCK_HEADING);

	block->level = level;
	block->id = id;
	mt_doc_add(doc, text);
}

void
mt_doc_paragraph(MtDoc *doc)
{
	begin(doc, MT_BLOCK_PARAGRAPH);
}

void
mt_doc_item(MtDoc *doc)
{
	begin(doc, MT_BLOCK_ITEM);
}

void
mt_doc_add(MtDoc *doc, MtSpan span)
{
	mt_spans_add(doc, &last(doc)->text, span);
}

void
mt_doc_say(MtDoc *doc, const char *sentence, const MtSpan *values)
{
	mt_spans_say(doc, &last(doc)->text, sentence, values);
}

static void
set_columns(MtTable *table, const char *caption, const MtColumn *columns,
	    size_t n)
{
	table->caption = caption;
	table->columns = columns;
	table->n_columns = n;
}

void
mt_doc_table(MtDoc *doc, const char *caption, const MtColumn *columns, size_t n)
{
	set_columns(&begin(doc, MT_BLOCK_TABLE)->table, caption, columns, n);
}

void
mt_doc_numbers(MtDoc *doc, const char *caption, const MtColumn *columns,
	       size_t n)
{
	set_columns(&last(doc)->table, caption, columns, n);
}

void
mt_doc_facts(MtDoc *doc, const char *caption)
{
	static const MtColumn columns[] = {{.title = "what"},
					   {.title = "value"}};

	set_columns(&begin(doc, MT_BLOCK_FACTS)->table, caption, columns, 2);
}

MtRow *
mt_doc_row(MtDoc *doc)
{
	MtTable *t = &last(doc)->table;
	MtRow *row;

	t->rows = grow(doc->arena, t->rows, t->n, &t->room, sizeof *t->rows);
	row = &t->rows[t->n++];
	*row = (MtRow){
		.cells = MT_ARENA_NEW0(doc->arena, MtSpans, t->n_columns)};
	return row;
}

void
mt_doc_cell(MtDoc *doc, size_t column, MtSpan span)
{
	MtTable *t = &last(doc)->table;

	g_assert(t->n > 0 && column < t->n_columns);
	mt_spans_add(doc, &t->rows[t->n - 1].cells[column], span);
}

void
mt_doc_fact(MtDoc *doc, const char *what)
{
	mt_doc_row(doc);
	mt_doc_cell(doc, 0, mt_doc_words(what));
}

void
mt_doc_lines(MtDoc *doc)
{
	begin(doc, MT_BLOCK_LINES);
}

MtSpans *
mt_doc_line(MtDoc *doc)
{
	MtLineList *l = &last(doc)->lines;

	l->lines = grow(doc->arena, l->lines, l->n, &l->room, sizeof *l->lines);
	return &l->lines[l->n++];
}

void
mt_doc_chart(MtDoc *doc, struct MtChart *chart)
{
	begin(doc, MT_BLOCK_CHART)->chart = chart;
}

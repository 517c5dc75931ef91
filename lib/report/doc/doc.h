/*
 * A document: what a report says, before anybody decides how it looks. Made
 * once, then written as text, Markdown or HTML, so that all three say the same.
 *
 * Text is either our own words or data: bytes of mail and logs. Only writers
 * escape, so a document holds data as it came. All memory is the document's.
 *
 *	mt_doc_heading(doc, 2, "journey", "Journey");
 *	mt_doc_paragraph(doc);
 *	mt_doc_say(doc, "% lost % of it.", (MtSpan[]){host, time});
 */
#ifndef MT_REPORT_DOC_DOC_H
#define MT_REPORT_DOC_DOC_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/slice.h"

/* What a text is: what writers set apart, and what redaction has to look at. */
typedef enum {
	MT_SPAN_WORDS,   /* ours */
	MT_SPAN_DATA,    /* a name, an id, a reply: as it came */
	MT_SPAN_USER,    /* the name of a person's account */
	MT_SPAN_SUBJECT, /* what a person wrote */
	MT_SPAN_PERSON,  /* names and addresses as people write them */
	MT_SPAN_PATH,    /* of a file */
} MtSpanIs;

/* How it is to be seen. */
typedef enum {
	MT_SPAN_PLAIN,
	MT_SPAN_STRONG,
	MT_SPAN_LOOK, /* look here */
	MT_SPAN_GOOD,
	MT_SPAN_FAINT,
	MT_SPAN_MARK, /* evidence within a longer text */
} MtSpanStyle;

typedef struct {
	MtSlice text;
	MtSpanIs is;
	MtSpanStyle style;
	const char *to; /* id of a heading that it leads to; NULL for none */
	bool glued;     /* no space before it */
	bool whole;     /* no line ends within it */
} MtSpan;

typedef struct {
	MtSpan *spans;
	size_t n, room;
} MtSpans;

typedef struct {
	const char *title;
	bool right;   /* numbers */
	bool shrinks; /* may be shortened where the line is full */
} MtColumn;

typedef struct {
	MtSpans *cells; /* as many as there are columns */
	MtSpans below;  /* about the row, across all columns */
	bool look;      /* the row to look at */
} MtRow;

typedef struct {
	const char *caption;
	const MtColumn *columns;
	size_t n_columns;
	MtRow *rows;
	size_t n, room;
} MtTable;

/* Lines that stay as they are, such as the fields of a header. */
typedef struct {
	MtSpans *lines;
	size_t n, room;
} MtLineList;

struct MtChart; /* report/chart/chart.h */

typedef enum {
	MT_BLOCK_HEADING,
	MT_BLOCK_PARAGRAPH,
	MT_BLOCK_ITEM,  /* of a list: items in a row are one list */
	MT_BLOCK_FACTS, /* a table of two columns: what, and its value */
	MT_BLOCK_TABLE,
	MT_BLOCK_LINES,
	MT_BLOCK_CHART,
} MtBlockKind;

typedef struct {
	MtBlockKind kind;
	int level;      /* of a heading: 2 to 4 */
	const char *id; /* of a heading, or none */
	MtSpans text;   /* heading, paragraph, item; of a chart what it shows */
	MtTable table;  /* facts, table; of a chart its numbers */
	MtLineList lines;
	struct MtChart *chart;
} MtBlock;

typedef struct {
	MtArena *arena;
	MtSpan title;
	MtSpans about; /* a line below it: which ticket, made when */
	const char *language;
	MtBlock *blocks;
	size_t n, room;
} MtDoc;

MtDoc *mt_doc_new(void);
void mt_doc_free(MtDoc *doc);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtDoc, mt_doc_free)

/* ---- spans ---- */

/* Data is copied, so it may be gone afterwards; words are literals. */
MtSpan mt_doc_words(const char *words);
MtSpan mt_doc_data(MtDoc *doc, MtSlice text);
MtSpan mt_doc_is(MtDoc *doc, MtSlice text, MtSpanIs is);
/* What was put together of our own words and numbers. */
MtSpan mt_doc_made(MtDoc *doc, const MtBuf *words);
MtSpan mt_doc_duration(MtDoc *doc, int64_t us);
MtSpan mt_doc_number(MtDoc *doc, int64_t n); /* `12,345` */
void mt_doc_add_number(MtBuf *out, int64_t n);
/* `1 message`, `12,345 messages`. */
MtSpan mt_doc_count(MtDoc *doc, int64_t n, const char *one, const char *many);
/* Millionths as `98.7 %`; all but 0 and 1 are told from these. */
MtSpan mt_doc_share(MtDoc *doc, int64_t millionths);

static inline MtSpan
mt_span_style(MtSpan span, MtSpanStyle style)
{
	span.style = style;
	return span;
}

static inline MtSpan
mt_span_to(MtSpan span, const char *id)
{
	span.to = id;
	return span;
}

void mt_spans_add(MtDoc *doc, MtSpans *spans, MtSpan span);

/*
 * The words of `sentence`, each `%` the next of `values`. Stops and commas stand
 * right behind a value where they do in the sentence.
 */
void mt_spans_say(MtDoc *doc, MtSpans *spans, const char *sentence,
		  const MtSpan *values);

/* ---- blocks; each function adds to the last one begun ---- */

void mt_doc_heading(MtDoc *doc, int level, const char *id, MtSpan text);
void mt_doc_paragraph(MtDoc *doc);
void mt_doc_item(MtDoc *doc);
void mt_doc_add(MtDoc *doc, MtSpan span);
void mt_doc_say(MtDoc *doc, const char *sentence, const MtSpan *values);

void mt_doc_facts(MtDoc *doc, const char *caption);
/* A fact whose value is then added with mt_doc_cell(). */
void mt_doc_fact(MtDoc *doc, const char *what);

/* `columns` must outlive the document. */
void mt_doc_table(MtDoc *doc, const char *caption, const MtColumn *columns,
		  size_t n);
MtRow *mt_doc_row(MtDoc *doc);
/* To the cell of that number of the last row. */
void mt_doc_cell(MtDoc *doc, size_t column, MtSpan span);

void mt_doc_lines(MtDoc *doc);
MtSpans *mt_doc_line(MtDoc *doc);

/* Its numbers may follow as a table: mt_doc_numbers() instead of mt_doc_table(). */
void mt_doc_chart(MtDoc *doc, struct MtChart *chart);
void mt_doc_numbers(MtDoc *doc, const char *caption, const MtColumn *columns,
		    size_t n);

/* ---- for writers ---- */

/* The text of spans in one: a space between those that are not glued. */
void mt_spans_text(const MtSpans *spans, MtBuf *out);

#endif

/* One word at a time: its width, the room, and a line end where that is less. */
#include "report/flow.h"

#include "report/cell.h"

/* Columns of what people copy; Message-IDs and paths of 200 do occur. */
enum { WHOLE = 300 };

MtFlow
mt_flow(MtBuf *out, const MtTerm *term, size_t column, size_t indent)
{
	return (MtFlow){.out = out,
			.width = term->width,
			.indent = indent,
			.column = column,
			.utf8 = term->utf8};
}

bool
mt_flow_fits(const MtFlow *f, size_t width)
{
	return f->column + f->begun + width <= f->width;
}

void
mt_flow_skip(MtFlow *f, size_t column)
{
	size_t n = column - f->column;

	memset(mt_buf_room(f->out, n + 1), ' ', n);
	f->out->n += n;
	f->column = column;
	f->begun = false;
}

void
mt_flow_break(MtFlow *f)
{
	if (f->column == f->indent && !f->begun)
		return;
	mt_buf_add_char(f->out, '\n');
	f->column = 0;
	mt_flow_skip(f, f->indent);
}

/* Should a value `wide` columns wide begin a new line? One that is too long for
 * any line stays behind a short word such as `from`. */
static bool
wants_line(const MtFlow *f, size_t wide)
{
	size_t line = f->width - MIN(f->indent, f->width);

	if (mt_flow_fits(f, wide) || (!f->begun && f->column <= f->indent))
		return false;
	return wide <= line || f->column > f->indent + line / 4;
}

static void
add(MtFlow *f, MtSlice value, size_t most)
{
	size_t left;

	if (wants_line(f, mt_cell_width(value, f->utf8)))
		mt_flow_break(f);
	if (f->begun) {
		mt_buf_add_char(f->out, ' ');
		f->column++;
	}
	left = f->column < f->width ? f->width - f->column : 1;
	f->column += mt_cell_add_short(f->out, value, MAX(left, most), f->utf8);
	f->begun = true;
}

void
mt_flow_add(MtFlow *f, MtSlice value)
{
	add(f, value, 0);
}

void
mt_flow_add_words(MtFlow *f, MtSlice text)
{
	for (MtSlice word; mt_slice_word(&text, &word);)
		mt_flow_add(f, word);
}

void
mt_flow_add_whole(MtFlow *f, MtSlice value)
{
	add(f, value, WHOLE);
}

/* The first column of a line, without leaving an empty one. */
static void
begin_line(MtFlow *f)
{
	MtBuf *out = f->out;

	while (out->n > 0 && out->p[out->n - 1] == ' ')
		out->n--;
	if (out->n > 0 && out->p[out->n - 1] != '\n')
		mt_buf_add_char(out, '\n');
}

void
mt_flow_add_broken(MtFlow *f, MtSlice value)
{
	size_t line = f->width - MIN(f->indent, f->width);

	if (mt_cell_width(value, f->utf8) <= line) {
		mt_flow_add(f, value);
		return;
	}
	begin_line(f);
	mt_cell_add_part(f->out, &value, f->width, f->utf8);
	while (value.n > 0) {
		mt_buf_add_char(f->out, '\n');
		mt_cell_add_part(f->out, &value, f->width, f->utf8);
	}
	/* What follows is no part of it. */
	f->column = f->width;
	f->begun = true;
}

/* A word of a sentence with its values filled in. */
static void
add_word(MtFlow *f, MtSlice word, const MtSlice **values)
{
	g_auto(MtBuf) filled = {0};

	for (size_t i = 0; i < word.n; i++)
		if (word.p[i] == '%')
			mt_buf_add(&filled, *(*values)++);
		else
			mt_buf_add_char(
				&filled,
				(char)(word.p[i] == '~' ? ' ' : word.p[i]));
	mt_flow_add(f, mt_buf_slice(&filled));
}

void
mt_flow_say(MtFlow *f, const char *sentence, const MtSlice *values)
{
	MtSlice rest = mt_slice_str(sentence), word;

	while (mt_slice_word(&rest, &word))
		add_word(f, word, &values);
}

void
mt_flow_end(MtFlow *f)
{
	mt_buf_add_char(f->out, '\n');
	f->column = 0;
	f->begun = false;
}

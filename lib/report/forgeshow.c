/* Evidence as it stands: a line of the field, what counts marked below it. */
#include "report/forgetext.h"

#include "report/cell.h"
#include "report/flow.h"

enum { INDENT = 3 };

/* One line out of a field, folds as spaces, and a place in it. */
typedef struct {
	MtSlice before, text, behind;
	bool cut_before, cut_behind;
} Excerpt;

static size_t
width_of(const MtForgeOut *o, MtSlice text)
{
	size_t n = mt_cell_width(text, o->term->utf8);

	return n;
}

/* Bytes of `text` from its end (or front) that fit into `width` columns. */
static MtSlice
tail(const MtForgeOut *o, MtSlice text, size_t width)
{
	size_t n = MIN(text.n, width);

	while (n > 0 &&
	       (width_of(o, mt_slice_sub(text, text.n - n, text.n)) > width ||
		((unsigned char)text.p[text.n - n] & 0xc0) == 0x80))
		n--;
	return mt_slice_sub(text, text.n - n, text.n);
}

static MtSlice
front(const MtForgeOut *o, MtSlice text, size_t width)
{
	size_t n = MIN(text.n, width);

	while (n > 0 &&
	       (width_of(o, mt_slice_sub(text, 0, n)) > width ||
		(n < text.n && ((unsigned char)text.p[n] & 0xc0) == 0x80)))
		n--;
	return mt_slice_sub(text, 0, n);
}

/* Folds and runs of white space as one space; `at` follows its byte. */
static void
squeeze(MtSlice raw, size_t at, size_t n, MtBuf *line, size_t *from, size_t *to)
{
	bool space = false;

	*from = *to = 0;
	for (size_t i = 0; i < raw.n; i++) {
		if (i == at)
			*from = line->n + (space && line->n > 0 &&
					   !mt_is_space(raw.p[i]));
		if (mt_is_space(raw.p[i])) {
			space = true;
		} else {
			if (space && line->n > 0)
				mt_buf_add_char(line, ' ');
			space = false;
			mt_buf_add_char(line, raw.p[i]);
		}
		if (i + 1 == at + n)
			*to = line->n;
	}
	*to = MAX(*to, *from);
}

static void
choose(const MtForgeOut *o, MtSlice line, size_t from, size_t to, size_t width,
       Excerpt *e)
{
	size_t room, left;

	*e = (Excerpt){mt_slice_sub(line, 0, from),
		       mt_slice_sub(line, from, to),
		       mt_slice_sub(line, to, line.n), false, false};
	room = width_of(o, e->text);
	room = room + 2 >= width ? 0 : width - room - 2;
	left = MIN(room / 2, width_of(o, e->before));
	if (width_of(o, e->behind) < room - left)
		left = room - width_of(o, e->behind);
	e->cut_before = width_of(o, e->before) > left;
	e->before = tail(o, e->before, left);
	left = room - width_of(o, e->before);
	e->cut_behind = width_of(o, e->behind) > left;
	e->behind = front(o, e->behind, left);
}

static void
add_dots(const MtForgeOut *o, MtBuf *out)
{
	mt_buf_add(out,
		   o->term->utf8 ? MT_SLICE("\xe2\x80\xa6") : MT_SLICE("~"));
}

static size_t
draw(const MtForgeOut *o, MtBuf *out, const Excerpt *e, size_t width,
     size_t *marks)
{
	bool utf8 = o->term->utf8;
	size_t at = INDENT + e->cut_before + width_of(o, e->before);

	mt_buf_addf(out, "%*s", INDENT, "");
	if (e->cut_before)
		add_dots(o, out);
	mt_cell_add(out, e->before, utf8);
	*marks = mt_cell_add_short(out, e->text,
				   width - (at - INDENT) - e->cut_behind, utf8);
	mt_cell_add(out, e->behind, utf8);
	if (e->cut_behind)
		add_dots(o, out);
	mt_buf_add_char(out, '\n');
	return at;
}

/* `   ^^^^ meaning`, or the meaning before or below where it does not fit. */
static void
mark(const MtForgeOut *o, MtBuf *out, size_t at, size_t n, MtSlice meaning)
{
	size_t width = o->term->width, need = width_of(o, meaning);
	MtFlow flow;

	if (n == 0)
		n = 1;
	if (at + n + 1 + need > width && at > INDENT + need) {
		mt_buf_addf(out, "%*s", (int)(at - need - 1), "");
		mt_cell_add(out, meaning, o->term->utf8);
		mt_buf_add_char(out, ' ');
		meaning.n = 0;
	} else {
		mt_buf_addf(out, "%*s", (int)at, "");
	}
	mt_buf_add(out, mt_term_style(o->term, MT_TERM_LOOK));
	for (size_t i = 0; i < n; i++)
		mt_buf_add_char(out, '^');
	mt_buf_add(out, mt_term_style(o->term, MT_TERM_PLAIN));
	if (meaning.n > 0 && at + n + 1 + need > width) {
		mt_buf_addf(out, "\n%*s", INDENT, "");
		flow = mt_flow(out, o->term, INDENT, INDENT);
	} else {
		flow = mt_flow(out, o->term, at + n, INDENT);
		if (meaning.n > 0) {
			mt_buf_add_char(out, ' ');
			flow.column++;
		}
	}
	mt_flow_add_words(&flow, meaning);
	mt_flow_end(&flow);
}

static void
show(const MtForgeOut *o, MtBuf *out, const MtEvidence *e)
{
	size_t width = o->term->width - INDENT, from, to, at, marks;
	g_auto(MtBuf) line = {0};
	MtSlice raw = e->text;
	Excerpt excerpt;
	size_t start = 0;

	if (raw.n == 0) {
		mt_buf_addf(out, "%*s", INDENT, "");
		mt_cell_add(out, e->meaning, o->term->utf8);
		mt_buf_add_char(out, '\n');
		return;
	}

	if (e->field != NULL) {
		raw = e->field->raw;
		start = (size_t)(e->text.p - raw.p);
	}
	squeeze(raw, start, e->text.n, &line, &from, &to);
	choose(o, mt_buf_slice(&line), from, to, width, &excerpt);
	at = draw(o, out, &excerpt, width, &marks);
	mark(o, out, at, marks, e->meaning);
}

/* `hop 2, bytes 1204 to 1287:` */
static void
say_place(const MtForgeOut *o, MtBuf *out, const MtEvidence *e)
{
	g_auto(MtBuf) place = {0};
	MtFlow flow = mt_flow(out, o->term, INDENT, INDENT);

	if (e->log.p != NULL) {
		mt_buf_add(&place, e->log);
		mt_buf_addf(&place, " line %llu,", (unsigned long long)e->line);
	} else if (e->hop > 0) {
		mt_buf_addf(&place, "hop %zu,", e->hop);
	}
	mt_buf_addf(&place,
		    " bytes %llu to %llu:", (unsigned long long)e->offset,
		    (unsigned long long)(e->offset + e->length - 1));
	mt_buf_addf(out, "%*s", INDENT, "");
	mt_buf_add(out, mt_term_style(o->term, MT_TERM_FAINT));
	mt_flow_add_words(&flow, mt_buf_slice(&place));
	mt_buf_add(out, mt_term_style(o->term, MT_TERM_PLAIN));
	mt_flow_end(&flow);
}

void
mt_forgetext_evidence(const MtForgeOut *o, MtBuf *out, const MtFinding *finding)
{
	for (size_t i = 0; i < finding->n; i++) {
		say_place(o, out, &finding->evidence[i]);
		show(o, out, &finding->evidence[i]);
	}
}

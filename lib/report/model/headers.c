/* Header blocks as they stand, with the evidence of the findings marked. */
#include "report/model/parts.h"

enum { MESSAGES = 5 };

/* Where a piece of evidence lies in the block. */
typedef struct {
	uint64_t from, to;
} Place;

static gint
by_from(gconstpointer a, gconstpointer b)
{
	const Place *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from;
}

/* Evidence in the message itself, in order, none over another. */
static GArray *
places_of(const MtJourney *j)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(Place));
	uint64_t begin = j->header_offset, end = begin + j->header.n, free = 0;
	guint kept = 0;

	for (guint i = 0; i < j->found->len; i++) {
		const MtFindingRecord *f = g_ptr_array_index(j->found, i);
		const MtEvidenceRecord *e = f->evidence.items;

		for (size_t k = 0; k < f->evidence.n; k++) {
			uint64_t from = (uint64_t)e[k].offset.n;
			Place place;

			if (e[k].source.n > 0 || !e[k].offset.known ||
			    e[k].offset.n < 0 || e[k].length.n <= 0 ||
			    from < begin || from >= end)
				continue;
			place.from = from - begin;
			place.to = place.from +
				   MIN((uint64_t)e[k].length.n, end - from);
			g_array_append_val(all, place);
		}
	}
	g_array_sort(all, by_from);
	for (guint i = 0; i < all->len; i++) {
		Place p = g_array_index(all, Place, i);

		p.from = MAX(p.from, free);
		if (p.from >= p.to)
			continue;
		free = p.to;
		g_array_index(all, Place, kept++) = p;
	}
	g_array_set_size(all, kept);
	return all;
}

/* Fields in which people write about people; the rest is of machines. */
static MtSpanIs
kind_of(MtSlice line, MtSpanIs before)
{
	static const struct {
		const char *name;
		MtSpanIs is;
	} fields[] = {
		{"subject:", MT_SPAN_SUBJECT},
		{"thread-topic:", MT_SPAN_SUBJECT},
		{"comments:", MT_SPAN_SUBJECT},
		{"keywords:", MT_SPAN_SUBJECT},
		{"from:", MT_SPAN_PERSON},
		{"to:", MT_SPAN_PERSON},
		{"cc:", MT_SPAN_PERSON},
		{"bcc:", MT_SPAN_PERSON},
		{"sender:", MT_SPAN_PERSON},
		{"reply-to:", MT_SPAN_PERSON},
		{"resent-from:", MT_SPAN_PERSON},
		{"resent-to:", MT_SPAN_PERSON},
		{"resent-cc:", MT_SPAN_PERSON},
		{"resent-sender:", MT_SPAN_PERSON},
		{"organization:", MT_SPAN_PERSON},
		{"disposition-notification-to:", MT_SPAN_PERSON},
	};

	if (line.n > 0 && (line.p[0] == ' ' || line.p[0] == '\t'))
		return before;
	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
		if (mt_slice_starts_i(line, mt_slice_str(fields[i].name)))
			return fields[i].is;
	return MT_SPAN_DATA;
}

/* The name of a field is nobody's secret. */
static size_t
name_length(MtSlice line, MtSpanIs is)
{
	if (is == MT_SPAN_DATA || line.n == 0 || mt_is_space(line.p[0]))
		return 0;
	return mt_slice_find_char(line, ':') + 1;
}

static void
add_piece(const MtReport *r, MtSpans *line, MtSlice text, MtSpanIs is,
	  bool mark)
{
	MtSpan span = mt_doc_is(r->doc, text, is);

	span.glued = true;
	span.style = mark ? MT_SPAN_MARK : MT_SPAN_PLAIN;
	if (text.n > 0)
		mt_spans_add(r->doc, line, span);
}

/* A line in pieces: outside and inside of evidence by turns. */
static guint
add_line(const MtReport *r, MtSlice line, uint64_t at, MtSpanIs is,
	 const GArray *places, guint next)
{
	MtSpans *out = mt_doc_line(r->doc);
	uint64_t end = at + line.n, from = at + name_length(line, is);

	add_piece(r, out, mt_slice_sub(line, 0, from - at), MT_SPAN_DATA,
		  false);
	while (next < places->len) {
		const Place *p = &g_array_index(places, Place, next);

		if (p->from >= end)
			break;
		if (p->to > from) {
			uint64_t begin = MAX(p->from, from);

			add_piece(r, out,
				  mt_slice_sub(line, from - at, begin - at), is,
				  false);
			from = MIN(p->to, end);
			add_piece(r, out,
				  mt_slice_sub(line, begin - at, from - at), is,
				  true);
		}
		if (p->to > end)
			break;
		next++;
	}
	add_piece(r, out, mt_slice_sub(line, from - at, line.n), is, false);
	return next;
}

static void
add_block(const MtReport *r, const MtJourney *j)
{
	g_autoptr(GArray) places = places_of(j);
	MtSlice rest = j->header, line;
	MtSpanIs is = MT_SPAN_DATA;
	uint64_t at = 0;
	guint next = 0;

	mt_doc_lines(r->doc);
	while (rest.n > 0) {
		bool cut = mt_slice_cut(&rest, '\n', &line);
		uint64_t step;

		if (!cut) {
			line = rest;
			rest.n = 0;
		}
		step = line.n + cut;
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		is = kind_of(line, is);
		next = add_line(r, line, at, is, places, next);
		at += step;
	}
}

void
mt_report_add_headers(const MtReport *r)
{
	guint n = 0;

	for (guint i = 0; i < r->ranked->len && n < MESSAGES; i++) {
		const MtJourney *j = g_ptr_array_index(r->ranked, i);
		MtSpan value;

		if (j->header.n == 0)
			continue;
		if (n++ == 0)
			mt_doc_heading(r->doc, 3, "headers",
				       mt_doc_words("Headers as they stand"));
		mt_doc_paragraph(r->doc);
		value = mt_doc_is(r->doc, j->source, MT_SPAN_PATH);
		mt_doc_say(r->doc, "% (evidence is marked):", &value);
		add_block(r, j);
		if (j->header_cut == 0)
			continue;
		value = mt_doc_count(r->doc, (int64_t)j->header_cut, "byte",
				     "bytes");
		mt_doc_paragraph(r->doc);
		mt_doc_say(r->doc, "% more are not shown.", &value);
	}
}

/* Two walks over a document: the first learns who there is, in the order of
 * reading, the second writes pseudonyms. */
#include "report/doc/redact.h"

#include "report/chart/chart.h"
#include "report/doc/pseudonyms.h"
#include "report/doc/spot.h"

enum { SUBJECTS = 256, SUBJECT_LEAST = 4 };

typedef struct {
	MtDoc *doc;
	MtRedact what;
	bool learn; /* the first walk */
	bool in_header;
	MtPseudonyms *users, *hosts, *subjects;
	MtPseudonyms *locals;    /* of addresses that are replaced whole */
	MtSlice known[SUBJECTS]; /* subjects, to be found in other texts */
	size_t n_known;
} Redact;

/* ---- one text ---- */

static void
add_name(Redact *r, MtBuf *out, MtSlice name)
{
	if (mt_pseudonyms_have(r->users, name))
		mt_pseudonyms_add(r->users, out, name);
	else if (mt_pseudonyms_have(r->locals, name))
		mt_pseudonyms_add(r->locals, out, name);
	else
		mt_buf_add(out, name);
}

/* Headers name who had logged in, in comments of any form: so each word that is
 * the name of a user is one. */
static void
add_words(Redact *r, MtBuf *out, MtSlice text)
{
	size_t from = 0;

	if (!r->in_header) {
		mt_buf_add(out, text);
		return;
	}
	for (size_t i = 0; i < text.n; i++) {
		if (mt_spot_is_atom(text.p[i]))
			continue;
		add_name(r, out, mt_slice_sub(text, from, i));
		mt_buf_add_char(out, text.p[i]);
		from = i + 1;
	}
	add_name(r, out, mt_slice_sub(text, from, text.n));
}

static void
add_ips(Redact *r, MtBuf *out, MtSlice text)
{
	size_t from = 0, start, end;

	while (r->what == MT_REDACT_ALL &&
	       mt_spot_ip(text, from, &start, &end)) {
		add_words(r, out, mt_slice_sub(text, from, start));
		mt_pseudonyms_add(r->hosts, out,
				  mt_slice_sub(text, start, end));
		from = end;
	}
	add_words(r, out, mt_slice_sub(text, from, text.n));
}

/* It is a folder's name, too. */
static void
learn_local(Redact *r, MtSlice local)
{
	g_auto(MtBuf) unused = {0};

	mt_pseudonyms_add(r->locals, &unused, local);
}

static void
add_addresses(Redact *r, MtBuf *out, MtSlice text)
{
	size_t from = 0;
	MtSpot a;

	while (mt_spot_address(text, from, &a)) {
		add_ips(r, out, mt_slice_sub(text, from, a.from));
		if (r->what == MT_REDACT_ALL) {
			mt_pseudonyms_add(r->users, out,
					  mt_slice_sub(text, a.from, a.to));
			learn_local(r, mt_slice_sub(text, a.from, a.at));
		} else {
			mt_pseudonyms_add(r->users, out,
					  mt_slice_sub(text, a.from, a.at));
			mt_buf_add(out, mt_slice_sub(text, a.at, a.to));
		}
		from = a.to;
	}
	add_ips(r, out, mt_slice_sub(text, from, text.n));
}

/* Of what people wrote about people, only the addresses are left. */
static void
add_person(Redact *r, MtBuf *out, MtSlice text)
{
	size_t from = 0, n = 0;
	MtSpot a;

	while (mt_spot_address(text, from, &a)) {
		if (n++ > 0)
			MT_BUF_ADD(out, ", ");
		add_addresses(r, out, mt_slice_sub(text, a.from, a.to));
		from = a.to;
	}
	if (n == 0 && text.n > 0)
		MT_BUF_ADD(out, "[redacted]");
}

/* Parts of a path that are the name of a user. */
static void
add_path(Redact *r, MtBuf *out, MtSlice text)
{
	size_t from = 0;

	for (size_t i = 0; i <= text.n; i++) {
		MtSlice part;

		if (i < text.n && strchr("/ '=", text.p[i]) == NULL)
			continue;
		part = mt_slice_sub(text, from, i);
		if (mt_pseudonyms_have(r->users, part))
			mt_pseudonyms_add(r->users, out, part);
		else if (mt_pseudonyms_have(r->locals, part))
			mt_pseudonyms_add(r->locals, out, part);
		else
			add_addresses(r, out, part);
		if (i < text.n)
			mt_buf_add_char(out, text.p[i]);
		from = i + 1;
	}
}

/* A subject that stands in a sentence. */
static void
add_sentence(Redact *r, MtBuf *out, MtSlice text)
{
	for (size_t i = 0; i < r->n_known; i++) {
		size_t at = mt_slice_find(text, r->known[i]);

		if (at == MT_SLICE_NOWHERE)
			continue;
		add_addresses(r, out, mt_slice_sub(text, 0, at));
		mt_pseudonyms_add(r->subjects, out, r->known[i]);
		text = mt_slice_sub(text, at + r->known[i].n, text.n);
	}
	add_addresses(r, out, text);
}

static void
learn_subject(Redact *r, MtSlice text)
{
	if (r->learn && text.n >= SUBJECT_LEAST && r->n_known < SUBJECTS)
		r->known[r->n_known++] = text;
}

static void
redact_span(Redact *r, MtSpan *span)
{
	g_auto(MtBuf) out = {0};

	switch (span->is) {
	case MT_SPAN_USER:
		if (mt_slice_find_char(span->text, '@') == MT_SLICE_NOWHERE)
			mt_pseudonyms_add(r->users, &out, span->text);
		else
			add_addresses(r, &out, span->text);
		break;
	case MT_SPAN_SUBJECT:
		if (r->what == MT_REDACT_ALL) {
			learn_subject(r, span->text);
			mt_pseudonyms_add(r->subjects, &out, span->text);
		} else {
			add_addresses(r, &out, span->text);
		}
		break;
	case MT_SPAN_PERSON:
		add_person(r, &out, span->text);
		break;
	case MT_SPAN_PATH:
		add_path(r, &out, span->text);
		break;
	case MT_SPAN_WORDS:
	case MT_SPAN_DATA:
		add_sentence(r, &out, span->text);
		break;
	}
	if (!r->learn)
		span->text = mt_doc_made(r->doc, &out).text;
}

/* ---- the document ---- */

static void
redact_spans(Redact *r, MtSpans *spans)
{
	for (size_t i = 0; i < spans->n; i++)
		redact_span(r, &spans->spans[i]);
}

static void
redact_table(Redact *r, MtTable *t)
{
	for (size_t i = 0; i < t->n; i++) {
		for (size_t k = 0; k < t->n_columns; k++)
			redact_spans(r, &t->rows[i].cells[k]);
		redact_spans(r, &t->rows[i].below);
	}
}

static void
redact_block(Redact *r, MtBlock *b)
{
	redact_spans(r, &b->text);
	redact_table(r, &b->table);
	r->in_header = true;
	for (size_t i = 0; i < b->lines.n; i++)
		redact_spans(r, &b->lines.lines[i]);
	r->in_header = false;
	if (b->chart == NULL)
		return;
	redact_spans(r, &b->chart->labels);
	for (size_t i = 0; b->chart->kind == MT_CHART_TLS && i < b->chart->n;
	     i++)
		redact_span(r, &b->chart->tls[i].how);
}

static void
walk(Redact *r, bool learn)
{
	r->learn = learn;
	redact_span(r, &r->doc->title);
	redact_spans(r, &r->doc->about);
	for (size_t i = 0; i < r->doc->n; i++)
		redact_block(r, &r->doc->blocks[i]);
}

void
mt_redact(MtDoc *doc, MtRedact what)
{
	bool all = what == MT_REDACT_ALL;
	Redact r = {.doc = doc, .what = what};

	if (what == MT_REDACT_NOTHING)
		return;
	r.users = mt_pseudonyms_new(all ? "address" : "user");
	r.hosts = mt_pseudonyms_new("ip");
	r.subjects = mt_pseudonyms_new("subject");
	r.locals = mt_pseudonyms_new("user");
	walk(&r, true);
	walk(&r, false);
	mt_pseudonyms_free(r.users);
	mt_pseudonyms_free(r.hosts);
	mt_pseudonyms_free(r.subjects);
	mt_pseudonyms_free(r.locals);
}

const char *
mt_redact_words(MtRedact what)
{
	switch (what) {
	case MT_REDACT_USERS:
		return "names of users and local parts of addresses are "
		       "pseudonyms, and words beside addresses in headers are "
		       "left out; host names are as they were";
	case MT_REDACT_ALL:
		return "addresses of mail, addresses of hosts and subjects are "
		       "pseudonyms, and words beside addresses in headers are "
		       "left out; host names are as they were";
	case MT_REDACT_NOTHING:
		break;
	}
	return NULL;
}

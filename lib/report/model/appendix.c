/* Everything that another person needs to make the same report again. */
#include "report/model/parts.h"

/* ---- inputs, as they come ---- */

void *
mt_model_copy_input(const void *item, MtArena *arena)
{
	MtModelInput *to = mt_arena_take(arena, sizeof *to);
	MtSlice *texts[] = {&to->path, &to->what, &to->failed};

	*to = *(const MtModelInput *)item;
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		*texts[i] = mt_arena_copy(arena, *texts[i]);
	return to;
}

void
mt_model_add_input(MtModel *m, const MtModelInput *input)
{
	m->input_bytes += input->size;
	m->inputs_failed += input->failed.n > 0;
	mt_picks_add(&m->inputs, input->failed.n > 0, input);
}

/* ---- the section ---- */

static void
add_fact(const MtReport *r, const char *what, MtSpan value)
{
	mt_doc_fact(r->doc, what);
	mt_doc_cell(r->doc, 1, value);
}

/* As a shell takes it. */
static void
add_argument(const MtReport *r, const char *arg)
{
	g_auto(MtBuf) out = {0};
	bool plain = *arg != '\0' &&
		     strspn(arg, "abcdefghijklmnopqrstuvwxyz"
				 "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "0123456789+,-./:=@_%") == strlen(arg);

	if (!plain)
		mt_buf_add_char(&out, '\'');
	for (const char *p = arg; *p != '\0'; p++)
		if (*p == '\'')
			MT_BUF_ADD(&out, "'\\''");
		else
			mt_buf_add_char(&out, *p);
	if (!plain)
		mt_buf_add_char(&out, '\'');
	mt_doc_cell(r->doc, 1,
		    mt_doc_is(r->doc, mt_buf_slice(&out), MT_SPAN_PATH));
}

/* Shells make thousands of arguments of one pattern; the inputs are below. */
enum { ARGUMENTS = 100 };

static void
add_command(const MtReport *r)
{
	size_t n = 0;
	MtSpan value;

	mt_doc_fact(r->doc, "Command");
	for (char *const *arg = r->options->command; *arg != NULL; arg++)
		if (n++ < ARGUMENTS)
			add_argument(r, *arg);
	if (n <= ARGUMENTS)
		return;
	value = mt_doc_number(r->doc, (int64_t)(n - ARGUMENTS));
	mt_doc_cell(r->doc, 1, mt_doc_words("and"));
	mt_doc_cell(r->doc, 1, value);
	mt_doc_cell(r->doc, 1, mt_doc_words("more arguments"));
}

static void
add_making(const MtReport *r)
{
	const MtModelOptions *o = r->options;

	mt_doc_facts(r->doc, "How this report was made");
	if (o->reference != NULL)
		add_fact(r, "Reference",
			 mt_doc_data(r->doc, mt_slice_str(o->reference)));
	add_fact(r, "Made", mt_report_moment(r, o->made));
	add_fact(r, "Version",
		 mt_doc_is(r->doc, mt_slice_str(o->version), MT_SPAN_WORDS));
	if (o->command != NULL)
		add_command(r);
	add_fact(
		r, "Times in",
		mt_doc_is(r->doc, mt_zone_name(r->model->zone), MT_SPAN_WORDS));
	if (o->log_zone != NULL)
		add_fact(r, "Zone of logs",
			 mt_doc_data(r->doc, mt_slice_str(o->log_zone)));
	add_fact(r, "In time is", mt_doc_duration(r->doc, r->model->slo_us));
	if (o->redacted != NULL)
		add_fact(r, "Redacted", mt_doc_words(o->redacted));
}

static const MtColumn input_columns[] = {
	{"what", false, false},
	{"bytes", true, false},
	{"read", true, false},
};

static void
add_input(const MtReport *r, const MtModelInput *in)
{
	MtRow *row = mt_doc_row(r->doc);
	g_autofree char *many = g_strconcat(in->unit, "s", NULL);
	MtSpan value;

	mt_doc_cell(r->doc, 0, mt_doc_is(r->doc, in->what, MT_SPAN_WORDS));
	mt_doc_cell(r->doc, 1, mt_doc_number(r->doc, (int64_t)in->size));
	mt_doc_cell(r->doc, 2,
		    mt_doc_count(r->doc, (int64_t)in->n, in->unit, many));
	mt_spans_add(r->doc, &row->below,
		     mt_report_data(r, in->path, MT_SPAN_PATH));
	if (in->sha256[0] != '\0') {
		value = mt_doc_data(r->doc, mt_slice_str(in->sha256));
		mt_spans_say(r->doc, &row->below, "SHA-256 %", &value);
	}
	if (in->failed.n > 0) {
		row->look = true;
		value = mt_doc_is(r->doc, in->failed, MT_SPAN_WORDS);
		mt_spans_say(r->doc, &row->below, "failed: %", &value);
	}
}

static void
add_inputs(const MtReport *r)
{
	const MtPicks *k = &r->model->inputs;
	MtSpan values[2];

	if (mt_picks_n(k) == 0)
		return;
	mt_doc_table(r->doc, "Inputs", input_columns,
		     G_N_ELEMENTS(input_columns));
	for (size_t i = 0; i < mt_picks_n(k); i++)
		add_input(r, mt_picks_at(k, i));
	values[0] = mt_doc_count(r->doc, (int64_t)k->seen, "input", "inputs");
	values[1] = mt_doc_count(r->doc, (int64_t)r->model->input_bytes, "byte",
				 "bytes");
	mt_doc_paragraph(r->doc);
	mt_doc_say(r->doc, "% with %.", values);
	mt_report_say_top(r, mt_picks_n(k), k->seen, "inputs");
}

static const MtColumn kind_columns[] = {{"kind", false, false},
					{"records", true, false},
					{"used", false, false}};

static void
add_kinds(const MtReport *r)
{
	const MtModel *m = r->model;

	if (m->records == 0)
		return;
	mt_doc_table(r->doc, "Records", kind_columns,
		     G_N_ELEMENTS(kind_columns));
	for (guint i = 0; i < m->kinds_seen->len; i++) {
		const MtKindCount *k = g_ptr_array_index(m->kinds_seen, i);

		mt_doc_row(r->doc);
		mt_doc_cell(r->doc, 0,
			    mt_doc_data(r->doc, mt_slice_str(k->name)));
		mt_doc_cell(r->doc, 1, mt_doc_number(r->doc, (int64_t)k->n));
		mt_doc_cell(r->doc, 2,
			    mt_doc_words(k->used ? "yes" : "counted only"));
	}
	if (m->other_kinds == 0)
		return;
	mt_doc_row(r->doc);
	mt_doc_cell(r->doc, 0, mt_doc_words("of still other kinds"));
	mt_doc_cell(r->doc, 1, mt_doc_number(r->doc, (int64_t)m->other_kinds));
	mt_doc_cell(r->doc, 2, mt_doc_words("counted only"));
}

static const MtColumn line_columns[] = {
	{"log", false, true},        {"lines", true, false},
	{"understood", true, false}, {"not mail", true, false},
	{"strange", true, false},    {"damaged", true, false},
};

static void
add_accounts(const MtReport *r)
{
	const MtPicks *k = &r->model->lines;

	if (mt_picks_n(k) == 0)
		return;
	mt_doc_table(r->doc, "Lines of logs", line_columns,
		     G_N_ELEMENTS(line_columns));
	for (size_t i = 0; i < mt_picks_n(k); i++) {
		const MtLinesRecord *l = mt_picks_at(k, i);

		mt_doc_row(r->doc);
		mt_doc_cell(r->doc, 0,
			    l->source.p == NULL ? mt_doc_words("all")
						: mt_doc_is(r->doc, l->source,
							    MT_SPAN_PATH));
		mt_doc_cell(r->doc, 1, mt_doc_number(r->doc, l->read.n));
		mt_doc_cell(r->doc, 2, mt_doc_number(r->doc, l->understood.n));
		mt_doc_cell(r->doc, 3, mt_doc_number(r->doc, l->not_mail.n));
		mt_doc_cell(r->doc, 4,
			    mt_doc_number(r->doc, l->mail_not_understood.n));
		mt_doc_cell(r->doc, 5, mt_doc_number(r->doc, l->damaged.n));
	}
}

void
mt_section_appendix(const MtReport *r)
{
	mt_doc_heading(r->doc, 2, "appendix", mt_doc_words("Appendix"));
	add_making(r);
	add_inputs(r);
	add_kinds(r);
	add_accounts(r);
	mt_report_add_headers(r);
}

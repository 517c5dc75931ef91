/* One message's findings for a person, and rules in words. */
#include "report/forgetext.h"

#include "report/cell.h"
#include "report/flow.h"
#include "report/say.h"

enum { INDENT = 3 };

static void
say_source(const MtForgeOut *o, MtBuf *out, const MtMessage *message)
{
	MtFlow flow = mt_flow(out, o->term, 0, 0);
	g_auto(MtBuf) text = {0};

	mt_buf_add(&text, message->source);
	if (message->ordinal > 1 || message->from_line.p != NULL)
		mt_buf_addf(&text, ", message %llu",
			    (unsigned long long)message->ordinal);
	mt_buf_add(out, mt_term_style(o->term, MT_TERM_FAINT));
	mt_flow_add_whole(&flow, mt_buf_slice(&text));
	mt_buf_add(out, mt_term_style(o->term, MT_TERM_PLAIN));
	mt_flow_end(&flow);
}

static void
say_heading(const MtForgeOut *o, MtBuf *out, const MtHeading *h,
	    MtSlice summary)
{
	MtFlow flow = mt_flow(out, o->term, 0, 2);
	g_auto(MtBuf) subject = {0};
	MtSlice values[2];

	mt_buf_add_char(&subject, '"');
	mt_buf_add(&subject, h->subject);
	mt_buf_add_char(&subject, '"');
	values[0] = h->subject.n > 0 ? mt_buf_slice(&subject)
				     : MT_SLICE("(no subject)");
	values[1] = h->from.n > 0 ? h->from : MT_SLICE("(nobody)");
	mt_buf_add(out, mt_term_style(o->term, MT_TERM_HEAD));
	mt_flow_say(&flow, "% from %:", values);
	mt_buf_add(out, mt_term_style(o->term, MT_TERM_PLAIN));
	mt_flow_add_words(&flow, summary);
	mt_flow_end(&flow);
}

/* Prose, word for word, behind `indent` columns; below a dash, indented. */
static void
say_words(const MtForgeOut *o, MtBuf *out, size_t indent, const char *lead,
	  MtSlice text)
{
	MtFlow flow = mt_flow(out, o->term, indent,
			      indent + (lead[0] == '-' ? 2 : 0));

	mt_buf_addf(out, "%*s", (int)indent, "");
	mt_flow_add_words(&flow, mt_slice_str(lead));
	mt_flow_add_words(&flow, text);
	mt_flow_end(&flow);
}

static void
add_rate(MtBuf *text, const MtRate *rate, const char *of)
{
	if (rate->n == 0)
		return;
	if (text->n > 0)
		MT_BUF_ADD(text, ", ");
	if (rate->millionths == 0)
		MT_BUF_ADD(text, "none of ");
	else
		mt_buf_addf(text, "%g %% of ", rate->millionths / 1e4);
	if (rate->n >= 1000)
		mt_buf_addf(text, "%d,%03d %s", rate->n / 1000, rate->n % 1000,
			    of);
	else
		mt_buf_addf(text, "%d %s", rate->n, of);
}

void
mt_forgetext_rates(MtBuf *out, const MtRule *rule)
{
	g_auto(MtBuf) rates = {0};

	add_rate(&rates, &rule->lists, "list messages of 2019-2026");
	add_rate(&rates, &rule->old, "messages of 2002");
	if (rates.n == 0)
		MT_BUF_ADD(&rates, "not measured");
	if (rule->reference != NULL)
		mt_buf_addf(&rates, ". %s.", rule->reference);
	else
		MT_BUF_ADD(&rates, ".");
	mt_buf_add(out, mt_buf_slice(&rates));
}

void
mt_forgetext_rule(const MtForgeOut *o, MtBuf *out, const MtRule *rule)
{
	g_auto(MtBuf) rates = {0};

	say_words(o, out, INDENT, "", mt_slice_str(rule->proves));
	say_words(o, out, INDENT, "Innocently:", mt_slice_str(rule->innocent));
	mt_forgetext_rates(&rates, rule);
	say_words(o, out, INDENT, "In authentic mail:", mt_buf_slice(&rates));
}

static void
say_claim(const MtForgeOut *o, MtBuf *out, const MtFinding *f)
{
	MtFlow flow = mt_flow(out, o->term, 0, INDENT);

	mt_buf_add_char(out, '\n');
	if (f->grade == MT_GRADE_A)
		mt_buf_add(out, mt_term_style(o->term, MT_TERM_LOOK));
	mt_flow_add(&flow, mt_grade_word(f->grade));
	mt_flow_skip(&flow, INDENT);
	mt_flow_add(&flow, mt_slice_str(f->rule->id));
	if (f->grade == MT_GRADE_A)
		mt_buf_add(out, mt_term_style(o->term, MT_TERM_PLAIN));
	mt_flow_end(&flow);
	say_words(o, out, INDENT, "", f->detail);
}

static void
say_finding(const MtForgeOut *o, MtBuf *out, const MtFinding *f, bool again)
{
	say_claim(o, out, f);
	mt_forgetext_evidence(o, out, f);
	if (again)
		say_words(o, out, INDENT, "", MT_SLICE("As above."));
	else
		mt_forgetext_rule(o, out, f->rule);
}

/* What is too little for a finding, a line each. */
static void
say_context(const MtForgeOut *o, MtBuf *out, const MtFindings *f)
{
	bool head = false;

	for (size_t i = 0; i < f->n; i++) {
		if (f->findings[i].grade <= o->grade)
			continue;
		if (!head)
			MT_BUF_ADD(out, "\nContext, common in honest mail\n");
		head = true;
		say_words(o, out, INDENT, "-", f->findings[i].detail);
	}
}

static void
say_unknown(const MtForgeOut *o, MtBuf *out, const MtUnknowns *u)
{
	if (u->n > 0)
		MT_BUF_ADD(out, "\nWhat cannot be known from this\n");
	for (size_t i = 0; i < u->n; i++)
		say_words(o, out, INDENT, "-", u->texts[i]);
}

void
mt_forgetext_message(const MtForgeOut *o, MtBuf *out, const MtMessage *message,
		     const MtHeading *heading, const MtJudgement *verdict)
{
	const MtFindings *f = &verdict->findings;

	say_source(o, out, message);
	say_heading(o, out, heading, verdict->summary);
	for (size_t i = 0; i < f->n; i++)
		if (f->findings[i].grade <= o->grade)
			say_finding(o, out, &f->findings[i],
				    i > 0 && f->findings[i - 1].rule ==
						     f->findings[i].rule);
	say_context(o, out, f);
	say_unknown(o, out, &verdict->unknown);
	mt_buf_add_char(out, '\n');
}

/* ---- rules ---- */

void
mt_forgeout_rules(const MtForgeOut *o, MtBuf *out)
{
	for (const MtRuleSet *const *set = mt_rulesets; *set != NULL; set++)
		for (size_t i = 0; i < (*set)->n; i++) {
			const MtRule *rule = &(*set)->rules[i];

			mt_buf_add(out, mt_grade_word(rule->grade));
			if (rule->raised != 0)
				mt_buf_add(out, mt_grade_word(rule->raised));
			else
				mt_buf_add_char(out, ' ');
			mt_buf_addf(out, " %-26s ", rule->id);
			mt_cell_add_short(out, mt_slice_str(rule->title),
					  o->term->width - 30, o->term->utf8);
			mt_buf_add_char(out, '\n');
		}
}

static const struct {
	unsigned need;
	const char *text;
} needs[] = {
	{MT_NEEDS_TRUST,
	 "Needs to know whom you trust: --trust-by or --trust-net."},
	{MT_NEEDS_AUTHSERV, "Needs your own --authserv-id."},
	{MT_NEEDS_ALIASES, "Needs learned pairs: --aliases."},
	{MT_NEEDS_LOG, "Needs logs: --log."},
};

void
mt_forgetext_conditions(MtBuf *out, const MtRule *rule)
{
	if (rule->raised != 0) {
		MT_BUF_ADD(out, "Grade ");
		mt_buf_add(out, mt_grade_word(rule->raised));
		mt_buf_addf(out, " where %s.\n", rule->raised_when);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(needs); i++)
		if (rule->needs & needs[i].need)
			mt_buf_addf(out, "%s\n", needs[i].text);
}

void
mt_forgeout_explain(const MtForgeOut *o, MtBuf *out, const MtRule *rule)
{
	MtFlow flow = mt_flow(out, o->term, 0, INDENT);
	g_auto(MtBuf) conditions = {0};
	MtSlice rest, line;

	mt_flow_add(&flow, mt_grade_word(rule->grade));
	mt_flow_skip(&flow, INDENT);
	mt_flow_add(&flow, mt_slice_str(rule->id));
	mt_flow_end(&flow);
	say_words(o, out, INDENT, "", mt_slice_str(rule->title));
	mt_buf_add_char(out, '\n');
	mt_forgetext_rule(o, out, rule);
	mt_forgetext_conditions(&conditions, rule);
	rest = mt_buf_slice(&conditions);
	while (rest.n > 0 && mt_slice_cut(&rest, '\n', &line))
		say_words(o, out, INDENT, "", line);
}

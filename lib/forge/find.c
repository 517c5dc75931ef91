/* Findings and their evidence, as rules report them. */
#include "forge/find.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/limits.h"
#include "forge/rule.h"

/* NUL-terminated, in the arena. */
static MtSlice G_GNUC_PRINTF(2, 0)
	say(MtArena *arena, const char *fmt, va_list args)
{
	va_list again;
	char *text;
	int n;

	va_copy(again, args);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		return MT_SLICE("");
	text = mt_arena_take(arena, (size_t)n + 1);
	vsnprintf(text, (size_t)n + 1, fmt, args);
	return mt_slice(text, (size_t)n);
}

static MtFinding *
new_finding(MtCase *c)
{
	MtFinds *f = c->finds;

	if (f->n == f->size) {
		size_t size = f->size == 0 ? 8 : f->size * 2;
		MtFinding *more = mt_arena_take(c->arena, size * sizeof(*more));

		if (f->n > 0)
			memcpy(more, f->findings, f->n * sizeof(*more));
		f->findings = more;
		f->size = size;
	}
	return &f->findings[f->n++];
}

MtFinding *
mt_find(MtCase *c, const MtRule *rule, const char *detail, ...)
{
	MtFinds *f = c->finds;
	MtFinding *finding;
	va_list args;

	/* The one before got no evidence. */
	if (f->n > 0 && f->findings[f->n - 1].n == 0)
		f->n--;
	f->of_rule = f->rule == rule ? f->of_rule + 1 : 1;
	f->rule = rule;
	if (f->of_rule > MT_MAX_FINDINGS) {
		f->left_out++;
		return NULL;
	}
	finding = new_finding(c);
	*finding = (MtFinding){.rule = rule, .grade = rule->grade};
	va_start(args, detail);
	finding->detail = say(c->arena, detail, args);
	va_end(args);
	return finding;
}

void
mt_find_grade(MtFinding *finding, MtGrade grade)
{
	if (finding != NULL)
		finding->grade = grade;
}

/* ---- evidence ---- */

static size_t
hop_of(const MtCase *c, const MtField *field)
{
	for (size_t i = 0; i < c->chain->n; i++)
		if (c->chain->hops[i].field == field)
			return i + 1;
	return 0;
}

static MtEvidence *
new_evidence(MtFinding *finding, const char *name)
{
	MtEvidence *e;

	if (finding == NULL || finding->n == MT_MAX_EVIDENCE)
		return NULL;
	e = &finding->evidence[finding->n++];
	*e = (MtEvidence){.name = name};
	return e;
}

/* `text` in the raw value of its field. */
static MtSlice
in_value(MtCase *c, const MtField *field, MtSlice text)
{
	MtSlice raw = field->value, value = mt_case_value(c, field);
	size_t at;

	if (text.n == 0 || raw.n == 0)
		return raw.n > 0 ? raw : field->raw;
	if (text.p >= raw.p && text.p + text.n <= raw.p + raw.n)
		return text;
	if (text.p >= value.p && text.p + text.n <= value.p + value.n)
		at = (size_t)(text.p - value.p);
	else
		at = mt_slice_find(value, text);
	if (at == MT_SLICE_NOWHERE)
		return mt_slice_trim(raw);
	return mt_slice_sub(raw, at, at + text.n);
}

static void
set_place(MtCase *c, MtEvidence *e, const MtField *field, MtSlice text)
{
	e->field = field;
	e->hop = hop_of(c, field);
	e->text = in_value(c, field, text);
	if (e->text.n == 0)
		e->text = field->raw;
	e->offset = mt_message_offset(c->message, e->text.p);
	e->length = mt_message_offset(c->message, e->text.p + e->text.n - 1) +
		    1 - e->offset;
}

static void G_GNUC_PRINTF(6, 0)
	add(MtCase *c, MtFinding *finding, const char *name,
	    const MtField *field, MtSlice text, const char *meaning,
	    va_list args)
{
	MtEvidence *e = new_evidence(finding, name);

	if (e == NULL)
		return;
	set_place(c, e, field, text);
	if (meaning != NULL)
		e->meaning = say(c->arena, meaning, args);
	if (finding->n == 1) {
		finding->field = field;
		finding->hop = e->hop;
	}
}

void
mt_find_text(MtCase *c, MtFinding *finding, const char *name,
	     const MtField *field, MtSlice text, const char *meaning, ...)
{
	va_list args;

	va_start(args, meaning);
	add(c, finding, name, field, text, meaning, args);
	va_end(args);
}

void
mt_find_field(MtCase *c, MtFinding *finding, const char *name,
	      const MtField *field, const char *meaning, ...)
{
	va_list args;

	va_start(args, meaning);
	add(c, finding, name, field, mt_slice_trim(field->value), meaning,
	    args);
	va_end(args);
}

/*
 * The date that was read: nearly always the one behind the last ';', since to
 * look for one takes much longer than to read it.
 */
static MtSlice
find_date(const MtHop *hop)
{
	MtSlice value = hop->value, behind, rest, where;
	const MtTime *time = &hop->received.time;
	size_t semi = value.n;
	MtTime again;

	while (semi > 0 && value.p[semi - 1] != ';')
		semi--;
	behind = mt_slice_trim(mt_slice_sub(value, semi, value.n));
	if (time->known && behind.n > 0 && behind.p[0] != '(' &&
	    mt_time_read(behind, &again, &rest) && again.us == time->us)
		return mt_slice(behind.p, behind.n - rest.n);
	if (mt_time_find(value, &again, &where) && where.n > 0)
		return where;
	return behind;
}

void
mt_find_hop_date(MtCase *c, MtFinding *finding, const MtHop *hop)
{
	const MtTime *time = &hop->received.time;

	if (finding == NULL)
		return;
	if (time->known)
		mt_find_text(c, finding, "date", hop->field, find_date(hop),
			     "%s", mt_case_utc(c, time->us));
	else
		mt_find_text(c, finding, "date", hop->field, find_date(hop),
			     "no date can be read here");
}

/* The address at the beginning of `run`, with a port behind ':' or '.' or none. */
static MtSlice
address_of_run(MtSlice run, const MtIp *ip)
{
	MtIp read;

	for (int try = 0; try < 2 && run.n >= 2; try++) {
		if (mt_ip_parse(run, &read) && mt_ip_eq(&read, ip))
			return run;
		while (run.n > 0 && mt_is_digit(run.p[run.n - 1]))
			run.n--;
		if (run.n > 0)
			run.n--;
	}
	return (MtSlice){0};
}

/* The run of characters that reads as this address; p is NULL without one. The 6
 * of `IPv6:` is none of them. */
static MtSlice
find_ip(MtSlice value, const MtIp *ip)
{
	static const char of_address[] = "0123456789abcdefABCDEF:.";
	static const MtSlice tag = {"IPv6:", 5};

	for (size_t i = 0; i < value.n;) {
		size_t from = i;
		MtSlice found;

		while (i < value.n && value.p[i] != '\0' &&
		       strchr(of_address, value.p[i]) != NULL)
			i++;
		found = address_of_run(mt_slice_sub(value, from, i), ip);
		if (found.n > 0)
			return found;
		if (i > from)
			continue;
		if (mt_slice_starts_i(mt_slice_sub(value, i, value.n), tag))
			i += tag.n;
		else
			i++;
	}
	return (MtSlice){0};
}

void
mt_find_hop_ip(MtCase *c, MtFinding *finding, const MtHop *hop,
	       const char *meaning)
{
	MtSlice text;

	if (finding == NULL)
		return;
	text = find_ip(hop->value, &hop->received.ip);
	if (text.n > 0)
		mt_find_text(c, finding, "ip", hop->field, text, "%s", meaning);
}

void
mt_find_hop_text(MtCase *c, MtFinding *finding, const char *name,
		 const MtHop *hop, MtSlice text, const char *meaning)
{
	if (text.n > 0)
		mt_find_text(c, finding, name, hop->field, text, "%s", meaning);
}

void
mt_find_date(MtCase *c, MtFinding *finding)
{
	const MtField *field = c->first[MT_F_DATE];
	const MtTime *date = mt_case_date(c);

	if (field == NULL)
		return;
	if (date->known)
		mt_find_field(c, finding, "date", field, "%s",
			      mt_case_utc(c, date->us));
	else
		mt_find_field(c, finding, "date", field,
			      "no date can be read here");
}

void
mt_find_id(MtCase *c, MtFinding *finding, const char *name, const MtCaseId *id)
{
	if (id->time.scheme == NULL)
		mt_find_text(c, finding, name, id->field, id->text, NULL);
	else
		mt_find_text(c, finding, name, id->field, id->text, "%s: %s",
			     id->time.scheme->title,
			     mt_case_utc(c, id->time.us));
}

void
mt_find_log(MtFinding *finding, MtSlice log, uint64_t offset, uint64_t length,
	    uint64_t line, MtSlice text, const char *meaning)
{
	MtEvidence *e = new_evidence(finding, "log");

	if (e == NULL)
		return;
	e->log = log;
	e->offset = offset;
	e->length = length;
	e->line = line;
	e->text = text;
	e->meaning = mt_slice_str(meaning);
}

/* ---- for sentences ---- */

static const char *
kept(MtCase *c, const MtBuf *text)
{
	return mt_arena_copy(c->arena, mt_buf_slice(text)).p;
}

const char *
mt_case_utc(MtCase *c, int64_t us)
{
	g_auto(MtBuf) text = {0};

	mt_time_add_utc(&text, us, 0);
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == 'T')
			text.p[i] = ' ';
	if (text.n > 0 && text.p[text.n - 1] == 'Z') {
		text.n--;
		MT_BUF_ADD(&text, " UTC");
	}
	return kept(c, &text);
}

const char *
mt_case_span(MtCase *c, int64_t us)
{
	g_auto(MtBuf) text = {0};

	mt_duration_add(&text, us < 0 ? -us : us);
	return kept(c, &text);
}

const char *
mt_case_ip(MtCase *c, const MtIp *ip)
{
	g_auto(MtBuf) text = {0};

	mt_ip_add(&text, ip);
	return kept(c, &text);
}

const char *
mt_case_weekday(const MtTime *time)
{
	static const char *const days[] = {"Thursday", "Friday", "Saturday",
					   "Sunday",   "Monday", "Tuesday",
					   "Wednesday"};
	const int64_t minute = INT64_C(60) * G_USEC_PER_SEC;
	const int64_t a_day = INT64_C(24) * 60 * minute;
	int64_t local = time->us + time->offset_min * minute;
	int64_t day = local / a_day - (local % a_day < 0);

	return days[(day % 7 + 7) % 7];
}

/*
 * Any bytes as records, or as the texts of records: the HTML of a report is
 * well-formed, nothing in it is an element that reports do not have, and all
 * that is written is UTF-8 without characters that hide.
 *
 * A report is long, whatever it is about. So one input is one report in one
 * form, which its bytes decide on: any change of them tries others.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "record/finding.h"
#include "record/hop.h"
#include "record/message.h"
#include "record/outlier.h"
#include "record/transaction.h"
#include "report/doc/redact.h"
#include "report/doc/write.h"
#include "report/model/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DEPTH = 64, NAME = 16 };

/* A text stands in some forty places; this fills several lines of each. */
enum { MOST_TEXT = 512 };

static void
must(bool holds)
{
	if (!holds)
		abort();
}

/* ---- HTML ---- */

typedef struct {
	char names[DEPTH][NAME];
	size_t n;
} Stack;

static bool
is_void(const char *name)
{
	return strcmp(name, "meta") == 0 || strcmp(name, "wbr") == 0;
}

static bool
is_known(const char *name)
{
	static const char *const names[] = {
		"html",       "head",    "meta",    "title", "style",
		"body",       "a",       "header",  "h1",    "h2",
		"h3",         "h4",      "nav",     "ul",    "li",
		"main",       "section", "p",       "code",  "bdi",
		"strong",     "span",    "mark",    "div",   "table",
		"caption",    "thead",   "tr",      "th",    "tbody",
		"td",         "dl",      "dt",      "dd",    "figure",
		"figcaption", "svg",     "rect",    "line",  "text",
		"path",       "details", "summary", "pre",   "footer",
		"wbr",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* The attributes: name="value", and nothing that starts with `on`. */
static size_t
pass_attributes(MtSlice html, size_t at)
{
	while (html.p[at] == ' ') {
		size_t name = ++at;

		while (at < html.n &&
		       (mt_is_alpha(html.p[at]) || mt_is_digit(html.p[at]) ||
			html.p[at] == '-'))
			at++;
		must(at > name && at + 1 < html.n);
		must(!mt_slice_starts_i(mt_slice_sub(html, name, at),
					MT_SLICE("on")));
		must(html.p[at] == '=' && html.p[at + 1] == '"');
		for (at += 2; at < html.n && html.p[at] != '"'; at++)
			must(html.p[at] != '<');
		at++;
		must(at < html.n);
	}
	return at;
}

static size_t
pass_element(MtSlice html, size_t at, Stack *stack)
{
	bool end = html.p[at + 1] == '/';
	size_t from = at + 1 + end, n;
	char name[NAME];

	for (at = from; at < html.n &&
			(mt_is_alpha(html.p[at]) || mt_is_digit(html.p[at]));
	     at++)
		;
	n = at - from;
	must(n > 0 && n < NAME);
	memcpy(name, html.p + from, n);
	name[n] = '\0';
	must(is_known(name));
	if (end) {
		must(stack->n > 0 &&
		     strcmp(stack->names[--stack->n], name) == 0);
		must(html.p[at] == '>');
		return at + 1;
	}
	at = pass_attributes(html, at);
	if (html.p[at] == '/') {
		must(html.p[at + 1] == '>');
		return at + 2;
	}
	must(html.p[at] == '>');
	if (is_void(name))
		return at + 1;
	must(stack->n < DEPTH);
	memcpy(stack->names[stack->n++], name, NAME);
	return at + 1;
}

static void
must_be_html(MtSlice html)
{
	MtSlice head = MT_SLICE("<!DOCTYPE html>\n");
	Stack stack = {0};
	size_t at = head.n;

	must(mt_slice_starts(html, head));
	while (at < html.n) {
		must(html.p[at] != '>' || stack.n == 0 ||
		     strcmp(stack.names[stack.n - 1], "style") == 0);
		if (html.p[at] == '<')
			at = pass_element(html, at, &stack);
		else
			at++;
	}
	must(stack.n == 0);
}

/* ---- all forms ---- */

static void
must_be_plain(MtSlice text)
{
	uint32_t code;
	size_t n;

	for (; text.n > 0; text = mt_slice(text.p + n, text.n - n)) {
		n = mt_utf8_read(text, &code);
		must(n > 0);
		must(code == '\n' || code == '\t' ||
		     mt_utf8_kind(code) == MT_UTF8_PLAIN);
	}
}

static void
write_html(const MtDoc *doc, MtBuf *out)
{
	mt_doc_write_html(doc, out);
	must_be_html(mt_buf_slice(out));
}

static void
write_text(const MtDoc *doc, MtBuf *out)
{
	const MtTerm term = {.width = 80, .utf8 = true};

	mt_doc_write_text(doc, &term, out);
}

static void
write_report(MtModel *model, unsigned choice)
{
	static void (*const forms[])(const MtDoc *, MtBuf *) = {
		write_html, mt_doc_write_markdown, write_html, write_text};
	static const MtRedact redacts[] = {MT_REDACT_NOTHING, MT_REDACT_USERS,
					   MT_REDACT_ALL};
	static char *const command[] = {"mt-report", NULL};
	const MtModelOptions options = {
		.top = 20, .command = command, .version = "0"};
	g_autoptr(MtDoc) doc = mt_model_document(model, &options);
	g_auto(MtBuf) out = {0};

	mt_redact(doc, redacts[choice % G_N_ELEMENTS(redacts)]);
	forms[choice % G_N_ELEMENTS(forms)](doc, &out);
	must_be_plain(mt_buf_slice(&out));
}

static void
add_lines(MtModel *model, MtSlice in, MtArena *arena)
{
	uint64_t number = 0;
	MtRecord record;

	while (in.n > 0) {
		MtSlice line = in;

		if (mt_slice_cut(&in, '\n', &line))
			;
		else
			in.n = 0;
		if (!mt_record_read(line, ++number, arena, &record, NULL))
			continue;
		if (record.kind == NULL)
			mt_model_add_unknown(model, line);
		else
			mt_model_add(model, record.kind, record.data);
	}
}

static void
add_transaction(MtModel *model, MtSlice t)
{
	const MtNumber us = mt_number(9000000);
	const MtInstant time = {0, 0, true};
	const MtDeliveryRecord row = {.recipient = t,
				      .domain = t,
				      .relay = t,
				      .status = MT_SLICE("sent"),
				      .reply = t,
				      .reason = t,
				      .cause = t,
				      .time = time,
				      .delay_us = us,
				      .deferred_us = us};
	const MtTransactionRecord x = {.host = t,
				       .queue_id = t,
				       .message_id = t,
				       .deliveries = {&row, 1, {0}}};

	mt_model_add(model, &mt_record_transaction, &x);
}

static void
add_texts(MtModel *model, MtSlice t)
{
	const MtNumber one = mt_number(1);
	const MtInstant time = {0, 0, true};
	const MtMessageRecord message = {t,
					 .message = one,
					 .from = t,
					 .subject = t,
					 .message_id = t,
					 .hops = one};
	const MtHopRecord hop = {.source = t,
				 .message = one,
				 .hop = one,
				 .helo = t,
				 .by = t,
				 .with = t,
				 .id = t,
				 .auth = t,
				 .time = time,
				 .tls_version = t};
	const MtEvidenceRecord evidence = {.name = t,
					   .text = t,
					   .offset = mt_number(0),
					   .length = one,
					   .meaning = t};
	const MtFindingRecord finding = {.source = t,
					 .message = one,
					 .grade = MT_SLICE("A"),
					 .title = t,
					 .detail = t,
					 .field = t,
					 .rule = t,
					 .evidence = {&evidence, 1, {0}}};
	const MtOutlierRecord outlier = {
		.of = MT_SLICE("destination"), .key = t, .reason = t};

	mt_model_add(model, &mt_record_message, &message);
	mt_model_add(model, &mt_record_hop, &hop);
	mt_model_add(model, &mt_record_finding, &finding);
	add_transaction(model, t);
	mt_model_add(model, &mt_record_outlier, &outlier);
	mt_model_add_header(model, t, 1, 0, t);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(MtZone) zone = mt_zone_new(NULL, NULL);
	g_autoptr(MtArena) arena = mt_arena_new();
	g_autoptr(MtModel) model = mt_model_new(zone, 300000000);
	char *copy = mt_arena_take(arena, size + 1);
	MtSlice in = {copy, size};
	unsigned choice = 0;

	if (size > 0)
		memcpy(copy, data, size);
	for (size_t i = 0; i < size; i++)
		choice += data[i];
	if (mt_slice_starts(in, MT_SLICE("{")))
		add_lines(model, in, arena);
	else
		add_texts(model, mt_slice_sub(in, 0, MOST_TEXT));
	write_report(model, choice);
	return 0;
}

/*
 * rspamd: `2026-01-12 08:00:00 #123(normal) <tag>; task; FUNCTION: text` in its
 * own log, the part from `<tag>` on behind syslog's prefix. The line that counts
 * is that of rspamd_task_write_log: id, queue id, action, score, time. What the
 * action did to the message the MTA says itself, so it is no rejection here.
 */
#include <glib.h>

#include "mtalog/reader.h"
#include "mtalog/scan.h"

/* The modules whose lines are about a message or its connection. */
static const MtSlice modules[] = {
	{"task", 4}, {"proxy", 5}, {"milter", 6}, {"csession", 8}};

static const struct {
	MtSlice word;
	MtStatus status;
} actions[] = {
	{{"reject", 6}, MT_STATUS_REJECTED},
	{{"soft reject", 11}, MT_STATUS_DEFERRED},
	{{"greylist", 8}, MT_STATUS_DEFERRED},
	{{"discard", 7}, MT_STATUS_DISCARDED},
};

static void
set_path(MtSlice value, MtSlice *member)
{
	MtSlice path;

	*member = mt_scan_path(&value, &path) ? path : value;
}

/* `undef` is what is not known. */
static void
set_id(MtSlice value, MtSlice *member)
{
	MtSlice id;

	set_path(value, &id);
	if (id.n > 0 && !mt_slice_eq(id, MT_SLICE("undef")))
		*member = id;
}

/* `<a@a.example>,<b@b.example>`: number, and the only one. */
static void
set_recipients(MtEvent *e, MtSlice value)
{
	MtSlice one;
	int64_t n = 0;

	while (mt_scan_path(&value, &one)) {
		mt_scan_skip(&value, MT_SLICE(","));
		n++;
	}
	if (n == 0)
		return;
	e->recipients = n;
	e->has |= MT_HAS_RECIPIENTS;
	if (n == 1)
		e->recipient = one;
}

/* `123.456ms`, before 1.9 `123.456ms real, 12.3ms virtual`. */
static void
set_time(MtEvent *e, MtSlice value)
{
	int64_t us;

	if (!mt_scan_seconds(&value, &us) ||
	    !mt_scan_skip(&value, MT_SLICE("ms")))
		return;
	e->attempt_us = us / 1000;
	e->has |= MT_HAS_ATTEMPT_TIME;
}

static void
read_member(MtEvent *e, MtSlice name, MtSlice value)
{
	if (mt_slice_eq(name, MT_SLICE("id"))) {
		set_id(value, &e->message_id);
	} else if (mt_slice_eq(name, MT_SLICE("qid"))) {
		set_id(value, &e->queue_id);
	} else if (mt_slice_eq(name, MT_SLICE("ip"))) {
		set_id(value, &e->client_ip);
	} else if (mt_slice_eq(name, MT_SLICE("user"))) {
		e->auth = value;
	} else if (mt_slice_eq(name, MT_SLICE("from"))) {
		set_path(value, &e->sender);
	} else if (mt_slice_eq(name, MT_SLICE("rcpts"))) {
		set_recipients(e, value);
	} else if (mt_slice_eq(name, MT_SLICE("time"))) {
		set_time(e, value);
	} else if (mt_slice_eq(name, MT_SLICE("len"))) {
		if (mt_scan_number(&value, &e->size))
			e->has |= MT_HAS_SIZE;
	}
}

/* Where a member ends; paths and the options of symbols may have commas. */
static size_t
member_end(MtSlice s)
{
	MtSlice rest = s, path;
	size_t at;

	if (s.n > 0 && s.p[0] == '(') {
		at = mt_slice_find(s, MT_SLICE("]), "));
		return at == MT_SLICE_NOWHERE ? s.n : at + 2;
	}
	at = mt_slice_find(s, MT_SLICE(": "));
	rest = mt_slice_sub(s, at == MT_SLICE_NOWHERE ? 0 : at + 2, s.n);
	while (mt_scan_path(&rest, &path) &&
	       mt_slice_starts(rest, MT_SLICE(",<")))
		mt_scan_skip(&rest, MT_SLICE(","));
	at = mt_slice_find(rest, MT_SLICE(", "));
	return at == MT_SLICE_NOWHERE ? s.n : (size_t)(rest.p - s.p) + at;
}

/* `(default: F (no action): [-0.10/15.00] [SYMBOLS])` */
static void
read_verdict(MtEvent *e, MtSlice part)
{
	MtSlice open = MT_SLICE(" ("), action;
	size_t at = mt_slice_find(part, open);

	if (at == MT_SLICE_NOWHERE)
		return;
	e->reply = mt_slice_sub(part, 1, part.n - (part.p[part.n - 1] == ')'));
	part = mt_slice_sub(part, at + open.n, part.n);
	action = mt_scan_until(&part, ')');
	for (size_t i = 0; i < G_N_ELEMENTS(actions); i++)
		if (mt_slice_eq(action, actions[i].word))
			e->status = actions[i].status;
}

static bool
read_result(MtSlice rest, MtEvent *e)
{
	while (rest.n > 0) {
		size_t end = member_end(rest);
		MtSlice part = mt_slice_sub(rest, 0, end), name;

		rest = mt_slice_sub(rest, end + 2, rest.n);
		if (part.n > 0 && part.p[0] == '(') {
			read_verdict(e, part);
			continue;
		}
		name = mt_slice_sub(part, 0,
				    mt_slice_find(part, MT_SLICE(": ")));
		read_member(e, name, mt_slice_sub(part, name.n + 2, part.n));
	}
	return e->reply.n > 0;
}

/* `got connection from 192.0.2.7:40022` */
static void
read_client(MtSlice text, MtEvent *e)
{
	MtSlice from = MT_SLICE("got connection from ");
	size_t at = mt_slice_find(text, from);
	MtSlice rest;

	if (at == MT_SLICE_NOWHERE)
		return;
	rest = mt_slice_sub(text, at + from.n, text.n);
	rest = mt_slice_sub(rest, 0, mt_slice_find_char(rest, ' '));
	at = rest.n;
	while (at > 0 && rest.p[at - 1] != ':')
		at--;
	e->client_ip = mt_slice_sub(rest, 0, at > 1 ? at - 1 : rest.n);
}

static bool
is_of_message(MtSlice module)
{
	for (size_t i = 0; i < G_N_ELEMENTS(modules); i++)
		if (mt_slice_eq(module, modules[i]))
			return true;
	return false;
}

/* `<tag>; module; text` */
static bool
take_tag(MtSlice *text, MtSlice *tag, MtSlice *module)
{
	MtSlice rest = *text;

	*tag = (MtSlice){0};
	if (mt_scan_skip(&rest, MT_SLICE("<"))) {
		*tag = mt_scan_until(&rest, '>');
		if (!mt_scan_skip(&rest, MT_SLICE("; ")))
			return false;
	}
	*module = mt_scan_until(&rest, ';');
	if (!mt_scan_skip(&rest, MT_SLICE(" ")))
		return false;
	*text = rest;
	return true;
}

/* `(normal) ` behind the process where there are no colours. */
static void
skip_worker(MtSlice *text)
{
	MtSlice rest = *text;

	if (mt_scan_skip(&rest, MT_SLICE("("))) {
		mt_scan_until(&rest, ')');
		if (mt_scan_skip(&rest, MT_SLICE(" ")))
			*text = rest;
	}
}

static MtLineClass
read_line(const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice text = line->text, tag, module;

	e->mta = MT_MTA_RSPAMD;
	skip_worker(&text);
	if (!take_tag(&text, &tag, &module) || tag.n == 0 ||
	    !is_of_message(module))
		return MT_LINE_NOT_MAIL;
	e->session = tag;
	e->kind = MT_EVENT_OTHER;
	if (mt_scan_skip(&text, MT_SLICE("rspamd_task_write_log: "))) {
		if (!read_result(text, e))
			return MT_LINE_DAMAGED;
	} else {
		e->reply = text;
		read_client(text, e);
	}
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}

/* `2026-01-12 08:00:00.123 #123(normal) ` */
static bool
take_prefix(MtSlice *text, void *state, MtEvent *e, MtStamp *stamp)
{
	MtSlice rest = *text;
	int64_t pid;

	(void)state;
	if (rest.n < 22 || rest.p[10] != ' ' || !mt_stamp_iso(&rest, stamp) ||
	    !mt_scan_skip(&rest, MT_SLICE(" #")) ||
	    !mt_scan_number(&rest, &pid) || rest.n == 0 || rest.p[0] != '(')
		return false;
	e->pid = pid;
	e->has |= MT_HAS_PID;
	*text = rest;
	return true;
}

static int
probe(MtSlice head)
{
	for (size_t i = 0; i < 20 && head.n > 0; i++) {
		MtSlice line = mt_scan_until(&head, '\n');
		MtEvent event = {0};
		MtStamp stamp;

		if (take_prefix(&line, NULL, &event, &stamp))
			return 90;
	}
	return 0;
}

static const char *const programs[] = {"rspamd", NULL};

const MtReader mt_reader_rspamd = {
	.name = "rspamd",
	.programs = programs,
	.probe = probe,
	.prefix = take_prefix,
	.read = read_line,
};

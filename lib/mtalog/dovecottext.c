/* Results by the words that they begin with, behind members of any order. */
#include "mtalog/dovecottext.h"

#include <glib.h>

#include "mtalog/scan.h"

#define HEAD(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

typedef struct {
	MtSlice head;
	MtEventKind kind;
	MtStatus status;
} Phrase;

/* What became of it, behind the members. */
static const Phrase phrases[] = {
	{HEAD("saved mail to "), MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{HEAD("stored mail into "), MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{HEAD("forwarded to "), MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{HEAD("redirected message to "), MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{HEAD("save failed to "), MT_EVENT_ATTEMPT, MT_STATUS_DEFERRED},
	{HEAD("failed to store into "), MT_EVENT_ATTEMPT, MT_STATUS_DEFERRED},
	{HEAD("marked message to be discarded"), MT_EVENT_ATTEMPT,
	 MT_STATUS_DISCARDED},
	/* Pigeonhole since 0.5.11 */
	{HEAD("Marked message to be discarded"), MT_EVENT_ATTEMPT,
	 MT_STATUS_DISCARDED},
	{HEAD("piped message to "), MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{HEAD("discarded message"), MT_EVENT_ATTEMPT, MT_STATUS_DISCARDED},
	{HEAD("rejected"), MT_EVENT_ATTEMPT, MT_STATUS_BOUNCED},
	{HEAD("rejecting"), MT_EVENT_ATTEMPT, MT_STATUS_BOUNCED},
	{HEAD("Return-Path missing, rejection reason: "), MT_EVENT_ATTEMPT,
	 MT_STATUS_BOUNCED},
	/* It came of a program, which is told of no rejection. */
	{HEAD("Auto-submitted message discarded: "), MT_EVENT_ATTEMPT,
	 MT_STATUS_DISCARDED},
	{HEAD("sent vacation "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("discarded "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("discarding "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("not sending "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("not forwarding "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("sent notification "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("sent mail notification "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("failed to "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("left message in mailbox "), MT_EVENT_ATTEMPT, MT_STATUS_SENT},
};

static const Phrase *
find_phrase(MtSlice text)
{
	for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++)
		if (mt_slice_starts(text, phrases[i].head))
			return &phrases[i];
	return NULL;
}

/* Up to the ", " or ": " behind a value, which may have brackets around it and
 * such marks between them: Message-IDs are logged as they are. */
static MtSlice
take_value(MtSlice *text)
{
	MtSlice value = *text;
	size_t end = 0;

	if (text->n > 0 && text->p[0] == '<')
		while (end < text->n &&
		       !(text->p[end] == '>' && end + 1 < text->n &&
			 (text->p[end + 1] == ':' || text->p[end + 1] == ',')))
			end++;
	if (end == text->n) /* cut, or no end of that kind */
		end = 0;
	while (end < text->n &&
	       !((text->p[end] == ',' || text->p[end] == ':') &&
		 end + 1 < text->n && text->p[end + 1] == ' '))
		end++;
	value.n = end;
	*text = mt_slice_sub(*text, end + 2, text->n);
	return value;
}

static MtSlice
bare(MtSlice value)
{
	return value.n > 1 && value.p[0] == '<' && value.p[value.n - 1] == '>'
		       ? mt_slice_sub(value, 1, value.n - 1)
		       : value;
}

/* An address; what a header says may be more than that. */
static void
set_sender(MtEvent *e, MtSlice value)
{
	MtSlice path = bare(value);

	if (path.n < value.n ||
	    (mt_slice_find_char(path, '@') != MT_SLICE_NOWHERE &&
	     mt_slice_find_char(path, ' ') == MT_SLICE_NOWHERE))
		e->sender = path;
}

/* What administrators call the variables of deliver_log_format. */
static void
set_member(MtEvent *e, MtSlice key, MtSlice value)
{
	if (mt_slice_eq(key, MT_SLICE("msgid"))) {
		value = bare(value);
		if (value.n > 0 && !mt_slice_eq(value, MT_SLICE("unspecified")))
			e->message_id = value;
	} else if (mt_slice_eq(key, MT_SLICE("session"))) {
		if (e->session.p == NULL && bare(value).n > 0)
			e->session = bare(value);
	} else if (mt_slice_eq(key, MT_SLICE("from_envelope")) ||
		   mt_slice_eq(key, MT_SLICE("envelope_sender")) ||
		   (mt_slice_eq(key, MT_SLICE("from")) &&
		    e->sender.p == NULL)) {
		set_sender(e, value);
	} else if (mt_slice_eq(key, MT_SLICE("size"))) {
		if (mt_scan_number(&value, &e->size) && value.n == 0)
			e->has |= MT_HAS_SIZE;
	} else if (mt_slice_eq(key, MT_SLICE("delivery_time"))) {
		if (mt_scan_number(&value, &e->attempt_us) &&
		    mt_slice_eq(value, MT_SLICE("ms"))) {
			e->attempt_us *= 1000;
			e->has |= MT_HAS_ATTEMPT_TIME;
		}
	}
}

/* The name of `name=`; n is 0 where none is in front. */
static MtSlice
take_key(MtSlice *text)
{
	MtSlice key = *text;

	key.n = 0;
	while (key.n < text->n &&
	       (mt_is_alpha(text->p[key.n]) || text->p[key.n] == '_'))
		key.n++;
	if (key.n == text->n || text->p[key.n] != '=')
		return mt_slice(text->p, 0);
	*text = mt_slice_sub(*text, key.n + 1, text->n);
	return key;
}

/* Where the last `, name=` or `: name=` begins: behind it no member is. */
static const char *
find_last_member(MtSlice text)
{
	const char *last = text.p;

	for (size_t i = 0, name = 0; i < text.n; i++) {
		if (text.p[i] == '=' && name > 1 && i > name &&
		    text.p[name - 1] == ' ' &&
		    (text.p[name - 2] == ',' || text.p[name - 2] == ':'))
			last = text.p + name;
		else if (!mt_is_alpha(text.p[i]) && text.p[i] != '_')
			name = i + 1;
	}
	return last;
}

/*
 * A subject may have marks in it: what has no name is part of one. It may have a
 * result's words as well, so the result is what stands behind all members, or
 * the first such words where nothing is behind them.
 */
bool
mt_dovecot_members(MtSlice *text, MtEvent *e)
{
	const char *last = find_last_member(*text);
	MtSlice key = take_key(text), first = {0};

	if (key.n == 0)
		return false;
	do {
		MtSlice value = take_value(text);

		if (key.n > 0)
			set_member(e, key, value);
		if (find_phrase(*text) != NULL) {
			first = first.p == NULL ? *text : first;
			if (text->p > last)
				return true;
		}
		key = take_key(text);
	} while (text->n > 0);
	if (first.p != NULL)
		*text = first;
	return true;
}

/* What the server at the other end will be told: over quota is for good. */
static void
set_failure(MtEvent *e)
{
	if (e->status == MT_STATUS_DEFERRED &&
	    mt_slice_find_i(e->reply, MT_SLICE("quota")) != MT_SLICE_NOWHERE)
		e->status = MT_STATUS_BOUNCED;
}

/* `forwarded to <a>`: the recipient of that attempt is a. */
static void
set_forward(MtEvent *e, MtSlice rest)
{
	MtSlice path;

	if (e->status != MT_STATUS_SENT || !mt_scan_path(&rest, &path))
		return;
	e->orig_recipient = e->recipient;
	e->recipient = path;
}

MtLineClass
mt_dovecot_result(const MtReaderLine *line, MtSlice text)
{
	const Phrase *phrase;
	MtEvent *e = line->event;

	phrase = find_phrase(text);
	if (phrase == NULL)
		return MT_LINE_MAIL;
	e->kind = phrase->kind;
	e->status = phrase->status;
	e->reply = text;
	set_failure(e);
	set_forward(e, mt_slice_sub(text, phrase->head.n, text.n));
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}

/* Results by the words that they begin with, behind members of any order. */
#include "mtalog/dovecottext.h"

#include <glib.h>

#include "mtalog/reply.h"
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
	{HEAD("discarded message"), MT_EVENT_ATTEMPT, MT_STATUS_DISCARDED},
	{HEAD("rejected"), MT_EVENT_ATTEMPT, MT_STATUS_BOUNCED},
	{HEAD("rejecting"), MT_EVENT_ATTEMPT, MT_STATUS_BOUNCED},
	{HEAD("Return-Path missing, rejection reason: "), MT_EVENT_ATTEMPT,
	 MT_STATUS_BOUNCED},
	{HEAD("sent vacation "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("discarded "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("discarding "), MT_EVENT_OTHER, MT_STATUS_NONE},
	{HEAD("not sending "), MT_EVENT_OTHER, MT_STATUS_NONE},
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

bool
mt_dovecot_members(MtSlice *text, MtEvent *e)
{
	MtSlice key = take_key(text);

	if (key.n == 0)
		return false;
	/* A subject may have marks in it: what has no name is part of one. */
	do {
		MtSlice value = take_value(text);

		if (key.n > 0)
			set_member(e, key, value);
		if (find_phrase(*text) != NULL)
			return true;
		key = take_key(text);
	} while (text->n > 0);
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

/* What a proxy says of a recipient; the first that is in the text counts. */
static const struct {
	MtSlice words;
	MtStatus status;
} proxied[] = {
	{HEAD("Failed to send message to "), MT_STATUS_DEFERRED},
	{HEAD("Sent message to "), MT_STATUS_SENT},
};

bool
mt_dovecot_proxied(const MtReaderLine *line, MtSlice text)
{
	MtEvent *e = line->event;
	size_t at = MT_SLICE_NOWHERE, i = 0;

	for (; i < G_N_ELEMENTS(proxied) && at == MT_SLICE_NOWHERE; i++)
		at = mt_slice_find(text, proxied[i].words);
	if (at == MT_SLICE_NOWHERE)
		return false;
	e->kind = MT_EVENT_ATTEMPT;
	e->status = proxied[--i].status;
	text = mt_slice_sub(text, at + proxied[i].words.n, text.n);
	mt_scan_path(&text, &e->recipient);
	if (mt_scan_skip(&text, MT_SLICE(" at "))) {
		at = mt_slice_find(text, MT_SLICE(": "));
		e->relay_ip = mt_slice_sub(text, 0, at);
		text = mt_slice_sub(text, e->relay_ip.n + 2, text.n);
		at = e->relay_ip.n;
		while (at > 0 && e->relay_ip.p[at - 1] != ':')
			at--;
		e->relay_ip.n = at > 0 ? at - 1 : e->relay_ip.n;
		if (mt_scan_skip(&e->relay_ip, MT_SLICE("[")) &&
		    e->relay_ip.n > 0)
			e->relay_ip.n--;
	}
	e->reply = text;
	e->dsn = mt_reply_dsn(text);
	if (e->status == MT_STATUS_SENT)
		e->remote_id = mt_reply_remote_id(text);
	else if (text.n > 0 && text.p[0] == '5')
		e->status = MT_STATUS_BOUNCED;
	mt_reader_give(line);
	return true;
}

MtLineClass
mt_dovecot_submission(const MtReaderLine *line, MtSlice text)
{
	MtEvent *e = line->event;
	MtSlice reply = MT_SLICE("reply=`");
	size_t at;

	if (!mt_scan_skip(&text,
			  MT_SLICE("Successfully relayed message: from=")))
		return MT_LINE_NOT_MAIL;
	e->kind = MT_EVENT_OTHER;
	e->auth = e->recipient;
	e->recipient = (MtSlice){0};
	if (!mt_scan_path(&text, &e->sender))
		return MT_LINE_DAMAGED;
	if (mt_scan_skip(&text, MT_SLICE(", size=")) &&
	    mt_scan_number(&text, &e->size))
		e->has |= MT_HAS_SIZE;
	at = mt_slice_find(text, reply);
	if (at != MT_SLICE_NOWHERE) {
		text = mt_slice_sub(text, at + reply.n, text.n);
		e->reply = mt_scan_until(&text, '\'');
		e->remote_id = mt_reply_remote_id(e->reply);
		e->dsn = mt_reply_dsn(e->reply);
	}
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}

/*
 * sendmail: `sm-mta[123]: ID: from=<..>, key=value, ...`. The submission program
 * and the daemon write the same lines under several names, each with an id of
 * its own. Source: the Installation and Operation Guide, "The System Log".
 */
#include "mtalog/queueid.h"
#include "mtalog/reply.h"
#include "mtalog/scan.h"
#include "mtalog/sendmailtext.h"

#include <glib.h>

#define HEAD(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

typedef struct {
	MtSlice head;
	MtEventKind kind;
	MtStatus status;
	MtSendmailRead *read; /* NULL: the text is the reply */
} Phrase;

static const Phrase phrases[] = {
	{HEAD("from="), MT_EVENT_RECEIVE, 0, mt_sendmail_from},
	{HEAD("STARTTLS="), MT_EVENT_TLS, 0, mt_sendmail_tls},
	{HEAD("done"), MT_EVENT_REMOVE, 0, mt_sendmail_done},
	{HEAD("ruleset="), MT_EVENT_OTHER, 0, mt_sendmail_rule},
	{HEAD("Milter: "), MT_EVENT_OTHER, 0, mt_sendmail_milter},
	{HEAD("milter="), MT_EVENT_OTHER, 0, mt_sendmail_milter},
	{HEAD("Milter"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("milter"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("connect from "), MT_EVENT_CONNECT, 0, mt_sendmail_peer},
	{HEAD("lost input channel "), MT_EVENT_OTHER, 0, mt_sendmail_of_client},
	{HEAD("timeout waiting for input "), MT_EVENT_OTHER, 0,
	 mt_sendmail_of_client},
	{HEAD("rejecting commands from "), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 mt_sendmail_peer},
	/* `rejecting RCPT from name [ip] due to traffic before response` */
	{HEAD("rejecting "), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 mt_sendmail_of_client},
	{HEAD("unauthorized PIPELINING"), MT_EVENT_OTHER, 0,
	 mt_sendmail_of_client},
	{HEAD("discarded"), MT_EVENT_REMOVE, MT_STATUS_DISCARDED, NULL},
	{HEAD("Authentication-Warning: "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("AUTH="), MT_EVENT_OTHER, 0, mt_sendmail_auth},
	{HEAD("AUTH "), MT_EVENT_OTHER, 0, mt_sendmail_of_client},
	{HEAD("AUTH: "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Null connection from "), MT_EVENT_OTHER, 0, mt_sendmail_peer},
	{HEAD("connection from "), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 mt_sendmail_peer},
	{HEAD("Dropped invalid "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Dropping "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("tls_"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("dropped "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Saved message in "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("SYSERR"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Losing "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("collect: "), MT_EVENT_OTHER, 0, mt_sendmail_of_client},
	{HEAD("headers too large"), MT_EVENT_OTHER, 0, mt_sendmail_of_client},
	{HEAD("message size "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("forward "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("locked"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("quarantine"), MT_EVENT_HOLD, 0, NULL},
	{HEAD("released"), MT_EVENT_RELEASE, 0, NULL},
	{HEAD("SMTP outgoing connect "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("STARTTLS: "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("VRFY "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("EXPN "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("unexpected "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Fixed "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Truncated "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Suspending "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("queueup: "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("body type "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("alias "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("Too many hops"), MT_EVENT_OTHER, 0, NULL},
	{HEAD("POSSIBLE ATTACK "), MT_EVENT_OTHER, 0, mt_sendmail_of_client},
	{HEAD("invalid domain name "), MT_EVENT_OTHER, 0,
	 mt_sendmail_of_client},
	{HEAD("probable open proxy: "), MT_EVENT_OTHER, 0,
	 mt_sendmail_of_client},
	{HEAD("tcpwrappers ("), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 mt_sendmail_tcpwrappers},
	{HEAD("Too many recipients"), MT_EVENT_REJECT, MT_STATUS_REJECTED,
	 NULL},
	{HEAD("Syntax error in mailbox address "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("8-bit character in mailbox address "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("SMTP "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("timeout writing message to "), MT_EVENT_OTHER, 0, NULL},
	/* LogLevel 11 and more: the session, word by word. */
	{HEAD("<-- "), MT_EVENT_OTHER, 0, NULL},
	{HEAD("--- "), MT_EVENT_OTHER, 0, NULL},
};

/* What high levels of the log say of a message in its queue, each only this;
 * these are words of sendmail's source. */
static const MtSlice of_queue[] = {
	HEAD("queueup "),
	HEAD("dowork, "),
	HEAD("doworklist, "),
	HEAD("sendenvelope, "),
	HEAD("dropenvelope, "),
	HEAD("makeconnection ("),
	HEAD("assigned id"),
	HEAD("unlock"),
	HEAD("unlink "),
	HEAD("changed"),
	HEAD("too young ("),
	HEAD("finis, pid="),
	HEAD("interrupt"),
	HEAD("disconnect level "),
	HEAD("in background, pid="),
};

/* `ID: CHILD: ...`: a message that this one gave rise to. */
static const Phrase children[] = {
	{HEAD("DSN: "), MT_EVENT_BOUNCE, 0, NULL},
	{HEAD("return to sender: "), MT_EVENT_BOUNCE, 0, NULL},
	{HEAD("postmaster notify: "), MT_EVENT_BOUNCE, 0, NULL},
	{HEAD("sender notify: "), MT_EVENT_BOUNCE, MT_STATUS_DEFERRED, NULL},
	{HEAD("return receipt: "), MT_EVENT_BOUNCE, MT_STATUS_SENT, NULL},
	{HEAD("clone: "), MT_EVENT_REINJECT, 0, NULL},
	{HEAD("split: "), MT_EVENT_REINJECT, 0, NULL},
};

/* Lines about the daemon, without an id. */
static const MtSlice not_mail[] = {
	HEAD("alias database "),
	HEAD("starting daemon "),
	HEAD("restarting "),
	HEAD("stopping daemon"),
	HEAD("started as: "),
	HEAD("unable to qualify "),
	HEAD("My unqualified host name"),
	HEAD("gethostby"),
	HEAD("rejecting connections on daemon "),
	HEAD("rejecting new messages: "),
	HEAD("accepting connections again "),
	HEAD("deferring connections on daemon "),
	HEAD("runqueue: "),
	HEAD("persistent-queue-runner"),
	HEAD("grew WorkList"),
	HEAD("error: "),
	HEAD("daemon "),
	HEAD("opendaemonsocket: "),
	HEAD("problem creating SMTP socket"),
	HEAD("Warning: "),
	HEAD("WARNING: "),
	HEAD("File descriptors missing on startup"),
	HEAD("fill_fd"),
	HEAD("sendmail "),
	HEAD("MaxDaemonChildren"),
	HEAD("control socket "),
	HEAD("low on space "),
};

static const Phrase *
find(const Phrase *table, size_t n, MtSlice text)
{
	for (size_t i = 0; i < n; i++)
		if (mt_slice_starts(text, table[i].head))
			return &table[i];
	return NULL;
}

static bool
is_not_mail(MtSlice text)
{
	for (size_t i = 0; i < G_N_ELEMENTS(not_mail); i++)
		if (mt_slice_starts(text, not_mail[i]))
			return true;
	/* `/etc/mail/aliases: 8 aliases, longest 9 bytes, ...` */
	return text.n > 0 && text.p[0] == '/' &&
	       mt_slice_find(text, MT_SLICE(" aliases, ")) != MT_SLICE_NOWHERE;
}

/* `ID: `, or `NOQUEUE: `, which is none. */
static bool
take_id(MtSlice *text, MtSlice *id)
{
	MtSlice rest = *text, word;

	if (!mt_slice_cut(&rest, ':', &word) || word.n > 18 ||
	    !mt_scan_skip(&rest, MT_SLICE(" ")))
		return false;
	if (mt_queueid_is_sendmail(word))
		*id = word;
	else if (!mt_slice_eq(word, MT_SLICE("NOQUEUE")))
		return false;
	*text = mt_scan_spaces(rest);
	return true;
}

static MtLineClass
give(const MtReaderLine *line)
{
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}

/* `clone OWNED, owner=..` and `split: .., ids=A; B`: an event for each. */
static bool
read_parts(const MtReaderLine *line, MtSlice text)
{
	static const MtSlice lists[] = {HEAD("ids="), HEAD("id="),
					HEAD("clone ")};
	MtEvent *e = line->event;
	bool any = false;

	e->kind = MT_EVENT_REINJECT;
	for (size_t i = 0; i < G_N_ELEMENTS(lists) && !any; i++) {
		size_t at = mt_slice_find(text, lists[i]);
		MtSlice rest = mt_slice_sub(text, text.n, text.n), word;

		if (at != MT_SLICE_NOWHERE)
			rest = mt_slice_sub(text, at + lists[i].n, text.n);
		while (mt_slice_word(&rest, &word)) {
			word.n -= word.p[word.n - 1] == ';' ||
				  word.p[word.n - 1] == ',';
			if (!mt_queueid_is_sendmail(word))
				break;
			e->related_id = word;
			mt_reader_give(line);
			any = true;
		}
	}
	return any;
}

/* `name [ip] did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA`. */
static bool
read_idle_client(const MtReaderLine *line, MtSlice text)
{
	if (mt_slice_find(text, MT_SLICE(" did not issue ")) ==
	    MT_SLICE_NOWHERE)
		return false;
	line->event->kind = MT_EVENT_DISCONNECT;
	return mt_sendmail_peer(line, text);
}

/* `name [ip] (may be forged): possible SMTP attack: command=AUTH, count=5` */
static bool
read_of_client(const MtReaderLine *line, MtSlice text)
{
	MtEvent *e = line->event;
	size_t at = mt_slice_find_char(text, ']');
	MtSlice behind;

	if (at == MT_SLICE_NOWHERE)
		return false;
	behind = mt_slice_sub(text, at + 1, text.n);
	mt_scan_skip(&behind, MT_SLICE(" (may be forged)"));
	if (!mt_scan_skip(&behind, MT_SLICE(": ")) ||
	    !mt_sendmail_peer(line, mt_slice_sub(text, 0, at + 1)) ||
	    e->client_ip.p == NULL) {
		e->client = (MtSlice){0};
		return false;
	}
	e->kind = MT_EVENT_OTHER;
	e->reply = behind;
	return true;
}

/* Of a message in the queue, for those who look for a fault of sendmail. */
static bool
read_of_queue(const MtReaderLine *line, MtSlice text)
{
	MtEvent *e = line->event;

	for (size_t i = 0; i < G_N_ELEMENTS(of_queue); i++)
		if (e->queue_id.p != NULL &&
		    mt_slice_starts(text, of_queue[i])) {
			e->kind = MT_EVENT_OTHER;
			e->reply = text;
			return true;
		}
	return false;
}

/* `<a>... User unknown` or `a... User unknown`: refused within the session. */
static bool
read_refused(const MtReaderLine *line, MtSlice text)
{
	MtEvent *e = line->event;
	size_t at = mt_slice_find(text, MT_SLICE("... "));
	MtSlice path = mt_slice_sub(text, 0, at);

	if (at == MT_SLICE_NOWHERE || at == 0)
		return false;
	if (text.p[0] == '<') {
		if (!mt_scan_path(&path, &e->recipient))
			return false;
	} else if (mt_slice_find_char(path, ' ') == MT_SLICE_NOWHERE) {
		e->recipient = path;
	} else {
		return false;
	}
	e->kind = MT_EVENT_REJECT;
	e->status = MT_STATUS_REJECTED;
	e->reply = mt_slice_sub(text, at + 4, text.n);
	e->dsn = mt_reply_dsn(e->reply);
	return true;
}

static MtLineClass
read_phrase(const MtReaderLine *line, const Phrase *phrase, MtSlice text)
{
	MtEvent *e = line->event;

	e->kind = phrase->kind;
	e->status = phrase->status;
	if (phrase->read == NULL)
		e->reply = text;
	else if (!phrase->read(line,
			       mt_slice_sub(text, phrase->head.n, text.n)))
		return MT_LINE_DAMAGED;
	if (phrase->read == mt_sendmail_of_client)
		e->reply = text;
	return give(line);
}

static MtLineClass
read_child(const MtReaderLine *line, MtSlice child, MtSlice text)
{
	const Phrase *phrase = find(children, G_N_ELEMENTS(children), text);
	MtEvent *e = line->event;

	if (phrase == NULL)
		return MT_LINE_MAIL;
	e->kind = phrase->kind;
	e->status = phrase->status;
	e->related_id = child;
	e->reply = mt_slice_sub(text, phrase->head.n, text.n);
	return give(line);
}

static MtLineClass
read_line(const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice text = line->text, child = {0};
	const Phrase *phrase;

	e->mta = MT_MTA_SENDMAIL;
	take_id(&text, &e->queue_id);
	if (mt_scan_skip(&text, MT_SLICE("to="))) {
		e->kind = MT_EVENT_ATTEMPT;
		return mt_sendmail_to(line, text) ? MT_LINE_UNDERSTOOD
						  : MT_LINE_DAMAGED;
	}
	phrase = find(phrases, G_N_ELEMENTS(phrases), text);
	if (e->queue_id.p == NULL && is_not_mail(text))
		return MT_LINE_NOT_MAIL;
	if (phrase != NULL)
		return read_phrase(line, phrase, text);
	if (take_id(&text, &child))
		return read_child(line, child, text);
	if (mt_slice_starts(text, MT_SLICE("clone ")) ||
	    mt_slice_starts(text, MT_SLICE("split: ")))
		return read_parts(line, text) ? MT_LINE_UNDERSTOOD
					      : MT_LINE_DAMAGED;
	if (read_idle_client(line, text) || read_refused(line, text) ||
	    read_of_client(line, text) || read_of_queue(line, text))
		return give(line);
	return MT_LINE_MAIL;
}

static const char *const programs[] = {
	"sendmail",     "sm-mta",  "sm-msp",
	"sm-msp-queue", "sm-que",  "sm-client",
	"sendmail-",    "sm-mta-", "sm-acceptingconnections",
	NULL,
};

const MtReader mt_reader_sendmail = {
	.name = "sendmail",
	.programs = programs,
	.read = read_line,
};

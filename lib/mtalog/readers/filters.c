/*
 * Milters and policy servers: postgrey, opendkim, opendmarc, policyd-spf, spamd,
 * clamav-milter, mimedefang and others; mtalog/filters.c has the list. Where a
 * line begins with a queue id it is about that message, whatever else it says.
 */
#include "mtalog/filtertext.h"
#include "mtalog/queueid.h"
#include "mtalog/scan.h"

/* All names in the tables, and no other. */
static const char *const programs[] = {
	"MailScanner",
	"amavis-milter",
	"amavisd-milter",
	"batv-milter",
	"cbpolicyd",
	"clamav-milter",
	"clamsmtpd",
	"dk-filter",
	"dkim-filter",
	"dkimproxy.in",
	"dkimproxy.out",
	"dkimpy-milter",
	"grossd",
	"j-chkmail",
	"mailscanner",
	"milter-greylist",
	"milter-link",
	"milter-manager",
	"milter-regex",
	"mimedefang",
	"mimedefang-multiplexor",
	"mimedefang.pl",
	"noattach",
	"openarc",
	"opendkim",
	"opendmarc",
	"pmg-smtp-filter",
	"pmgpolicy",
	"policy-spf",
	"policyd",
	"policyd-spf",
	"policyd-weight",
	"postfix/policy-spf",
	"postfix/policyd-spf",
	"postfix/policyd-weight",
	"postfwd",
	"postfwd2",
	"postfwd3",
	"postgrey",
	"postsrsd",
	"qmail-local-handlers",
	"qmail-queue-handlers",
	"qmail-remote-handlers",
	"sid-filter",
	"simscan",
	"simscan:",
	"smf-sav",
	"smf-spf",
	"smtp-vilter",
	"spamass-milter",
	"spamd",
	"spamdyke",
	"spampd",
	"spf-milter",
	"sqlgrey",
	"vrfydmn",
	"zdkimfilter",
	NULL,
};

/* Milters have any name: `ID: text` of Postfix is about a message, where the id is
 * too long, and too mixed, to be a word. */
static unsigned
claims(MtSlice program, MtSlice text)
{
	const size_t shortest = 9;
	size_t n = mt_queueid_postfix(text);
	size_t digits = 0;

	(void)program;
	for (size_t i = 0; i < n; i++)
		digits += mt_is_digit(text.p[i]);
	return n >= shortest && digits > 0 && digits < n;
}

static const MtFilter *
find_in(const MtFilter *filters, MtSlice program)
{
	MtSlice first =
		mt_slice_sub(program, 0, mt_slice_find_char(program, '/'));

	for (const MtFilter *f = filters; f->programs != NULL; f++)
		if (mt_scan_is_one_of(program, f->programs) ||
		    mt_scan_is_one_of(first, f->programs))
			return f;
	return NULL;
}

static bool
read_tables(MtSlice text, MtEvent *e)
{
	const MtFilter *filter = find_in(mt_filter_scanners, e->program);

	if (filter == NULL)
		filter = find_in(mt_filters, e->program);
	return filter != NULL && mt_filter_read(filter, text, e);
}

/* `ID: text`, `ID text`; of Postfix, or of sendmail. */
static bool
take_id(MtSlice *text, MtSlice *id)
{
	MtSlice word = mt_slice_sub(*text, 0, mt_slice_find_char(*text, ' '));
	MtSlice rest = mt_slice_sub(*text, word.n, text->n);

	if (word.n > 0 && word.p[word.n - 1] == ':')
		word.n--;
	if (!mt_queueid_is_postfix(word) && !mt_queueid_is_sendmail(word))
		return false;
	*id = word;
	*text = mt_slice_trim(rest);
	return true;
}

/* `mail.a.example [192.0.2.7] not internal`, as opendkim says of clients. */
static void
read_client(MtSlice text, MtEvent *e)
{
	MtSlice name = mt_scan_until(&text, ' ');

	if (e->client_ip.p == NULL && mt_scan_skip(&text, MT_SLICE("[")) &&
	    mt_slice_find_char(text, ']') != MT_SLICE_NOWHERE) {
		if (name.n > 0 && name.p[0] != '[')
			e->client = name;
		e->client_ip = mt_scan_until(&text, ']');
	}
}

static MtLineClass
read_line(const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice text = line->text;
	bool has_id;

	e->mta = MT_MTA_OTHER;
	mt_scan_skip(&text, MT_SLICE("spamd: "));
	has_id = take_id(&text, &e->queue_id);
	if (read_tables(text, e)) {
		mt_reader_give(line);
		return MT_LINE_UNDERSTOOD;
	}
	if (!has_id)
		return mt_slice_find_char(text, '@') != MT_SLICE_NOWHERE
			       ? MT_LINE_MAIL
			       : MT_LINE_NOT_MAIL;
	e->kind = MT_EVENT_OTHER;
	e->reply = text;
	/* It counts its sessions. */
	if (mt_slice_eq(e->program, MT_SLICE("clamsmtpd"))) {
		e->session = e->queue_id;
		e->queue_id = (MtSlice){0};
	}
	read_client(text, e);
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}

const MtReader mt_reader_filters = {
	.name = "filters",
	.programs = programs,
	.read = read_line,
	.claims = claims,
};

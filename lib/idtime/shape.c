/* The makers of ids: how each is told, and what it can write. */
#include "idtime/shape.h"

#include <glib.h>

#include "idtime/scan.h"

typedef struct {
	const char *name;
	MtIdPlace place;
	bool (*is)(const MtIdSource *source);
	/* Sets offset and length of what is wrong, and `why` if it is special. */
	bool (*fits)(const MtIdSource *source, MtShape *shape);
	const char *why, *wants;
} Maker;

/* ---- Postfix ---- */

static bool
is_postfix(const MtIdSource *source)
{
	return mt_slice_eq(source->software, MT_SLICE("Postfix"));
}

bool
mt_shape_postfix_short(MtSlice text, uint32_t *us)
{
	MtIdScan scan = {text};
	MtSlice head, inode;
	uint64_t n;

	if (!mt_idscan_chars(&scan, MT_HEX_UPPER, 5, &head) ||
	    !mt_idscan_run(&scan, MT_HEX_UPPER, 1, 16, &inode) ||
	    scan.rest.n > 0 || !mt_id_number(head, MT_HEX_UPPER, &n) ||
	    n >= 1000000)
		return false;
	*us = (uint32_t)n;
	return true;
}

static bool
is_all(MtSlice s, const char *set)
{
	MtIdScan scan = {s};
	MtSlice run;

	return mt_idscan_run(&scan, set, 1, 255, &run) && scan.rest.n == 0;
}

static bool
fits_postfix(const MtIdSource *source, MtShape *shape)
{
	MtSlice id = source->text;
	uint64_t n;
	uint32_t us;

	if (mt_shape_postfix_short(id, &us))
		return true;
	if (id.n >= 6 && id.n <= 21 && is_all(id, MT_HEX_UPPER)) {
		shape->length = 5;
		shape->why = "the first five digits are microseconds, and "
			     "there are more of them than a second has";
		return false;
	}
	if (id.n < 12 || id.n > 24 || !is_all(id, MT_BASE52) ||
	    id.p[10] != 'z' ||
	    !mt_id_number(mt_slice_sub(id, 6, 10), MT_BASE52, &n))
		return false;
	if (n < 1000000)
		return true;
	shape->offset = 6;
	shape->length = 4;
	shape->why = "digits seven to ten are microseconds, and there are more "
		     "of them than a second has";
	return false;
}

/* ---- Exim ---- */

static bool
is_exim(const MtIdSource *source)
{
	return mt_slice_starts(source->software, MT_SLICE("Exim 3.")) ||
	       mt_slice_starts(source->software, MT_SLICE("Exim 4."));
}

/* 4.97 brought the longer form. True where the version is plain to see. */
static bool
exim_minor(MtSlice software, uint64_t *minor)
{
	MtIdScan scan = {software};
	MtSlice run;

	return mt_idscan_take(&scan, "Exim 4.") &&
	       mt_idscan_run(&scan, MT_DIGITS, 1, 3, &run) &&
	       (scan.rest.n == 0 || scan.rest.p[0] == ' ') &&
	       mt_id_number(run, MT_DIGITS, minor);
}

/* Half milliseconds, or a host number of at most 16 and hundredths. */
enum { OLD_FRACTION = 2000, NEW_FRACTION = 16 * 500000 + 500000 };

static bool
fits_exim(const MtIdSource *source, MtShape *shape)
{
	MtIdScan scan = {source->text};
	MtSlice seconds, pid, fraction;
	uint64_t n, minor;
	bool is_new;

	if (!mt_idscan_run(&scan, MT_BASE62, 6, 6, &seconds) ||
	    !mt_idscan_take(&scan, "-") ||
	    !mt_idscan_run(&scan, MT_BASE62, 6, 11, &pid) ||
	    !mt_idscan_take(&scan, "-") ||
	    !mt_idscan_run(&scan, MT_BASE62, 2, 4, &fraction) ||
	    scan.rest.n > 0)
		return false;
	is_new = pid.n == 11 && fraction.n == 4;
	if (!is_new && (pid.n != 6 || fraction.n != 2))
		return false;
	if (exim_minor(source->software, &minor) &&
	    ((minor >= 97 && !is_new) || (minor < 96 && is_new))) {
		shape->why = "this version of Exim writes the other of the two "
			     "forms, 6-6-2 before 4.97 and 6-11-4 since";
		return false;
	}
	if (!mt_id_number(pid, MT_BASE62, &n) || n > INT32_MAX) {
		shape->offset = 7;
		shape->length = pid.n;
		shape->why = "the middle part is a pid, and none is so large";
		return false;
	}
	if (!mt_id_number(fraction, MT_BASE62, &n) ||
	    n >= (is_new ? NEW_FRACTION : OLD_FRACTION)) {
		shape->offset = source->text.n - fraction.n;
		shape->length = fraction.n;
		shape->why = "the last part is the fraction of a second, and "
			     "none is so large";
		return false;
	}
	return true;
}

/* ---- sendmail ---- */

/* `8.12.11/8.12.8`: version of the program and of its configuration. */
static bool
is_sendmail(const MtIdSource *source)
{
	MtIdScan scan = {source->software};
	MtSlice run;

	return mt_idscan_take(&scan, "8.") &&
	       mt_idscan_run(&scan, MT_DIGITS, 1, 2, &run) &&
	       mt_idscan_take(&scan, ".") &&
	       mt_idscan_run(&scan, MT_DIGITS, 1, 3, &run) &&
	       mt_slice_find(scan.rest, MT_SLICE("/8.")) != MT_SLICE_NOWHERE;
}

static bool
is_old_sendmail_id(MtSlice id)
{
	MtIdScan scan = {id};
	MtSlice run;

	return mt_idscan_run(&scan, MT_UPPER, 3, 3, &run) && run.p[0] <= 'X' &&
	       mt_idscan_run(&scan, MT_DIGITS, 5, 7, &run) && scan.rest.n == 0;
}

extern const MtIdScheme mt_idscheme_sendmail;

static bool
fits_sendmail(const MtIdSource *source, MtShape *shape)
{
	MtIdTime time = {0};

	(void)shape;
	return is_old_sendmail_id(source->text) ||
	       mt_idscheme_sendmail.decode(source, &time);
}

/* ---- Google ---- */

static bool
is_google_host(const MtIdSource *source)
{
	return mt_slice_eq_i(source->by, MT_SLICE("mx.google.com")) ||
	       mt_slice_eq_i(source->by, MT_SLICE("smtp.gmail.com")) ||
	       mt_slice_eq_i(source->by, MT_SLICE("gmr-mx.google.com"));
}

/* How the message went on from the host; seen in 3,400 ids, and in older ones. */
static const char *const google_kinds[] = {
	"cs", "ls", "mr", "ms", "sf", "si", "sm", "so", "sor",
};

/* `...KINDnnnnnnnXXX`: a kind, a number, three more. */
static bool
is_google_head(MtSlice head)
{
	size_t n = head.n, digits = 0;

	if (n < 8)
		return false;
	n -= 3;
	for (; n > 0 && mt_is_digit(head.p[n - 1]); digits++)
		n--;
	if (digits < 2 || digits > 10)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(google_kinds); i++)
		if (mt_slice_ends_i(mt_slice_sub(head, 0, n),
				    mt_slice_str(google_kinds[i])))
			return true;
	return false;
}

/* Ids of these hosts have a number and a date behind the head, since 2009. */
static bool
fits_google(const MtIdSource *source, MtShape *shape)
{
	const int64_t year_2010 = 1262304000000000;
	MtSlice rest = source->text, head;
	size_t dots = 0;

	if (!mt_slice_cut(&rest, '.', &head))
		head = rest;
	if (!is_google_head(head)) {
		shape->length = head.n;
		return false;
	}
	for (size_t i = 0; i < source->text.n; i++)
		dots += source->text.p[i] == '.';
	if (dots == 7 || (source->has_near && source->near_us < year_2010))
		return true;
	shape->why = "the ids of this host end with a number and a date";
	return false;
}

/* ---- Message-IDs ---- */

static MtSlice
domain_of(MtSlice id)
{
	MtSlice head;

	return mt_slice_cut(&id, '@', &head) ? id : (MtSlice){0};
}

static bool
is_ses(const MtIdSource *source)
{
	return mt_slice_ends_i(domain_of(source->text),
			       MT_SLICE(".amazonses.com"));
}

extern const MtIdScheme mt_idscheme_ses;

static bool
fits_ses(const MtIdSource *source, MtShape *shape)
{
	MtIdTime time = {0};

	(void)shape;
	return mt_idscheme_ses.decode(source, &time);
}

static bool
is_gmail_mid(const MtIdSource *source)
{
	return mt_slice_eq_i(domain_of(source->text),
			     MT_SLICE("mail.gmail.com"));
}

extern const MtIdScheme mt_idscheme_gmail_web;

/* Since 2011 `CA` and more of base64; `?ANLkTi` for a year before; before that a
 * form with a date; and 32 or more hexadecimal digits from the beginning on. */
static bool
fits_gmail_mid(const MtIdSource *source, MtShape *shape)
{
	MtIdScan scan = {source->text};
	MtIdTime time = {0};
	MtSlice run;

	(void)shape;
	if (!mt_idscan_run(&scan, MT_BASE62 "+-_=", 24, 100, &run) ||
	    !mt_idscan_take(&scan, "@"))
		return false;
	return mt_slice_starts(run, MT_SLICE("CA")) ||
	       mt_slice_starts(mt_slice_sub(run, 1, run.n),
			       MT_SLICE("ANLkTi")) ||
	       is_all(run, MT_HEX_LOWER) ||
	       mt_idscheme_gmail_web.decode(source, &time);
}

static bool
is_outlook(const MtIdSource *source)
{
	return mt_slice_ends_i(domain_of(source->text),
			       MT_SLICE(".prod.outlook.com"));
}

static bool
fits_outlook(const MtIdSource *source, MtShape *shape)
{
	MtIdScan scan = {source->text};
	MtSlice run;

	(void)shape;
	return mt_idscan_run(&scan, MT_BASE62 "-_+=.", 24, 80, &run) &&
	       mt_idscan_take(&scan, "@");
}

static const Maker makers[] = {
	{"Postfix", MT_ID_RECEIVED, is_postfix, fits_postfix,
	 "it has neither of the forms of Postfix",
	 "five hexadecimal digits of microseconds (below F4240) and an inode, "
	 "or ten digits without vowels, z, an inode"},
	{"Exim", MT_ID_RECEIVED, is_exim, fits_exim,
	 "it has neither of the forms of Exim",
	 "6-6-2 or, from 4.97 on, 6-11-4 letters and digits"},
	{"sendmail", MT_ID_RECEIVED, is_sendmail, fits_sendmail,
	 "it has none of the forms of sendmail, or no date lies in it",
	 "six digits of a date in base 60, a sequence, a pid; 12 to 16 "
	 "characters; before 8.10 three capitals and a pid"},
	{"Gmail", MT_ID_RECEIVED, is_google_host, fits_google,
	 "it has not the form of the ids of Google's hosts",
	 "letters that say the kind of hop, a number, three letters; then "
	 "numbers and a time with dots between"},
	{"Amazon SES", MT_ID_MESSAGE_ID, is_ses, fits_ses,
	 "it has not the form of the ids of Amazon SES",
	 "16 hexadecimal digits, a UUID and six digits with hyphens between"},
	{"Gmail", MT_ID_MESSAGE_ID, is_gmail_mid, fits_gmail_mid,
	 "it has none of the forms of the ids of Gmail",
	 "CA and letters, digits, + - _ =; before 2011 hexadecimal digits"},
	{"Outlook.com", MT_ID_MESSAGE_ID, is_outlook, fits_outlook,
	 "it has not the form of the ids of Outlook.com",
	 "the name of the server and hexadecimal digits in one word"},
};

void
mt_shape_check(const MtIdSource *source, MtShape *shape)
{
	*shape = (MtShape){.length = source->text.n};
	if (source->text.n == 0)
		return;
	for (size_t i = 0; i < G_N_ELEMENTS(makers); i++) {
		const Maker *m = &makers[i];

		if (m->place != source->place || !m->is(source))
			continue;
		shape->maker = m->name;
		shape->wants = m->wants;
		shape->answer = MT_SHAPE_FITS;
		if (!m->fits(source, shape)) {
			shape->answer = MT_SHAPE_IMPOSSIBLE;
			if (shape->why == NULL)
				shape->why = m->why;
		}
		return;
	}
}

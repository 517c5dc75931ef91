/*
 * The daemons that write logs, where they say that lines are missing: they drop what
 * comes too fast. Layouts: rsyslog's ratelimit.c and imuxsock.c, systemd's
 * journald-rate-limit.c and journald-syslog.c.
 *
 *	imjournal: 406 messages lost due to rate-limiting (20000 allowed ..)
 *	imuxsock lost 115 messages from pid 22992 due to rate-limiting
 *	Suppressed 97 messages from postfix.service
 *	Forwarding to syslog missed 8 messages.
 */
#include "mtalog/reader.h"
#include "mtalog/scan.h"

/* The number before ` messages lost due to rate-limiting`. */
static bool
read_behind(MtSlice text, int64_t *lost)
{
	size_t at = mt_slice_find(
		text, MT_SLICE(" messages lost due to rate-limiting"));
	size_t from = at;
	MtSlice number;

	if (at == MT_SLICE_NOWHERE)
		return false;
	while (from > 0 && mt_is_digit(text.p[from - 1]))
		from--;
	number = mt_slice_sub(text, from, at);
	return mt_scan_number(&number, lost);
}

/* The number behind a phrase, before ` messages`. */
static bool
read_before(MtSlice text, MtSlice phrase, int64_t *lost)
{
	size_t at = mt_slice_find(text, phrase);
	MtSlice rest;

	if (at == MT_SLICE_NOWHERE)
		return false;
	rest = mt_slice_sub(text, at + phrase.n, text.n);
	return mt_scan_number(&rest, lost) &&
	       mt_slice_starts(rest, MT_SLICE(" messages"));
}

static int64_t
read_lost(MtSlice text)
{
	static const MtSlice phrases[] = {
		{"imuxsock lost ", 14},
		{"Suppressed ", 11},
		{"Forwarding to syslog missed ", 28},
	};
	int64_t lost;

	if (read_behind(text, &lost))
		return lost;
	for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++)
		if (read_before(text, phrases[i], &lost))
			return lost;
	return 0;
}

static MtLineClass
read_line(const MtReaderLine *line)
{
	int64_t lost = read_lost(line->text);

	/* They count in 32 bits: more is not of them. */
	if (lost <= UINT32_MAX)
		*line->lost += (uint64_t)lost;
	return MT_LINE_NOT_MAIL;
}

/* rsyslog before 8 puts the number of its message behind its name. */
static const char *const programs[] = {"rsyslogd",         "rsyslogd-",
				       "systemd-journald", "systemd-journal",
				       "journal",          NULL};

const MtReader mt_reader_syslog = {
	.name = "syslog",
	.programs = programs,
	.read = read_line,
};

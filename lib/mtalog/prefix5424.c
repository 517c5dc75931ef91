/* RFC 5424: `1 TIME HOST PROGRAM PID MSGID [DATA] text`. */
#include "mtalog/prefix.h"

#include "mtalog/scan.h"

/* One word and the space behind it; `-` is none. */
static bool
take_word(MtSlice *rest, MtSlice *word)
{
	if (!mt_slice_cut(rest, ' ', word) || word->n == 0)
		return false;
	if (word->n == 1 && word->p[0] == '-')
		*word = (MtSlice){0};
	return true;
}

/* Where an element of structured data ends: at the ']' outside its quotes. */
static size_t
element_end(MtSlice s)
{
	bool quoted = false;

	for (size_t i = 1; i < s.n; i++) {
		if (s.p[i] == '\\' && quoted)
			i++;
		else if (s.p[i] == '"')
			quoted = !quoted;
		else if (s.p[i] == ']' && !quoted)
			return i + 1;
	}
	return 0;
}

static bool
skip_data(MtSlice *rest)
{
	MtSlice s = *rest;

	if (!mt_scan_skip(&s, MT_SLICE("-"))) {
		if (s.n == 0 || s.p[0] != '[')
			return false;
		while (s.n > 0 && s.p[0] == '[') {
			size_t end = element_end(s);

			if (end == 0)
				return false;
			s = mt_slice_sub(s, end, s.n);
		}
	}
	if (s.n > 0 && !mt_scan_skip(&s, MT_SLICE(" ")))
		return false;
	*rest = s;
	return true;
}

static bool
take_time(MtSlice *rest, MtPrefix *prefix)
{
	return mt_scan_skip(rest, MT_SLICE("- ")) ||
	       (mt_stamp_iso(rest, &prefix->stamp) &&
		mt_scan_skip(rest, MT_SLICE(" ")));
}

bool
mt_prefix_5424(MtSlice line, MtPrefix *prefix)
{
	MtSlice rest = mt_slice_sub(line, 2, line.n), pid, id;

	if (!take_time(&rest, prefix) || !take_word(&rest, &prefix->host) ||
	    !take_word(&rest, &prefix->program) || !take_word(&rest, &pid) ||
	    !take_word(&rest, &id) || !skip_data(&rest))
		return false;
	prefix->has_pid = mt_scan_number(&pid, &prefix->pid) && pid.n == 0;
	mt_scan_skip(&rest, MT_SLICE("\xef\xbb\xbf"));
	/* RFC 3164 has a space there, and rsyslog takes it over. */
	while (mt_scan_skip(&rest, MT_SLICE(" ")))
		;
	prefix->text = rest;
	return true;
}

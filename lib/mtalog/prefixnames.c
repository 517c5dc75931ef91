/* Who wrote a line: host, program and process, as syslog daemons put them. */
#include "base/bytes16.h"
#include "mtalog/prefix.h"
#include "mtalog/scan.h"

/* `123]` behind a program and '[', and the colon: where it ends, or 0. */
static size_t
take_pid(MtSlice s, size_t at, MtPrefix *prefix)
{
	MtSlice rest = mt_slice(s.p + at, s.n - at);
	int64_t pid;

	if (!mt_scan_number(&rest, &pid) || rest.n == 0 || rest.p[0] != ']')
		return 0;
	at = s.n - rest.n + 1;
	if (rest.n > 1 && rest.p[1] == ':')
		at++;
	else if (rest.n > 1 && rest.p[1] != ' ')
		return 0;
	prefix->pid = pid;
	prefix->has_pid = true;
	return at;
}

/* Where a program's name ends: at ':' before a space, else at '[' or space. */
static size_t
program_end(MtSlice s)
{
	size_t i = mt_bytes16_find4(s.p, s.n, '[', ' ', ':', ':');

	while (i < s.n && s.p[i] == ':' && i + 1 < s.n && s.p[i + 1] != ' ') {
		i++;
		i += mt_bytes16_find4(s.p + i, s.n - i, '[', ' ', ':', ':');
	}
	return i;
}

/* `program[pid]: ` or `program: `; what is behind it goes to the text. */
bool
mt_prefix_program(MtSlice s, MtPrefix *prefix)
{
	size_t i = program_end(s), end = i + 1;

	if (i == 0 || i == s.n || s.p[i] == ' ')
		return false;
	if (s.p[i] == '[')
		end = take_pid(s, end, prefix);
	if (end == 0)
		return false;
	prefix->program = mt_slice(s.p, i);
	prefix->text = mt_scan_spaces(mt_slice(s.p + end, s.n - end));
	return true;
}

static bool
stands_in(MtSlice word, char open, char close)
{
	return word.n > 2 && word.p[0] == open && word.p[word.n - 1] == close;
}

bool
mt_prefix_is_level(MtSlice word)
{
	static const char *const facilities[] = {
		"mail",   "user",   "daemon", "auth",   "authpriv", "kern",
		"syslog", "local0", "local1", "local2", "local3",   "local4",
		"local5", "local6", "local7", "news",   "cron",     NULL};
	static const char *const severities[] = {
		"info", "notice", "warning", "warn",  "err",   "error",
		"crit", "alert",  "emerg",   "panic", "debug", NULL};
	size_t at = 0;

	if (stands_in(word, '<', '>'))
		return true;
	if (stands_in(word, '[', ']'))
		word = mt_slice(word.p + 1, word.n - 2);
	while (at < word.n && word.p[at] != '.' && word.p[at] != ':')
		at++;
	return at < word.n &&
	       mt_scan_is_one_of(mt_slice(word.p, at), facilities) &&
	       mt_scan_is_one_of(mt_slice_sub(word, at + 1, word.n),
				 severities);
}

/* `mail.info ` as BusyBox writes it before the program, `mail:info ` of AIX,
 * `<mail.info> ` of FreeBSD. */
static bool
take_level(MtSlice *s)
{
	MtSlice word, rest = *s;

	if (!mt_slice_cut(&rest, ' ', &word) || !mt_prefix_is_level(word))
		return false;
	*s = mt_scan_spaces(rest);
	return true;
}

/*
 * Dovecot's own log names no host, but a user behind the service: what looks like
 * a host and a program is one name, if it is `lmtp(7, bob)` or `lda(ann b)<7><id>`.
 */
static void
join_user(MtPrefix *prefix)
{
	MtSlice name = prefix->program, host = prefix->host, pid, behind;
	size_t open;
	int64_t n;

	if (name.n == 0 ||
	    (name.p[name.n - 1] != ')' && name.p[name.n - 1] != '>'))
		return;
	open = mt_slice_find_char(host, '(');
	pid = mt_slice_sub(host, open + 1, host.n);
	behind = mt_slice_sub(name, mt_slice_find_char(name, ')'), name.n);
	if (open == MT_SLICE_NOWHERE || open == 0 ||
	    (!mt_slice_starts(behind, MT_SLICE(")<")) &&
	     !(behind.n == 1 && mt_scan_number(&pid, &n) &&
	       mt_slice_eq(pid, MT_SLICE(",")))))
		return;
	prefix->program = mt_slice(host.p, (size_t)(name.p + name.n - host.p));
	prefix->host = (MtSlice){0};
}

/* `host program[pid]: text`, with a level before either of them. */
static void
read_host(MtSlice rest, MtPrefix *prefix)
{
	bool level;

	if (!mt_slice_cut(&rest, ' ', &prefix->host))
		return;
	prefix->text = rest = mt_scan_spaces(rest);
	if (mt_prefix_program(rest, prefix)) {
		if (stands_in(prefix->host, '<', '>'))
			prefix->host = (MtSlice){0};
		join_user(prefix);
		return;
	}
	level = mt_prefix_is_level(prefix->host);
	if (level ? !mt_slice_cut(&rest, ' ', &prefix->host)
		  : !take_level(&rest))
		return;
	prefix->text = rest = mt_scan_spaces(rest);
	mt_prefix_program(rest, prefix);
}

void
mt_prefix_names(MtSlice rest, MtPrefix *prefix)
{
	static const MtSlice last = {"last message repeated ", 22};

	prefix->text = rest = mt_scan_spaces(rest);
	if (!mt_prefix_program(rest, prefix) && !mt_slice_starts(rest, last))
		read_host(rest, prefix);
}

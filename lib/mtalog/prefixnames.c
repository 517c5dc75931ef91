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
	size_t i = mt_bytes16_find4(s.p, s.n, '[', ' ', ':', '\t');

	while (i < s.n && s.p[i] == ':' && i + 1 < s.n && s.p[i + 1] != ' ') {
		i++;
		i += mt_bytes16_find4(s.p + i, s.n - i, '[', ' ', ':', '\t');
	}
	return i;
}

/* `deliver(ann b): `: a name ends behind the bracket that is open in it. */
static size_t
user_end(MtSlice s, size_t at)
{
	const size_t longest = 128;
	MtSlice user = mt_slice_sub(s, at, at + longest);
	size_t found;

	if (memchr(s.p, '(', at) == NULL)
		return at;
	found = mt_slice_find(user, MT_SLICE("): "));
	return found == MT_SLICE_NOWHERE ? at : at + found + 1;
}

/* `program[pid]: ` or `program: `; what is behind it goes to the text. */
G_GNUC_NO_INLINE static bool
take_program(MtSlice s, MtPrefix *prefix)
{
	size_t i = program_end(s), end;

	if (i < s.n && s.p[i] == ' ')
		i = user_end(s, i);
	end = i + 1;
	if (i == 0 || i == s.n || s.p[i] == ' ' || s.p[i] == '\t')
		return false;
	if (s.p[i] == '[')
		end = take_pid(s, end, prefix);
	if (end == 0)
		return false;
	if (end < s.n && s.p[end] == '\t') /* columns */
		end++;
	prefix->program = mt_slice(s.p, i);
	prefix->text = mt_scan_spaces(mt_slice(s.p + end, s.n - end));
	return true;
}

/* Most lines have it in this form, in which nothing has to be tried. */
bool
mt_prefix_program(MtSlice s, MtPrefix *prefix)
{
	enum { NAME = 32, PID = 8 };
	const char *behind;
	size_t i, digits;
	uint64_t pid;

	if (s.n < NAME + PID + 4)
		return take_program(s, prefix);
	i = mt_bytes16_bits4(s.p, '[', ' ', ':', '\t') |
	    mt_bytes16_bits4(s.p + 16, '[', ' ', ':', '\t') << 16;
	i = i == 0 ? 0 : (size_t)__builtin_ctzl(i);
	digits = mt_scan_digits8(s.p + i + 1, &pid);
	behind = s.p + i + 1 + digits;
	if (i == 0 || s.p[i] != '[' || digits == 0 || digits == PID ||
	    memcmp(behind, "]: ", 3) != 0 || behind[3] == ' ')
		return take_program(s, prefix);
	prefix->pid = (int64_t)pid;
	prefix->has_pid = true;
	prefix->program = mt_slice(s.p, i);
	prefix->text = mt_slice(behind + 3, s.n - (size_t)(behind + 3 - s.p));
	return true;
}

static bool
stands_in(MtSlice word, char open, char close)
{
	return word.n > 2 && word.p[0] == open && word.p[word.n - 1] == close;
}

static const char *const facilities[] = {
	"mail",   "user",   "daemon", "auth",   "authpriv", "kern",
	"syslog", "local0", "local1", "local2", "local3",   "local4",
	"local5", "local6", "local7", "news",   "cron",     NULL};
static const char *const severities[] = {"info",  "notice", "warning", "warn",
					 "err",   "error",  "crit",    "alert",
					 "emerg", "panic",  "debug",   NULL};

bool
mt_prefix_is_level(MtSlice word)
{
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

/* The next column: up to a space or a tab, and behind it. */
static bool
take_column(MtSlice *rest, MtSlice *column)
{
	size_t n = mt_bytes16_find4(rest->p, rest->n, ' ', '\t', ' ', '\t');

	if (n == rest->n)
		return false;
	*column = mt_slice(rest->p, n);
	*rest = mt_scan_spaces(mt_slice_sub(*rest, n + 1, rest->n));
	return true;
}

/* `mail.info ` as BusyBox writes it before the program, `mail:info ` of AIX,
 * `<mail.info> ` of FreeBSD. */
static bool
take_level(MtSlice *s)
{
	MtSlice word, rest = *s;

	if (!take_column(&rest, &word) || !mt_prefix_is_level(word))
		return false;
	*s = rest;
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

/* Of a host: no facility, no severity, and it has a letter. */
static bool
is_name(MtSlice column)
{
	size_t i = 0;

	while (i < column.n && !mt_is_alpha(column.p[i]))
		i++;
	return i < column.n && !mt_scan_is_one_of(column, facilities) &&
	       !mt_scan_is_one_of(column, severities);
}

void
mt_prefix_columns(MtPrefix *prefix)
{
	enum { MOST = 3 };
	MtSlice column, rest = prefix->text;
	MtPrefix found = *prefix;

	for (size_t i = 0; i < MOST && take_column(&rest, &column); i++) {
		if (is_name(column))
			found.host = column;
		if (mt_prefix_program(rest, &found) && found.has_pid) {
			*prefix = found;
			return;
		}
	}
}

/* What macOS's `log` shows: `0x1a2b Info 0x0 10 0 smtp: text`, which are thread,
 * kind, activity, process and, from some version on, how long it is kept. */
static bool
read_unified(MtSlice thread, MtSlice rest, MtPrefix *prefix)
{
	MtSlice kind, activity, number, behind;
	int64_t pid;

	if (!mt_slice_starts(thread, MT_SLICE("0x")) ||
	    !take_column(&rest, &kind) || !take_column(&rest, &activity) ||
	    !mt_slice_starts(activity, MT_SLICE("0x")) ||
	    !take_column(&rest, &number) || !mt_scan_number(&number, &pid) ||
	    number.n > 0)
		return false;
	behind = rest;
	if (take_column(&behind, &number) && number.n > 0 &&
	    mt_is_digit(number.p[0]))
		rest = behind;
	if (!mt_prefix_program(rest, prefix))
		return false;
	prefix->host = (MtSlice){0};
	prefix->pid = pid;
	prefix->has_pid = true;
	return true;
}

/* `host program[pid]: text`, with a level before either of them. */
static void
read_host(MtSlice rest, MtPrefix *prefix)
{
	bool level;

	if (!take_column(&rest, &prefix->host))
		return;
	prefix->text = rest;
	if (read_unified(prefix->host, rest, prefix))
		return;
	if (mt_prefix_program(rest, prefix)) {
		if (stands_in(prefix->host, '<', '>'))
			prefix->host = (MtSlice){0};
		join_user(prefix);
		return;
	}
	level = mt_prefix_is_level(prefix->host);
	if (level ? !take_column(&rest, &prefix->host) : !take_level(&rest))
		return;
	prefix->text = rest;
	mt_prefix_program(rest, prefix);
}

/* `Message forwarded from host: program[pid]: text`, as AIX passes lines on. */
static bool
read_forwarded(MtPrefix *prefix)
{
	MtSlice rest = prefix->text;

	if (!mt_scan_skip(&rest, MT_SLICE("Message forwarded from ")) ||
	    mt_slice_find(rest, MT_SLICE(": ")) == MT_SLICE_NOWHERE)
		return false;
	prefix->host = mt_scan_until(&rest, ':');
	prefix->text = rest = mt_scan_spaces(rest);
	mt_prefix_program(rest, prefix);
	return true;
}

void
mt_prefix_names(MtSlice rest, MtPrefix *prefix)
{
	static const MtSlice last = {"last message repeated ", 22};

	prefix->text = rest = mt_scan_spaces(rest);
	if (mt_prefix_program(rest, prefix) || mt_slice_starts(rest, last) ||
	    read_forwarded(prefix))
		return;
	read_host(rest, prefix);
	if (prefix->program.n == 0)
		read_forwarded(prefix);
}

/*
 * Log lines in an envelope of named values: the journal's JSON and export
 * formats, docker's and other shippers' JSON. The members are told by name, so
 * that one table serves them all.
 */
#include "input/frame.h"
#include "mtalog/jsonline.h"
#include "mtalog/prefix.h"
#include "mtalog/scan.h"

enum { MAX_NAME = 32 };

/* FROM is the host that wrote it, where HOST may be the one that passed it on. */
typedef enum {
	TEXT,
	TIME,
	MICROS,
	FROM,
	HOST,
	PROGRAM,
	PID,
	MEMBERS,
} Member;

/* The first of a kind that the line has counts. Of members of members: those of
 * Elastic's common schema. */
static const struct {
	MtSlice name;
	Member member;
} names[] = {
	{{"MESSAGE", 7}, TEXT},
	{{"__REALTIME_TIMESTAMP", 20}, MICROS},
	{{"_SOURCE_REALTIME_TIMESTAMP", 26}, MICROS},
	{{"_HOSTNAME", 9}, HOST},
	{{"SYSLOG_IDENTIFIER", 17}, PROGRAM},
	{{"SYSLOG_PID", 10}, PID},
	{{"_PID", 4}, PID},
	{{"log", 3}, TEXT},
	{{"time", 4}, TIME},
	{{"@timestamp", 10}, TIME},
	{{"timestamp", 9}, TIME},
	{{"message", 7}, TEXT},
	{{"msg", 3}, TEXT},
	{{"host", 4}, HOST},
	{{"hostname", 8}, HOST},
	{{"program", 7}, PROGRAM},
	{{"ident", 5}, PROGRAM},
	{{"appname", 7}, PROGRAM},
	{{"app-name", 8}, PROGRAM},
	{{"syslogtag", 9}, PROGRAM},
	{{"pid", 3}, PID},
	{{"procid", 6}, PID},
	/* syslog-ng */
	{{"DATE", 4}, TIME},
	{{"ISODATE", 7}, TIME},
	{{"HOST", 4}, HOST},
	{{"PROGRAM", 7}, PROGRAM},
	{{"PID", 3}, PID},
	/* rsyslog */
	{{"timereported", 12}, TIME},
	{{"programname", 11}, PROGRAM},
	/* Logstash, Graylog, the journal's gateways */
	{{"syslog_timestamp", 16}, TIME},
	{{"syslog_message", 14}, TEXT},
	{{"syslog_hostname", 15}, FROM},
	{{"syslog_program", 14}, PROGRAM},
	{{"syslog_pid", 10}, PID},
	{{"logsource", 9}, FROM},
	{{"short_message", 13}, TEXT},
	{{"textPayload", 11}, TEXT},
	{{"_application_name", 17}, PROGRAM},
	{{"application_name", 16}, PROGRAM},
	{{"_process_id", 11}, PID},
	{{"process_id", 10}, PID},
	/* Loki, Splunk, Wazuh, Azure */
	{{"line", 4}, TEXT},
	{{"_raw", 4}, TEXT},
	{{"_time", 5}, TIME},
	{{"full_log", 8}, TEXT},
	{{"SyslogMessage", 13}, TEXT},
	{{"TimeGenerated", 13}, TIME},
	{{"Computer", 8}, HOST},
	{{"ProcessName", 11}, PROGRAM},
	{{"ProcessID", 9}, PID},
	/* Elastic's common schema */
	{{"host.name", 9}, HOST},
	{{"host.hostname", 13}, HOST},
	{{"process.name", 12}, PROGRAM},
	{{"process.pid", 11}, PID},
};

static void
set_member(MtSlice found[MEMBERS], MtSlice name, MtSlice value)
{
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (mt_slice_eq(names[i].name, name) &&
		    found[names[i].member].p == NULL)
			found[names[i].member] = value;
}

/* An object that is the value of a member, whose name stands before a dot in
 * those of its own. */
static void
set_inner(MtSlice found[MEMBERS], MtSlice outer, MtSlice object)
{
	static const MtSlice known[] = {{"host", 4}, {"process", 7}};
	char name[MAX_NAME];
	MtJsonMembers inner;
	MtSlice key, value;

	if (!mt_slice_eq(outer, known[0]) && !mt_slice_eq(outer, known[1]))
		return;
	memcpy(name, outer.p, outer.n);
	name[outer.n] = '.';
	inner = mt_json_members(object);
	while (mt_json_next(&inner, &key, &value)) {
		if (outer.n + 1 + key.n > sizeof name)
			continue;
		memcpy(name + outer.n + 1, key.p, key.n);
		set_member(found, mt_slice(name, outer.n + 1 + key.n), value);
	}
}

/* What Elastic, Google and Graylog keep a record in, among what they know of it:
 * its members are as good as those beside it. */
static bool
is_record(MtSlice name)
{
	static const char *const records[] = {"_source", "jsonPayload",
					      "message", "result", NULL};

	return mt_scan_is_one_of(name, records);
}

static void
set_record(MtSlice found[MEMBERS], MtSlice record)
{
	MtJsonMembers members = mt_json_members(record);
	MtSlice name, value;

	while (mt_json_next(&members, &name, &value))
		if (mt_json_is_object(value))
			set_inner(found, name, value);
		else
			set_member(found, name, value);
}

static bool
read_members(MtSlice line, MtSlice found[MEMBERS])
{
	MtJsonMembers members = mt_json_members(line);
	MtSlice name, value;

	while (mt_json_next(&members, &name, &value))
		if (!mt_json_is_object(value))
			set_member(found, name, value);
		else if (is_record(name))
			set_record(found, value);
		else
			set_inner(found, name, value);
	return members.whole;
}

static void
set_time(const MtPrefixContext *context, const MtSlice found[MEMBERS],
	 MtPrefix *prefix)
{
	MtSlice micros = found[MICROS], time = found[TIME];
	MtStamp stamp = {0};
	int64_t us;

	if (micros.p != NULL && mt_scan_number(&micros, &us) && micros.n == 0)
		stamp = (MtStamp){us, 6, true, true, true};
	else if (time.p == NULL || !mt_stamp_any(&time, context->year, &stamp))
		return;
	mt_stamp_enclosed(&stamp, &prefix->stamp);
}

/* `postfix/smtp[12]:` of rsyslog's tag has the process, too. */
static void
set_program(MtSlice tag, MtSlice pid, MtPrefix *prefix)
{
	MtSlice text = prefix->text;
	int64_t number;

	if (!mt_prefix_program(tag, prefix) || prefix->text.n > 0) {
		prefix->program = tag;
		prefix->has_pid = false;
	}
	prefix->text = text;
	if (pid.p != NULL && mt_scan_number(&pid, &number) && pid.n == 0) {
		prefix->pid = number;
		prefix->has_pid = true;
	}
}

/* Graylog keeps `host program[pid]: ` before the text, and beside it. */
static void
skip_names(MtPrefix *prefix)
{
	MtPrefix again = {0};

	mt_prefix_names(prefix->text, &again);
	if (mt_slice_eq(again.program, prefix->program))
		prefix->text = again.text;
}

/* Without a program the first word of the text was taken for a host. */
static void
set_host(const MtSlice found[MEMBERS], MtPrefix *prefix)
{
	MtSlice host = found[found[FROM].p != NULL ? FROM : HOST];

	if (prefix->host.p == NULL || (prefix->program.n == 0 && host.n > 0))
		prefix->host = host;
}

static bool
set_all(MtPrefixContext *context, const MtSlice found[MEMBERS],
	MtPrefix *prefix)
{
	MtSlice text = found[TEXT];

	if (text.p == NULL)
		return false;
	if (text.n > 0 && text.p[text.n - 1] == '\n')
		text.n--;
	if (text.n > 0 && text.p[0] == ' ')
		text = mt_slice(text.p + 1, text.n - 1);
	prefix->text = context->carried = text;
	if (found[PROGRAM].p == NULL) {
		if (!mt_prefix_read(context, text, prefix))
			mt_prefix_names(text, prefix);
		if (context->carried.p == NULL)
			context->carried = text;
		if (!prefix->stamp.known && prefix->program.n == 0) {
			prefix->host = (MtSlice){0}; /* its first word */
			prefix->text = text;
		}
	} else {
		set_program(found[PROGRAM], found[PID], prefix);
		skip_names(prefix);
	}
	set_time(context, found, prefix);
	set_host(found, prefix);
	prefix->head = 0; /* the same text may be of another time */
	return true;
}

bool
mt_prefix_json(MtPrefixContext *context, MtSlice line, MtPrefix *prefix)
{
	MtSlice found[MEMBERS] = {0};

	if (!read_members(line, found))
		return false;
	for (Member m = 0; m < MEMBERS; m++)
		if (found[m].p != NULL)
			found[m] = mt_json_text(found[m], context->arena);
	return set_all(context, found, prefix);
}

bool
mt_prefix_export(MtPrefixContext *context, MtSlice entry, MtPrefix *prefix)
{
	MtSlice found[MEMBERS] = {0}, name, value;

	while (mt_frame_export_field(&entry, &name, &value))
		set_member(found, name, value);
	return set_all(context, found, prefix);
}

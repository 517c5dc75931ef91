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

/*
 * FROM is the host that wrote it, where HOST may be the one that passed it on. The
 * last ones count where no better ones are: names that other things have as well,
 * and of rsyslog's program only what is before its '/'.
 */
typedef enum {
	TEXT,
	TIME,
	MICROS,
	FROM,
	HOST,
	PROGRAM,
	PID,
	PERHAPS_TIME,
	PERHAPS_HOST,
	PERHAPS_PROGRAM,
	PART_OF_PROGRAM,
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
	{{"app-name", 8}, PART_OF_PROGRAM},
	{{"syslogtag", 9}, PROGRAM},
	{{"syslog-tag", 10}, PROGRAM},
	{{"tag", 3}, PERHAPS_PROGRAM},
	{{"date", 4}, PERHAPS_TIME},
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
	{{"programname", 11}, PART_OF_PROGRAM},
	{{"sysloghost", 10}, HOST},
	{{"fromhost", 8}, PERHAPS_HOST},
	/* Logstash, Graylog, the journal's gateways */
	{{"syslog_timestamp", 16}, TIME},
	{{"syslog_message", 14}, TEXT},
	{{"syslog_hostname", 15}, FROM},
	{{"syslog_program", 14}, PROGRAM},
	{{"syslog_pid", 10}, PID},
	{{"logsource", 9}, FROM},
	{{"short_message", 13}, TEXT},
	{{"source", 6}, PERHAPS_HOST},
	{{"textPayload", 11}, TEXT},
	{{"_application_name", 17}, PROGRAM},
	{{"application_name", 16}, PROGRAM},
	{{"_process_id", 11}, PID},
	{{"process_id", 10}, PID},
	/* Loki, VictoriaLogs, Splunk, Wazuh, Azure, OpenTelemetry */
	{{"_msg", 4}, TEXT},
	{{"app_name", 8}, PROGRAM},
	{{"proc_id", 7}, PID},
	{{"Body", 4}, TEXT},
	{{"body", 4}, TEXT},
	{{"Timestamp", 9}, TIME},
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
	{{"log.syslog.hostname", 19}, HOST},
	{{"log.syslog.appname", 18}, PROGRAM},
	{{"log.syslog.procid", 17}, PID},
	/* macOS */
	{{"eventMessage", 12}, TEXT},
	{{"processImagePath", 16}, PROGRAM},
	{{"processID", 9}, PID},
};

static void
set_member(MtSlice found[MEMBERS], MtSlice name, MtSlice value)
{
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (mt_slice_eq(names[i].name, name) &&
		    found[names[i].member].p == NULL)
			found[names[i].member] = value;
}

/* `"log": {"syslog": {"appname": ..}}`, of the same schema. */
static void
set_syslog(MtSlice found[MEMBERS], MtSlice log)
{
	MtJsonMembers members = mt_json_members(log), inner;
	MtSlice name, value, key;

	while (mt_json_next(&members, &name, &value)) {
		if (!mt_slice_eq(name, MT_SLICE("syslog")) ||
		    !mt_json_is_object(value))
			continue;
		inner = mt_json_members(value);
		while (mt_json_next(&inner, &key, &value))
			set_member(found, key, value);
	}
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

	if (mt_slice_eq(outer, MT_SLICE("log")))
		set_syslog(found, object);
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

/* Under such a name there may be the file, or the stream, of a container. */
static bool
is_host(MtSlice word)
{
	static const char *const others[] = {"stdout", "stderr",  "journal",
					     "syslog", "rsyslog", NULL};
	size_t i = 0;

	while (i < word.n &&
	       (mt_is_alpha(word.p[i]) || mt_is_digit(word.p[i]) ||
		word.p[i] == '.' || word.p[i] == '-' || word.p[i] == ':'))
		i++;
	return i > 0 && i == word.n && !mt_scan_is_one_of(word, others);
}

/* Of other things than syslog a tag has no such end. */
static bool
is_tag(MtSlice word)
{
	return word.n > 1 &&
	       (word.p[word.n - 1] == ':' || word.p[word.n - 1] == ']');
}

/* What is known only from names that need not mean it. */
static void
settle(MtSlice found[MEMBERS])
{
	if (found[TIME].p == NULL)
		found[TIME] = found[PERHAPS_TIME];
	if (found[PROGRAM].p == NULL && is_tag(found[PERHAPS_PROGRAM]))
		found[PROGRAM] = found[PERHAPS_PROGRAM];
	if (found[PROGRAM].p == NULL)
		found[PROGRAM] = found[PART_OF_PROGRAM];
	if (found[HOST].p == NULL && is_host(found[PERHAPS_HOST]))
		found[HOST] = found[PERHAPS_HOST];
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
	settle(found);
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

/*
 * The `event` records of mailtrace itself, as mt-log -f json writes them: what
 * was a log line is one again, with its place in the log that it stood in. Other
 * kinds of records are not about mail here. mailtrace-record(5) is the contract.
 */
#include <glib.h>

#include "base/jsonread.h"
#include "mtalog/reader.h"
#include "mtalog/scan.h"

enum { SCHEMA = 1 };

typedef enum {
	TEXT,
	NUMBER,
	COUNT, /* the same without a sign or bit: places in a log */
	PORT,
	SECONDS,
	STAGE, /* seconds; the bit is set when all four are there */
	WORD,  /* one of a list, in read_word() */
} Form;

#define ROW(json, form, member, bit)                                           \
	{                                                                      \
		{(json), sizeof(json) - 1}, offsetof(MtEvent, member), form,   \
			bit                                                    \
	}

static const struct {
	MtSlice name;
	size_t at;
	Form form;
	uint32_t bit;
} members[] = {
	ROW("source", TEXT, source, 0),
	ROW("offset", COUNT, offset, 0),
	ROW("length", COUNT, length, 0),
	ROW("line", COUNT, line, 0),
	ROW("host", TEXT, host, 0),
	ROW("mta", WORD, mta, 0),
	ROW("instance", TEXT, instance, 0),
	ROW("program", TEXT, program, 0),
	ROW("pid", NUMBER, pid, MT_HAS_PID),
	ROW("queue_id", TEXT, queue_id, 0),
	ROW("event", WORD, kind, 0),
	ROW("status", WORD, status, 0),
	ROW("suspended", WORD, status, 1),
	ROW("session", TEXT, session, 0),
	ROW("message_id", TEXT, message_id, 0),
	ROW("sender", TEXT, sender, 0),
	ROW("recipient", TEXT, recipient, 0),
	ROW("orig_recipient", TEXT, orig_recipient, 0),
	ROW("size", NUMBER, size, MT_HAS_SIZE),
	ROW("recipients", NUMBER, recipients, MT_HAS_RECIPIENTS),
	ROW("client", TEXT, client, 0),
	ROW("client_ip", TEXT, client_ip, 0),
	ROW("client_port", PORT, client_port, MT_HAS_CLIENT_PORT),
	ROW("helo", TEXT, helo, 0),
	ROW("auth", TEXT, auth, 0),
	ROW("transport", TEXT, transport, 0),
	ROW("relay", TEXT, relay, 0),
	ROW("relay_ip", TEXT, relay_ip, 0),
	ROW("relay_port", PORT, relay_port, MT_HAS_RELAY_PORT),
	ROW("dsn", TEXT, dsn, 0),
	ROW("reply", TEXT, reply, 0),
	ROW("remote_id", TEXT, remote_id, 0),
	ROW("related_id", TEXT, related_id, 0),
	ROW("delay_s", SECONDS, delay_us, MT_HAS_DELAY),
	ROW("before_queue_s", STAGE, before_queue_us, 1),
	ROW("in_queue_s", STAGE, in_queue_us, 2),
	ROW("connect_s", STAGE, connect_us, 4),
	ROW("transmit_s", STAGE, transmit_us, 8),
	ROW("attempt_s", SECONDS, attempt_us, MT_HAS_ATTEMPT_TIME),
	ROW("receive_s", SECONDS, receive_us, MT_HAS_RECEIVE_TIME),
	ROW("tls_version", TEXT, tls_version, 0),
	ROW("tls_cipher", TEXT, tls_cipher, 0),
	ROW("repeated", NUMBER, repeated, MT_HAS_REPEATED),
};

/* One record on its way to an event. */
typedef struct {
	MtEvent e;
	MtArena *arena;
	const json_t *json;
	unsigned stages;
	bool suspended;
	bool base64; /* a member is in base64 */
} Record;

static void
read_kind(MtEvent *e, MtSlice word)
{
	for (int i = 0; i < MT_EVENT_KINDS; i++)
		if (mt_slice_eq(word, mt_event_kind_word((MtEventKind)i)))
			e->kind = (MtEventKind)i;
}

/* Of two with one word the first counts: `deferred` is not suspended. */
static void
read_status(MtEvent *e, MtSlice word)
{
	for (int i = MT_STATUSES - 1; i > MT_STATUS_NONE; i--)
		if (mt_slice_eq(word, mt_status_word((MtStatus)i)))
			e->status = (MtStatus)i;
}

static void
read_mta(MtEvent *e, MtSlice word)
{
	e->mta = MT_MTA_OTHER;
	for (int i = MT_MTA_NONE + 1; i <= MT_MTA_OTHER; i++)
		if (mt_slice_eq(word, mt_mta_word((MtMta)i)))
			e->mta = (MtMta)i;
}

static void
read_word(Record *r, size_t row, const json_t *value)
{
	MtSlice word = mt_json_bytes(value);

	if (members[row].bit != 0)
		r->suspended = json_is_true(value);
	else if (members[row].at == offsetof(MtEvent, kind))
		read_kind(&r->e, word);
	else if (members[row].at == offsetof(MtEvent, status))
		read_status(&r->e, word);
	else
		read_mta(&r->e, word);
}

static void
read_number(Record *r, size_t row, const json_t *value)
{
	int64_t n = json_integer_value(value);
	char *to = (char *)&r->e + members[row].at;
	int32_t port = (int32_t)n;

	if (!json_is_integer(value) || n < 0)
		return;
	if (members[row].form == PORT) {
		if (n == 0 || n > 65535)
			return;
		memcpy(to, &port, sizeof port);
	} else {
		memcpy(to, &n, sizeof n);
	}
	r->e.has |= members[row].bit;
}

static void
read_seconds(Record *r, size_t row, MtSlice text)
{
	int64_t us;

	if (!mt_json_read_seconds(text, &us))
		return;
	memcpy((char *)&r->e + members[row].at, &us, sizeof us);
	if (members[row].form == STAGE)
		r->stages |= members[row].bit;
	else
		r->e.has |= members[row].bit;
}

/* Bytes that are no UTF-8 are in `NAME_b64`, whole. */
static bool
read_bytes(Record *r, size_t row, MtSlice *bytes)
{
	g_autofree char *name = g_strconcat(members[row].name.p, "_b64", NULL);
	MtSlice text = mt_json_bytes(json_object_get(r->json, name));

	return text.p != NULL && mt_json_read_base64(text, r->arena, bytes);
}

/* For good, as the paths of logs are: what becomes of the event outlives its
 * line. There are few of them, and none has a NUL. */
static MtSlice
keep_path(MtSlice path, MtArena *arena)
{
	return mt_slice_str(g_intern_string(mt_arena_copy(arena, path).p));
}

static void
read_text(Record *r, size_t row, const json_t *value)
{
	MtSlice text = mt_json_bytes(value);

	if (text.p == NULL)
		return;
	if (!r->base64 || !read_bytes(r, row, &text))
		text = mt_arena_copy(r->arena, text);
	if (members[row].at == offsetof(MtEvent, source))
		text = keep_path(text, r->arena);
	memcpy((char *)&r->e + members[row].at, &text, sizeof text);
}

static void
read_member(Record *r, MtSlice name, MtSlice text)
{
	size_t i = 0;
	const json_t *value;

	/* With its quotes; names of members need no escapes. */
	name = mt_slice_sub(name, 1, name.n - 1);
	while (i < G_N_ELEMENTS(members) && !mt_slice_eq(members[i].name, name))
		i++;
	if (i == G_N_ELEMENTS(members))
		return;
	value = json_object_get(r->json, members[i].name.p);
	switch (members[i].form) {
	case TEXT:
		read_text(r, i, value);
		break;
	case SECONDS:
	case STAGE:
		read_seconds(r, i, text);
		break;
	case WORD:
		read_word(r, i, value);
		break;
	default:
		read_number(r, i, value);
	}
}

/* Of a record that does not say of which log it is, its own place is known. */
static void
finish(Record *r, const MtEvent *own)
{
	if (r->e.source.p == own->source.p) {
		r->e.line = own->line;
		r->e.offset = own->offset;
		r->e.length = own->length;
	}
	if (r->stages == 15)
		r->e.has |= MT_HAS_STAGES;
	if (r->suspended && r->e.status == MT_STATUS_DEFERRED)
		r->e.status = MT_STATUS_SUSPENDED;
}

static bool
is_kind(const json_t *json, const char *kind)
{
	const char *is = json_string_value(json_object_get(json, "kind"));

	return is != NULL && strcmp(is, kind) == 0;
}

/* Is the host that of the record, and none that an option names for it? */
static bool
is_own(const MtReaderLine *line)
{
	MtSlice host = line->event->host, text = line->text;

	return host.p == NULL || (host.p >= text.p && host.p < text.p + text.n);
}

static MtLineClass
read_line(const MtReaderLine *line)
{
	g_autoptr(GError) error = NULL;
	json_auto_t *json = mt_json_read(line->text, line->event->line, &error);
	Record r = {.e = *line->event, .arena = line->arena, .json = json};
	MtSlice rest = line->text, name, value;

	if (json == NULL)
		return MT_LINE_DAMAGED;
	if (!is_kind(json, "event"))
		return MT_LINE_NOT_MAIL;
	if (json_integer_value(json_object_get(json, "mt")) != SCHEMA)
		return MT_LINE_MAIL;
	r.e.mta = MT_MTA_OTHER;
	r.base64 = mt_slice_find(line->text, MT_SLICE("_b64\":")) !=
		   MT_SLICE_NOWHERE;
	while (mt_json_next_member(&rest, &name, &value))
		if (!mt_slice_eq(name, MT_SLICE("\"host\"")) || is_own(line))
			read_member(&r, name, value);
	finish(&r, line->event);
	line->sink(&r.e, line->sink_data);
	return MT_LINE_UNDERSTOOD;
}

/*
 * The text of a member as it stands in the line. Within a string a quote has a
 * backslash before it, so that this is found nowhere else.
 */
static MtSlice
find_text(MtSlice line, MtSlice head)
{
	size_t at = mt_slice_find(line, head);
	MtSlice text;

	if (at == MT_SLICE_NOWHERE)
		return (MtSlice){0};
	text = mt_slice_sub(line, at + head.n, line.n);
	return mt_slice_sub(text, 0, mt_slice_find_char(text, '"'));
}

static bool
take_prefix(MtSlice *text, void *state, MtEvent *e, MtStamp *stamp)
{
	static const MtSlice head = {"{\"mt\":", 6};
	MtSlice time, host;

	(void)state;
	if (!mt_slice_starts(*text, head))
		return false;
	time = find_text(*text, MT_SLICE(",\"time\":\""));
	host = find_text(*text, MT_SLICE(",\"host\":\""));
	if (time.p == NULL || !mt_stamp_iso(&time, stamp))
		*stamp = (MtStamp){0};
	if (host.n > 0) /* still with its escapes */
		e->host = host;
	return true;
}

static int
probe(MtSlice head)
{
	MtSlice line = mt_scan_until(&head, '\n');
	MtEvent event = {0};
	MtStamp stamp;

	return take_prefix(&line, NULL, &event, &stamp) ? 100 : 0;
}

const MtReader mt_reader_records = {
	.name = "records",
	.probe = probe,
	.prefix = take_prefix,
	.read = read_line,
};

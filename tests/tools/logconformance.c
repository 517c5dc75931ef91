/*
 * logconformance LINES DEVIATIONS: read lines of Postfix with the answers of
 * another parser's test suite and print where mailtrace differs. LINES is JSON
 * Lines, {"line": text, "expect": {member: value}}; the cases belong to others
 * and are not part of this project.
 *
 * DEVIATIONS is a Markdown table, `| case | member | ...`: what differs on
 * purpose, by the number of the line. A difference that is not listed fails; so
 * does a listed one that is none any more.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "mtalog/prefix.h"
#include "mtalog/reader.h"

typedef enum {
	TEXT,    /* a member of the event, the same bytes */
	INSIDE,  /* one that holds the answer */
	NUMBER,  /* one that has a bit */
	SECONDS, /* the same, in microseconds */
	NONE,    /* the event has no member for it */
} How;

#define AT(member) offsetof(MtEvent, member)

/* What a member of the suite is in ours. */
static const struct {
	const char *member;
	How how;
	size_t at;
	uint32_t bit;
} rules[] = {
	{"postfix_queueid", TEXT, AT(queue_id), 0},
	{"postfix_bounce_queueid", TEXT, AT(related_id), 0},
	{"postfix_message-id", TEXT, AT(message_id), 0},
	{"postfix_from", TEXT, AT(sender), 0},
	{"postfix_client_hostname", TEXT, AT(client), 0},
	{"postfix_client_ip", TEXT, AT(client_ip), 0},
	{"postfix_client_port", NUMBER, AT(client_port), MT_HAS_CLIENT_PORT},
	{"postfix_relay_hostname", TEXT, AT(relay), 0},
	{"postfix_relay_ip", TEXT, AT(relay_ip), 0},
	{"postfix_relay_port", NUMBER, AT(relay_port), MT_HAS_RELAY_PORT},
	{"postfix_delay_before_qmgr", SECONDS, AT(before_queue_us),
	 MT_HAS_STAGES},
	{"postfix_delay_in_qmgr", SECONDS, AT(in_queue_us), MT_HAS_STAGES},
	{"postfix_delay_conn_setup", SECONDS, AT(connect_us), MT_HAS_STAGES},
	{"postfix_delay_transmission", SECONDS, AT(transmit_us), MT_HAS_STAGES},
	{"postfix_tls_version", TEXT, AT(tls_version), 0},
	{"postfix_tls_cipher", TEXT, AT(tls_cipher), 0},
	{"postfix_smtp_response", TEXT, AT(reply), 0},
	{"postfix_local_response", TEXT, AT(reply), 0},
	{"postfix_pipe_response", TEXT, AT(reply), 0},
	{"postfix_error_response", TEXT, AT(reply), 0},
	{"postfix_proxy_message", TEXT, AT(reply), 0},
	{"postfix_status_code", INSIDE, AT(reply), 0},
	{"postfix_status_data", INSIDE, AT(reply), 0},
	{"postfix_status_message", INSIDE, AT(reply), 0},
	{"postfix_postscreen_toobusy_data", INSIDE, AT(reply), 0},
	{"postfix_smtp_lostconn_data", INSIDE, AT(reply), 0},
	{"postfix_smtp_lostconn_reason", INSIDE, AT(reply), 0},
	{"postfix_smtpd_lostconn_data", INSIDE, AT(reply), 0},
	{"postfix_tls_error", INSIDE, AT(reply), 0},
	{"postfix_message", INSIDE, AT(reply), 0},
	{"postfix_pix_workaround", INSIDE, AT(reply), 0},
	{"postfix_dnsbl_domain", INSIDE, AT(reply), 0},
	{"postfix_dnsbl_result", INSIDE, AT(reply), 0},
	{"postfix_dnsbl_rank", INSIDE, AT(reply), 0},
	{"postfix_proxy_status_code", INSIDE, AT(reply), 0},
	{"postfix_status_code_enhanced", TEXT, AT(dsn), 0},
	{"postfix_proxy_status_code_enhanced", TEXT, AT(dsn), 0},
};

/* `key=<value>` and `key=value` of keyvalue_data, in the event. */
static const struct {
	MtSlice key;
	How how;
	size_t at;
	uint32_t bit;
} keys[] = {
	{{"from=", 5}, TEXT, AT(sender), 0},
	{{"to=", 3}, TEXT, AT(recipient), 0},
	{{"helo=", 5}, TEXT, AT(helo), 0},
	{{"dsn=", 4}, TEXT, AT(dsn), 0},
	{{"delay=", 6}, SECONDS, AT(delay_us), MT_HAS_DELAY},
	{{"size=", 5}, NUMBER, AT(size), MT_HAS_SIZE},
	{{"nrcpt=", 6}, NUMBER, AT(recipients), MT_HAS_RECIPIENTS},
};

typedef struct {
	MtEvent event;
	unsigned events;
} Reading;

typedef struct {
	char *key; /* case/member */
	bool met;
} Deviation;

typedef struct {
	GArray *deviations;
	size_t cases, members, without, deviating, failed;
} Run;

static void
keep(const MtEvent *event, void *data)
{
	Reading *reading = data;

	if (reading->events++ == 0)
		reading->event = *event;
}

static MtSlice
text_at(const MtEvent *event, size_t at)
{
	MtSlice text;

	memcpy(&text, (const char *)event + at, sizeof text);
	return text;
}

static int64_t
number_at(const MtEvent *event, size_t at)
{
	int32_t small;
	int64_t number;

	if (at == AT(client_port) || at == AT(relay_port)) {
		memcpy(&small, (const char *)event + at, sizeof small);
		return small;
	}
	memcpy(&number, (const char *)event + at, sizeof number);
	return number;
}

static bool
agrees(const MtEvent *event, How how, size_t at, uint32_t bit, MtSlice want)
{
	g_autofree char *string = g_strndup(want.p, want.n);

	switch (how) {
	case TEXT:
		/* Not to have an id is to have none. */
		if (mt_slice_eq(want, MT_SLICE("NOQUEUE")))
			return text_at(event, at).p == NULL;
		return mt_slice_eq(text_at(event, at), want);
	case INSIDE:
		return mt_slice_find(text_at(event, at), want) !=
		       MT_SLICE_NOWHERE;
	case NUMBER:
		return (event->has & bit) != 0 &&
		       number_at(event, at) ==
			       g_ascii_strtoll(string, NULL, 10);
	case SECONDS:
		return (event->has & bit) != 0 &&
		       (double)number_at(event, at) / 1e6 ==
			       g_ascii_strtod(string, NULL);
	default:
		return true;
	}
}

static MtSlice
value_of(MtSlice data, size_t at)
{
	MtSlice rest = mt_slice_sub(data, at, data.n), value;

	if (rest.n > 0 && rest.p[0] == '<')
		return mt_slice_sub(rest, 1, mt_slice_find_char(rest, '>'));
	if (!mt_slice_word(&rest, &value))
		return (MtSlice){0};
	value.n -= value.p[value.n - 1] == ',';
	return value;
}

static bool
agrees_keys(const MtEvent *event, MtSlice data)
{
	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
		size_t at = mt_slice_find(data, keys[i].key);

		if (at == MT_SLICE_NOWHERE || (at > 0 && data.p[at - 1] != ' '))
			continue;
		if (!agrees(event, keys[i].how, keys[i].at, keys[i].bit,
			    value_of(data, at + keys[i].key.n)))
			return false;
	}
	return true;
}

static bool
agrees_status(const MtEvent *event, MtSlice want)
{
	return mt_slice_eq(mt_status_word(event->status), want);
}

/* `reject` and `discard` refuse; the other actions let the message in. */
static bool
agrees_action(const MtEvent *event, MtSlice want)
{
	bool refused = mt_slice_eq(want, MT_SLICE("reject")) ||
		       mt_slice_eq(want, MT_SLICE("discard"));

	return (event->kind == MT_EVENT_REJECT) == refused;
}

static bool
agrees_member(Run *run, const MtEvent *event, const char *member, MtSlice want)
{
	if (strcmp(member, "postfix_keyvalue_data") == 0)
		return agrees_keys(event, want);
	if (strcmp(member, "postfix_status") == 0)
		return agrees_status(event, want);
	if (strcmp(member, "postfix_action") == 0 ||
	    strcmp(member, "postfix_proxy_result") == 0)
		return agrees_action(event, want);
	for (size_t i = 0; i < G_N_ELEMENTS(rules); i++)
		if (strcmp(rules[i].member, member) == 0)
			return agrees(event, rules[i].how, rules[i].at,
				      rules[i].bit, want);
	run->without++;
	return true;
}

static bool
is_deviation(Run *run, const char *key)
{
	for (guint i = 0; i < run->deviations->len; i++) {
		Deviation *d = &g_array_index(run->deviations, Deviation, i);

		if (strcmp(d->key, key) == 0)
			return d->met = true;
	}
	return false;
}

static void
check_member(Run *run, const MtEvent *event, json_t *row, const char *member,
	     MtSlice want)
{
	g_autofree char *key = g_strdup_printf("%zu/%s", run->cases, member);

	run->members++;
	if (agrees_member(run, event, member, want))
		return;
	if (is_deviation(run, key)) {
		run->deviating++;
		return;
	}
	run->failed++;
	printf("%s: %.*s\n   in %s\n", key, (int)want.n, want.p,
	       json_string_value(json_object_get(row, "line")));
}

static const MtReader *
postfix(void)
{
	size_t i = 0;

	while (strcmp(mt_readers[i]->name, "postfix") != 0)
		i++;
	return mt_readers[i];
}

static void
check_case(Run *run, json_t *row)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	json_t *line = json_object_get(row, "line"), *want;
	Reading reading = {0};
	MtEvent event = {.program = MT_SLICE("postfix/any")};
	const char *member;

	run->cases++;
	postfix()->read(&(MtReaderLine){
		mt_slice(json_string_value(line), json_string_length(line)),
		&event, arena, keep, &reading, NULL, 0});
	json_object_foreach(json_object_get(row, "expect"), member, want)
		check_member(run, &reading.event, row, member,
			     mt_slice(json_string_value(want),
				      json_string_length(want)));
}

static bool
read_deviations(const char *path, GArray *into)
{
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	if (!g_file_get_contents(path, &text, NULL, NULL))
		return false;
	lines = g_strsplit(text, "\n", -1);
	for (size_t i = 0; lines[i] != NULL; i++) {
		g_auto(GStrv) cell = g_strsplit(lines[i], "|", -1);
		Deviation d = {NULL, false};

		if (g_strv_length(cell) < 4 ||
		    !g_ascii_isdigit(g_strstrip(cell[1])[0]))
			continue;
		d.key = g_strconcat(cell[1], "/", g_strstrip(cell[2]), NULL);
		g_array_append_val(into, d);
	}
	return true;
}

static bool
check_file(Run *run, const char *path)
{
	FILE *in = fopen(path, "r");
	json_t *row;

	if (in == NULL)
		return false;
	while ((row = json_loadf(in, JSON_DISABLE_EOF_CHECK, NULL)) != NULL) {
		check_case(run, row);
		json_decref(row);
	}
	fclose(in);
	return true;
}

static size_t
free_deviations(GArray *deviations)
{
	size_t stale = 0;

	for (guint i = 0; i < deviations->len; i++) {
		Deviation *d = &g_array_index(deviations, Deviation, i);

		if (!d->met) {
			printf("%s: listed as a deviation, and is none\n",
			       d->key);
			stale++;
		}
		g_free(d->key);
	}
	g_array_unref(deviations);
	return stale;
}

int
main(int argc, char **argv)
{
	Run run = {g_array_new(FALSE, FALSE, sizeof(Deviation)), 0, 0, 0, 0, 0};
	size_t stale;

	if (argc != 3 || !read_deviations(argv[2], run.deviations) ||
	    !check_file(&run, argv[1]) || run.cases == 0) {
		fputs("usage: logconformance LINES DEVIATIONS\n", stderr);
		return 2;
	}
	stale = free_deviations(run.deviations);
	printf("%zu lines, %zu answers: %zu agree, %zu have no member of "
	       "ours, %zu deviate on purpose, %zu fail\n",
	       run.cases, run.members,
	       run.members - run.without - run.deviating - run.failed,
	       run.without, run.deviating, run.failed);
	return run.failed > 0 || stale > 0;
}

/*
 * What a log reader makes of single lines, as text. Samples are logs in which
 * each line is followed by what it gives, indented by a tab: one line for each
 * event with its members in a fixed order, `NAME=VALUE`, separated by ` | `; or
 * the class of a line that was not understood.
 */
#ifndef TESTS_UNIT_READERLINES_H
#define TESTS_UNIT_READERLINES_H

#include <check.h>
#include <glib.h>
#include <inttypes.h>

#include "base/buf.h"
#include "base/time.h"
#include "mtalog/dispatch.h"
#include "mtalog/prefix.h"

static const struct {
	const char *name;
	size_t at;
} readerlines_texts[] = {
	{"instance", offsetof(MtEvent, instance)},
	{"id", offsetof(MtEvent, queue_id)},
	{"session", offsetof(MtEvent, session)},
	{"message-id", offsetof(MtEvent, message_id)},
	{"remote-id", offsetof(MtEvent, remote_id)},
	{"related-id", offsetof(MtEvent, related_id)},
	{"from", offsetof(MtEvent, sender)},
	{"to", offsetof(MtEvent, recipient)},
	{"orig-to", offsetof(MtEvent, orig_recipient)},
	{"client", offsetof(MtEvent, client)},
	{"client-ip", offsetof(MtEvent, client_ip)},
	{"helo", offsetof(MtEvent, helo)},
	{"auth", offsetof(MtEvent, auth)},
	{"relay", offsetof(MtEvent, relay)},
	{"relay-ip", offsetof(MtEvent, relay_ip)},
	{"dsn", offsetof(MtEvent, dsn)},
	{"tls", offsetof(MtEvent, tls_version)},
	{"cipher", offsetof(MtEvent, tls_cipher)},
	{"transport", offsetof(MtEvent, transport)},
	{"reply", offsetof(MtEvent, reply)},
};

static const struct {
	const char *name;
	uint32_t bit;
	size_t at;
} readerlines_numbers[] = {
	{"size", MT_HAS_SIZE, offsetof(MtEvent, size)},
	{"recipients", MT_HAS_RECIPIENTS, offsetof(MtEvent, recipients)},
	{"delay", MT_HAS_DELAY, offsetof(MtEvent, delay_us)},
	{"attempt", MT_HAS_ATTEMPT_TIME, offsetof(MtEvent, attempt_us)},
	{"receive", MT_HAS_RECEIVE_TIME, offsetof(MtEvent, receive_us)},
	{"before-queue", MT_HAS_STAGES, offsetof(MtEvent, before_queue_us)},
	{"in-queue", MT_HAS_STAGES, offsetof(MtEvent, in_queue_us)},
	{"connect", MT_HAS_STAGES, offsetof(MtEvent, connect_us)},
	{"transmit", MT_HAS_STAGES, offsetof(MtEvent, transmit_us)},
};

static inline void
readerlines_add(const MtEvent *e, void *data)
{
	MtBuf *out = data;

	mt_buf_add_char(out, '\t');
	mt_buf_add(out, mt_event_kind_word(e->kind));
	if (e->status != MT_STATUS_NONE) {
		mt_buf_addf(out, " | status=");
		mt_buf_add(out, mt_status_word(e->status));
		if (e->status == MT_STATUS_SUSPENDED)
			mt_buf_addf(out, " | suspended");
	}
	for (size_t i = 0; i < G_N_ELEMENTS(readerlines_texts); i++) {
		MtSlice text;

		memcpy(&text, (const char *)e + readerlines_texts[i].at,
		       sizeof text);
		if (text.p == NULL)
			continue;
		mt_buf_addf(out, " | %s=", readerlines_texts[i].name);
		mt_buf_add(out, text);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(readerlines_numbers); i++) {
		int64_t number;

		memcpy(&number, (const char *)e + readerlines_numbers[i].at,
		       sizeof number);
		if ((e->has & readerlines_numbers[i].bit) != 0)
			mt_buf_addf(out, " | %s=%" G_GINT64_FORMAT,
				    readerlines_numbers[i].name, number);
	}
	if ((e->has & MT_HAS_CLIENT_PORT) != 0)
		mt_buf_addf(out, " | client-port=%d", (int)e->client_port);
	if ((e->has & MT_HAS_RELAY_PORT) != 0)
		mt_buf_addf(out, " | relay-port=%d", (int)e->relay_port);
	mt_buf_add_char(out, '\n');
}

static inline int
readerlines_find(const char *name)
{
	for (int i = 0; mt_readers[i] != NULL; i++)
		if (strcmp(mt_readers[i]->name, name) == 0)
			return i;
	return -1;
}

static MtLineClass readerlines_class;

static inline void
readerlines_ignore(const MtEvent *event, void *data)
{
	(void)event;
	(void)data;
}

/* The class of a line, where nobody wants to know its events. */
static inline void
readerlines_read_unwanted(MtArena *arena, int mine, MtSlice text,
			  const MtEvent *event)
{
	MtEvent copy = *event;
	uint64_t lost = 0;

	if (mt_readers[mine]->open == NULL)
		readerlines_class = mt_readers[mine]->read(
			&(MtReaderLine){.text = text,
					.event = &copy,
					.arena = arena,
					.sink = readerlines_ignore,
					.lost = &lost,
					.unwanted = ~0U});
}

/* One line; `state` is of the reader `mine`, which must be who reads it. */
static inline void
readerlines_read(MtBuf *out, MtArena *arena, int mine, void *state,
		 MtSlice text)
{
	static const char *const classes[] = {"", "not understood", "not mail",
					      "damaged"};
	MtPrefixContext context = {.arena = arena, .year = 2026};
	MtDispatch dispatch = {0};
	MtPrefix prefix = {0};
	MtEvent event = {0};
	MtStamp stamp = {0};
	MtLineClass class;
	uint64_t lost = 0;
	int reader;

	if (mt_readers[mine]->prefix == NULL ||
	    !mt_readers[mine]->prefix(&text, state, &event, &stamp)) {
		mt_prefix_read(&context, text, &prefix);
		reader =
			mt_dispatch(&dispatch, prefix.program, &event.instance);
		/* Nobody's program: the lines of a file that is the reader's */
		ck_assert(reader == mine || reader < 0);
		text = prefix.text;
		event.program = prefix.program;
		stamp = prefix.stamp;
	}
	event.time_us = stamp.us;
	event.has_time = stamp.known;
	readerlines_read_unwanted(arena, mine, text, &event);
	class = mt_readers[mine]->read(&(MtReaderLine){.text = text,
						       .event = &event,
						       .arena = arena,
						       .sink = readerlines_add,
						       .sink_data = out,
						       .state = state,
						       .lost = &lost});
	ck_assert(mt_readers[mine]->open != NULL || class == readerlines_class);
	if (class != MT_LINE_UNDERSTOOD)
		mt_buf_addf(out, "\t%s\n", classes[class]);
	if (lost > 0)
		mt_buf_addf(out, "\t%" PRIu64 " lost\n", lost);
}

/* The sample again, with what its lines give now. */
static inline char *
readerlines_sample(const char *reader, const char *sample)
{
	int mine = readerlines_find(reader);
	MtSlice rest = mt_slice_str(sample), line;
	g_autoptr(MtArena) arena = mt_arena_new();
	g_auto(MtBuf) out = {0};
	void *state = NULL;

	ck_assert_int_ge(mine, 0);
	if (mt_readers[mine]->open != NULL)
		state = mt_readers[mine]->open();
	while (mt_slice_cut(&rest, '\n', &line)) {
		if (line.n > 0 && line.p[0] == '\t')
			continue;
		mt_buf_add(&out, line);
		mt_buf_add_char(&out, '\n');
		if (line.n > 0)
			readerlines_read(&out, arena, mine, state, line);
	}
	if (mt_readers[mine]->close != NULL)
		mt_readers[mine]->close(state);
	mt_buf_add_char(&out, '\0');
	return g_strdup(out.p);
}

#endif

/*
 * Each reader of logs: every line is in one class, no matter what it holds, and
 * what an event says lies in the line, in the arena, or is a constant. The first
 * line picks the reader, by its name or any byte, and its last byte one of the
 * reader's programs: `exim 0`.
 */
#include <assert.h>
#include <stdint.h>

#include "mtalog/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

typedef struct {
	MtSlice line;
	const MtArena *arena;
	unsigned events;
} Check;

/* Read every byte: a slice that lies nowhere is for the sanitizer to find. */
static void
check_slice(MtSlice s)
{
	static volatile unsigned char sink;

	assert(s.p != NULL || s.n == 0);
	for (size_t i = 0; i < s.n; i++)
		sink = (unsigned char)(sink ^ (unsigned char)s.p[i]);
}

/* A number that is given can be: nothing is below zero but a clock's fault. */
static void
check_numbers(const MtEvent *e)
{
	assert((e->has & MT_HAS_SIZE) == 0 || e->size >= 0);
	assert((e->has & MT_HAS_RECIPIENTS) == 0 || e->recipients >= 0);
	assert((e->has & MT_HAS_PID) == 0 || e->pid >= 0);
	assert((e->has & MT_HAS_RELAY_PORT) == 0 ||
	       (e->relay_port > 0 && e->relay_port <= 65535));
	assert((e->has & MT_HAS_CLIENT_PORT) == 0 ||
	       (e->client_port >= 0 && e->client_port <= 65535));
	assert((e->has & MT_HAS_ATTEMPT_TIME) == 0 || e->attempt_us >= 0);
	assert((e->has & MT_HAS_RECEIVE_TIME) == 0 || e->receive_us >= 0);
	/* From year 0 to 9999, as a stamp can write it. */
	assert(!e->has_time || (e->time_us > INT64_C(-62200000000000000) &&
				e->time_us < INT64_C(253500000000000000)));
}

static void
sink_event(const MtEvent *e, void *data)
{
	Check *check = data;
	const MtSlice slices[] = {
		e->instance,       e->program,    e->queue_id,    e->session,
		e->message_id,     e->remote_id,  e->related_id,  e->sender,
		e->recipient,      e->client,     e->client_ip,   e->helo,
		e->auth,           e->relay,      e->relay_ip,    e->dsn,
		e->reply,          e->tls_cipher, e->tls_version, e->transport,
		e->orig_recipient,
	};

	assert(e->kind < MT_EVENT_KINDS && e->status < MT_STATUSES);
	assert(e->mta != MT_MTA_NONE);
	check_numbers(e);
	for (size_t i = 0; i < sizeof slices / sizeof slices[0]; i++)
		check_slice(slices[i]);
	check->events++;
}

static const MtReader *
pick_reader(MtSlice line)
{
	size_t count = 0;
	MtSlice name;

	if (!mt_slice_word(&line, &name))
		return mt_readers[0];
	for (; mt_readers[count] != NULL; count++)
		if (mt_slice_eq(mt_slice_str(mt_readers[count]->name), name))
			return mt_readers[count];
	return mt_readers[(unsigned char)name.p[0] % count];
}

static MtSlice
pick_program(const MtReader *reader, uint8_t byte)
{
	size_t count = 0;

	while (reader->programs != NULL && reader->programs[count] != NULL)
		count++;
	return count == 0 ? (MtSlice){0}
			  : mt_slice_str(reader->programs[byte % count]);
}

/* The line is in memory of its own, where what lies beyond it is nobody's. */
static void
read_line(const MtReader *reader, void *state, MtSlice program, MtSlice text,
	  MtArena *arena)
{
	g_autofree char *bytes = g_memdup2(text.p, MAX(text.n, 1));
	MtSlice line = mt_slice(bytes, text.n);
	MtEvent event = {.program = program};
	Check check = {.line = line, .arena = arena};
	uint64_t lost = 0;
	MtReaderLine in = {.text = line,
			   .event = &event,
			   .arena = arena,
			   .sink = sink_event,
			   .sink_data = &check,
			   .state = state,
			   .lost = &lost};
	MtStamp stamp = {0};
	MtLineClass class;

	if (reader->prefix != NULL &&
	    reader->prefix(&in.text, state, &event, &stamp)) {
		event.time_us = stamp.us;
		event.has_time = stamp.known;
	}
	class = reader->read(&in);
	assert(class < MT_LINE_CLASSES);
	/* One line names no more than it has bytes. */
	assert(check.events <= line.n + 1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	const MtReader *reader;
	MtSlice rest, line, program;
	void *state;

	rest = mt_slice((const char *)data, n);
	if (!mt_slice_cut(&rest, '\n', &line) || line.n == 0)
		return 0;
	reader = pick_reader(line);
	program = pick_program(reader, (uint8_t)line.p[line.n - 1]);
	state = reader->open != NULL ? reader->open() : NULL;
	if (reader->probe != NULL)
		reader->probe(rest);
	while (rest.n > 0) {
		if (!mt_slice_cut(&rest, '\n', &line)) {
			line = rest;
			rest.n = 0;
		}
		read_line(reader, state, program, line, arena);
	}
	if (state != NULL)
		reader->close(state);
	return 0;
}

/* Lines to items: prefix, time, reader, and an account of every line. */
#include "mtalog/block.h"

#include "mtalog/dispatch.h"
#include "mtalog/prefix.h"

struct MtLogParser {
	const MtLogSink *sink;
	void *data;
	unsigned worker;
	MtDispatch dispatch;
	MtPrefixContext prefix;
	MtLocalCache local;
	const MtLogFile
		*local_file;      /* the last local time, of which log, and */
	int64_t local_us, utc_us; /* what it is in UTC */
	MtLogBlock *block;
	MtLogFile *file;
	MtEvent event;
	MtReaderLine reader_line; /* what readers get; most of it stays */
	int64_t now_us;           /* of the last item */
	MtSlice line, before; /* this one, and the last that was not a repeat */
	MtSlice host_written, host; /* the last host that had to be made */
	uint64_t head; /* what lines begin with whose time and host `event` has;
			  0: not known */
	int64_t repeated;
	bool my_turn;
};

MtLogBlock *
mt_log_block_new(void)
{
	MtLogBlock *block = g_new0(MtLogBlock, 1);

	block->arena = mt_arena_new();
	mt_tally_init(&block->tally);
	return block;
}

void
mt_log_block_free(MtLogBlock *block)
{
	if (block == NULL)
		return;
	mt_line_block_clear(&block->lines);
	mt_log_reading_release(block->reading);
	g_clear_error(&block->error);
	mt_arena_free(block->arena);
	mt_tally_clear(&block->tally);
	mt_buf_clear(&block->unparsed);
	g_free(block->years);
	g_free(block->before);
	g_free(block->items);
	g_free(block);
}

static void
add_item(MtLogBlock *block, int64_t time_us, void *item, const char *line)
{
	if (block->n == block->room) {
		block->room = MAX(block->room * 2, 1024);
		block->items = g_renew(MtLogItem, block->items, block->room);
	}
	block->items[block->n++] = (MtLogItem){time_us, item, line};
}

static void
take_event(const MtEvent *event, void *data)
{
	MtLogParser *p = data;
	void *item;

	if (p->repeated > 0) {
		p->event.repeated = p->repeated;
		p->event.has |= MT_HAS_REPEATED;
	}
	if (event->has_time) {
		mt_tally_time(&p->block->tally, event->time_us,
			      event->decimals);
		p->now_us = MAX(p->now_us, event->time_us);
	}
	p->block->tally.events++;
	if ((p->sink->unwanted >> event->kind & 1) != 0)
		return;
	item = p->sink->take(event, p->block->arena, p->worker, p->data);
	if (item != NULL)
		add_item(p->block, p->now_us, item, p->line.p);
}

MtLogParser *
mt_log_parser_new(const MtLogSink *sink, void *data, unsigned worker)
{
	MtLogParser *parser = g_new0(MtLogParser, 1);

	parser->sink = sink;
	parser->data = data;
	parser->worker = worker;
	parser->reader_line = (MtReaderLine){
		.event = &parser->event,
		.sink = take_event,
		.sink_data = parser,
		.unwanted = sink->unwanted,
	};
	return parser;
}

void
mt_log_parser_free(MtLogParser *parser)
{
	g_free(parser);
}

static void
wait_for_turn(MtLogParser *p)
{
	if (!p->my_turn)
		mt_turn_wait(&p->block->reading->turn, p->block->number);
	p->my_turn = true;
}

static void *
find_state(MtLogParser *p, int reader)
{
	void **state = &p->block->reading->states[reader];

	wait_for_turn(p);
	if (*state == NULL)
		*state = mt_readers[reader]->open();
	return *state;
}

/* The state of a reader for the file, made by who needs it first; most readers
 * have none. */
static inline void *
state_of(MtLogParser *p, int reader)
{
	return mt_readers[reader]->open == NULL ? NULL : find_state(p, reader);
}

static void
set_time(MtLogParser *p, const MtStamp *stamp)
{
	int64_t second;
	bool twice;

	p->event.has_time = stamp->known;
	p->event.zone_unsaid = !stamp->zone && !p->file->zone_named;
	p->event.decimals = stamp->decimals;
	p->event.time_us = stamp->us;
	if (!stamp->known || stamp->zone)
		return;
	if (stamp->us == p->local_us && p->file == p->local_file) {
		p->event.time_us = p->utc_us;
		return;
	}
	p->event.time_us = mt_local_to_utc(p->file->zone, &p->local, stamp->us,
					   &twice, &second);
	if (!twice) {
		p->local_file = p->file;
		p->local_us = stamp->us;
		p->utc_us = p->event.time_us;
		return;
	}
	wait_for_turn(p);
	p->head = 0; /* what follows may be of the other of the two */
	p->event.time_us = mt_local_choose(p->event.time_us, second,
					   &p->block->reading->twice_latest);
}

/* `mx` of a file whose `mx` is not that of the others: `mx@dir`. */
static MtSlice
apart(MtLogParser *p, MtSlice host)
{
	size_t tail = strlen(p->file->apart);
	char *name;

	if (p->host.p != NULL && mt_slice_eq(host, p->host_written))
		return p->host;
	name = mt_arena_take(p->block->arena, host.n + 1 + tail);
	memcpy(name, host.p, host.n);
	name[host.n] = '@';
	memcpy(name + host.n + 1, p->file->apart, tail);
	p->host_written = host;
	p->host = mt_slice(name, host.n + 1 + tail);
	return p->host;
}

static void
set_host(MtLogParser *p, MtSlice written)
{
	if (p->file->host.p != NULL)
		p->event.host = p->file->host;
	else if (written.n == 0)
		p->event.host = p->file->nobody;
	else
		p->event.host =
			p->file->apart == NULL ? written : apart(p, written);
}

static MtLineClass
read_text(MtLogParser *p, int reader, MtSlice text)
{
	p->reader_line.text = text;
	p->reader_line.state = state_of(p, reader);
	return mt_readers[reader]->read(&p->reader_line);
}

/* A line with the prefix that only its reader knows. */
static bool
read_own(MtLogParser *p, int reader, MtLineClass *class)
{
	const MtReader *r = mt_readers[reader];
	MtSlice text = p->line;
	MtStamp stamp = {0};

	if (r->prefix == NULL)
		return false;
	p->head = 0;
	mt_event_clear(&p->event);
	p->event.host = p->event.program = p->event.instance = (MtSlice){0};
	if (!r->prefix(&text, state_of(p, reader), &p->event, &stamp))
		return false;
	set_time(p, &stamp);
	set_host(p, p->event.host);
	*class = read_text(p, reader, text);
	return true;
}

/* A line of a program that nobody knows may be one with a prefix of its own. */
static bool
read_anyone(MtLogParser *p, MtLineClass *class, int *reader)
{
	for (int i = 0; mt_readers[i] != NULL; i++)
		if (mt_readers[i]->open == NULL && i != p->file->reader &&
		    read_own(p, i, class)) {
			*reader = i;
			return true;
		}
	return false;
}

/*
 * Who reads what stands behind the prefix; -1: nobody. A line of syslog that
 * names its program is that program's, in whatever file; prefixes that readers
 * have for themselves name the year and no process in this way.
 */
static int
find_reader(MtLogParser *p, const MtPrefix *prefix, MtSlice *instance)
{
	int reader = mt_dispatch(&p->dispatch, prefix->program, instance);

	if (reader < 0 && prefix->program.n > 0 && prefix->stamp.known &&
	    (prefix->has_pid || !prefix->stamp.year))
		return -1;
	return reader >= 0 ? reader : p->file->reader;
}

static MtLineClass
read_known(MtLogParser *p, int reader, const MtPrefix *prefix, MtSlice instance)
{
	mt_event_clear(&p->event);
	p->event.program = prefix->program;
	p->event.instance = instance;
	p->event.pid = prefix->pid;
	if (prefix->has_pid)
		p->event.has |= MT_HAS_PID;
	if (prefix->head == 0 || prefix->head != p->head) {
		/* Readers that know prefixes may know the time better. */
		p->head = mt_readers[reader]->prefix == NULL ? prefix->head : 0;
		set_time(p, &prefix->stamp);
		set_host(p, prefix->host);
	}
	return read_text(p, reader, prefix->text);
}

/*
 * `last message repeated`: the line before, with the time of this one, if both
 * are of one host.
 */
static bool
restore_last(MtLogParser *p, MtPrefix *prefix)
{
	MtPrefix last;

	if (p->before.n == 0 || !mt_prefix_read(&p->prefix, p->before, &last) ||
	    last.last || !mt_slice_eq(last.host, prefix->host))
		return false;
	last.repeated = prefix->repeated;
	last.stamp = prefix->stamp;
	last.head = 0;
	*prefix = last;
	return true;
}

static MtLineClass
read_line(MtLogParser *p, int *reader)
{
	MtLineClass class = MT_LINE_NOT_MAIL;
	MtPrefix prefix;
	MtSlice instance;
	bool known;

	*reader = p->file->reader;
	if (*reader >= 0 && read_own(p, *reader, &class))
		return class;
	known = mt_prefix_read(&p->prefix, p->line, &prefix);
	if (prefix.last && !restore_last(p, &prefix))
		return MT_LINE_NOT_MAIL;
	p->repeated = prefix.repeated;
	*reader = find_reader(p, &prefix, &instance);
	if (*reader < 0 || prefix.program.n == 0)
		if (read_anyone(p, &class, reader))
			return class;
	if (*reader >= 0)
		return read_known(p, *reader, &prefix, instance);
	return known || mt_slice_trim(p->line).n == 0 ? MT_LINE_NOT_MAIL
						      : MT_LINE_DAMAGED;
}

static void
account(MtLogParser *p, MtSlice whole)
{
	MtLineClass class;
	int reader;

	p->repeated = 0;
	class = read_line(p, &reader);
	mt_tally_line(&p->block->tally, class, reader);
	if (p->repeated == 0)
		p->before = p->line;
	if (p->sink->unparsed &&
	    (class == MT_LINE_MAIL || class == MT_LINE_DAMAGED)) {
		mt_buf_add(&p->block->unparsed, whole);
		mt_buf_add_char(&p->block->unparsed, '\n');
	}
}

/* A line, or the messages of one that has several by octet counts. */
static void
parse_line(MtLogParser *p, size_t i)
{
	const MtLineBlock *lines = &p->block->lines;
	MtSlice line = mt_line_block_get(lines, i);
	size_t lead = mt_line_lead(line);
	MtSlice rest = mt_slice(line.p + lead, line.n - lead);

	p->event.line = lines->line + i;
	do {
		size_t n = rest.n > 0 && mt_is_digit(rest.p[0])
				   ? mt_prefix_octets(rest)
				   : rest.n;

		p->line = mt_slice(rest.p, n);
		p->event.offset = lines->offset + (uint64_t)(rest.p - lines->p);
		p->event.length = n;
		if (lines->decoded)
			mt_line_block_place(lines, i, &p->event.offset,
					    &p->event.length);
		rest = mt_slice(rest.p + n, rest.n - n);
		account(p, p->line);
	} while (rest.n > 0);
}

static void
begin(MtLogParser *p, MtLogBlock *block)
{
	p->block = block;
	p->file = block->file;
	p->reader_line.arena = block->arena;
	p->prefix.arena = block->arena;
	p->prefix.lines =
		mt_slice(block->lines.p, block->lines.ends[block->lines.n - 1]);
	p->prefix.plain = mt_slice(block->lines.p, 0);
	/* Where the merge expects the file, its lines before the first date go. */
	p->now_us = block->number == 0 && p->file->has_first ? p->file->first_us
							     : INT64_MIN;
	p->before = mt_slice(block->before, block->n_before);
	p->host = (MtSlice){0};
	p->head = 0;
	p->my_turn = false;
	p->event.source = mt_slice_str(p->file->path);
}

void
mt_log_parse(MtLogParser *p, MtLogBlock *block)
{
	size_t year = 0;

	begin(p, block);
	for (size_t i = 0; i < block->lines.n; i++) {
		if (year < block->n_years && block->years[year].line == i)
			p->prefix.year = block->years[year++].year;
		parse_line(p, i);
	}
	mt_turn_done(&block->reading->turn, block->number);
}

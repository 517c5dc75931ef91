/* Lines to items: prefix, time, reader, and an account of every line. */
#include "mtalog/parser.h"

#include "base/prefetch.h"
#include "mtalog/colour.h"

enum { AHEAD = 16 }; /* items whose memory is asked for */

static void
add_item(MtLogBlock *block, int64_t time_us, void *item, const char *line)
{
	if (block->n == block->room) {
		block->room = MAX(block->room * 2, 1024);
		block->items = g_renew(MtLogItem, block->items, block->room);
	}
	mt_prefetch_write(&block->items[block->n] + AHEAD);
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

static void *
find_state(MtLogParser *p, int reader)
{
	void **state = &p->block->reading->states[reader];

	mt_log_parser_wait(p);
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

static MtLineClass
read_text(MtLogParser *p, int reader, MtSlice text)
{
	p->reader_line.text = text;
	p->reader_line.state = state_of(p, reader);
	return mt_readers[reader]->read(&p->reader_line);
}

/* What stands in the line itself was taken for the host of the outer one. */
static MtSlice
host_of(const MtPrefix *outer, MtSlice own, MtSlice line)
{
	if (own.n > 0 || outer->host.n == 0)
		return own;
	return outer->host.p >= line.p && outer->host.p < line.p + line.n
		       ? own
		       : outer->host;
}

/* A line with the prefix that only its reader knows; `outer` is of what passed it
 * on, if anything did. */
static bool
read_own(MtLogParser *p, int reader, MtSlice line, const MtPrefix *outer,
	 MtLineClass *class)
{
	const MtReader *r = mt_readers[reader];
	MtSlice text = line;
	MtStamp stamp = {0};

	if (r->prefix == NULL)
		return false;
	p->head = 0;
	mt_event_clear(&p->event);
	p->event.host = p->event.program = p->event.instance = (MtSlice){0};
	if (!r->prefix(&text, state_of(p, reader), &p->event, &stamp))
		return false;
	if (outer != NULL && !stamp.zone)
		mt_stamp_zoned(&outer->stamp, &stamp);
	mt_log_parser_time(p, &stamp);
	mt_log_parser_host(p, outer != NULL
				      ? host_of(outer, p->event.host, line)
				      : p->event.host);
	*class = read_text(p, reader, text);
	return true;
}

/* A line of a program that nobody knows may be one with a prefix of its own. */
static bool
read_anyone(MtLogParser *p, MtSlice line, const MtPrefix *outer,
	    MtLineClass *class, int *reader)
{
	for (int i = 0; mt_readers[i] != NULL; i++)
		if (mt_readers[i]->open == NULL &&
		    (outer != NULL || i != p->file->reader) &&
		    read_own(p, i, line, outer, class)) {
			*reader = i;
			return true;
		}
	return false;
}

/* All prefixes that only readers know begin with the year, or as multilog's. */
enum { YEAR = 4 };

static bool
begins_with_year(MtSlice s)
{
	return s.n > YEAR && s.p[YEAR] == '-' && mt_is_digit(s.p[0]);
}

/* Most lines of others have no such place: to see that takes less than to look at
 * all places where a prefix may begin. */
static bool
may_carry(const MtLogParser *p, MtSlice s)
{
	MtSlice rest = mt_slice_sub(s, YEAR, s.n), before;

	while (mt_slice_cut(&rest, '-', &before))
		if (begins_with_year(mt_slice_sub(
			    s, (size_t)(rest.p - s.p) - YEAR - 1, s.n)))
			return true;
	return p->file->reader >= 0 &&
	       mt_slice_find_char(s, '@') != MT_SLICE_NOWHERE;
}

/* Or it is in one of those by which containers, shippers and syslog daemons passed
 * it on. */
static bool
read_carried(MtLogParser *p, const MtPrefix *outer, MtLineClass *class,
	     int *reader)
{
	MtSlice all = mt_prefix_carrier(&p->prefix, p->line, outer), rest = all;
	MtPrefixMarks marks = {0};
	bool more = may_carry(p, all) &&
		    (all.p != p->line.p || mt_prefix_mark(all, &marks, &rest));

	for (; more; more = mt_prefix_mark(all, &marks, &rest)) {
		if (begins_with_year(rest) &&
		    read_anyone(p, rest, outer, class, reader))
			return true;
		if (rest.p[0] == '@' && p->file->reader >= 0 &&
		    read_own(p, p->file->reader, rest, outer, class)) {
			*reader = p->file->reader;
			return true;
		}
	}
	return false;
}

/*
 * Who reads what stands behind a prefix whose program no reader knows; -1: nobody. It
 * is a line of its own that the program passed on, or the file's: prefixes that
 * readers have for themselves name the year and no process in this way. Or a reader
 * takes such text from any program.
 */
static int
find_other(MtLogParser *p, MtPrefix *prefix, MtSlice *instance)
{
	MtPrefix inner;
	int reader = -1;

	if (prefix->program.n == 0)
		return p->file->reader;
	if (mt_prefix_inner(&p->prefix, prefix, &inner))
		reader = mt_dispatch(&p->dispatch, inner.program, instance);
	if (reader >= 0) {
		*prefix = inner;
		return reader;
	}
	if (!prefix->stamp.known || (!prefix->has_pid && prefix->stamp.year))
		reader = p->file->reader;
	/* A word alone may be the beginning of a text that has lost its own. */
	if (!prefix->stamp.known && !prefix->has_pid)
		return reader;
	return reader >= 0
		       ? reader
		       : mt_dispatch_claim(prefix->program, prefix->text, 0);
}

static inline MtLineClass
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
		mt_log_parser_time(p, &prefix->stamp);
		mt_log_parser_host(p, prefix->host);
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

/* Not understood: is it of another program that has the same name? */
G_GNUC_NO_INLINE static MtLineClass
read_namesake(MtLogParser *p, int *reader, const MtPrefix *prefix,
	      MtSlice instance)
{
	int other = mt_dispatch_claim(prefix->program, prefix->text, 1);

	if (other < 0 || other == *reader)
		return MT_LINE_MAIL;
	*reader = other;
	return read_known(p, other, prefix, instance);
}

static MtLineClass
read_line(MtLogParser *p, int *reader)
{
	MtLineClass class = MT_LINE_NOT_MAIL;
	MtPrefix prefix;
	MtSlice instance;
	bool known;

	*reader = p->file->reader;
	if (*reader >= 0 && read_own(p, *reader, p->line, NULL, &class))
		return class;
	known = mt_prefix_read(&p->prefix, p->line, &prefix);
	if (prefix.last && !restore_last(p, &prefix))
		return MT_LINE_NOT_MAIL;
	p->repeated = prefix.repeated;
	*reader = mt_dispatch(&p->dispatch, prefix.program, &instance);
	if (*reader < 0) {
		if (read_anyone(p, p->line, NULL, &class, reader) ||
		    read_carried(p, &prefix, &class, reader))
			return class;
		*reader = find_other(p, &prefix, &instance);
	}
	if (*reader >= 0) {
		class = read_known(p, *reader, &prefix, instance);
		return class == MT_LINE_MAIL
			       ? read_namesake(p, reader, &prefix, instance)
			       : class;
	}
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
		MtSlice whole = mt_slice(rest.p, n);

		p->line = p->coloured ? mt_colour_strip(whole, p->block->arena)
				      : whole;
		p->event.offset = lines->offset + (uint64_t)(rest.p - lines->p);
		p->event.length = n;
		if (lines->decoded)
			mt_line_block_place(lines, i, &p->event.offset,
					    &p->event.length);
		rest = mt_slice(rest.p + n, rest.n - n);
		account(p, whole);
	} while (rest.n > 0);
}

static void
begin(MtLogParser *p, MtLogBlock *block)
{
	p->block = block;
	p->file = block->file;
	p->reader_line.arena = block->arena;
	p->reader_line.lost = &block->tally.lost;
	p->prefix.arena = block->arena;
	p->prefix.lines =
		mt_slice(block->lines.p, block->lines.ends[block->lines.n - 1]);
	p->prefix.plain = mt_slice(block->lines.p, 0);
	p->prefix.carried = (MtSlice){0};
	p->coloured = mt_colour_is_in(p->prefix.lines);
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

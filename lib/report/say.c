/* What names and numbers a sentence holds is decided here, not its words' place
 * in the lines. */
#include "report/say.h"

#include "chain/host.h"
#include "report/flow.h"
#include "report/howtext.h"

/* Below these, resolutions of a second and slow typists explain it. */
#define BACKWARDS_US (2 * G_USEC_PER_SEC)
#define WRITTEN_US ((int64_t)60 * G_USEC_PER_SEC)
#define NO_ZONE_US (INT64_C(24) * 60 * 60 * G_USEC_PER_SEC)
#define ADJUSTED_US ((int64_t)G_USEC_PER_SEC)

/*
 * Notes of a hop that a person should know of, in words that fit a line. The
 * others can be seen in its row (no time, no host), are said with numbers, or
 * are for records only.
 */
static const struct {
	MtNoteKind kind;
	const char *words;
} shown[] = {
	{MT_NOTE_DATE_RECOVERED, "time found in an unusual form or place"},
	{MT_NOTE_DATE_NO_ZONE, "no time zone given: taken as UTC"},
	{MT_NOTE_DATE_WEEKDAY, "the weekday does not fit the date"},
	{MT_NOTE_DATE_ZONE_ABSURD, "no such time zone on earth"},
	{MT_NOTE_IP_INVALID, "what should be an address is none"},
	{MT_NOTE_RDNS_UNVERIFIED, "the name of the client may be forged"},
	{MT_NOTE_COMMENT_UNCLOSED, "a '(' has no ')'"},
	{MT_NOTE_COMMENT_TOO_DEEP, "comments nested too deep to read"},
	{MT_NOTE_TOO_MANY_TOKENS, "too many words: not all were read"},
	{MT_NOTE_BELOW_ORIGIN, "below From or Date: no server puts it there"},
	{MT_NOTE_RESENT, "of an earlier journey, before it was resent"},
	{MT_NOTE_FIELD_NUL, "a NUL byte stands in the field"},
	{MT_NOTE_FIELD_8BIT, "bytes above 127 stand in the field"},
};

/* Who says something about which hop. */
typedef struct {
	MtBuf *out;
	const MtTerm *term;
	size_t indent;
	const MtChain *chain;
	const MtHop *hop;
} Say;

void
mt_say(MtBuf *out, const MtTerm *term, size_t indent, bool look,
       const char *sentence, const MtSlice *values)
{
	MtFlow flow = mt_flow(out, term, indent, indent + 2);

	mt_buf_addf(out, "%*s", (int)indent, "");
	if (look) {
		mt_buf_add(out, mt_term_style(term, MT_TERM_LOOK));
		mt_flow_add(&flow, MT_SLICE("!"));
	}
	mt_flow_say(&flow, sentence, values);
	if (look)
		mt_buf_add(out, mt_term_style(term, MT_TERM_PLAIN));
	mt_flow_end(&flow);
}

static MtSlice
duration(MtBuf *text, int64_t us)
{
	mt_duration_add(text, us);
	return mt_buf_slice(text);
}

static MtSlice
number(MtBuf *text, size_t n)
{
	mt_buf_addf(text, "%zu", n);
	return mt_buf_slice(text);
}

/* The machine of the hop; `hop 3` where nothing says which that is. */
static MtSlice
host(MtBuf *text, const MtChain *c, const MtHop *hop)
{
	MtSlice name = mt_chain_host(c, hop->number - 1);

	if (name.n == 0)
		name = mt_hop_host(hop);
	if (name.n > 0)
		return name;
	mt_buf_addf(text, "hop %zu", hop->number);
	return mt_buf_slice(text);
}

size_t
mt_say_slowest(const MtChain *c)
{
	return c->slowest > 0 && c->hops[c->slowest - 1].delay_us >=
					 MT_SAY_LEAST_US
		       ? c->slowest
		       : 0;
}

/*
 * A clock that is fast or slow makes one delay too long and the next too short.
 * What passed for certain is the time from the latest of all older hops to the
 * earliest of this and all newer ones.
 */
static int64_t
certain_us(const MtChain *c, const MtHop *hop)
{
	int64_t from = INT64_MIN, to = INT64_MAX;

	for (size_t i = 0; i < c->n; i++) {
		const MtTime *time = &c->hops[i].received.time;

		if (time->known && i + 1 < hop->number)
			from = MAX(from, time->us);
		else if (time->known)
			to = MIN(to, time->us);
	}
	return to - from;
}

void
mt_say_verdict(MtBuf *out, const MtTerm *term, const MtChain *c)
{
	g_auto(MtBuf) time = {0};
	g_auto(MtBuf) from = {0};
	g_auto(MtBuf) to = {0};
	const MtHop *hop, *since;
	MtSlice values[3], look[2];

	if (mt_say_slowest(c) == 0)
		return;
	hop = &c->hops[c->slowest - 1];
	since = &c->hops[hop->since - 1];
	values[0] = duration(&time, hop->delay_us);
	values[1] = host(&from, c, since);
	values[2] = host(&to, c, hop);
	if (mt_slice_eq_i(values[1], values[2]))
		mt_say(out, term, 0, true, "% lost inside %", values);
	else if (certain_us(c, hop) < hop->delay_us / 2)
		mt_say(out, term, 0, true,
		       "% between % and %, unless their clocks are wrong",
		       values);
	else
		mt_say(out, term, 0, true, "% lost between % and %", values);
	look[0] = mt_howtext_queue_id(&since->received);
	look[1] = values[1];
	if (look[0].n > 0)
		mt_say(out, term, 2, false, "look for % in the log of %", look);
}

static void
say_backwards(const Say *s, const MtHop *since)
{
	g_auto(MtBuf) by = {0};
	g_auto(MtBuf) from = {0};
	g_auto(MtBuf) to = {0};
	MtSlice values[] = {duration(&by, -s->hop->delay_us),
			    host(&from, s->chain, since),
			    host(&to, s->chain, s->hop)};

	mt_say(s->out, s->term, s->indent, true,
	       mt_slice_eq_i(values[1], values[2])
		       ? "earlier by % than the hop before, on the same host"
		       : "clocks disagree by % or more: % is fast, or % slow",
	       values);
}

/* Time that no server lost. */
static void
say_waiting(const Say *s)
{
	g_auto(MtBuf) text = {0};
	MtSlice time = duration(&text, s->hop->delay_us);

	mt_say(s->out, s->term, s->indent, false,
	       s->hop->received.pull ? "% in a mailbox until fetched: no delay"
				     : "% until somebody sent it on: no delay",
	       &time);
}

static void
say_delay(const Say *s)
{
	g_auto(MtBuf) text = {0};
	g_auto(MtBuf) adjusted = {0};
	const MtHop *hop = s->hop, *since = &s->chain->hops[hop->since - 1];
	MtSlice value;

	if (hop->since + 1 < hop->number) {
		value = number(&text, hop->since);
		mt_say(s->out, s->term, s->indent, false,
		       "the delay counts from hop %", &value);
	}
	if (hop->delay_us <= -BACKWARDS_US)
		say_backwards(s, since);
	else if (hop->delay_us > 0 && mt_say_is_waiting(s->chain, hop))
		say_waiting(s);
	if (hop->has_adjusted &&
	    ABS(hop->adjusted_us - hop->delay_us) >= ADJUSTED_US) {
		value = duration(&adjusted, hop->adjusted_us);
		mt_say(s->out, s->term, s->indent, false,
		       "with clocks corrected, %", &value);
	}
}

/* The first hop with a time, to be compared with the author's clock. */
static void
say_written(const Say *s, const MtTime *date)
{
	g_auto(MtBuf) text = {0};
	const MtTime *time = &s->hop->received.time;
	int64_t us = time->us - date->us;
	MtSlice value;

	if (!time->known || !date->known ||
	    ABS(us) < (date->has_zone ? WRITTEN_US : NO_ZONE_US))
		return;
	value = duration(&text, ABS(us));
	mt_say(s->out, s->term, s->indent, us < 0,
	       us < 0 ? "% before the Date of the message"
		      : "% after the Date of the message",
	       &value);
}

void
mt_say_hop(MtBuf *out, const MtTerm *term, size_t indent, const MtChain *chain,
	   const MtHop *hop, const MtTime *date)
{
	const Say s = {out, term, indent, chain, hop};

	if (hop->has_delay)
		say_delay(&s);
	else
		say_written(&s, date);
	for (size_t i = 0; i < G_N_ELEMENTS(shown); i++)
		if (mt_note_has(&hop->received.notes, shown[i].kind))
			mt_say(out, term, indent, true, shown[i].words, NULL);
}

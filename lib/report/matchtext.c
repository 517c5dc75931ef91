/* One line for each hop, and below it why. */
#include "report/matchtext.h"

#include "base/time.h"
#include "report/flow.h"

enum { VERDICT = 4, HOST = 18, WHY = 6 };

static const char *const words[MT_MATCH_VERDICTS] = {
	[MT_MATCH_CONFIRMED] = "confirmed",
	[MT_MATCH_CONTRADICTED] = "contradicted",
	[MT_MATCH_NOT_COVERED] = "not covered",
};

/* Less than that is what a session takes. */
static const int64_t told_us = INT64_C(10) * 1000 * 1000;

static bool
is_confirmed_but(const MtHopMatch *match)
{
	return match->verdict == MT_MATCH_CONFIRMED && match->differ != 0;
}

static void
add_sum(MtBuf *out, const MtTerm *term, const MtHopMatch *matches, size_t n)
{
	size_t counts[MT_MATCH_VERDICTS] = {0}, buts = 0;
	MtFlow flow = mt_flow(out, term, 0, 2);
	g_auto(MtBuf) text = {0};
	bool bad;

	for (size_t i = 0; i < n; i++) {
		counts[matches[i].verdict]++;
		buts += is_confirmed_but(&matches[i]);
	}
	bad = counts[MT_MATCH_CONTRADICTED] + buts > 0;
	mt_buf_addf(&text, "%zu hop%s: %zu confirmed", n, n == 1 ? "" : "s",
		    counts[MT_MATCH_CONFIRMED]);
	if (buts > 0)
		mt_buf_addf(&text, " (%zu with a difference)", buts);
	mt_buf_addf(&text, ", %zu contradicted, %zu not covered by the logs",
		    counts[MT_MATCH_CONTRADICTED],
		    counts[MT_MATCH_NOT_COVERED]);
	mt_buf_add_char(&text, '\0');
	mt_buf_add(out, mt_term_style(term, bad ? MT_TERM_LOOK : MT_TERM_HEAD));
	mt_flow_say(&flow, text.p, NULL);
	mt_buf_add(out, mt_term_style(term, MT_TERM_PLAIN));
	mt_flow_end(&flow);
}

static void
add_place(MtFlow *flow, const MtHopMatch *match)
{
	g_auto(MtBuf) place = {0};
	g_auto(MtBuf) time = {0};

	if (match->at == NULL)
		return;
	mt_buf_add_char(&place, '(');
	mt_buf_add(&place, match->at->source);
	mt_buf_addf(&place, ":%llu)", (unsigned long long)match->at->line);
	mt_flow_add_whole(flow, mt_buf_slice(&place));
	if (!match->has_difference || ABS(match->difference_us) < told_us)
		return;
	mt_duration_add(&time, ABS(match->difference_us));
	mt_flow_say(flow, match->difference_us < 0 ? "% later" : "% earlier",
		    &(MtSlice){time.p, time.n});
}

static void
add_hop(MtBuf *out, const MtTerm *term, const MtHopMatch *match)
{
	bool bad = match->verdict == MT_MATCH_CONTRADICTED ||
		   is_confirmed_but(match);
	MtSlice by = match->hop->received.by;
	MtFlow flow;

	mt_buf_addf(out, "%2zu", match->hop->number);
	flow = mt_flow(out, term, 2, WHY);
	mt_flow_skip(&flow, VERDICT);
	mt_buf_add(out,
		   mt_term_style(term, bad ? MT_TERM_LOOK : MT_TERM_PLAIN));
	mt_flow_say(&flow, words[match->verdict], NULL);
	mt_buf_add(out, mt_term_style(term, MT_TERM_PLAIN));
	mt_flow_skip(&flow, HOST);
	mt_flow_add(&flow, by.n > 0 ? by : MT_SLICE("(no host)"));
	mt_flow_end(&flow);
	flow = mt_flow(out, term, 0, WHY);
	mt_flow_skip(&flow, WHY);
	mt_flow_add_words(&flow, match->why);
	add_place(&flow, match);
	mt_flow_end(&flow);
}

void
mt_matchtext_add(MtBuf *out, const MtTerm *term, const MtMessage *message,
		 MtSlice message_id, const MtHopMatch *matches, size_t n)
{
	MtFlow flow = mt_flow(out, term, 0, 0);
	g_auto(MtBuf) id = {0};

	mt_flow_add_whole(&flow, message->source);
	mt_flow_end(&flow);
	mt_buf_addf(&id, message_id.n > 0 ? "<" : "(no Message-ID");
	mt_buf_add(&id, message_id);
	mt_buf_addf(&id, message_id.n > 0 ? ">" : ")");
	flow = mt_flow(out, term, 0, 0);
	mt_flow_add_whole(&flow, mt_buf_slice(&id));
	mt_flow_end(&flow);
	add_sum(out, term, matches, n);
	mt_buf_add_char(out, '\n');
	for (size_t i = 0; i < n; i++)
		add_hop(out, term, &matches[i]);
	mt_buf_add_char(out, '\n');
}

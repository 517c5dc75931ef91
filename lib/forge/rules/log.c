/* Hops against the logs of the hosts that they claim. */
#include "forge/rule.h"

static void
show_log(MtFinding *f, const MtHopLog *log)
{
	if (log->log.p != NULL)
		mt_find_log(f, log->log, log->offset, log->length, log->line,
			    (MtSlice){0}, "the line that was held against it");
}

/* The claim: who had it, under which id, when. */
static void
show_hop(MtCase *c, MtFinding *f, const MtHop *hop)
{
	mt_find_hop_text(c, f, "by", hop, hop->received.by,
			 "the host that is claimed");
	mt_find_hop_text(c, f, "id", hop, hop->received.id, "its id there");
	mt_find_hop_date(c, f, hop);
}

static void
find_hops(MtCase *c, const MtRule *rule, MtLogAnswer answer, bool has_line)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		const MtHopLog *log = &c->logs[i];
		MtFinding *f;

		if (log->answer != answer || (log->log.p != NULL) != has_line)
			continue;
		f = mt_find(c, rule, "Hop %zu: %.*s", hop->number,
			    MT_S(log->why));
		show_hop(c, f, hop);
		show_log(f, log);
	}
}

static void
look_absent(MtCase *c, const MtRule *rule)
{
	find_hops(c, rule, MT_LOG_CONTRADICTS, false);
}

static void
look_other(MtCase *c, const MtRule *rule)
{
	find_hops(c, rule, MT_LOG_CONTRADICTS, true);
}

static void
look_confirmed(MtCase *c, const MtRule *rule)
{
	find_hops(c, rule, MT_LOG_CONFIRMS, true);
}

static const MtRule rules[] = {
	{
		.id = "hop-not-in-log",
		.grade = MT_GRADE_A,
		.title =
			"the log of the host that is named knows nothing of it",
		.proves = "A server logs each message that it takes. Where "
			  "its log reaches over that time and has neither the "
			  "id nor the message, it never had it.",
		.innocent = "A log with gaps, or of another host of the same "
			    "name.",
		.needs = MT_NEEDS_LOG,
		.look = look_absent,
	},
	{
		.id = "hop-contradicts-log",
		.grade = MT_GRADE_A,
		.title = "the log of the host that is named says otherwise",
		.proves = "The id is in the log, with another Message-ID, "
			  "client, HELO, TLS, sender or time: the field was "
			  "copied from another message, or edited.",
		.innocent = "A log of another host of the same name, whose ids "
			    "are alike.",
		.needs = MT_NEEDS_LOG,
		.look = look_other,
	},
	{
		.id = "hop-confirmed",
		.grade = MT_GRADE_C,
		.title = "the log of the host confirms the hop",
		.proves = "The log has the id, and what it says agrees.",
		.innocent = "It is as it should be.",
		.needs = MT_NEEDS_LOG,
		.look = look_confirmed,
	},
};

const MtRuleSet mt_ruleset_log = {rules, G_N_ELEMENTS(rules)};

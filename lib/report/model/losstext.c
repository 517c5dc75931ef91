/* Lost time in sentences: where, how long, and what the log gives as reason. */
#include "report/model/parts.h"

static const struct {
	const char *stage, *words;
} stages[] = {
	{"before_queue", "before the queue"},
	{"in_queue", "in the queue"},
	{"connect", "connecting"},
	{"transmit", "handing over"},
	{"filter", "content filter"},
	{"deferred", "waiting to retry"},
	{"held", "on hold"},
};

/* The first that fits; an empty status fits all, and the last row all others. */
static const struct {
	const char *stage, *status, *sentence; /* of host, time, relay */
} sentences[] = {
	{"before_queue", "",
	 "% took % to get the message into its queue: a slow client, or a "
	 "filter that looks at mail first."},
	{"in_queue", "", "% left the message in its queue for %."},
	{"connect", "", "% needed % to find and reach a host that took it."},
	{"transmit", "sent",
	 "% needed % to hand the message over: the next host was slow to "
	 "take it."},
	{"transmit", "", "% tried for % to hand the message over."},
	{"filter", "", "% waited % for its content filter."},
	{"held", "", "% kept the message on hold for %."},
	{"deferred", "sent", "% waited % for an attempt that worked."},
	{"deferred", "expired",
	 "% tried in vain for %, then gave up and returned the message to its "
	 "sender."},
	{"deferred", "bounced", "% tried for %, then it was refused for good."},
	{"deferred", "deleted",
	 "% tried in vain for %, then the administrator deleted the message."},
	{"deferred", "", "% tried in vain for %."},
	{"", "", "% had the message for %, its log does not say why."},
};

const char *
mt_report_stage_words(MtSlice stage)
{
	for (size_t i = 0; i < G_N_ELEMENTS(stages); i++)
		if (mt_slice_eq(mt_slice_str(stages[i].stage), stage))
			return stages[i].words;
	return "not known";
}

MtSlice
mt_report_relay(MtSlice relay)
{
	return mt_slice_eq(relay, MT_SLICE("none")) ? (MtSlice){0} : relay;
}

static const char *
sentence_of(const MtLoss *loss)
{
	size_t i = 0;

	while (i + 1 < G_N_ELEMENTS(sentences) &&
	       (strcmp(sentences[i].stage, loss->stage) != 0 ||
		(sentences[i].status[0] != '\0' &&
		 !mt_slice_eq(mt_slice_str(sentences[i].status),
			      loss->status))))
		i++;
	return sentences[i].sentence;
}

MtSpan
mt_report_cause(const MtReport *r, MtSlice cause)
{
	g_auto(MtBuf) words = {0};

	mt_buf_add(&words, cause);
	for (size_t i = 0; i < words.n; i++)
		if (words.p[i] == '_')
			words.p[i] = ' ';
	return mt_doc_data(r->doc, mt_buf_slice(&words));
}

void
mt_report_say_reason(const MtReport *r, MtSlice reason, MtSlice cause)
{
	MtSpan values[] = {mt_doc_data(r->doc, reason),
			   mt_report_cause(r, cause)};

	mt_doc_say(r->doc,
		   cause.n > 0 ? "The reason, by its log: % (cause: %)."
			       : "The reason, by its log: %",
		   values);
}

void
mt_report_say_no_hold_reason(const MtReport *r)
{
	mt_doc_say(r->doc,
		   "Its log does not say why: as a rule, somebody put it there "
		   "by hand.",
		   NULL);
}

static void
say_hold(const MtReport *r, const MtLoss *loss)
{
	MtSpan value = mt_report_clock(r, loss->at);

	if (loss->at.known)
		mt_doc_say(r->doc, "It was released at %.", &value);
	if (loss->reason.n > 0)
		mt_report_say_reason(r, loss->reason, loss->cause);
	else
		mt_report_say_no_hold_reason(r);
}

/* Who was on the other side. */
static void
say_peer(const MtReport *r, const MtLoss *loss)
{
	bool filter = strcmp(loss->stage, "filter") == 0;
	bool before = strcmp(loss->stage, "before_queue") == 0;
	MtSlice peer = before ? loss->client : mt_report_relay(loss->relay);
	MtSpan value = mt_doc_data(r->doc, peer);

	if (peer.n == 0)
		return;
	mt_doc_say(r->doc,
		   before   ? "It came from %."
		   : filter ? "The filter is at %."
			    : "The next host was %.",
		   &value);
}

/* The host that was to take it, where another one did. */
void
mt_report_say_failed(const MtReport *r, MtSlice relay, MtSlice reply)
{
	MtSpan values[] = {mt_doc_data(r->doc, relay),
			   mt_doc_data(r->doc, reply)};

	mt_doc_say(r->doc,
		   reply.n > 0 ? "It asked % before, in vain: %."
			       : "It asked % before, in vain.",
		   values);
}

void
mt_report_say_loss(const MtReport *r, const MtLoss *loss)
{
	MtSpan values[] = {mt_report_data(r, loss->host, MT_SPAN_DATA),
			   mt_span_style(mt_doc_duration(r->doc, loss->us),
					 MT_SPAN_STRONG)};

	mt_doc_say(r->doc, sentence_of(loss), values);
	if (loss->waiting)
		mt_doc_say(r->doc, "It still had it where its log ends.", NULL);
	if (strcmp(loss->stage, "held") == 0) {
		say_hold(r, loss);
		return;
	}
	say_peer(r, loss);
	if (loss->failed_relay.n > 0)
		mt_report_say_failed(r, loss->failed_relay, loss->failed_reply);
	if (loss->reason.n > 0)
		mt_report_say_reason(r, loss->reason, loss->cause);
}

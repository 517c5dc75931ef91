/* Messages into a model: in order, on one thread, since the model is one. */
#include "chain/skew.h"
#include "cli/cli.h"
#include "cli/incident.h"
#include "cli/messages.h"
#include "cli/trust.h"
#include "mime/heading.h"
#include "record/clock.h"
#include "record/hop.h"
#include "record/message.h"

typedef struct {
	const MtIncident *incident;
	MtSkew *skew;
	MtJoin *join;
	char *source; /* of the messages that are counted */
	uint64_t n;
} Run;

static void
end_source(Run *run)
{
	if (run->n > 0)
		mt_incident_add_input(run->incident->model, run->source,
				      "messages", run->n, "message");
	g_clear_pointer(&run->source, g_free);
	run->n = 0;
}

/* Members of an archive are one input. */
static void
count(Run *run, MtSlice source)
{
	size_t n = mt_slice_find(source, MT_SLICE("!"));
	MtSlice path = mt_slice_sub(source, 0, n);

	if (n != MT_SLICE_NOWHERE) {
		g_autofree char *whole = g_strndup(source.p, source.n);

		if (g_file_test(whole, G_FILE_TEST_EXISTS))
			path = source;
	}
	if (run->source == NULL ||
	    !mt_slice_eq(path, mt_slice_str(run->source))) {
		end_source(run);
		run->source = g_strndup(path.p, path.n);
	}
	run->n++;
}

static void
observe(const MtMessage *message, MtArena *arena, MtBuf *out, unsigned worker,
	void *data)
{
	Run *run = data;
	MtFields fields;
	MtHeading heading;
	MtChain chain;

	(void)out;
	(void)worker;
	count(run, message->source);
	mt_trust_read_chain(run->incident->trust, message, arena, &fields,
			    &chain);
	mt_skew_add_chain(run->skew, &chain);
	mt_heading_read(&fields, message->from_line, arena, &heading);
	mt_model_want(run->incident->model, heading.message_id);
}

static void
add_hops(MtModel *model, const MtMessage *message, const MtChain *chain,
	 MtArena *arena)
{
	for (size_t i = 0; i < chain->n; i++) {
		MtHopRecord record;

		mt_hop_record_fill(&record, message, &chain->hops[i], chain->n,
				   false, arena);
		mt_model_add(model, &mt_record_hop, &record);
	}
}

static void
take(const MtMessage *message, MtArena *arena, MtBuf *out, unsigned worker,
     void *data)
{
	const Run *run = data;
	const MtIncident *in = run->incident;
	MtMessageRecord record;
	MtFields fields;
	MtHeading heading;
	MtChain chain;

	(void)out;
	(void)worker;
	mt_trust_read_chain(in->trust, message, arena, &fields, &chain);
	mt_skew_apply(run->skew, &chain);
	mt_heading_read(&fields, message->from_line, arena, &heading);
	mt_message_record_fill(&record, message, &heading, &chain, arena);
	mt_model_add(in->model, &mt_record_message, &record);
	add_hops(in->model, message, &chain, arena);
	mt_incident_judge_one(in, run->join, message, &fields, &chain, arena);
	mt_model_add_header(in->model, message->source,
			    (int64_t)message->ordinal, message->offset,
			    message->header);
}

static void
add_clocks(const Run *run)
{
	size_t n;
	const MtClock *clocks = mt_skew_clocks(run->skew, &n);

	for (size_t i = 0; i < n; i++) {
		MtClockRecord record;

		if (clocks[i].method == MT_CLOCK_UNKNOWN)
			continue;
		mt_clock_record_fill(&record, &clocks[i]);
		mt_model_add(run->incident->model, &mt_record_clock, &record);
	}
}

MtSkew *
mt_incident_observe(const MtIncident *incident, MtMessages *messages)
{
	Run run = {.incident = incident, .skew = mt_skew_new()};

	mt_messages_run(messages, observe, &run);
	end_source(&run);
	mt_skew_solve(run.skew);
	add_clocks(&run);
	return run.skew;
}

void
mt_incident_take(const MtIncident *incident, MtMessages *messages, MtSkew *skew,
		 MtJoin *join)
{
	g_autoptr(GError) error = NULL;
	Run run = {.incident = incident, .skew = skew, .join = join};

	/* Not everything is known again: then what is there must do. */
	if (mt_messages_rewind(messages, &error))
		mt_messages_run(messages, take, &run);
	else
		mt_cli_warn("%s", error->message);
}

/* Messages before logs: then the model knows whose transactions to keep; and
 * after them, when all is known of each. */
#include "cli/incident.h"

#include "cli/cli.h"
#include "cli/digest.h"

void
mt_incident_add_input(MtModel *model, const char *path, const char *what,
		      uint64_t n, const char *unit)
{
	g_autoptr(GError) error = NULL;
	MtModelInput input = {.path = mt_slice_str(path),
			      .what = mt_slice_str(what),
			      .n = n,
			      .unit = unit};

	if (strcmp(path, "-") != 0 &&
	    !mt_digest_file(path, &input.size, input.sha256, &error))
		input.failed = mt_slice_str(error->message);
	mt_model_add_input(model, &input);
}

/* One of two that failed leaves a report on the other. */
static int
both(int a, int b)
{
	if (a == MT_EXIT_USAGE || b == MT_EXIT_USAGE)
		return MT_EXIT_USAGE;
	if (a == MT_EXIT_OK && b == MT_EXIT_OK)
		return MT_EXIT_OK;
	return a == MT_EXIT_FATAL && b == MT_EXIT_FATAL ? MT_EXIT_FATAL
							: MT_EXIT_PARTIAL;
}

/* All inputs are in `messages`, if there are any. */
static int
read_all(const MtIncident *incident, MtMessages *messages)
{
	MtTraceLogs traces = {0};
	MtSkew *skew = NULL;
	int status = MT_EXIT_OK;

	if (messages != NULL)
		skew = mt_incident_observe(incident, messages);
	if (incident->logs != NULL)
		status = mt_incident_read_logs(incident, &traces);
	if (messages != NULL) {
		mt_incident_take(incident, messages, skew, traces.join);
		mt_skew_free(skew);
	}
	mt_trace_logs_clear(&traces);
	return status;
}

int
mt_incident_read(const MtIncident *incident)
{
	g_autoptr(MtMessages) messages = NULL;
	g_autoptr(MtPaths) paths = NULL;
	g_autoptr(GError) error = NULL;
	MtOptions options = *incident->options;
	int status;

	if (incident->messages == NULL)
		return read_all(incident, NULL);
	paths = mt_paths_new(incident->messages, false, NULL, &error);
	if (paths == NULL)
		return mt_cli_refuse(error);
	/* In order, since all of them go into one model. */
	options.paths = paths;
	options.jobs = 1;
	messages = mt_messages_new(&options, true);
	status = read_all(incident, messages);
	return incident->logs == NULL
		       ? mt_messages_status(messages)
		       : both(mt_messages_status(messages), status);
}

/* Lines are looked at where they lie in the window of the source. */
#include "cli/records.h"

#include "base/jsonread.h"
#include "base/limits.h"
#include "cli/cli.h"
#include "cli/progress.h"
#include "input/source.h"
#include "queue/partial.h"

/* Memory for a record is given back when so much is in use. */
enum { ARENA = 256 * 1024, LOOK = 64 * 1024 };

typedef struct {
	const MtRecordUser *user;
	void *data;
	MtSource *source;
	MtArena *arena;
	MtProgress progress;
	uint64_t records, lines, failed; /* of all inputs */
	MtRecordInput in;                /* the one being read */
	GChecksum *sum;
} Run;

/* The kind of a record that no table has: its text between the quotes. */
static MtSlice
name_of(MtSlice line)
{
	MtSlice name, value;

	while (mt_json_next_member(&line, &name, &value))
		if (mt_slice_eq(name, MT_SLICE("\"kind\"")) && value.n >= 2)
			return mt_slice_sub(value, 1, value.n - 1);
	return MT_SLICE("");
}

static void
refuse(Run *run, const char *why)
{
	if (run->in.refused++ > 0)
		return;
	mt_progress_end(&run->progress);
	mt_cli_warn_source(run->in.path, why);
}

static void
take_line(Run *run, MtSlice line)
{
	g_autoptr(GError) error = NULL;
	MtRecord record;

	run->in.lines++;
	if (mt_slice_trim(line).n == 0)
		return;
	if (mt_arena_used(run->arena) > ARENA)
		mt_arena_reset(run->arena);
	if (!mt_record_read(line, run->in.lines, run->arena, &record, &error)) {
		refuse(run, mt_slice_starts(line, MT_SLICE(MT_PARTIAL_HEAD))
				    ? "written by mt-queue --partial, so no "
				      "records: mt-queue --merge reads it"
				    : error->message);
		return;
	}
	run->records++;
	run->user->record(&record,
			  record.kind == NULL ? name_of(line) : MT_SLICE(""),
			  run->data);
}

/* The next line with its end, as far as it is not too long; empty at the end. */
static MtSlice
look_line(MtSource *source)
{
	size_t want = LOOK, searched = 0;

	for (;;) {
		MtSlice seen = mt_source_look(source, want);
		size_t at = mt_slice_find_char(
			mt_slice_sub(seen, searched, seen.n), '\n');

		if (at != MT_SLICE_NOWHERE)
			return mt_slice_sub(seen, 0, searched + at + 1);
		if (seen.n < want || seen.n > MT_MAX_RECORD)
			return seen;
		searched = seen.n;
		want = seen.n * 2;
	}
}

/* The rest of a line that is too long to be a record, up to its end. */
static void
pass_rest(Run *run)
{
	MtSlice seen;

	refuse(run, "a line is too long to be a record");
	while ((seen = mt_source_look(run->source, 1)).n > 0) {
		size_t at = mt_slice_find_char(seen, '\n');
		size_t n = at == MT_SLICE_NOWHERE ? seen.n : at + 1;

		g_checksum_update(run->sum, (const guchar *)seen.p, (gssize)n);
		run->in.size += n;
		mt_source_pass(run->source, n);
		if (at != MT_SLICE_NOWHERE)
			return;
	}
}

static void
read_lines(Run *run)
{
	MtSlice line;

	while ((line = look_line(run->source)).n > 0) {
		bool whole =
			line.p[line.n - 1] == '\n' || line.n <= MT_MAX_RECORD;

		g_checksum_update(run->sum, (const guchar *)line.p,
				  (gssize)line.n);
		run->in.size += line.n;
		if (whole)
			take_line(run, line);
		mt_source_pass(run->source, line.n);
		if (!whole)
			pass_rest(run);
		mt_progress_say(&run->progress, run->records, "records",
				mt_source_bytes(run->source));
	}
}

static void
read_input(Run *run, const char *path)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	g_autoptr(GError) error = NULL;
	uint64_t size;
	char stored[MT_DIGEST_TEXT];

	run->in = (MtRecordInput){.path = mt_slice_str(path)};
	run->sum = sum;
	if (mt_source_open(run->source, path, &error)) {
		while (mt_source_next(run->source))
			read_lines(run);
		mt_source_close(run->source, &error);
		mt_digest_end(sum, run->in.sha256);
	}
	if (error == NULL && strcmp(path, "-") != 0 &&
	    mt_digest_file(path, &size, stored, &error) && stored[0] != '\0') {
		run->in.size = size;
		g_strlcpy(run->in.sha256, stored, sizeof stored);
	}
	if (error != NULL) {
		run->in.failed = error->message;
		mt_progress_end(&run->progress);
		mt_cli_warn_source(run->in.path, error->message);
	} else if (run->in.refused > 0) {
		run->in.failed = "some lines are no records";
	}
	run->failed += run->in.failed != NULL;
	run->lines += run->in.lines;
	run->user->input(&run->in, run->data);
}

static int
status_of(const Run *run)
{
	if (run->records > 0)
		return run->failed > 0 ? MT_EXIT_PARTIAL : MT_EXIT_OK;
	if (run->failed == 0)
		mt_cli_warn("no record in the input");
	return MT_EXIT_FATAL;
}

int
mt_records_run(const MtOptions *options, const MtRecordUser *user, void *data)
{
	g_autoptr(MtSource) source = mt_source_new();
	g_autoptr(MtArena) arena = mt_arena_new();
	Run run = {
		.user = user, .data = data, .source = source, .arena = arena};
	const char *path;

	mt_progress_start(&run.progress);
	for (;;) {
		g_autoptr(GError) error = NULL;

		if (!mt_paths_next(options->paths, &path, &error))
			break;
		if (error == NULL) {
			read_input(&run, path);
			continue;
		}
		run.in = (MtRecordInput){.path = mt_slice_str(path),
					 .failed = error->message};
		mt_progress_end(&run.progress);
		mt_cli_warn_source(run.in.path, error->message);
		run.failed++;
		user->input(&run.in, data);
	}
	mt_progress_end(&run.progress);
	return status_of(&run);
}

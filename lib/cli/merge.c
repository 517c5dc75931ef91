/* Blocks of lines, one input after another. */
#include "cli/merge.h"

#include <inttypes.h>

#include "cli/cli.h"
#include "input/lines.h"

enum { BLOCK = 256 * 1024 };

typedef struct {
	MtMergeLine *line;
	const char *what;
	void *data;
	uint64_t good, failed; /* lines; inputs */
} Run;

/* False where a line is not as it must be; which one is said. */
static bool
read_member(Run *run, MtSource *source, const char *path)
{
	MtLines lines = {.source = source, .size = BLOCK};
	g_auto(MtLineBlock) block = {0};
	bool good = true;

	while (good && mt_lines_next(&lines, &block))
		for (size_t i = 0; good && i < block.n; i++) {
			uint64_t number = block.line + i;
			g_autofree char *text = NULL;

			good = run->line(mt_line_block_get(&block, i), number,
					 run->data);
			run->good += good;
			if (good)
				continue;
			text = g_strdup_printf("line %" PRIu64 " is not %s",
					       number, run->what);
			mt_cli_warn_source(mt_slice_str(path), text);
		}
	mt_lines_clear(&lines);
	return good;
}

static void
read_input(Run *run, MtSource *source, const char *path, GError **error)
{
	bool good = true;

	if (*error == NULL && mt_source_open(source, path, error)) {
		while (good && mt_source_next(source))
			good = read_member(run, source, path);
		mt_source_close(source, *error == NULL ? error : NULL);
	}
	if (*error != NULL)
		mt_cli_warn_source(mt_slice_str(path), (*error)->message);
	run->failed += *error != NULL || !good;
}

int
mt_merge_run(const MtOptions *options, MtMergeLine *line, const char *what,
	     void *data)
{
	Run run = {.line = line, .what = what, .data = data};
	MtSource *source = mt_source_new();
	const char *path;

	for (;;) {
		g_autoptr(GError) error = NULL;

		if (!mt_paths_next(options->paths, &path, &error))
			break;
		read_input(&run, source, path, &error);
	}
	mt_source_free(source);
	if (run.good > 0)
		return run.failed > 0 ? MT_EXIT_PARTIAL : MT_EXIT_OK;
	mt_cli_warn("nothing in the input was understood");
	return MT_EXIT_FATAL;
}

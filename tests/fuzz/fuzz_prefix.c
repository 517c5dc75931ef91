/* Whatever a log line is, its parts lie in it or in the arena. */
#include <assert.h>
#include <stdint.h>

#include "mtalog/prefix.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
check(MtSlice part, MtSlice line, const MtArena *arena)
{
	if (part.p == NULL) {
		assert(part.n == 0);
		return;
	}
	assert((part.p >= line.p && part.p + part.n <= line.p + line.n) ||
	       mt_arena_holds(arena, part));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtPrefixContext context = {.arena = arena, .year = 2026};
	MtSlice rest = mt_slice((const char *)data, n), line;
	MtPrefix prefix, again;

	context.lines = rest;
	while (rest.n > 0) {
		bool known;

		if (!mt_slice_cut(&rest, '\n', &line)) {
			line = rest;
			rest.n = 0;
		}
		known = mt_prefix_read(&context, line, &prefix);
		assert(context.depth == 0);
		assert(mt_prefix_octets(line) <= line.n);
		check(prefix.host, line, arena);
		check(prefix.program, line, arena);
		check(prefix.text, line, arena);
		/* What is remembered does not change what is read. */
		assert(mt_prefix_read(&context, line, &again) == known);
		assert(again.stamp.us == prefix.stamp.us);
		assert(mt_slice_eq(again.host, prefix.host));
		assert(mt_slice_eq(again.program, prefix.program));
		assert(mt_slice_eq(again.text, prefix.text));
	}
	return 0;
}

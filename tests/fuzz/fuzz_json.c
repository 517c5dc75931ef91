/* Any bytes as a JSON string: valid JSON, and the bytes come back from it. */
#include <stdint.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/jsonread.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
string_comes_back(MtSlice in)
{
	g_auto(MtBuf) out = {0};
	bool exact = mt_json_add_string(&out, in);
	json_auto_t *back = json_loadb(out.p, out.n,
				       JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);

	must(json_is_string(back));
	must(exact == mt_utf8_valid(in));
	must(!exact || mt_slice_eq(mt_json_bytes(back), in));
	for (size_t i = 0; i < out.n; i++)
		must((unsigned char)out.p[i] >= ' ' && out.p[i] != 0x7f);
}

static void
base64_comes_back(MtSlice in, MtArena *arena)
{
	g_auto(MtBuf) out = {0};
	MtSlice back;

	mt_json_add_base64(&out, in);
	must(mt_json_read_base64(mt_slice(out.p + 1, out.n - 2), arena, &back));
	must(mt_slice_eq(back, in));
}

/* What reads as base64 or a number is written so that it reads the same. */
static void
as_written_by_others(MtSlice in, MtArena *arena)
{
	g_auto(MtBuf) out = {0};
	MtSlice bytes;
	int64_t us, again;

	if (mt_json_read_base64(in, arena, &bytes))
		base64_comes_back(bytes, arena);
	if (!mt_json_read_seconds(in, &us))
		return;
	mt_buf_end(&out,
		   mt_put_seconds(mt_buf_room(&out, MT_SECONDS_ROOM), us));
	must(mt_json_read_seconds(mt_buf_slice(&out), &again) && again == us);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtSlice in = {(const char *)data, size};

	string_comes_back(in);
	base64_comes_back(in, arena);
	as_written_by_others(in, arena);
	return 0;
}

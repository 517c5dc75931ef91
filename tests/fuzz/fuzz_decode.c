/* Any bytes as a value: one clean line of text comes out, and one address. */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/limits.h"
#include "mime/decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool true_)
{
	if (!true_)
		abort();
}

static void
check_text(MtSlice value, MtArena *arena)
{
	bool encoded = mt_slice_find(value, MT_SLICE("=?")) != MT_SLICE_NOWHERE;
	MtSlice text = mt_decode_text(value, arena);

	must(text.n <= value.n * 3);
	must(mt_slice_eq(text, mt_slice_trim(text)));
	must(memchr(text.p, '\0', text.n) == NULL);
	if (encoded) {
		must(g_utf8_validate(text.p, (gssize)text.n, NULL));
		return;
	}
	for (size_t i = 0; i < text.n; i++)
		must(text.p[i] == ' ' || !mt_is_space(text.p[i]));
	must(mt_slice_eq(text, mt_decode_text(text, arena)));
}

static void
check_address(MtSlice value, MtArena *arena)
{
	MtSlice address = mt_decode_address(value, arena);

	if (address.p == NULL)
		return;
	must(address.n > 0);
	must(memchr(address.p, '\0', address.n) == NULL);
	must(memchr(address.p, '\n', address.n) == NULL);
	must(memchr(address.p, '\r', address.n) == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtSlice value = mt_slice((const char *)data, size);

	if (size == 0)
		return 0;
	check_text(value, arena);
	check_address(value, arena);
	return 0;
}

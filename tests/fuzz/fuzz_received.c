/*
 * Any bytes as a Received value: what comes out lies in the value or the arena,
 * stays within the limits, and is the same when it is read again.
 */
#include <stdint.h>
#include <stdlib.h>

#include "../unit/received_slices.h"
#include "../unit/received_text.h"
#include "received/clause.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool true_)
{
	if (!true_)
		abort();
}

static void
read_once(MtSlice value, MtArena *arena, MtBuf *text)
{
	MtReceived r;

	mt_received_parse(value, 0, arena, &r);
	must(r.dialect != NULL);
	must(slices_are_sound(&r, value, arena));
	must(r.port >= 0 && r.port <= 65535);
	must(r.tls_bits >= 0 && r.tls_bits <= 65536);
	must(!r.time.known == mt_note_has(&r.notes, MT_NOTE_NO_DATE));
	must(r.encrypted ||
	     (r.tls_version.p == NULL && r.tls_cipher.p == NULL));
	received_text(text, &r);
}

static void
count_tokens(MtSlice value, MtArena *arena)
{
	MtTokens tokens = {0};
	MtNotes notes = {0};

	mt_tokens_split(value, 0, arena, &tokens, &notes);
	must(tokens.n <= MT_MAX_TOKENS);
	must(tokens.n < MT_MAX_TOKENS || value.n >= MT_MAX_TOKENS);
	for (size_t i = 0; i < tokens.n; i++)
		must(slice_is_sound(tokens.tokens[i].text, value, arena));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	MtSlice value = {(const char *)data, size};
	g_autoptr(MtArena) arena = mt_arena_new();
	g_auto(MtBuf) first = {0}, second = {0};

	count_tokens(value, arena);
	read_once(value, arena, &first);
	mt_arena_reset(arena);
	read_once(value, arena, &second);
	must(mt_slice_eq(mt_buf_slice(&first), mt_buf_slice(&second)));
	return 0;
}

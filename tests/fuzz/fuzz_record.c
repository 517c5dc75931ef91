/*
 * Any bytes as a record line: refused cleanly, or what is written of it reads
 * back as the same record. Any bytes as a text: the record holds them.
 */
#include <stdint.h>
#include <stdlib.h>

#include "record/hop.h"
#include "record/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
must_be_one_line(const MtBuf *out)
{
	must(memchr(out->p, '\n', out->n) == out->p + out->n - 1);
}

static void
tsv_has_all_columns(const MtRecord *record)
{
	g_auto(MtBuf) out = {0};
	size_t tabs = 0;

	mt_record_add_tsv(&out, record->kind, record->data);
	must_be_one_line(&out);
	for (size_t i = 0; i < out.n; i++)
		tabs += out.p[i] == '\t';
	must(tabs == record->kind->n - 1);
}

static void
as_line(MtSlice line, MtArena *arena)
{
	g_auto(MtBuf) once = {0};
	g_auto(MtBuf) twice = {0};
	g_autoptr(GError) error = NULL;
	MtRecord record, again;
	bool good = mt_record_read(line, 1, arena, &record, &error);

	must(good == (error == NULL));
	if (record.kind == NULL)
		return;
	must(good);
	mt_record_pass_json(&once, &record);
	must_be_one_line(&once);
	must(mt_record_read(mt_buf_slice(&once), 1, arena, &again, NULL));
	must(again.kind == record.kind);
	must(again.n_foreign == record.n_foreign);
	mt_record_pass_json(&twice, &again);
	must(mt_slice_eq(mt_buf_slice(&once), mt_buf_slice(&twice)));
	tsv_has_all_columns(&record);
}

static void
as_text(MtSlice text, MtArena *arena)
{
	g_auto(MtBuf) out = {0};
	MtSlice list[] = {text, {"b", 1}};
	MtHopRecord hop = {.helo = text, .for_all = {list, 2}, .raw = text};
	const MtHopRecord *back;
	MtRecord record;

	mt_record_add_json(&out, &mt_record_hop, &hop);
	must_be_one_line(&out);
	must(mt_record_read(mt_buf_slice(&out), 1, arena, &record, NULL));
	must(record.n_foreign == 0);
	back = record.data;
	must(mt_slice_eq(back->helo, text));
	must(mt_slice_eq(back->raw, text));
	must(back->for_all.n == 2);
	must(mt_slice_eq(back->for_all.texts[0], text));
	tsv_has_all_columns(&record);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	char *copy = mt_arena_take(arena, size + 1);
	MtSlice in = {copy, size};

	if (size > 0)
		memcpy(copy, data, size);
	as_line(in, arena);
	as_text(in, arena);
	return 0;
}

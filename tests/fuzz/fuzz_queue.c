/*
 * What was counted elsewhere, and replies: whatever is read of the first does
 * not break what is written of it again, and a folded reply folds to itself.
 */
#include <glib.h>

#include "queue/partial.h"
#include "reason/fold.h"

/* As a merge has it: legs of all hosts wait for one another. */
static const MtQueueOptions options = {
	.slo_us = 1,
	.detailed = 2,
	.whole = true,
};

static MtQueue *
read_all(MtSlice text)
{
	MtQueue *q = mt_queue_new(&options);
	MtPartial partial = {.q = q};
	MtSlice line;

	while (mt_slice_cut(&text, '\n', &line))
		if (!mt_partial_read(&partial, line))
			break;
	mt_partial_clear(&partial); /* a leg may be cut */
	return q;
}

/* All that was read is written, and what is written is read in full. */
static void
check_partial(MtSlice text)
{
	MtQueue *q = read_all(text), *again;
	g_auto(MtBuf) out = {0};
	MtPartial partial = {0};
	MtSlice rest, line;

	mt_partial_write(&out, q);
	again = mt_queue_new(&options);
	partial.q = again;
	rest = mt_buf_slice(&out);
	while (mt_slice_cut(&rest, '\n', &line))
		g_assert(mt_partial_read(&partial, line));
	g_assert_null(partial.leg);
	mt_queue_judge(q);
	mt_queue_judge(again);
	g_assert_cmpuint(mt_queue_all(q)->deliveries, ==,
			 mt_queue_all(again)->deliveries);
	mt_queue_free(q);
	mt_queue_free(again);
}

static void
check_fold(MtSlice reply)
{
	g_auto(MtBuf) once = {0}, twice = {0};

	mt_reason_fold(&once, reply);
	g_assert_cmpuint(once.n, <=, MT_FOLDED);
	mt_reason_fold(&twice, mt_buf_slice(&once));
	g_assert_cmpuint(twice.n, <=, once.n);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	MtSlice text = mt_slice((const char *)data, size);

	check_partial(text);
	check_fold(text);
	return 0;
}

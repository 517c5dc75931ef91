/* Read logs with the library and keep what came out, for tests of all of it. */
#ifndef TESTS_UNIT_LOGRUN_H
#define TESTS_UNIT_LOGRUN_H

#include <check.h>
#include <glib.h>

#include "base/time.h"
#include "mtalog/log.h"

typedef struct {
	MtBuf events; /* what `take` made, in the order of `use` */
	MtBuf unparsed, remarks;
	guint failed;
	MtTally total;
	GPtrArray *years, *zones; /* how they were found, of each input */
} LogRun;

static inline void
logrun_add(MtBuf *out, const char *name, MtSlice text)
{
	if (text.p == NULL)
		return;
	mt_buf_addf(out, " %s=", name);
	mt_buf_add(out, text);
}

/* `TIME HOST EVENT id=.. to=.. status=.. x3` */
static inline void *
logrun_take(const MtEvent *e, MtArena *arena, unsigned worker, void *data)
{
	g_auto(MtBuf) out = {0};
	MtSlice *item = mt_arena_take(arena, sizeof *item);
	char *copy;

	(void)worker;
	(void)data;
	if (e->has_time)
		mt_time_add_utc(&out, e->time_us, e->decimals);
	else
		mt_buf_add_char(&out, '-');
	mt_buf_add_char(&out, ' ');
	mt_buf_add(&out, e->host);
	mt_buf_add_char(&out, ' ');
	mt_buf_add(&out, mt_event_kind_word(e->kind));
	logrun_add(&out, "id", e->queue_id);
	logrun_add(&out, "to", e->recipient);
	logrun_add(&out, "status", mt_status_word(e->status));
	if ((e->has & MT_HAS_REPEATED) != 0)
		mt_buf_addf(&out, " x%d", (int)e->repeated);
	mt_buf_add_char(&out, '\n');
	copy = mt_arena_take(arena, out.n);
	memcpy(copy, out.p, out.n);
	*item = mt_slice(copy, out.n);
	return item;
}

static inline bool
logrun_use(void *item, void *data)
{
	mt_buf_add(&((LogRun *)data)->events, *(const MtSlice *)item);
	return true;
}

static inline void
logrun_failed(MtSlice source, const GError *error, void *data)
{
	(void)source;
	(void)error;
	((LogRun *)data)->failed++;
}

static inline void
logrun_remark(MtSlice source, const char *text, void *data)
{
	LogRun *run = data;

	mt_buf_add(&run->remarks, source);
	mt_buf_addf(&run->remarks, ": %s\n", text);
}

static inline bool
logrun_unparsed(MtSlice lines, void *data)
{
	mt_buf_add(&((LogRun *)data)->unparsed, lines);
	return true;
}

/* `paths` is NULL-terminated; `options` may lack threads and now. */
static inline void
logrun(LogRun *run, char *const *paths, MtLogOptions options)
{
	static const MtLogUser user = {
		.sink = {logrun_take, logrun_use, true},
		.failed = logrun_failed,
		.remark = logrun_remark,
		.unparsed = logrun_unparsed,
	};
	g_autoptr(GError) error = NULL;
	g_autoptr(MtPaths) list = mt_paths_new(paths, false, NULL, &error);
	g_autoptr(MtLog) log = NULL;

	*run = (LogRun){.years = g_ptr_array_new(), .zones = g_ptr_array_new()};
	if (options.threads == 0)
		options.threads = 1;
	log = mt_log_new(list, &options, &user, run, &error);
	ck_assert_msg(log != NULL, "%s", error == NULL ? "" : error->message);
	ck_assert(mt_log_run(log));
	mt_tally_init(&run->total);
	mt_tally_add(&run->total, mt_log_total(log));
	for (guint i = 0; i < mt_log_files(log)->len; i++) {
		const MtLogFile *file = g_ptr_array_index(mt_log_files(log), i);

		g_ptr_array_add(run->years,
				(gpointer)mt_from_word(file->year_from).p);
		g_ptr_array_add(run->zones,
				(gpointer)mt_from_word(file->zone_from).p);
	}
	mt_buf_add_char(&run->events, '\0');
	mt_buf_add_char(&run->unparsed, '\0');
	mt_buf_add_char(&run->remarks, '\0');
}

static inline void
logrun_clear(LogRun *run)
{
	mt_buf_clear(&run->events);
	mt_buf_clear(&run->unparsed);
	mt_buf_clear(&run->remarks);
	mt_tally_clear(&run->total);
	g_ptr_array_unref(run->years);
	g_ptr_array_unref(run->zones);
}

/* Every line is in exactly one class. */
static inline void
logrun_assert_adds_up(const MtTally *tally)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < MT_LINE_CLASSES; i++)
		sum += tally->classes[i];
	ck_assert_uint_eq(sum, tally->read);
}

#endif

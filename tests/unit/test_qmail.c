/* What the reader of qmail keeps from line to line is bounded. */
#include <stdlib.h>

#include "base/limits.h"
#include "readerlines.h"

typedef struct {
	int reader;
	void *state;
	MtArena *arena;
	MtBuf out;
} Log;

static void
begin(Log *log)
{
	*log = (Log){.reader = readerlines_find("qmail"),
		     .arena = mt_arena_new()};
	log->state = mt_readers[log->reader]->open();
}

static void
end(Log *log)
{
	mt_readers[log->reader]->close(log->state);
	mt_arena_free(log->arena);
	mt_buf_clear(&log->out);
}

/* What a line gives, without its own time. */
static const char *
read_text(Log *log, const char *text)
{
	log->out.n = 0;
	readerlines_read(&log->out, log->arena, log->reader, log->state,
			 mt_slice_str(text));
	mt_buf_add_char(&log->out, '\0');
	return log->out.p;
}

static void
start(Log *log, unsigned number, const char *recipient)
{
	g_autofree char *line = g_strdup_printf(
		"1768204800.5 starting delivery %u: msg %u to remote %s",
		number, number + 7, recipient);

	ck_assert_str_eq(read_text(log, line), "");
	mt_arena_reset(log->arena);
}

static const char *
finish(Log *log, unsigned number)
{
	g_autofree char *line = g_strdup_printf(
		"1768204801.5 delivery %u: success: did_1+0+0/", number);

	return read_text(log, line);
}

START_TEST(all_under_way)
{
	Log log;

	begin(&log);
	for (unsigned i = 0; i < MT_MAX_DELIVERIES; i++)
		start(&log, i, "b@b.example");
	ck_assert_ptr_nonnull(strstr(finish(&log, 0), "id=7 "));
	ck_assert_ptr_nonnull(
		strstr(finish(&log, MT_MAX_DELIVERIES - 1), "attempt=1000000"));
	ck_assert_ptr_null(strstr(finish(&log, 0), "id="));
	end(&log);
}
END_TEST

START_TEST(one_too_many)
{
	Log log;

	begin(&log);
	for (unsigned i = 0; i <= MT_MAX_DELIVERIES; i++)
		start(&log, i, "b@b.example");
	ck_assert_ptr_null(strstr(finish(&log, 0), "id="));
	ck_assert_ptr_nonnull(
		strstr(finish(&log, MT_MAX_DELIVERIES), "to=b@b.example"));
	end(&log);
}
END_TEST

/* A number that is used again, after a restart, is of the later delivery. */
START_TEST(used_again)
{
	Log log;

	begin(&log);
	start(&log, 1, "b@b.example");
	start(&log, 1, "c@c.example");
	ck_assert_ptr_nonnull(strstr(finish(&log, 1), "to=c@c.example"));
	end(&log);
}
END_TEST

START_TEST(long_recipient)
{
	g_autofree char *name = g_strnfill(MT_MAX_DELIVERY_ADDRESS + 1, 'a');
	const char *got;
	Log log;

	begin(&log);
	start(&log, 1, name);
	got = strstr(finish(&log, 1), "to=");
	ck_assert_ptr_nonnull(got);
	ck_assert_uint_eq(strspn(got + 3, "a"), MT_MAX_DELIVERY_ADDRESS);
	end(&log);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("qmail");
	TCase *state = tcase_create("state");
	SRunner *runner = srunner_create(suite);
	int failed;

	suite_add_tcase(suite, state);
	tcase_add_test(state, all_under_way);
	tcase_add_test(state, one_too_many);
	tcase_add_test(state, used_again);
	tcase_add_test(state, long_recipient);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

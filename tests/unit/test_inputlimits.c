/* What input may cost at most, and what is still known of the rest. */
#define _XOPEN_SOURCE 700 /* nftw() */
#include <stdlib.h>
#include <sys/resource.h>

#include "base/error.h"
#include "base/limits.h"
#include "input/input.h"
#include "notes.h"
#include "scratch.h"

#define FROM "From a@b.example Fri Jul  8 12:08:34 2011\n"
#define OPERANDS(...) ((char *const[]){__VA_ARGS__, NULL})

/* Memory that a line of any length may take; ASan takes much for itself. */
#ifdef __SANITIZE_ADDRESS__
enum { MOST_KIB = 64 * 1024 };
#else
enum { MOST_KIB = 8 * 1024 };
#endif

static char *dir;
static MtArena *arena;

static void
setup(void)
{
	dir = scratch_new();
	arena = mt_arena_new();
}

static void
teardown(void)
{
	mt_arena_free(arena);
	scratch_free(dir);
}

/* Bytes of a kind, any number of them, from a pipe that another end fills. */
typedef struct {
	const char *begin, *unit, *end;
	size_t total; /* of the units */
	int fd;
} Flood;

static int n_failed;

static void
failed(MtSlice source, const GError *error, void *data)
{
	(void)source;
	(void)data;
	ck_assert(g_error_matches(error, MT_ERROR, MT_ERROR_FORMAT));
	n_failed++;
}

enum { COUNT = 64 * 1024 }; /* units in one write() */

static bool
write_all(int fd, const char *bytes, size_t n)
{
	return write(fd, bytes, n) == (ssize_t)n;
}

static void *
write_flood(void *data)
{
	const Flood *f = data;
	size_t unit = strlen(f->unit), left = f->total, n;
	g_autofree char *block = g_malloc(unit * COUNT);
	bool good = write_all(f->fd, f->begin, strlen(f->begin));

	for (size_t i = 0; i < COUNT; i++)
		memcpy(block + i * unit, f->unit, unit);
	for (; good && left > 0; left -= n) {
		n = MIN(left, unit * COUNT);
		good = write_all(f->fd, block, n);
	}
	ck_assert(good && write_all(f->fd, f->end, strlen(f->end)));
	close(f->fd);
	return NULL;
}

static long
peak_kib(void)
{
	struct rusage use;

	getrusage(RUSAGE_SELF, &use);
	return use.ru_maxrss;
}

/* Read the one message of a flood into `m`, and say what memory it took. */
static long
read_flood(Flood f, MtMessage *m)
{
	g_autoptr(MtPaths) paths = mt_paths_new(NULL, false, NULL, NULL);
	g_autoptr(MtInput) input = mt_input_new(paths, failed, NULL);
	long before = peak_kib();
	GThread *writer;
	int fd[2];

	ck_assert_int_eq(pipe(fd), 0);
	f.fd = fd[1];
	writer = g_thread_new("writer", write_flood, &f);
	dup2(fd[0], STDIN_FILENO);
	close(fd[0]);
	ck_assert(mt_input_next(input, arena, m));
	g_thread_join(writer);
	return peak_kib() - before;
}

START_TEST(keeps_the_front_of_a_long_line)
{
	Flood f = {"A: 1\r\nLong: ", "x", "\r\nB: 2\r\n\r\nbody", 100000000, 0};
	MtMessage m;
	long kib = read_flood(f, &m);
	const MtNote *note = notes_find(&m.notes, MT_NOTE_FIELD_TOO_LONG);

	ck_assert_uint_eq(m.header.n, 6 + MT_MAX_FIELD + 2 + 6);
	ck_assert_uint_eq(m.n_gaps, 1);
	ck_assert_uint_eq(m.gaps[0].at, 6 + MT_MAX_FIELD);
	ck_assert_uint_eq(m.gaps[0].skipped, 100000006 - MT_MAX_FIELD);
	ck_assert_ptr_nonnull(note);
	ck_assert_uint_eq(note->offset, 6);
	ck_assert_uint_eq(note->length, 6 + 100000000 + 2);
	ck_assert_mem_eq(m.header.p + m.header.n - 8, "\r\nB: 2\r\n", 8);
	ck_assert_uint_eq(mt_message_offset(&m, m.header.p + m.header.n - 6),
			  6 + 6 + 100000000 + 2);
	ck_assert_int_lt(kib, MOST_KIB);
}
END_TEST

/* One byte more than the limit, in one line and in a fold. */
START_TEST(cuts_a_field_just_over)
{
	static const char *const begins[] = {"A:", "A:\n "};

	for (size_t i = 0; i < G_N_ELEMENTS(begins); i++)
		for (size_t more = 0; more < 4; more++) {
			size_t n = MT_MAX_FIELD - strlen(begins[i]) - 2 + more;
			Flood f = {begins[i], "x", "y\nB: 2\n\n", n, 0};
			bool cut = more > 1; /* beyond the line end */
			MtMessage m;

			read_flood(f, &m);
			ck_assert_int_eq(
				mt_note_has(&m.notes, MT_NOTE_FIELD_TOO_LONG),
				cut);
			ck_assert_uint_eq(m.n_gaps, cut);
			ck_assert_mem_eq(m.header.p + m.header.n - 6,
					 "\nB: 2\n", 6);
			ck_assert_uint_eq(
				mt_message_offset(&m,
						  m.header.p + m.header.n - 5),
				MT_MAX_FIELD + more);
			mt_arena_reset(arena);
		}
}
END_TEST

/* The last field that would pass the limit is left out as a whole. */
START_TEST(cuts_a_header_just_over)
{
	for (size_t more = 0; more < 2; more++) {
		Flood f = {more > 0 ? "A:\n" : "A\n", "B: 345678901234\n",
			   more > 0 ? "C: 90123456789\n\n"
				    : "C: 9012345678\n\n",
			   MT_MAX_HEADER - 16, 0};
		size_t all = strlen(f.begin) + f.total + strlen(f.end) - 1;
		const MtNote *note;
		MtMessage m;

		ck_assert_uint_eq(all, MT_MAX_HEADER + 2 * more);
		read_flood(f, &m);
		note = notes_find(&m.notes, MT_NOTE_HEADER_TOO_LONG);
		ck_assert_int_eq(note != NULL, more > 0);
		ck_assert_uint_eq(m.header.n, more > 0 ? all - 15 : all);
		if (note != NULL) {
			ck_assert_uint_eq(note->offset, all - 15);
			ck_assert_uint_eq(note->length, 15);
		}
		mt_arena_reset(arena);
	}
}
END_TEST

/* Behind a header that is cut, an mbox goes on. */
START_TEST(goes_on_behind_a_long_header)
{
	g_autoptr(MtPaths) paths =
		mt_paths_new(OPERANDS("box"), false, NULL, NULL);
	g_autoptr(MtInput) input = mt_input_new(paths, failed, NULL);
	g_autoptr(GString) in = g_string_new(FROM);
	MtMessage m;

	while (in->len <= MT_MAX_HEADER + strlen(FROM))
		g_string_append(in, "A: 4567\n");
	g_string_append(in, "\nbody\n\n" FROM "B: 2\n\n");
	scratch_write("box", mt_slice(in->str, in->len));
	ck_assert(mt_input_next(input, arena, &m));
	ck_assert_uint_eq(m.header.n, MT_MAX_HEADER);
	ck_assert(mt_note_has(&m.notes, MT_NOTE_HEADER_TOO_LONG));
	ck_assert(mt_input_next(input, arena, &m));
	ck_assert(mt_slice_eq(m.header, MT_SLICE("B: 2\n")));
	ck_assert_uint_eq(m.offset, in->len - 6);
}
END_TEST

/* A file that is no message is not read on, however long it is. */
START_TEST(leaves_other_files_early)
{
	g_autoptr(MtPaths) paths =
		mt_paths_new(OPERANDS("zero"), false, NULL, NULL);
	g_autoptr(MtInput) input = mt_input_new(paths, failed, NULL);
	MtMessage m;

	scratch_text("zero", "");
	ck_assert_int_eq(truncate("zero", 1000000000000), 0);
	ck_assert(!mt_input_next(input, arena, &m));
	ck_assert_int_eq(n_failed, 1);
	ck_assert_uint_le(mt_input_bytes(input), 1000000);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("inputlimits");
	TCase *t = tcase_create("limits");
	SRunner *r = srunner_create(s);
	int failures;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 30);
	tcase_add_test(t, keeps_the_front_of_a_long_line);
	tcase_add_test(t, cuts_a_field_just_over);
	tcase_add_test(t, cuts_a_header_just_over);
	tcase_add_test(t, goes_on_behind_a_long_header);
	tcase_add_test(t, leaves_other_files_early);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failures = srunner_ntests_failed(r);
	srunner_free(r);
	return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* mailtrace-record(5) names every member and every note, and nothing else. */
#include <check.h>
#include <glib.h>
#include <stdlib.h>

#include "base/note.h"
#include "record/record.h"

#define MANUAL "man/mailtrace-record.5"

/* One `.It` of a list, and the heading that it stands under. */
typedef struct {
	char *heading;
	char *name;
	char *unit; /* of `.It Va NAME Pq UNIT` */
} Item;

static GArray *items;
static char *manual;

static void
read_manual(void)
{
	g_auto(GStrv) lines = NULL;
	const char *heading = "";

	ck_assert_msg(g_file_get_contents(MANUAL, &manual, NULL, NULL),
		      MANUAL " is not there: run the test at the top");
	lines = g_strsplit(manual, "\n", -1);
	items = g_array_new(FALSE, TRUE, sizeof(Item));
	for (char **l = lines; *l != NULL; l++) {
		g_auto(GStrv) words = g_strsplit(*l, " ", 5);
		guint n = g_strv_length(words);
		const char *unit = strstr(*l, " Pq ");
		Item item;

		if (g_str_has_prefix(*l, ".Sh ") ||
		    g_str_has_prefix(*l, ".Ss "))
			heading = *l + 4;
		if (n < 3 || strcmp(words[0], ".It") != 0)
			continue;
		/* Words that a member can be stand in a list of their own. */
		if (strcmp(words[1], "Cm") == 0 &&
		    strcmp(heading, "NOTES") != 0)
			continue;
		item.heading = g_strdup(heading);
		item.name = g_strdup(words[2]);
		item.unit = g_strdup(unit == NULL ? "" : unit + 4);
		g_array_append_val(items, item);
	}
}

static void
free_manual(void)
{
	for (guint i = 0; i < items->len; i++) {
		const Item *item = &g_array_index(items, Item, i);

		g_free(item->heading);
		g_free(item->name);
		g_free(item->unit);
	}
	g_array_free(items, TRUE);
	g_free(manual);
}

/* Sections that describe members, and the kinds that have all of these. */
static const struct {
	const char *heading;
	const char *kinds[4];
} sections[] = {
	{"COMMON MEMBERS", {NULL}},
	{"hop and x_received", {"hop", "x_received", "corroboration"}},
	{"message", {"message"}},
	{"hop", {"hop", "corroboration"}},
	{"x_received", {"x_received"}},
	{"clock", {"clock"}},
	{"pair", {"pair"}},
	{"event", {"event"}},
	{"lines", {"lines"}},
	{"transaction", {"transaction"}},
	{"link", {"link"}},
	{"delivery", {"delivery"}},
	{"corroboration", {"corroboration"}},
	{"stat", {"stat"}},
	{"outlier", {"outlier"}},
	{"backlog", {"backlog"}},
	{"age", {"age"}},
	{"finding", {"finding"}},
	{"evidence", {"evidence"}},
	{"verdict", {"verdict"}},
};

/* The rows of a kind of record, or of what stands in one: both have a section.
 * A kind comes first, so that `delivery` means the whole one. */
static MtPart
find_rows(const char *name)
{
	const MtRecordKind *kind = mt_record_kind_find(mt_slice_str(name));

	if (kind != NULL)
		return (MtPart){name, kind->size, kind->members, kind->n};
	for (size_t k = 0; mt_record_kinds[k] != NULL; k++) {
		for (size_t i = 0; i < mt_record_kinds[k]->n; i++) {
			const MtPart *part =
				mt_record_kinds[k]->members[i].part;

			if (part != NULL && strcmp(part->name, name) == 0)
				return *part;
		}
	}
	ck_abort_msg("no record or part is called %s", name);
}

static const Item *
find_item(const char *heading, const char *name)
{
	for (guint i = 0; i < items->len; i++) {
		const Item *item = &g_array_index(items, Item, i);

		if (strcmp(item->heading, heading) == 0 &&
		    strcmp(item->name, name) == 0)
			return item;
	}
	return NULL;
}

/* The one place that speaks of a member of `kind`. */
static const Item *
find_documented(const char *kind, const char *name)
{
	const Item *found = NULL;

	for (size_t s = 0; s < G_N_ELEMENTS(sections); s++) {
		const Item *item = find_item(sections[s].heading, name);
		bool ours = sections[s].kinds[0] == NULL;

		for (size_t k = 0; sections[s].kinds[k] != NULL; k++)
			ours = ours || strcmp(sections[s].kinds[k], kind) == 0;
		if (item == NULL || !ours)
			continue;
		ck_assert_msg(found == NULL, "%s of %s stands twice", name,
			      kind);
		found = item;
	}
	return found;
}

/* And the members of the objects in it. */
static void
assert_documented(const char *section, const MtMember *m)
{
	const char *name = m->name.p;
	const Item *item = find_documented(section, name);

	ck_assert_msg(item != NULL, MANUAL " lacks %s of %s: %s", name, section,
		      m->meaning);
	ck_assert_str_eq(item->unit, m->unit);
	for (size_t i = 0; m->part != NULL && i < m->part->n; i++)
		assert_documented(m->part->name, &m->part->members[i]);
}

START_TEST(every_member_is_documented)
{
	for (size_t k = 0; mt_record_kinds[k] != NULL; k++)
		for (size_t i = 0; i < mt_record_kinds[k]->n; i++)
			assert_documented(mt_record_kinds[k]->name,
					  &mt_record_kinds[k]->members[i]);
}
END_TEST

static bool
has_member(const char *kind, const char *name)
{
	MtPart rows = find_rows(kind);

	for (size_t i = 0; i < rows.n; i++)
		if (mt_slice_eq(rows.members[i].name, mt_slice_str(name)))
			return true;
	return false;
}

/* `mt` and `kind` are the writer's, not the tables'. */
static bool
is_common(const char *name)
{
	return strcmp(name, "mt") == 0 || strcmp(name, "kind") == 0 ||
	       (has_member("message", name) && has_member("hop", name) &&
		has_member("x_received", name));
}

static void
assert_in_tables(const Item *item, size_t section)
{
	const char *const *kinds = sections[section].kinds;

	if (strcmp(item->heading, sections[section].heading) != 0)
		return;
	ck_assert_msg(kinds[0] != NULL || is_common(item->name),
		      "%s is not common", item->name);
	for (size_t k = 0; kinds[k] != NULL; k++)
		ck_assert_msg(has_member(kinds[k], item->name),
			      "%s of %s is not in its table", item->name,
			      kinds[k]);
}

START_TEST(no_member_is_made_up)
{
	for (size_t s = 0; s < G_N_ELEMENTS(sections); s++)
		for (guint i = 0; i < items->len; i++)
			assert_in_tables(&g_array_index(items, Item, i), s);
}
END_TEST

START_TEST(every_kind_has_a_section)
{
	for (size_t k = 0; mt_record_kinds[k] != NULL; k++) {
		g_autofree char *heading =
			g_strdup_printf("\n.Ss %s\n", mt_record_kinds[k]->name);

		ck_assert_msg(strstr(manual, heading) != NULL,
			      MANUAL " lacks '.Ss %s'",
			      mt_record_kinds[k]->name);
	}
}
END_TEST

START_TEST(every_note_is_documented)
{
	for (int kind = 0; kind < MT_NOTE_KINDS; kind++) {
		const char *word = mt_note_word(kind).p;

		ck_assert_msg(find_item("NOTES", word) != NULL,
			      MANUAL " lacks the note %s: %s", word,
			      mt_note_meaning(kind));
	}
}
END_TEST

START_TEST(no_note_is_made_up)
{
	int listed = 0;

	for (guint i = 0; i < items->len; i++)
		listed += strcmp(g_array_index(items, Item, i).heading,
				 "NOTES") == 0;
	ck_assert_int_eq(listed, MT_NOTE_KINDS);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("manual");
	TCase *t = tcase_create("mailtrace-record(5)");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_unchecked_fixture(t, read_manual, free_manual);
	tcase_add_test(t, every_member_is_documented);
	tcase_add_test(t, no_member_is_made_up);
	tcase_add_test(t, every_kind_has_a_section);
	tcase_add_test(t, every_note_is_documented);
	tcase_add_test(t, no_note_is_made_up);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

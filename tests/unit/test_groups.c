/* Groups by their keys, and results that wait for them. */
#include <check.h>
#include <stdlib.h>

#include "queue/pending.h"

static const MtResult sent = {.status = MT_STATUS_SENT, .has_delay = true};

/* Long keys, and keys in upper case, are one group wherever they come from. */
START_TEST(one_group)
{
	char longer[64];
	MtSlice names[] = {MT_SLICE("b.example"), MT_SLICE("B.Example"),
			   mt_slice(longer, sizeof longer)};
	MtGroups groups;
	MtGroup *first;

	memset(longer, 'x', sizeof longer);
	mt_groups_init(&groups, MT_BY_DOMAIN, 0, false);
	first = mt_groups_get(&groups, names[0]);
	ck_assert_ptr_eq(mt_groups_get(&groups, names[1]), first);
	ck_assert_ptr_ne(mt_groups_get(&groups, names[2]), first);
	ck_assert_ptr_eq(mt_groups_get(&groups, names[2]),
			 mt_groups_likely(&groups, names[2],
					  mt_groups_hash(&groups, names[2])));
	ck_assert(mt_group_has_key(first, names[1]));
	ck_assert(!mt_group_has_key(first, names[2]));
	ck_assert_uint_eq(groups.n, 2);
	mt_groups_clear(&groups);
}
END_TEST

/* Of two keys with the same hash each is counted in its own group. */
START_TEST(same_hash)
{
	static const MtSlice keys[] = {{"a.example", 9}, {"b.example", 9}};
	MtGroups groups;
	MtPending pending = {0};
	uint64_t hash;

	mt_groups_init(&groups, MT_BY_DOMAIN, 0, false);
	hash = mt_groups_hash(&groups, keys[0]);
	for (int i = 0; i < 3 * MT_PENDING; i++) {
		MtPendingResult *place = mt_pending_next(&pending);

		place->result = sent;
		place->result.message = (uint64_t)i + 1;
		mt_pending_likely(place, &groups, keys[i % 3 == 0 ? 0 : 1],
				  hash);
		mt_pending_wait(&pending);
	}
	mt_pending_settle(&pending);
	ck_assert_uint_eq(mt_groups_get(&groups, keys[0])->sent, MT_PENDING);
	ck_assert_uint_eq(mt_groups_get(&groups, keys[1])->sent,
			  2 * MT_PENDING);
	mt_groups_clear(&groups);
}
END_TEST

/* Whoever knows the hash cannot fill one place with keys: another table has them
 * elsewhere, and those that end otherwise lie apart. */
START_TEST(places_of_keys)
{
	enum { KEYS = 26 * 26 };
	char key[] = "mail.example.aa";
	MtSlice slice = {key, sizeof key - 1};
	MtGroups groups, other;
	size_t longest = 0, run = 0, same = 0;

	mt_groups_init(&groups, MT_BY_DOMAIN, 0, false);
	mt_groups_init(&other, MT_BY_DOMAIN, 0, false);
	for (int i = 0; i < KEYS; i++) {
		key[sizeof key - 3] = (char)('a' + i / 26);
		key[sizeof key - 2] = (char)('a' + i % 26);
		mt_groups_get(&groups, slice);
		same += mt_groups_hash(&groups, slice) ==
			mt_groups_hash(&other, slice);
	}
	for (size_t i = 0; i < groups.size; i++) {
		run = groups.slots[i].group == NULL ? 0 : run + 1;
		longest = MAX(longest, run);
	}
	ck_assert_uint_eq(same, 0);
	ck_assert_uint_lt(longest, KEYS / 8);
	mt_groups_clear(&groups);
	mt_groups_clear(&other);
}
END_TEST

START_TEST(list_of_groups)
{
	static const MtSlice keys[] = {{"c", 1}, {"a", 1}, {"B", 1}};
	g_autofree MtGroup **list = NULL;
	MtGroups groups;
	size_t n;

	mt_groups_init(&groups, MT_BY_DOMAIN, 0, false);
	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
		mt_groups_get(&groups, keys[i]);
	list = mt_groups_list(&groups, &n);
	ck_assert_uint_eq(n, 3);
	for (size_t i = 0; i < n; i++)
		ck_assert_int_eq(list[i]->key.p[0], "abc"[i]);
	mt_groups_clear(&groups);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("groups");
	TCase *t = tcase_create("groups");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_test(t, one_group);
	tcase_add_test(t, same_hash);
	tcase_add_test(t, places_of_keys);
	tcase_add_test(t, list_of_groups);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

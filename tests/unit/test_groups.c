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

int
main(void)
{
	Suite *s = suite_create("groups");
	TCase *t = tcase_create("groups");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_test(t, one_group);
	tcase_add_test(t, same_hash);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

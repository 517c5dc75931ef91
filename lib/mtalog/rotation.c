/* Suffixes taken off a file name: compression, then a number or a date. */
#include "mtalog/rotation.h"

#include <glib.h>

#include "base/time.h"

static const MtSlice packed[] = {
	{".gz", 3},  {".bz2", 4}, {".xz", 3},   {".zst", 4},
	{".lz4", 4}, {".Z", 2},   {".lzma", 5}, {".z", 2},
};

static MtSlice
without_packing(MtSlice path)
{
	for (size_t i = 0; i < G_N_ELEMENTS(packed); i++)
		if (path.n > packed[i].n && mt_slice_ends_i(path, packed[i]))
			return mt_slice_sub(path, 0, path.n - packed[i].n);
	return path;
}

static size_t
digits_before(MtSlice s, size_t end)
{
	size_t n = 0;

	while (n < end && mt_is_digit(s.p[end - 1 - n]))
		n++;
	return n;
}

static bool
read_date(MtSlice year, MtSlice month, MtSlice day, int64_t *days)
{
	unsigned long long y, m, d;

	if (!mt_slice_number(year, 9999, &y) || y < 1970 ||
	    !mt_slice_number(month, 12, &m) || !mt_slice_number(day, 31, &d) ||
	    !mt_time_days_valid((int)y, (int)m, (int)d))
		return false;
	*days = mt_time_days((int)y, (int)m, (int)d);
	return true;
}

/* `20260104` or `2026-01-04` that ends at `end`; its length, or 0. */
static size_t
date_before(MtSlice s, size_t end, int64_t *days)
{
	if (digits_before(s, end) == 8 &&
	    read_date(mt_slice_sub(s, end - 8, end - 4),
		      mt_slice_sub(s, end - 4, end - 2),
		      mt_slice_sub(s, end - 2, end), days))
		return 8;
	if (end >= 10 && digits_before(s, end) == 2 && s.p[end - 3] == '-' &&
	    s.p[end - 6] == '-' &&
	    read_date(mt_slice_sub(s, end - 10, end - 6),
		      mt_slice_sub(s, end - 5, end - 3),
		      mt_slice_sub(s, end - 2, end), days))
		return 10;
	return 0;
}

static bool
is_mark(MtSlice s, size_t at)
{
	return at > 0 && (s.p[at] == '.' || s.p[at] == '-' || s.p[at] == '_');
}

/* A date at the end, or before an ending such as `.log`. */
static bool
take_date(MtSlice path, MtRotation *rotation)
{
	size_t end = path.n, n;
	int64_t date;

	n = date_before(path, end, &date);
	if (n == 0) {
		while (end > 0 && path.p[end - 1] != '.' &&
		       path.p[end - 1] != '/')
			end--;
		if (end == 0 || path.p[end - 1] == '/')
			return false;
		n = date_before(path, --end, &date);
	}
	if (n == 0 || end < n + 2 || !is_mark(path, end - n - 1))
		return false;
	/* What stands behind a date in the middle is part of no other log's
	 * name in the same place. */
	rotation->stream = mt_slice_sub(path, 0, end - n - 1);
	rotation->date = date;
	return true;
}

MtRotation
mt_rotation_read(MtSlice path)
{
	MtRotation rotation = {.date = -1};
	unsigned long long age;
	size_t n;

	path = without_packing(path);
	rotation.stream = path;
	if (take_date(path, &rotation))
		return rotation;
	n = digits_before(path, path.n);
	if (n == 0 || n > 4 || n + 1 >= path.n ||
	    path.p[path.n - n - 1] != '.' ||
	    !mt_slice_number(mt_slice_sub(path, path.n - n, path.n), 9999,
			     &age))
		return rotation;
	rotation.age = (int64_t)age + 1;
	rotation.stream = mt_slice_sub(path, 0, path.n - n - 1);
	return rotation;
}

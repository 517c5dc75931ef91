/* The few calls to libarchive that reading packed mail and logs takes. */
#include "input/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/library.h"

/*
 * libarchive brings ICU and the C++ library with it, which makes a program
 * take half as long again to start. Most runs meet nothing that is packed, so
 * it is loaded when something is.
 */
/* clang-format off */
#define CALLS(X) \
	X(read_new) X(read_support_filter_gzip) \
	X(read_support_filter_bzip2) X(read_support_filter_xz) \
	X(read_support_filter_zstd) \
	X(read_support_filter_lz4) X(read_support_format_tar) \
	X(read_support_format_raw) X(read_support_format_empty) X(read_free) X(error_string) \
	X(entry_pathname) X(entry_pathname_utf8) X(filter_code) \
	X(read_open) X(read_next_header) X(format) \
	X(entry_filetype) X(entry_hardlink) X(read_data)
/* clang-format on */

static struct {
#define POINTER(name) __typeof__(archive_##name) *(name);
	CALLS(POINTER)
#undef POINTER
	const char *missing; /* why it is not there; NULL when it is */
} la;

static void *
load(void *unused)
{
	/* The interface that <archive.h> of libarchive 3 describes. */
	MtLibrary library = mt_library_load("libarchive.so.13");

#define FIND(name) mt_library_find(&library, "archive_" #name, &la.name);
	CALLS(FIND)
#undef FIND
	la.missing = library.missing;
	return unused;
}

struct MtArchive {
	struct archive *archive;
	MtArchiveFeed *feed;
	void *data;
	bool opened;
};

static const struct {
	size_t at;
	MtSlice magic;
} kinds[] = {
	{0, {"\x1f\x8b\x08", 3}},     /* gzip, RFC 1952 2.3 */
	{0, {"BZh", 3}},              /* bzip2 */
	{0, {"\xfd\x37zXZ\0", 6}},    /* xz */
	{0, {"\x28\xb5\x2f\xfd", 4}}, /* Zstandard, RFC 8878 3.1.1 */
	{0, {"\x04\x22\x4d\x18", 4}}, /* lz4, frame format */
	{257, {"ustar", 5}},          /* tar: POSIX and GNU */
};

bool
mt_archive_is(MtSlice head)
{
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		MtSlice there = mt_slice_sub(head, kinds[i].at, head.n);

		if (mt_slice_starts(there, kinds[i].magic))
			return true;
	}
	return false;
}

static la_ssize_t
more(struct archive *archive, void *data, const void **bytes)
{
	MtArchive *a = data;

	(void)archive;
	return a->feed(a->data, bytes);
}

MtArchive *
mt_archive_new(MtArchiveFeed *feed, void *data)
{
	static GOnce once = G_ONCE_INIT;
	MtArchive *a = g_new0(MtArchive, 1);

	g_once(&once, load, NULL);
	a->feed = feed;
	a->data = data;
	if (la.missing != NULL)
		return a; /* mt_archive_next() says so */
	a->archive = la.read_new();
	la.read_support_filter_gzip(a->archive);
	la.read_support_filter_bzip2(a->archive);
	la.read_support_filter_xz(a->archive);
	la.read_support_filter_zstd(a->archive);
	la.read_support_filter_lz4(a->archive);
	la.read_support_format_tar(a->archive);
	la.read_support_format_raw(a->archive);
	la.read_support_format_empty(a->archive);
	return a;
}

void
mt_archive_free(MtArchive *a)
{
	if (a == NULL)
		return;
	if (a->archive != NULL)
		la.read_free(a->archive);
	g_free(a);
}

/* libarchive has no more to say than this; names and numbers stay out. */
static void
damaged(MtArchive *a, GError **error)
{
	const char *why = la.error_string(a->archive);

	g_set_error(error, MT_ERROR, MT_ERROR_FORMAT, "cannot be unpacked: %s",
		    why != NULL ? why : "unknown format");
}

/* A name that the locale cannot spell is there as UTF-8 in pax archives. */
static MtSlice
member_name(struct archive_entry *entry)
{
	const char *name = la.entry_pathname(entry);

	if (name == NULL)
		name = la.entry_pathname_utf8(entry);
	return mt_slice_str(name != NULL ? name : "?");
}

/* A few bytes of a packed file are to libarchive a file that is not packed. */
static bool
is_packed(MtArchive *a, GError **error)
{
	if (la.filter_code(a->archive, 0) != ARCHIVE_FILTER_NONE)
		return true;
	damaged(a, error);
	return false;
}

bool
mt_archive_next(MtArchive *a, MtSlice *name, GError **error)
{
	struct archive_entry *entry;
	int status = ARCHIVE_OK;

	if (la.missing != NULL) {
		g_set_error(error, MT_ERROR, MT_ERROR_IO,
			    "cannot be unpacked: %s", la.missing);
		return false;
	}
	if (!a->opened)
		status = la.read_open(a->archive, a, NULL, more, NULL);
	a->opened = true;
	while (status >= ARCHIVE_WARN) {
		status = la.read_next_header(a->archive, &entry);
		if (status == ARCHIVE_EOF)
			return false;
		if (status < ARCHIVE_WARN)
			break;
		if (la.format(a->archive) == ARCHIVE_FORMAT_RAW) {
			*name = mt_slice(NULL, 0);
			return is_packed(a, error);
		}
		if (la.entry_filetype(entry) == AE_IFREG &&
		    la.entry_hardlink(entry) == NULL) {
			*name = member_name(entry);
			return true;
		}
	}
	damaged(a, error);
	return false;
}

ssize_t
mt_archive_read(MtArchive *a, void *to, size_t n, GError **error)
{
	la_ssize_t got = la.read_data(a->archive, to, n);

	if (got >= 0)
		return (ssize_t)got;
	damaged(a, error);
	return -1;
}

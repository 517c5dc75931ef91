/* The few calls to libarchive that reading packed mail and logs takes. */
#include "input/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include "base/error.h"

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
	MtArchive *a = g_new0(MtArchive, 1);

	a->feed = feed;
	a->data = data;
	a->archive = archive_read_new();
	archive_read_support_filter_gzip(a->archive);
	archive_read_support_filter_bzip2(a->archive);
	archive_read_support_filter_xz(a->archive);
	archive_read_support_filter_zstd(a->archive);
	archive_read_support_filter_lz4(a->archive);
	archive_read_support_format_tar(a->archive);
	archive_read_support_format_raw(a->archive);
	archive_read_support_format_empty(a->archive);
	return a;
}

void
mt_archive_free(MtArchive *a)
{
	if (a == NULL)
		return;
	archive_read_free(a->archive);
	g_free(a);
}

/* libarchive has no more to say than this; names and numbers stay out. */
static void
damaged(MtArchive *a, GError **error)
{
	const char *why = archive_error_string(a->archive);

	g_set_error(error, MT_ERROR, MT_ERROR_FORMAT, "cannot be unpacked: %s",
		    why != NULL ? why : "unknown format");
}

/* A name that the locale cannot spell is there as UTF-8 in pax archives. */
static MtSlice
member_name(struct archive_entry *entry)
{
	const char *name = archive_entry_pathname(entry);

	if (name == NULL)
		name = archive_entry_pathname_utf8(entry);
	return mt_slice_str(name != NULL ? name : "?");
}

/* A few bytes of a packed file are to libarchive a file that is not packed. */
static bool
is_packed(MtArchive *a, GError **error)
{
	if (archive_filter_code(a->archive, 0) != ARCHIVE_FILTER_NONE)
		return true;
	damaged(a, error);
	return false;
}

bool
mt_archive_next(MtArchive *a, MtSlice *name, GError **error)
{
	struct archive_entry *entry;
	int status = ARCHIVE_OK;

	if (!a->opened)
		status = archive_read_open(a->archive, a, NULL, more, NULL);
	a->opened = true;
	while (status >= ARCHIVE_WARN) {
		status = archive_read_next_header(a->archive, &entry);
		if (status == ARCHIVE_EOF)
			return false;
		if (status < ARCHIVE_WARN)
			break;
		if (archive_format(a->archive) == ARCHIVE_FORMAT_RAW) {
			*name = mt_slice(NULL, 0);
			return is_packed(a, error);
		}
		if (archive_entry_filetype(entry) == AE_IFREG &&
		    archive_entry_hardlink(entry) == NULL) {
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
	la_ssize_t got = archive_read_data(a->archive, to, n);

	if (got >= 0)
		return (ssize_t)got;
	damaged(a, error);
	return -1;
}

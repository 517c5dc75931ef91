/*
 * Any bytes as a log, from the file to the records of its events: every line is
 * in one class, every event is of bytes of the file, and what is written
 * of an event is JSON.
 */
#include <assert.h>
#include <stdint.h>
#include <unistd.h>

#include "base/jsonread.h"
#include "mtalog/log.h"
#include "record/event.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

typedef struct {
	const char *path;
	uint64_t size; /* of the file */
	bool packed;
	uint64_t events, items;
	MtBuf json;
} Check;

/* What a record that is read again says of its place is of another file, and
 * what is packed is larger than its file. */
typedef struct {
	uint64_t offset, length;
	bool foreign;
} Item;

static void
check_json(Check *check, const MtEvent *e)
{
	json_auto_t *json = NULL;
	MtEventRecord record;

	check->json.n = 0;
	mt_event_record_fill(&record, e);
	mt_record_add_json(&check->json, &mt_record_event, &record);
	json = mt_json_read(mt_buf_slice(&check->json), 1, NULL);
	assert(json != NULL);
}

static void *
take(const MtEvent *e, MtArena *arena, unsigned worker, void *data)
{
	Check *check = data;
	Item *item = mt_arena_take(arena, sizeof *item);

	(void)worker;
	assert(e->source.n > 0 && e->host.p != NULL);
	check_json(check, e);
	check->events++;
	*item = (Item){
		e->offset, e->length,
		check->packed ||
			!mt_slice_eq(e->source, mt_slice_str(check->path))};
	return item;
}

static bool
use(void *data, void *user)
{
	Check *check = user;
	const Item *item = data;

	assert(item->offset + item->length <= check->size || item->foreign);
	check->items++;
	return true;
}

static void
failed(MtSlice source, const GError *error, void *data)
{
	(void)source;
	(void)error;
	(void)data;
}

static void
remark(MtSlice source, const char *text, void *data)
{
	(void)source;
	(void)data;
	assert(text[0] != '\0');
}

/* One file for all runs. */
static const char *
write_file(const uint8_t *data, size_t n)
{
	static char *path;
	static int fd = -1;

	if (fd < 0)
		fd = g_file_open_tmp("fuzz-log-XXXXXX", &path, NULL);
	assert(fd >= 0 && ftruncate(fd, 0) == 0);
	assert(pwrite(fd, data, n, 0) == (ssize_t)n);
	return path;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const MtLogUser user = {
		.sink = {.take = take, .use = use, .unparsed = true},
		.failed = failed,
		.remark = remark,
	};
	char *paths[] = {(char *)write_file(data, n), NULL};
	char *zones[] = {"Europe/Berlin", NULL};
	MtLogOptions options = {.year = 2026, .zones = zones, .threads = 1};
	Check check = {.path = paths[0], .size = n};
	g_autoptr(MtPaths) list = mt_paths_new(paths, false, NULL, NULL);
	g_autoptr(MtLog) log = mt_log_new(list, &options, &user, &check, NULL);
	const MtTally *total;
	uint64_t sum = 0;

	assert(log != NULL);
	check.packed = !((MtLogFile *)mt_log_files(log)->pdata[0])->plain;
	assert(mt_log_run(log));
	total = mt_log_total(log);
	for (size_t i = 0; i < MT_LINE_CLASSES; i++)
		sum += total->classes[i];
	assert(sum == total->read && (check.packed || total->read <= n + 1));
	assert(total->events == check.events && check.items == check.events);
	mt_buf_clear(&check.json);
	return 0;
}

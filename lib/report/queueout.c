/* Text, or records one after another. */
#include "report/queueout.h"

#include "record/backlog.h"
#include "record/outlier.h"
#include "record/stat.h"
#include "report/backlogtext.h"

static void
add_stat(const MtQueueOut *o, MtBuf *out, const MtStatRecord *record)
{
	if (o->format == MT_FORMAT_JSON)
		mt_record_add_json(out, &mt_record_stat, record);
	else
		mt_record_add_tsv(out, &mt_record_stat, record);
}

static void
add_groups(const MtQueueOut *o, MtBuf *out, MtQueue *queue)
{
	MtStatRecord record;

	mt_stat_record_fill(&record, mt_queue_all(queue));
	add_stat(o, out, &record);
	for (MtBy by = MT_BY_DOMAIN; by < MT_BYS; by++) {
		size_t n;
		MtGroup *const *groups = mt_queue_groups(queue, by, &n);

		for (size_t i = 0; i < n; i++) {
			mt_stat_record_fill(&record, groups[i]);
			add_stat(o, out, &record);
		}
	}
}

static void
add_reasons(const MtQueueOut *o, MtBuf *out, MtQueue *queue)
{
	size_t n;
	const MtQueueReason *const *reasons = mt_queue_reasons(queue, &n);
	MtStatRecord record;

	for (size_t i = 0; i < n; i++) {
		mt_stat_record_fill_reason(&record, reasons[i]);
		add_stat(o, out, &record);
	}
}

static void
add_outliers(MtBuf *out, MtQueue *queue)
{
	size_t n;
	const MtOutlier *outliers = mt_queue_outliers(queue, &n);
	MtOutlierRecord record;

	for (size_t i = 0; i < n; i++) {
		mt_outlier_record_fill(&record, &outliers[i]);
		mt_record_add_json(out, &mt_record_outlier, &record);
	}
}

static void
add_record(const MtQueueOut *o, MtBuf *out, const MtRecordKind *kind,
	   const void *record)
{
	if (o->format == MT_FORMAT_JSON)
		mt_record_add_json(out, kind, record);
	else
		mt_record_add_tsv(out, kind, record);
}

static void
add_backlog(const MtQueueOut *o, MtBuf *out, const MtBacklog *backlog)
{
	MtBacklogRecord record;

	if (o->format == MT_FORMAT_TSV)
		mt_record_add_tsv_head(out, &mt_record_backlog);
	for (size_t i = 0; i < backlog->n; i++) {
		mt_backlog_record_fill(&record, backlog, i);
		add_record(o, out, &mt_record_backlog, &record);
	}
}

static void
add_ages(const MtQueueOut *o, MtBuf *out, const MtAges *ages)
{
	size_t n;
	g_autofree const MtAge **list = mt_ages_sorted(ages, &n);
	MtAgeRecord record;

	if (o->format == MT_FORMAT_TSV)
		mt_record_add_tsv_head(out, &mt_record_age);
	mt_age_record_fill(&record, ages->at_us, &ages->all, true);
	add_record(o, out, &mt_record_age, &record);
	for (size_t i = 0; i < n; i++) {
		mt_age_record_fill(&record, ages->at_us, list[i], false);
		add_record(o, out, &mt_record_age, &record);
	}
}

/* What was asked for besides; false where there was nothing. */
static bool
add_queued(const MtQueueOut *o, MtBuf *out, MtQueue *queue)
{
	const MtQueueOptions *options = mt_queue_options(queue);
	bool text = o->format == MT_FORMAT_TEXT;

	if (options->backlog && text)
		mt_backlogtext_add(&o->text, out, mt_queue_backlog(queue));
	else if (options->backlog)
		add_backlog(o, out, mt_queue_backlog(queue));
	if (options->backlog && options->ages && text)
		mt_buf_add_char(out, '\n');
	if (options->ages && text)
		mt_backlogtext_add_ages(&o->text, out, mt_queue_ages(queue));
	else if (options->ages)
		add_ages(o, out, mt_queue_ages(queue));
	return options->backlog || options->ages;
}

void
mt_queueout_add(const MtQueueOut *o, MtBuf *out, MtQueue *queue)
{
	if (add_queued(o, out, queue) && o->format != MT_FORMAT_JSON)
		return;
	if (o->format == MT_FORMAT_TEXT) {
		mt_queuetext_add(&o->text, out, queue);
		return;
	}
	if (o->format == MT_FORMAT_TSV)
		mt_record_add_tsv_head(out, &mt_record_stat);
	add_groups(o, out, queue);
	add_reasons(o, out, queue);
	if (o->format == MT_FORMAT_JSON)
		add_outliers(out, queue);
}

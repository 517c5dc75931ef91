/* Text, or records one after another. */
#include "report/queueout.h"

#include "record/outlier.h"
#include "record/stat.h"

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

void
mt_queueout_add(const MtQueueOut *o, MtBuf *out, MtQueue *queue)
{
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

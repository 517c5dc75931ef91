/*
 * What a report says, gathered from records of any kind in any order, and made
 * into a document.
 *
 * Memory does not grow with the input: of messages, traces and the like the
 * most important ones are kept whole (MT_MAX_REPORT_KEPT), the rest is counted,
 * and the document says how many that were. What matters most: contradictions,
 * then time lost. Records that are not understood are counted by kind.
 *
 * What is said rests on the records alone; ties are broken by the order of the
 * input, so the same records give the same document.
 */
#ifndef MT_REPORT_MODEL_MODEL_H
#define MT_REPORT_MODEL_MODEL_H

#include "record/record.h"
#include "report/doc/doc.h"
#include "report/zone.h"
#include "stats/quantile.h"

typedef struct MtModel MtModel;

/* `zone` and `slo_us` are those of the tables that are kept while reading. */
MtModel *mt_model_new(const MtZone *zone, int64_t slo_us);
void mt_model_free(MtModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtModel, mt_model_free)

/* What belongs to the record is copied. */
void mt_model_add(MtModel *model, const MtRecordKind *kind, const void *data);

/* The delays of all deliveries that were sent, as queue/queue.h counts them;
 * without these, those of the records are taken. */
void mt_model_add_delays(MtModel *model, const MtQuantile *delays);

/* What is added later about messages with this Message-ID is kept: they are
 * given, or will be. */
void mt_model_want(MtModel *model, MtSlice message_id);
/* What is added later about this trace is kept: one that was given is part of
 * it, or a notice about it. */
void mt_model_want_trace(MtModel *model, MtSlice trace);
/* Is it a Message-ID of a message that was given, or will be? */
bool mt_model_wants(const MtModel *model, MtSlice message_id);

/* A record of a kind that is not known here. */
void mt_model_add_unknown(MtModel *model, MtSlice kind);

/* The header block of a message, to be shown with the evidence marked. */
void mt_model_add_header(MtModel *model, MtSlice source, int64_t message,
			 uint64_t offset, MtSlice bytes);

/* An input, for the appendix. */
typedef struct {
	MtSlice path;
	MtSlice what; /* `records`, `messages`, `log` */
	uint64_t size;
	char sha256[65];  /* empty where it could not be read */
	uint64_t n;       /* lines or messages read */
	const char *unit; /* one of them: `line`, `message` */
	MtSlice failed;   /* why it was not, or not wholly, read */
} MtModelInput;

void mt_model_add_input(MtModel *model, const MtModelInput *input);

typedef struct {
	const char *title, *reference; /* NULL: none */
	MtInstant made;
	size_t top; /* rows of lists; what is beyond is summed */
	char *const *command;
	const char *version;
	const char *redacted;  /* what was done, or NULL */
	const char *log_zone;  /* how times in logs without a zone were read */
	bool asked_for_forged; /* messages were looked at for forged headers */
} MtModelOptions;

MtDoc *mt_model_document(MtModel *model, const MtModelOptions *options);

#endif

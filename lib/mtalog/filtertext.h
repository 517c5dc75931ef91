/*
 * What milters and policy servers log, as tables: which words of a line are the
 * value of which member, and which words are a verdict. Internal to lib/mtalog;
 * the reader is readers/filters.c.
 */
#ifndef MT_MTALOG_FILTERTEXT_H
#define MT_MTALOG_FILTERTEXT_H

#include "mtalog/reader.h"

typedef enum {
	MT_FILTER_TEXT,    /* the value is the member; brackets and quotes go */
	MT_FILTER_ADDRESS, /* the same, if it has an '@' */
	MT_FILTER_PEER,    /* name[ip], or name: client and client_ip */
	MT_FILTER_SECONDS, /* the time of the scan: attempt_us */
	MT_FILTER_SIZE,
} MtFilterForm;

/* `head` is where it stands first, not within a word; up to one of `stops`. */
typedef struct {
	MtSlice head;
	const char *stops; /* NULL: `<..>` is the value */
	MtFilterForm form;
	size_t at; /* of the member, for these two */
} MtFilterKey;

typedef struct {
	MtSlice text; /* anywhere in the line; {"", 0} is in all of them */
	MtEventKind kind;
	MtStatus status;
} MtFilterVerdict;

typedef struct {
	const char *const *programs;     /* NULL-terminated */
	const MtFilterKey *keys;         /* ends with an empty head */
	const MtFilterVerdict *verdicts; /* the first that fits; ends with
					    an empty text, or one that no
					    line has: kind MT_EVENT_KINDS */
	/* May be NULL: what tables cannot say; before the keys are read. */
	void (*also)(MtSlice text, MtEvent *event);
} MtFilter;

/* Each ends with programs NULL: what looks into messages, and all others. */
extern const MtFilter mt_filter_scanners[];
extern const MtFilter mt_filters[];

/* The member that each key names, and the verdict; false without a verdict. */
bool mt_filter_read(const MtFilter *filter, MtSlice text, MtEvent *event);

#endif

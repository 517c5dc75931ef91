/*
 * The loop of a program that reads records: every line of every input, plain or
 * compressed. What is no record is reported, once for an input, and passed over.
 */
#ifndef MT_CLI_RECORDS_H
#define MT_CLI_RECORDS_H

#include "cli/digest.h"
#include "cli/options.h"
#include "record/record.h"

/* An input that was read, wholly or not. */
typedef struct {
	MtSlice path;
	uint64_t size;               /* bytes, as stored if that is known */
	char sha256[MT_DIGEST_TEXT]; /* likewise; empty if nothing was read */
	uint64_t lines, refused;     /* lines that are no records */
	const char *failed;          /* why it was not wholly read, or NULL */
} MtRecordInput;

typedef struct {
	/* A record; `name` is its kind, where that is not known. What it points
	 * to ends with the call. */
	void (*record)(const MtRecord *record, MtSlice name, void *data);
	void (*input)(const MtRecordInput *input, void *data); /* at its end */
} MtRecordUser;

/* Returns the exit status that follows. */
int mt_records_run(const MtOptions *options, const MtRecordUser *user,
		   void *data);

#endif

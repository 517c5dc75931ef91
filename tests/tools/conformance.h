/*
 * Cases from the test suites of other readers of Received fields, as JSON
 * Lines: {"source", "n", "received", "status", "expect": {member: value}}.
 */
#ifndef TESTS_TOOLS_CONFORMANCE_H
#define TESTS_TOOLS_CONFORMANCE_H

#include <jansson.h>

#include "received/clause.h"
#include "received/received.h"

/* One case, as it is read here: clauses still without meaning, and the rest. */
typedef struct {
	MtClauses clauses;
	MtReceived r;
} Reading;

/* What one member of a suite's answers means in ours. */
typedef struct {
	const char *member; /* or a status other than "parsed" */
	bool (*agrees)(const Reading *reading, json_t *want);
} Rule;

typedef struct {
	const char *source;
	const Rule *rules; /* ends with member NULL */
} Suite;

/* Ends with source NULL. */
extern const Suite conformance_suites[];
extern const Rule conformance_mail_parser[];

MtSlice value_text(json_t *want);

/* Without brackets or angle brackets: some keep them, some do not. */
MtSlice value_bare(MtSlice s);

/* The same bytes but for brackets, or the same address. */
bool value_same(MtSlice ours, MtSlice want);

/* Suites write "" for what the field does not say. */
bool value_same_or_none(MtSlice ours, MtSlice want);
bool value_is_ip(const MtIp *ip, MtSlice want);

/* Stalwart ends a word at '/': `Q/O` is `Q` to it. */
MtSlice value_up_to_slash(MtSlice s);

MtSlice value_first_for(const Reading *c);

/* The first word of from; and whether it is in one of our members. */
MtSlice value_from_word(const Reading *c);
bool value_is_kept(const Reading *c, MtSlice from);

#endif

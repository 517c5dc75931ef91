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

#endif

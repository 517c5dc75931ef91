/*
 * What a rule found: the claim in a sentence, and the bytes that it rests on.
 *
 * There is no finding without evidence: bytes of the message, or of a log, with
 * their place, so that another person can look for themselves.
 */
#ifndef MT_FORGE_FINDING_H
#define MT_FORGE_FINDING_H

#include <glib.h>

#include "mime/fields.h"

typedef enum {
	MT_GRADE_A = 1, /* a contradiction: usable alone */
	MT_GRADE_B,     /* strong: needs one corroboration */
	MT_GRADE_C,     /* context only */
} MtGrade;

typedef struct {
	const char *name;        /* `id`, `date`, `helo` ... */
	const MtField *field;    /* that it stands in; NULL for a log */
	size_t hop;              /* of that field; 0 for none */
	MtSlice text;            /* as it stands, folds included */
	MtSlice meaning;         /* what it says, decoded; p may be NULL */
	uint64_t offset, length; /* in the source */
	MtSlice log;             /* the log it stands in; p is NULL for none */
	uint64_t line;           /* of the log */
} MtEvidence;

enum { MT_MAX_EVIDENCE = 6 };

struct MtRule;

typedef struct {
	const struct MtRule *rule;
	MtGrade grade;
	MtSlice detail;
	const MtField *field; /* that it is about: of the first evidence */
	size_t hop;
	MtEvidence evidence[MT_MAX_EVIDENCE];
	size_t n;
} MtFinding;

typedef struct {
	MtFinding *findings; /* by grade, then rule, then place */
	size_t n;
	size_t count[MT_GRADE_C + 1]; /* of each grade */
	uint64_t left_out;            /* beyond MT_MAX_FINDINGS of a rule */
} MtFindings;

#endif

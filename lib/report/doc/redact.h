/*
 * Pseudonyms in a document that is to leave the house: the same name gets the
 * same one throughout, numbered in the order of reading, so the same document
 * gives the same redacted document, and nobody can compute a name from its
 * pseudonym.
 *
 * Names are found by what a span is (a user, a subject) and, in any data, by the
 * form of a mail address.
 */
#ifndef MT_REPORT_DOC_REDACT_H
#define MT_REPORT_DOC_REDACT_H

#include "report/doc/doc.h"

typedef enum {
	MT_REDACT_NOTHING,
	MT_REDACT_USERS, /* local parts: anna@a.example is user-1@a.example */
	MT_REDACT_ALL,   /* addresses of mail and of hosts, and subjects */
} MtRedact;

void mt_redact(MtDoc *doc, MtRedact what);

/* What was done, for the appendix; NULL for nothing. */
const char *mt_redact_words(MtRedact what);

#endif

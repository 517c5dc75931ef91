/*
 * What one MTA's Received fields look like.
 *
 * A dialect is one file in dialects/ that defines one constant of this type,
 * named mt_dialect_<file name>; the Makefile finds it. Most of it is a table of
 * signatures: phrases at certain places, each with a score. The dialect whose
 * signature scores highest reads the field; ties go to the earlier name.
 *
 * The common reader (see fill.h) has then filled everything that RFC 5321 and
 * the comments known everywhere say. The dialect says how its MTA differs.
 */
#ifndef MT_RECEIVED_DIALECT_H
#define MT_RECEIVED_DIALECT_H

#include "received/clause.h"
#include "received/received.h"

/* Where a signature is looked for. All compare without regard to ASCII case. */
typedef enum {
	MT_AT_LEAD_COMMENT, /* comments before any keyword */
	MT_AT_FROM,         /* the words of from, with single spaces */
	MT_AT_FROM_COMMENT,
	MT_AT_BY, /* the first word of by */
	MT_AT_BY_COMMENT,
	MT_AT_VIA,
	MT_AT_WITH, /* the words of with, with single spaces */
	MT_AT_WITH_COMMENT,
	MT_AT_ID, /* the first word of id */
	MT_AT_ID_COMMENT,
	MT_AT_FOR_COMMENT,
	MT_AT_DATE_COMMENT, /* comments behind the last ';' */
	MT_PLACES,
} MtPlace;

typedef enum { MT_MATCH_PREFIX, MT_MATCH_SUFFIX, MT_MATCH_EQUAL } MtMatch;

typedef struct {
	MtPlace place;
	MtMatch match;
	const char *text; /* never empty */
	int score; /* 100: nobody else writes this; 50: a host's name; 10: hint */
} MtSignature;

/* What the MTA puts as the first word of from, where no comment says. */
typedef enum {
	MT_FROM_HELO,     /* what the client said (sendmail, Postfix ...) */
	MT_FROM_RDNS,     /* the name that was looked up (qmail) */
	MT_FROM_VERIFIED, /* looked up, and the same as HELO (Exim) */
	MT_FROM_EITHER,   /* nobody knows; if it says something, HELO */
} MtFromWord;

typedef struct MtDialect {
	const char *name;
	MtFromWord from_word;
	bool day_first;                /* 02/10/2002 is 2 October */
	const MtSignature *signatures; /* ends with text NULL; NULL for none */

	/* May be NULL. Shapes that no phrase tells (qmail without comments): a
	 * score as in MtSignature, below 100, or 0 for none. Must be cheap: it
	 * is asked of every field without a signature of 100. */
	int (*probe)(const MtClauses *clauses);

	/* May be NULL. Correct what the common reader made of the clauses. */
	void (*refine)(const MtClauses *clauses, MtArena *arena,
		       MtReceived *received);
} MtDialect;

/* NULL-terminated, in name order; made by the Makefile. */
extern const MtDialect *const mt_dialects[];

/*
 * The dialect of these clauses; the one named "generic" if nothing scores.
 * Where a comment of by or with decided, that comment is the `software`.
 */
const MtDialect *mt_dialect_for(const MtClauses *clauses, MtSlice *software);

#endif

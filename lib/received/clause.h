/*
 * The clauses of a Received value (RFC 5321 4.4: from, by, via, with, id,
 * for, date), each with its words and comments, still without meaning.
 */
#ifndef MT_RECEIVED_CLAUSE_H
#define MT_RECEIVED_CLAUSE_H

#include "received/token.h"

typedef enum {
	MT_CLAUSE_LEAD, /* what stands before the first keyword */
	MT_CLAUSE_FROM,
	MT_CLAUSE_BY,
	MT_CLAUSE_VIA,
	MT_CLAUSE_WITH,
	MT_CLAUSE_ID,
	MT_CLAUSE_FOR,
	MT_CLAUSE_ENVELOPE_FROM, /* the bare word, as Haraka and XMail do */
	MT_CLAUSE_DATE,          /* behind the last ';', or where one reads */
	MT_CLAUSES,
} MtClauseKind;

typedef struct {
	bool present;
	const MtToken *tokens; /* behind the keyword: words and comments */
	size_t n;
	/* All words with one space between them, comments left out; p is NULL
	 * without words. Not made for the date. */
	MtSlice text;
} MtClause;

/* Not to be copied: small fields have their tokens in `few`. */
typedef struct {
	MtSlice value;
	MtTokens all;
	MtClause clause[MT_CLAUSES];
	MtToken few[64];
} MtClauses;

/* Where a clause stands twice the first one counts (note clause-repeated). */
void mt_clauses_read(MtSlice value, uint64_t offset, MtArena *arena,
		     MtClauses *clauses, MtNotes *notes);

/* The nth word of a clause, 0 the first; p is NULL where there is none. Mostly
 * the first is asked for, and stands there at once: the rest is a call. */
MtSlice mt_clause_later_word(const MtClause *clause, size_t nth);

static inline MtSlice
mt_clause_word(const MtClause *clause, size_t nth)
{
	if (nth == 0 && clause->n > 0 &&
	    clause->tokens[0].kind == MT_TOKEN_WORD)
		return clause->tokens[0].text;
	return mt_clause_later_word(clause, nth);
}

/* The nth comment of a clause, likewise. */
MtSlice mt_clause_comment(const MtClause *clause, size_t nth);

#endif

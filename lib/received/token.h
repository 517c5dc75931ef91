/*
 * A Received value as words, comments and semicolons: the lowest stage of
 * reading, which knows RFC 5322 lexical rules (3.2) and nothing of meaning.
 */
#ifndef MT_RECEIVED_TOKEN_H
#define MT_RECEIVED_TOKEN_H

#include <stdint.h>

#include "base/arena.h"
#include "base/note.h"
#include "base/slice.h"

typedef enum {
	MT_TOKEN_WORD,    /* no space outside <>, "" and []; those included; a
			   * ';' only in the name behind "from" */
	MT_TOKEN_COMMENT, /* without its outer parentheses, nested ones kept;
			   * white space as single spaces, none at the ends */
	MT_TOKEN_SEMI,
} MtTokenKind;

typedef struct {
	MtSlice text;
	MtTokenKind kind;
} MtToken;

typedef struct {
	MtToken *tokens;
	size_t n;
	size_t room; /* of `tokens`, which moves into the arena to grow */
} MtTokens;

/*
 * Split `value`. `tokens` has memory lent by the caller, or is all zero. Texts
 * lie in the value, but for those of comments with a fold in them.
 *
 * A '(' that nothing closes is taken as a space, so that what follows is still
 * found. Notes: comment-unclosed, comment-too-deep, too-many-tokens; beyond
 * that limit only the last semicolon is kept, as the last token. `offset` is
 * that of the value in the source; `notes` may be NULL.
 */
void mt_tokens_split(MtSlice value, uint64_t offset, MtArena *arena,
		     MtTokens *tokens, MtNotes *notes);

/* A copy with the white space between words as one space each: what a text says
 * must not depend on where the line was broken. */
MtSlice mt_token_squeeze(MtSlice text, MtArena *arena);

#endif

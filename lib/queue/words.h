/* Lines of words with spaces between them: texts and numbers. */
#ifndef MT_QUEUE_WORDS_H
#define MT_QUEUE_WORDS_H

#include "base/arena.h"
#include "base/buf.h"

/* A word behind a space: `=text`; `-` for what is not known. */
void mt_words_add_text(MtBuf *out, MtSlice text);
void mt_words_add_number(MtBuf *out, int64_t n);
void mt_words_add_known(MtBuf *out, int64_t n); /* `-` for INT64_MIN */

/* The words of a line; `bad` stays once one was not as it must be. */
typedef struct {
	MtSlice rest;
	MtArena *arena;
	bool bad;
} MtWords;

MtSlice mt_words_take_text(MtWords *w); /* in the arena */
int64_t mt_words_take_number(MtWords *w);

/* Microseconds in sum: a thousand years at most, so that sums do not wrap. */
int64_t mt_words_take_sum(MtWords *w);

/* The same; INT64_MIN where it is not known. */
int64_t mt_words_take_known(MtWords *w);

/* A number that is within what its member holds. */
uint64_t mt_words_take_count(MtWords *w, uint64_t most);

bool mt_words_at_end(const MtWords *w);

#endif

/* The words of Authentication-Results and Received-SPF. Internal. */
#ifndef MT_AUTHRES_PAIRS_H
#define MT_AUTHRES_PAIRS_H

#include "base/slice.h"

typedef enum {
	MT_PAIR_END,
	MT_PAIR_SEMI, /* a `;` */
	MT_PAIR_WORD, /* a word that no `=` follows: in `key` */
	MT_PAIR_BOTH, /* `key=value`, white space and comments around `=` too */
} MtPairKind;

typedef struct {
	MtSlice rest;
	MtSlice comment; /* the first one since the caller cleared it */
} MtPairScan;

typedef struct {
	MtPairKind kind;
	MtSlice key, value; /* without quotes and white space */
	MtSlice whole;      /* all of it */
} MtPair;

/* The next one; comments before it are passed over, the first one kept. */
void mt_pair_next(MtPairScan *scan, MtPair *pair);

#endif

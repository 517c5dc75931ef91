/*
 * Tag lists (RFC 6376 3.2): `v=1; a=rsa-sha256; d=example.com; ...`, the value
 * of DKIM-Signature, ARC-Seal and ARC-Message-Signature.
 *
 * Parsing only: nothing is verified. Slices lie in the value, so that each tag
 * can be shown where it stands; white space inside them (folds of b= and bh=) is
 * kept. Time and memory are linear in the value.
 */
#ifndef MT_AUTHRES_TAGLIST_H
#define MT_AUTHRES_TAGLIST_H

#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

typedef struct {
	MtSlice name;  /* as written, without white space at its ends */
	MtSlice value; /* the same; empty where nothing follows the `=` */
} MtTag;

typedef struct {
	MtTag *tags; /* in order; a name may repeat, which RFC 6376 forbids */
	size_t n;
} MtTags;

/* Take the first tag off the front of a value, folded or not; pieces before it
 * that have no `=` go too. False where there is none. */
bool mt_tag_next(MtSlice *rest, MtTag *tag);

/* Split an unfolded value. A piece without `=` is left out. No more than
 * MT_MAX_TAGS are kept. */
void mt_tags_read(MtSlice value, MtArena *arena, MtTags *tags);

/* The value of the first tag called `name` (case counts, RFC 6376 3.2); p is
 * NULL without one. */
MtSlice mt_tags_get(const MtTags *tags, const char *name);

/* The same bytes, white space left out: two bh= that differ in folds only. */
bool mt_tag_same(MtSlice a, MtSlice b);

/* What signatures say, of any of the three fields; p is NULL for what is not
 * there. */
typedef struct {
	MtTags tags;
	MtSlice d, s, a; /* domain, selector, algorithm */
	MtSlice b, bh;   /* signature and body hash, folds kept */
	MtSlice h, c;    /* signed fields; canonicalization */
	MtSlice i;       /* of DKIM: the user or agent. Of ARC: see instance */
	MtSlice cv;      /* ARC-Seal: none, pass, fail */
	MtSlice t, x;    /* when it was made, when it ends: the digits */
	int instance;    /* i= as a number 1 to 50 (ARC); 0 where it is none */
	bool has_t, has_x;
	int64_t t_us, x_us; /* as instants */
} MtSignature;

void mt_signature_read(MtSlice value, MtArena *arena, MtSignature *signature);

/* How often h= names a field; fields are signed from the bottom up. */
size_t mt_signature_signs(const MtSignature *signature, MtSlice field);

#endif

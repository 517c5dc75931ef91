/* The fields of Exim's log lines, `NAME=value`. Internal to lib/mtalog. */
#ifndef MT_MTALOG_EXIMFIELD_H
#define MT_MTALOG_EXIMFIELD_H

#include "mtalog/event.h"

typedef struct {
	MtSlice rest;
	MtEvent *e;
	/* Whose host H= names: who sent to us, or whom we sent to. R= and T=
	 * differ as well: reference and subject, or router and transport. */
	enum { MT_EXIM_CLIENT, MT_EXIM_RELAY } side;
	bool reason; /* a word ended in ':': `rest` is the reason */
} MtEximFields;

/* The next run of other bytes than spaces; false at the end. */
bool mt_exim_word(MtSlice *rest, MtSlice *word);

/* The same, but of an address: `"a b"@c.example` is one. */
bool mt_exim_mailbox(MtSlice *rest, MtSlice *word);

/* One field off the front; false where another word stands. */
bool mt_exim_field(MtEximFields *f);

/* `name (helo) [ip]:port`, of which `word` is the first word; each may lack. */
void mt_exim_host(MtEximFields *f, MtSlice word);

/* `<a@b.example>`, or the address without brackets. */
void mt_exim_address(MtSlice value, MtSlice *address);

/* The word without the colon that ends all fields. */
MtSlice mt_exim_colon(MtEximFields *f, MtSlice word);

/* `3.456s`, `1m5s`, `2h3m`, `1w2d`, or plain seconds; taken off the front. */
bool mt_exim_duration(MtSlice *rest, int64_t *us);

#endif

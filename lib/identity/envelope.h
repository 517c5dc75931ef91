/*
 * Envelope addresses that stand for another address: forwarders, lists and
 * services put the original into the local part, so that bounces come back to
 * them and still tell who was meant.
 */
#ifndef MT_IDENTITY_ENVELOPE_H
#define MT_IDENTITY_ENVELOPE_H

#include "base/arena.h"
#include "base/slice.h"

typedef enum {
	MT_ENVELOPE_PLAIN,  /* nothing is encoded in it */
	MT_ENVELOPE_SRS0,   /* SRS0=HHHH=TT=domain=local@forwarder */
	MT_ENVELOPE_SRS1,   /* SRS1=HHHH=first==HHHH=TT=domain=local@second */
	MT_ENVELOPE_BATV,   /* prvs=KDDDSSSSSS=local@domain */
	MT_ENVELOPE_VERP,   /* list-bounces+local=domain@list: who it was sent
			     * to, the recipient */
	MT_ENVELOPE_SENDER, /* service+local=domain@service where the address
			     * is that of the customer who sent: same layout,
			     * told by the words before it */
} MtEnvelopeKind;

typedef struct {
	MtEnvelopeKind kind;
	MtSlice original; /* the address inside, made in the arena; else none */
	MtSlice local, domain; /* its parts, where they stand in the address */
	MtSlice by;     /* the domain that encoded it: of the whole address */
	MtSlice first;  /* SRS1: the forwarder that wrote SRS0 */
	MtSlice prefix; /* what stands before: `list-bounces`, `SRS0`, `prvs` */
	MtSlice hash;   /* SRS, BATV: the key and signature characters */
	MtSlice stamp;  /* SRS: TT, BATV: DDD; idtime decodes them */
} MtEnvelope;

/* `address` is without angle brackets. Anything is accepted. */
void mt_envelope_read(MtSlice address, MtArena *arena, MtEnvelope *envelope);

#endif

/*
 * The `hop` record, one for each Received field, and the `x_received` record,
 * one for each X-Received field: the same struct, and of the same members those
 * that a field has alone, without a chain.
 */
#ifndef MT_RECORD_HOP_H
#define MT_RECORD_HOP_H

#include "chain/chain.h"
#include "input/message.h"
#include "record/record.h"

typedef struct {
	MtSlice source;
	MtNumber offset, length;
	MtNumber message, hop, hops;

	MtSlice dialect, software;
	MtSlice helo, rdns;
	MtIp ip;
	MtNumber port;
	MtSlice ident;
	MtSlice by;
	MtIp by_ip;
	MtSlice with;
	bool tls;
	MtSlice tls_version, tls_cipher;
	MtNumber tls_bits;
	MtSlice auth;
	MtSlice id, id_scheme;
	MtInstant id_time;
	MtSlice for_;
	MtTexts for_all; /* where there are several */
	MtSlice envelope_from, via;

	MtInstant time;
	MtSlice zone;
	MtNumber delay_us, since_hop, adjusted_us;
	bool pull;
	MtSlice trust;

	MtSlice country, as_org;
	MtNumber asn;
	MtTexts notes;
	MtSlice raw;
} MtHopRecord;

extern const MtRecordKind mt_record_hop, mt_record_x_received;

/*
 * What `hop`, one of `hops` in its message, says. Slices are borrowed from
 * `hop` and `message`; little is taken from `arena`. With `raw`, the field
 * itself as one line, CR and LF taken out and nothing else changed.
 */
void mt_hop_record_fill(MtHopRecord *record, const MtMessage *message,
			const MtHop *hop, size_t hops, bool raw,
			MtArena *arena);

/* The words of notes, in the order found. */
MtTexts mt_record_notes(const MtNotes *notes, MtArena *arena);

#endif

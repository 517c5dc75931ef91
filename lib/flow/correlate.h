/* The parts of the correlator. Internal to lib/flow. */
#ifndef MT_FLOW_CORRELATE_H
#define MT_FLOW_CORRELATE_H

#include "flow/correlator.h"
#include "flow/open.h"
#include "flow/session.h"

struct MtCorrelator {
	MtOpenTable table;
	MtSessions *sessions;
	unsigned keep;
	size_t limit;
	MtTransactionSink *sink;
	MtSentSink *sent;
	MtNextSink *next;
	void *data;
	MtCorrelatorCounts counts;
};

/*
 * What a line does to the transaction of its id, which is NULL where none is
 * open. The one that it then belongs to; NULL: to none.
 */
typedef MtOpen *MtCorrelateHandler(MtCorrelator *c, MtOpen *o,
				   const MtPacked *e);

extern MtCorrelateHandler *const mt_correlate_handlers[MT_EVENT_KINDS];

/* One that begins with this line. */
MtOpen *mt_correlate_begin(MtCorrelator *c, const MtPacked *e);

/* It is over: late lines may come, then it is given. */
void mt_correlate_ends(MtCorrelator *c, MtOpen *o, const MtPacked *e);

/* It is given now, and is no more. */
void mt_correlate_give(MtCorrelator *c, MtOpen *o);

/* What lines of several kinds may say of the message. */
void mt_correlate_fill(MtCorrelator *c, MtOpen *o, const MtPacked *e);

/* What the connection has that it came by. */
void mt_correlate_client(MtCorrelator *c, MtOpen *o, const MtPacked *e);

/* Did a host fail the process that delivers? Then that is noted. */
bool mt_correlate_failed(MtCorrelator *c, const MtPacked *e);

/* A text of the line, where none is known yet. */
void mt_correlate_set(MtCorrelator *c, MtOpen *o, MtSlice *to,
		      const MtPacked *e, MtPackedText which);

MtSlice mt_correlate_keep(MtCorrelator *c, MtOpen *o, MtSlice text);

/* Another id of the host of `e`, if it is open. */
MtOpen *mt_correlate_find(const MtCorrelator *c, const MtPacked *e, MtSlice id);

/* The id is that of a child; of a parent, unless one is known (`child` may be
 * NULL). */
void mt_relate_child(MtCorrelator *c, MtOpen *o, MtSlice id, MtChildKind kind,
		     const MtPacked *e);
void mt_relate_parent(MtCorrelator *c, MtOpen *child, MtSlice parent);

/* Where an arrival says what it comes from. */
void mt_relate_arrival(MtCorrelator *c, MtOpen *o, const MtPacked *e);

/* Where a delivery says what it goes on as. */
void mt_relate_delivery(MtCorrelator *c, MtOpen *o, MtDelivery *d,
			const MtPacked *e);

#endif

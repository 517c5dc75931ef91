/*
 * What a message says about itself: the few fields that name it to a person.
 *
 * Where a field stands twice, the first one (the newest) is taken, as most
 * programs do. p is NULL for what is not there.
 */
#ifndef MT_MIME_HEADING_H
#define MT_MIME_HEADING_H

#include "base/time.h"
#include "mime/fields.h"

typedef struct {
	MtSlice message_id;    /* as written, without angle brackets */
	MtSlice from;          /* the addr-spec of the first author */
	MtSlice subject;       /* decoded (RFC 2047), on one line */
	MtSlice envelope_from; /* of Return-Path, else of the From_ line */
	MtTime date;           /* of the Date field */
} MtHeading;

void mt_heading_read(const MtFields *fields, MtSlice from_line, MtArena *arena,
		     MtHeading *heading);

#endif

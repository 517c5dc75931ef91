/*
 * Names of header fields that more than one part of the library asks for, told
 * once for each field, when the header is split.
 */
#ifndef MT_MIME_FIELDNAME_H
#define MT_MIME_FIELDNAME_H

#include "base/slice.h"

typedef enum {
	MT_FIELD_OTHER,
	MT_FIELD_RECEIVED,
	MT_FIELD_X_RECEIVED,
	MT_FIELD_RETURN_PATH,
	MT_FIELD_RESENT, /* any `Resent-` */
	/* From here on: of the author's program (RFC 5322 3.6). */
	MT_FIELD_FROM,
	MT_FIELD_TO,
	MT_FIELD_DATE,
	MT_FIELD_SUBJECT,
	MT_FIELD_MESSAGE_ID,
	MT_FIELD_NAMES,
} MtFieldName;

/* Which one `name` is, whatever its case. */
MtFieldName mt_field_name(MtSlice name);

#endif

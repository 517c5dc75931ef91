/* Sets of ids and of traces: bytes of records, copied. */
#ifndef MT_REPORT_MODEL_KEYSET_H
#define MT_REPORT_MODEL_KEYSET_H

#include <glib.h>

#include "base/slice.h"

GHashTable *mt_keyset_new(void);

/* An id without bytes is none: it is not added, and in no set. */
void mt_keyset_add(GHashTable *set, MtSlice id);
bool mt_keyset_has(GHashTable *set, MtSlice id);

/* An id as the key of any table; the caller's. Never NULL. */
char *mt_keyset_key(MtSlice id);

#endif

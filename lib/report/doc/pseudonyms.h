/* Pseudonyms of one sort: `user-1`, `user-2`, in the order of asking. */
#ifndef MT_REPORT_DOC_PSEUDONYMS_H
#define MT_REPORT_DOC_PSEUDONYMS_H

#include "base/buf.h"

typedef struct MtPseudonyms MtPseudonyms;

MtPseudonyms *mt_pseudonyms_new(const char *sort);
void mt_pseudonyms_free(MtPseudonyms *names);

/* The pseudonym of `name`, ASCII case ignored; nothing for an empty name. */
void mt_pseudonyms_add(MtPseudonyms *names, MtBuf *out, MtSlice name);

bool mt_pseudonyms_have(const MtPseudonyms *names, MtSlice name);

#endif

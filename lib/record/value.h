/* What the JSON and the TSV writer have in common: values that are not text. */
#ifndef MT_RECORD_VALUE_H
#define MT_RECORD_VALUE_H

#include "record/record.h"

static inline const void *
mt_member_at(const MtMember *member, const void *data)
{
	return (const char *)data + member->offset;
}

bool mt_member_known(const MtMember *member, const void *data);

/* A known member of any type but TEXT, TEXTS and COUNTS, without quotes. */
void mt_member_add_plain(MtBuf *out, const MtMember *member, const void *data);

#endif

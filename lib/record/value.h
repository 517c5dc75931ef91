/* What the JSON and the TSV writer have in common: values that are not text. */
#ifndef MT_RECORD_VALUE_H
#define MT_RECORD_VALUE_H

#include "record/record.h"

static inline const void *
mt_member_at(const MtMember *member, const void *data)
{
	return (const char *)data + member->offset;
}

static inline bool
mt_member_known(const MtMember *member, const void *data)
{
	const void *at = mt_member_at(member, data);

	switch (member->type) {
	case MT_MEMBER_TEXT:
		return ((const MtSlice *)at)->p != NULL;
	case MT_MEMBER_TEXTS:
		return ((const MtTexts *)at)->n > 0;
	case MT_MEMBER_NUMBER:
	case MT_MEMBER_DECIMAL:
		return ((const MtNumber *)at)->known;
	case MT_MEMBER_TIME:
		return ((const MtInstant *)at)->known;
	case MT_MEMBER_ADDRESS:
		return ((const MtIp *)at)->family != 0;
	case MT_MEMBER_TRUE:
		return *(const bool *)at;
	case MT_MEMBER_COUNTS:
		return ((const MtCounts *)at)->n > 0;
	case MT_MEMBER_OBJECTS:
		return ((const MtObjects *)at)->n > 0;
	}
	return false;
}

/* A known member whose value is neither text nor a list, without quotes. */
void mt_member_add_plain(MtBuf *out, const MtMember *member, const void *data);

/* Objects as a JSON array. */
void mt_member_add_objects(MtBuf *out, const MtMember *member,
			   const MtObjects *list);

#endif

/*
 * What the JSON and the TSV writer have in common: which values are known, and
 * those that are not text. The type is a constant wherever speed matters.
 */
#ifndef MT_RECORD_VALUE_H
#define MT_RECORD_VALUE_H

#include <assert.h>

#include "base/digits.h"
#include "record/record.h"

static inline const void *
mt_member_at(const MtMember *member, const void *data)
{
	return (const char *)data + member->offset;
}

static inline bool
mt_value_known(MtMemberType type, const void *at)
{
	switch (type) {
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

/* Bytes that a value may take which is neither text nor a list. */
enum { MT_VALUE_ROOM = MT_IP_ROOM };
static_assert(MT_UTC_ROOM + 0 <= MT_VALUE_ROOM + 0, "times are no longer");
static_assert(MT_SECONDS_ROOM + 0 <= MT_VALUE_ROOM + 0, "nor are numbers");

/* Such a value, known, without quotes; returns its end. */
static inline char *
mt_value_put(char *p, MtMemberType type, const void *at)
{
	const MtSlice yes = MT_SLICE("true");
	const MtInstant *time = at;

	switch (type) {
	case MT_MEMBER_NUMBER:
		return mt_put_int(p, ((const MtNumber *)at)->n);
	case MT_MEMBER_DECIMAL:
		return mt_put_seconds(p, ((const MtNumber *)at)->n);
	case MT_MEMBER_TIME:
		return mt_time_put_utc(p, time->us, time->decimals);
	case MT_MEMBER_ADDRESS:
		return mt_ip_put(p, at);
	case MT_MEMBER_TRUE:
		memcpy(p, yes.p, yes.n);
		return p + yes.n;
	case MT_MEMBER_TEXT:
	case MT_MEMBER_TEXTS:
	case MT_MEMBER_COUNTS:
	case MT_MEMBER_OBJECTS:
		break; /* each writer quotes text in its own way */
	}
	return p;
}

/* Objects as a JSON array. */
void mt_member_add_objects(MtBuf *out, const MtMember *member,
			   const MtObjects *list);

#endif

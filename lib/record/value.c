/* Values whose text is the same in JSON and TSV. */
#include "record/value.h"

#include "base/json.h"
#include "base/time.h"

void
mt_member_add_plain(MtBuf *out, const MtMember *member, const void *data)
{
	const void *at = mt_member_at(member, data);
	const MtInstant *time = at;

	switch (member->type) {
	case MT_MEMBER_NUMBER:
		mt_buf_add_int(out, ((const MtNumber *)at)->n);
		break;
	case MT_MEMBER_DECIMAL:
		mt_json_add_seconds(out, ((const MtNumber *)at)->n);
		break;
	case MT_MEMBER_TIME:
		mt_time_add_utc(out, time->us, time->decimals);
		break;
	case MT_MEMBER_ADDRESS:
		mt_ip_add(out, at);
		break;
	case MT_MEMBER_TRUE:
		MT_BUF_ADD(out, "true");
		break;
	case MT_MEMBER_TEXT:
	case MT_MEMBER_TEXTS:
	case MT_MEMBER_COUNTS:
	case MT_MEMBER_OBJECTS:
		break; /* each writer quotes text in its own way */
	}
}

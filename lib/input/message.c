/* From a byte of a header block to its place in the source. */
#include "input/message.h"

uint64_t
mt_message_offset(const MtMessage *message, const char *byte)
{
	size_t at = (size_t)(byte - message->header.p);
	uint64_t offset = message->offset + at;

	for (size_t i = 0; i < message->n_gaps && message->gaps[i].at <= at;
	     i++)
		offset += message->gaps[i].skipped;
	return offset;
}

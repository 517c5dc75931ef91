/*
 * Thread-Index and Thread-Topic of Outlook and Exchange (MS-OXOMSG 2.2.1.3,
 * PidTagConversationIndex): base64 of a header, of which the first six bytes are the
 * upper bits of a FILETIME, a GUID of sixteen, and five bytes for each reply, of which
 * 31 bits are the time since the one before.
 */
#include "idtime/scan.h"

enum { HEADER = 22, BLOCK = 5, MOST = 4096 };

/* Base64 up to its padding; white space of folds is passed over. */
static size_t
read_bytes(MtSlice text, uint8_t *bytes, size_t most)
{
	uint32_t bits = 0;
	unsigned held = 0;
	size_t n = 0;

	for (size_t i = 0; i < text.n && n < most; i++) {
		int digit;

		if (mt_is_space(text.p[i]))
			continue;
		digit = mt_id_digit(text.p[i], MT_BASE64);
		if (digit < 0)
			break;
		bits = bits << 6 | (uint32_t)digit;
		held += 6;
		if (held < 8)
			continue;
		held -= 8;
		bytes[n++] = (uint8_t)(bits >> held);
	}
	return n;
}

static uint64_t
big_endian(const uint8_t *p, size_t n)
{
	uint64_t number = 0;

	while (n-- > 0)
		number = number << 8 | *p++;
	return number;
}

/* Newer programs begin with two bytes 1, so that there is a byte less of time. */
static bool
is_short(const uint8_t *b)
{
	return b[0] == 1 && b[1] == 1;
}

/*
 * The FILETIME of the nth time, and how many bits of it are lost. Each reply
 * counts from the one before (measured: not from the beginning, as
 * MS-OXOMSG has it), and all of them from the first six bytes, even where those are no
 * FILETIME; then only the low 54 bits are left of the sum.
 */
static bool
filetime(const uint8_t *b, size_t n, size_t nth, uint64_t *ft, unsigned *lost)
{
	const uint64_t circle = 1ULL << 54;
	uint64_t sum, start, block;

	if (n < HEADER || (n - HEADER) / BLOCK < nth)
		return false;
	sum = big_endian(b, 6) << 16;
	start = is_short(b) ? big_endian(b + 1, 5) << 24 : sum;
	*lost = is_short(b) ? 24 : 16;
	for (size_t i = 0; i < nth; i++) {
		block = big_endian(b + HEADER + i * BLOCK, 4);
		*lost = block >> 31 != 0 ? 23 : 18;
		sum += (block & 0x7fffffff) << *lost;
	}
	*ft = nth == 0 ? start : start + (sum - start) % circle;
	return true;
}

/* Where the nth time lies in the text, without folds. */
static void
mark(MtSlice text, const uint8_t *b, size_t nth, MtIdTime *time)
{
	size_t first = nth == 0 ? is_short(b) : HEADER + (nth - 1) * BLOCK;
	size_t end = nth == 0 ? 6 : first + 4;

	time->offset = first * 4 / 3;
	time->length = end * 4 / 3 + (end % 3 != 0) - time->offset;
	if (time->offset + time->length > text.n)
		time->length = text.n - time->offset;
}

static bool
read_time(MtSlice text, size_t nth, MtIdTime *time)
{
	uint8_t b[HEADER + BLOCK * 64] = {0};
	uint64_t ft;
	unsigned lost;
	size_t n = read_bytes(mt_slice_sub(text, 0, MOST), b, sizeof b);

	if (!filetime(b, n, nth, &ft, &lost) || !mt_id_filetime(ft, lost, time))
		return false;
	mark(text, b, nth, time);
	time->sure = b[0] == 1 ? MT_ID_CERTAIN : MT_ID_POSSIBLE;
	return true;
}

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	return read_time(source->text, 0, time);
}

static const char *const fields[] = {
	"Thread-Index",
	NULL,
};

const MtIdScheme mt_idscheme_thread_index = {
	.name = "thread-index",
	.title = "Thread-Index",
	.places = 1U << MT_ID_FIELD,
	.moment = MT_ID_AT_THREAD,
	.since = 1996,
	.fields = fields,
	.layout = "base64: upper 48 bits of a FILETIME (or a byte 1 and 40 "
		  "bits), "
		  "GUID, five bytes for each reply with the time since the one "
		  "before",
	.proves = "Outlook begins it with the first message of a conversation "
		  "and adds a block for each reply, so it is never later than "
		  "the Date. Exact to 6.6 ms, where it begins with AQ to "
		  "1.7 s; replies to 26 or 839 ms.",
	.source = "MS-OXOMSG 2.2.1.3; compared with 80 such fields",
	.decode = decode,
};

bool
mt_idtime_thread(MtSlice text, size_t nth, MtIdTime *time)
{
	*time = (MtIdTime){
		.scheme = &mt_idscheme_thread_index,
		.moment = nth == 0 ? MT_ID_AT_THREAD : MT_ID_AT_REPLY,
	};
	if (read_time(text, nth, time))
		return true;
	*time = (MtIdTime){0};
	return false;
}

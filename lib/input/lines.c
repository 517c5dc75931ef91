/* Large reads, cut behind the last whole line; the rest goes to the next block. */
#include "input/lines.h"

#include "base/bytes16.h"
#include "base/limits.h"
#include "input/utf16.h"

enum { LINE_GUESS = 64 }; /* bytes of a line, for the room of the ends */

void
mt_line_block_clear(MtLineBlock *block)
{
	g_free(block->p);
	g_free(block->ends);
	g_free(block->stored);
	mt_buf_clear(&block->spare);
	*block = (MtLineBlock){0};
}

void
mt_lines_clear(MtLines *lines)
{
	g_free(lines->carry);
	*lines = (MtLines){0};
}

static void
make_room(MtLineBlock *block, size_t size)
{
	if (block->size >= size)
		return;
	block->p = g_realloc(block->p, size);
	block->size = size;
}

static void
grow_ends(MtLineBlock *block)
{
	block->room =
		MAX(block->room * 2, block->size / LINE_GUESS + LINE_GUESS);
	block->ends = g_renew(uint32_t, block->ends, block->room);
}

static inline void
add_end(MtLineBlock *block, size_t end)
{
	if (block->n == block->room)
		grow_ends(block);
	block->ends[block->n++] = (uint32_t)end;
}

/* The place of the lowest bit; of none it is any. */
static inline uint32_t
lowest(uint64_t bits)
{
	return (uint32_t)__builtin_ctzll(bits | UINT64_C(1) << 63);
}

/* Entries of other frames that are all there; the bytes they take. */
static size_t
split_entries(MtFrame frame, MtLineBlock *block, size_t n, bool whole)
{
	size_t at = 0;

	while (at < n) {
		size_t length = mt_frame_other(
			frame, mt_slice(block->p + at, n - at), whole);

		if (length == 0)
			break;
		at += length;
		add_end(block, at);
	}
	return at;
}

/* The same of lines. Most are longer than what is looked at in one step, so that
 * the first end in it is written whether there is one or not. */
static size_t
split_lines(MtLineBlock *block, size_t n, bool whole)
{
	enum { STEP = 64 };
	size_t at = 0;

	for (; n - at >= STEP; at += STEP) {
		uint64_t bits = mt_bytes64_bits(block->p + at, '\n');

		if (block->room - block->n < STEP)
			grow_ends(block);
		block->ends[block->n] = (uint32_t)(at + 1) + lowest(bits);
		block->n += bits != 0;
		for (bits &= bits - 1; bits != 0; bits &= bits - 1)
			block->ends[block->n++] =
				(uint32_t)(at + 1) + lowest(bits);
	}
	for (; at < n; at++)
		if (block->p[at] == '\n')
			add_end(block, at + 1);
	at = block->n == 0 ? 0 : block->ends[block->n - 1];
	if (whole && at < n) {
		add_end(block, n);
		at = n;
	}
	return at;
}

/* What is all there; the bytes it takes. */
static size_t
split(const MtLines *lines, MtLineBlock *block, size_t n, bool whole)
{
	return lines->frame == MT_FRAME_LINE
		       ? split_lines(block, n, whole)
		       : split_entries(lines->frame, block, n, whole);
}

static void
pass(MtLines *lines, MtLineBlock *block, size_t gone, size_t *n)
{
	lines->offset += gone;
	*n -= gone;
	memmove(block->p, block->p + gone, *n);
}

/* Pass over the rest of a line that was cut; false where more has to come. */
static bool
skip_rest(MtLines *lines, MtLineBlock *block, size_t *n)
{
	bool wide = mt_frame_is_utf16(lines->frame);
	MtFrame frame = wide ? lines->frame : MT_FRAME_LINE;
	size_t gone = mt_frame_next(frame, mt_slice(block->p, *n), false);

	lines->skip = gone == 0;
	if (lines->skip) /* half a unit of UTF-16 waits for the other */
		gone = wide ? *n & ~(size_t)1 : *n;
	pass(lines, block, gone, n);
	return !lines->skip;
}

static void
skip_nuls(MtLines *lines, MtLineBlock *block, size_t *n)
{
	size_t gone = 0;

	if (mt_frame_is_utf16(lines->frame))
		return;
	while (gone < *n && block->p[gone] == '\0')
		gone++;
	if (gone > 0)
		pass(lines, block, gone, n);
}

static void
keep_rest(MtLines *lines, const MtLineBlock *block, size_t from, size_t n)
{
	lines->n_carry = n - from;
	if (lines->n_carry == 0)
		return;
	lines->carry = g_realloc(lines->carry, lines->n_carry);
	memcpy(lines->carry, block->p + from, lines->n_carry);
}

/*
 * Read until there are `size` bytes, but at least one more than were left over;
 * give their number. With less than that the source has ended.
 */
static size_t
fill(MtLines *lines, MtLineBlock *block, size_t size, bool *whole)
{
	size_t n = lines->n_carry;

	size = MAX(size, n + 1);
	make_room(block, size);
	if (n > 0)
		memcpy(block->p, lines->carry, n);
	while (n < size) {
		size_t got =
			mt_source_read(lines->source, block->p + n, size - n);

		*whole = got == 0;
		if (got == 0)
			break;
		n += got;
		if (lines->interactive &&
		    memchr(block->p + n - got, '\n', got) != NULL)
			break;
	}
	return n;
}

/* Put the text in UTF-8 where the block's was, and keep where its lines were. */
static void
decode(const MtLines *lines, MtLineBlock *block, size_t used)
{
	MtBuf text = block->spare;
	uint32_t from = 0;

	text.n = 0;
	mt_buf_room(&text, mt_utf16_room(used) + block->n * 3);
	block->stored = g_renew(uint32_t, block->stored, block->room);
	for (size_t i = 0; i < block->n; i++) {
		uint32_t to = block->ends[i];

		text.n += mt_utf16_decode(mt_slice(block->p + from, to - from),
					  lines->frame == MT_FRAME_UTF16BE,
					  text.p + text.n);
		block->stored[i] = from = to;
		block->ends[i] = (uint32_t)text.n;
	}
	block->spare = (MtBuf){.p = block->p, .size = block->size};
	block->p = text.p;
	block->size = text.size;
}

void
mt_line_block_place(const MtLineBlock *block, size_t i, uint64_t *offset,
		    uint64_t *length)
{
	size_t from = i == 0 ? 0 : block->ends[i - 1];
	size_t at = i == 0 ? 0 : block->stored[i - 1];
	size_t end = block->ends[i] - from - mt_line_block_get(block, i).n;

	/* CR and LF are two bytes each in UTF-16. */
	*offset = block->offset + at;
	*length = block->stored[i] - at - end * 2;
}

static void
finish(MtLines *lines, MtLineBlock *block, size_t used)
{
	block->decoded = mt_frame_is_utf16(lines->frame);
	if (block->decoded)
		decode(lines, block, used);
	block->offset = lines->offset;
	block->line = lines->line + 1;
	lines->offset += used;
	lines->line += block->n;
}

bool
mt_lines_next(MtLines *lines, MtLineBlock *block)
{
	size_t size = MIN(lines->size, MT_MAX_LINE);
	bool whole = false;

	block->n = 0;
	block->cut = false;
	do {
		size_t n = fill(lines, block, size, &whole), used;

		lines->n_carry = 0;
		if (lines->skip && !skip_rest(lines, block, &n)) {
			/* Of half a unit at the end, no other will come. */
			keep_rest(lines, block, 0, whole ? 0 : n);
			continue;
		}
		skip_nuls(lines, block, &n);
		used = split(lines, block, n, whole);
		if (used == 0 && n >= MT_MAX_LINE) {
			used = MT_MAX_LINE;
			add_end(block, used);
			block->cut = lines->skip = true;
		} else if (used == 0 && n >= size) {
			/* One line fills it: only such blocks are larger. */
			size = MIN(n * 2, MT_MAX_LINE);
		}
		keep_rest(lines, block, used, n);
		if (block->n > 0)
			finish(lines, block, used);
	} while (block->n == 0 && !whole);
	return block->n > 0;
}

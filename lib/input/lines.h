/*
 * Blocks of whole log lines: read in large pieces into memory that the caller
 * can hand to another thread, and no line copied.
 *
 * A line ends with LF; what stands before the LF is its own, a CR too. The last
 * line may lack the LF. In the export format of the systemd journal a "line" is
 * an entry of many lines, which ends with an empty one. Lines of UTF-16 are given
 * in UTF-8.
 */
#ifndef MT_INPUT_LINES_H
#define MT_INPUT_LINES_H

#include "base/buf.h"
#include "input/frame.h"
#include "input/source.h"

/* All zero is one without memory; it is kept from use to use. */
typedef struct {
	char *p;          /* the bytes, all of them lines */
	uint32_t *ends;   /* where each line ends, its LF included */
	size_t n;         /* number of lines */
	uint32_t *stored; /* of UTF-16: where each line ends in the source */
	bool decoded;     /* it was UTF-16: `stored` has `n` ends */
	uint64_t offset;  /* of p in the member of the source */
	uint64_t line;    /* 1-based number of the first line */
	/* The last line was longer than MT_MAX_LINE: it is cut there, and has
	 * no LF. */
	bool cut;
	size_t size, room; /* of p and ends */
	MtBuf spare;       /* for decoding */
} MtLineBlock;

void mt_line_block_clear(MtLineBlock *block);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MtLineBlock, mt_line_block_clear)

/* Line `i` of a block, without its LF or CRLF. */
static inline MtSlice
mt_line_block_get(const MtLineBlock *block, size_t i)
{
	uint32_t from = i == 0 ? 0 : block->ends[i - 1], to = block->ends[i];

	if (to > from && block->p[to - 1] == '\n')
		to--;
	if (to > from && block->p[to - 1] == '\r')
		to--;
	return mt_slice(block->p + from, to - from);
}

/* Bytes of the source that the block is of. */
static inline size_t
mt_line_block_bytes(const MtLineBlock *block)
{
	return (block->decoded ? block->stored : block->ends)[block->n - 1];
}

/* Of a decoded block: where line `i` is in the source, and how long without its
 * LF or CRLF. */
void mt_line_block_place(const MtLineBlock *block, size_t i, uint64_t *offset,
			 uint64_t *length);

/*
 * Bytes before a line that are none of it: NULs of a log that was truncated
 * while being written, the byte order mark of a file that it began.
 */
static inline size_t
mt_line_lead(MtSlice line)
{
	size_t n = 0;

	if (line.n == 0 || (line.p[0] != '\0' && line.p[0] != '\xef'))
		return 0;
	while (n < line.n && line.p[n] == '\0')
		n++;
	return mt_slice_starts(mt_slice_sub(line, n, line.n),
			       MT_SLICE("\xef\xbb\xbf"))
		       ? n + 3
		       : n;
}

/* Where the lines of one member are taken from. */
typedef struct {
	MtSource *source; /* at the first byte of a member */
	MtFrame frame;
	size_t size;      /* bytes of a block, where lines are not longer */
	bool interactive; /* give what is there rather than wait for more */

	/* All zero before the first call. */
	char *carry; /* the beginning of a line that was not all there */
	size_t n_carry;
	uint64_t offset, line;
	bool skip; /* the rest of a line that was cut */
} MtLines;

void mt_lines_clear(MtLines *lines);

/*
 * The next block, at least one line; false at the end. A run of NUL bytes where
 * a line begins, as a log has that was truncated while being written, is passed
 * over.
 */
bool mt_lines_next(MtLines *lines, MtLineBlock *block);

#endif

/* Large reads, cut behind the last whole line; the rest goes to the next block. */
#include "input/lines.h"

#include "base/limits.h"
#include "input/frame.h"

enum { LINE_GUESS = 64 }; /* bytes of a line, for the room of the ends */

void
mt_line_block_clear(MtLineBlock *block)
{
	g_free(block->p);
	g_free(block->ends);
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
add_end(MtLineBlock *block, size_t end)
{
	if (block->n == block->room) {
		block->room = MAX(block->room * 2,
				  block->size / LINE_GUESS + LINE_GUESS);
		block->ends = g_renew(uint32_t, block->ends, block->room);
	}
	block->ends[block->n++] = (uint32_t)end;
}

/* The lines that are all there; the bytes they take. */
static size_t
split(const MtLines *lines, MtLineBlock *block, size_t n, bool whole)
{
	size_t at = 0, length;

	while (at < n) {
		MtSlice rest = mt_slice(block->p + at, n - at);

		if (lines->frame == MT_FRAME_EXPORT) {
			length = mt_frame_export(rest, whole);
		} else {
			const char *lf = memchr(rest.p, '\n', rest.n);

			length = lf != NULL ? (size_t)(lf - rest.p) + 1
				 : whole    ? rest.n
					    : 0;
		}
		if (length == 0)
			break;
		at += length;
		add_end(block, at);
	}
	return at;
}

/* Pass over the rest of a line that was cut; false where more has to come. */
static bool
skip_rest(MtLines *lines, MtLineBlock *block, size_t *n)
{
	const char *lf = memchr(block->p, '\n', *n);
	size_t gone = lf == NULL ? *n : (size_t)(lf - block->p) + 1;

	lines->offset += gone;
	*n -= gone;
	memmove(block->p, block->p + gone, *n);
	lines->skip = lf == NULL;
	return lf != NULL;
}

static void
skip_nuls(MtLines *lines, MtLineBlock *block, size_t *n)
{
	size_t gone = 0;

	while (gone < *n && block->p[gone] == '\0')
		gone++;
	if (gone == 0)
		return;
	lines->offset += gone;
	*n -= gone;
	memmove(block->p, block->p + gone, *n);
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
 * Read until the block is full, but at least one line is in it; give the number
 * of bytes. With less than that the source has ended.
 */
static size_t
fill(MtLines *lines, MtLineBlock *block, bool *whole)
{
	size_t n = lines->n_carry, want = MIN(lines->size, MT_MAX_LINE);

	make_room(block, MAX(want, n + 1));
	if (n > 0)
		memcpy(block->p, lines->carry, n);
	while (n < block->size) {
		size_t got = mt_source_read(lines->source, block->p + n,
					    block->size - n);

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

static void
finish(MtLines *lines, MtLineBlock *block, size_t used)
{
	block->offset = lines->offset;
	block->line = lines->line + 1;
	lines->offset += used;
	lines->line += block->n;
}

bool
mt_lines_next(MtLines *lines, MtLineBlock *block)
{
	bool whole = false;

	block->n = 0;
	block->cut = false;
	do {
		size_t n = fill(lines, block, &whole), used;

		lines->n_carry = 0;
		if (lines->skip && !skip_rest(lines, block, &n))
			continue;
		skip_nuls(lines, block, &n);
		used = split(lines, block, n, whole);
		if (used == 0 && n >= MT_MAX_LINE) {
			used = MT_MAX_LINE;
			add_end(block, used);
			block->cut = lines->skip = true;
		} else if (used == 0 && n == block->size) {
			/* One line fills it: only such blocks are larger. */
			make_room(block, MIN(n * 2, MT_MAX_LINE));
		}
		keep_rest(lines, block, used, n);
		if (block->n > 0)
			finish(lines, block, used);
	} while (block->n == 0 && !whole);
	return block->n > 0;
}

/* Growing output bytes: what the writers append to, and one write() empties. */
#ifndef MT_BASE_BUF_H
#define MT_BASE_BUF_H

#include <glib.h>
#include <stdint.h>

#include "base/digits.h"
#include "base/slice.h"

/* All zero is an empty buffer. */
typedef struct {
	char *p;
	size_t n, size;
} MtBuf;

void mt_buf_clear(MtBuf *buf); /* frees the memory, leaves an empty buffer */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MtBuf, mt_buf_clear)

void mt_buf_grow(MtBuf *buf, size_t n); /* used by mt_buf_room() only */

/* Room for `n` more bytes behind p + n, for writers that fill it themselves; there
 * is memory even where `n` is 0. */
static inline char *
mt_buf_room(MtBuf *buf, size_t n)
{
	if (buf->size - buf->n <= n)
		mt_buf_grow(buf, n);
	return buf->p + buf->n;
}

/* Whoever has filled it says where the bytes end now. */
static inline void
mt_buf_end(MtBuf *buf, const char *end)
{
	buf->n = (size_t)(end - buf->p);
}

static inline void
mt_buf_add(MtBuf *buf, MtSlice s)
{
	if (s.n > 0)
		memcpy(mt_buf_room(buf, s.n), s.p, s.n);
	buf->n += s.n;
}

static inline void
mt_buf_add_char(MtBuf *buf, char c)
{
	*mt_buf_room(buf, 1) = c;
	buf->n++;
}

static inline void
mt_buf_add_int(MtBuf *buf, int64_t number)
{
	mt_buf_end(buf, mt_put_int(mt_buf_room(buf, MT_INT_ROOM), number));
}

/* `1,234,567`, for people. */
void mt_buf_add_count(MtBuf *buf, uint64_t n);

void mt_buf_addf(MtBuf *buf, const char *fmt, ...) G_GNUC_PRINTF(2, 3);

#define MT_BUF_ADD(buf, literal) mt_buf_add((buf), MT_SLICE(literal))

static inline MtSlice
mt_buf_slice(const MtBuf *buf)
{
	return mt_slice(buf->p, buf->n);
}

#endif

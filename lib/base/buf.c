/* Appending to a buffer that doubles. */
#include "base/buf.h"

#include <stdio.h>

void
mt_buf_clear(MtBuf *buf)
{
	g_free(buf->p);
	*buf = (MtBuf){0};
}

void
mt_buf_grow(MtBuf *buf, size_t n)
{
	buf->size = MAX(buf->size * 2, buf->n + n + 256);
	buf->p = g_realloc(buf->p, buf->size);
}

void
mt_buf_add_count(MtBuf *buf, uint64_t n)
{
	char digits[MT_INT_ROOM], *end = mt_put_number(digits, n);

	for (const char *p = digits; p < end; p++) {
		if (p > digits && (end - p) % 3 == 0)
			mt_buf_add_char(buf, ',');
		mt_buf_add_char(buf, *p);
	}
}

void
mt_buf_addf(MtBuf *buf, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(mt_buf_room(buf, 128), 128, fmt, ap);
	va_end(ap);
	if (n >= 128) {
		va_start(ap, fmt);
		vsnprintf(mt_buf_room(buf, (size_t)n + 1), (size_t)n + 1, fmt,
			  ap);
		va_end(ap);
	}
	buf->n += n > 0 ? (size_t)n : 0;
}

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
mt_buf_add_int(MtBuf *buf, int64_t number)
{
	uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;
	char *p = mt_buf_room(buf, 24);
	size_t n = 1;

	if (left < 10 && number >= 0) {
		*p = (char)('0' + left);
		buf->n++;
		return;
	}
	if (number < 0)
		*p++ = '-';
	for (uint64_t above = left / 10; above > 0; above /= 10)
		n++;
	buf->n = (size_t)(p - buf->p) + n;
	for (; n > 0; left /= 10)
		p[--n] = (char)('0' + left % 10);
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

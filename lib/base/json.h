/*
 * Writing JSON text (RFC 8259) straight into a buffer: the hot path of every
 * program's output. The caller keeps the structure right; this keeps every
 * string and number right.
 */
#ifndef MT_BASE_JSON_H
#define MT_BASE_JSON_H

#include "base/buf.h"
#include "base/plain.h"
#include "base/slice.h"

/*
 * A quoted string. Each byte that is not part of valid UTF-8 becomes U+FFFD, and
 * false is returned: the caller then adds the exact bytes as `NAME_b64`. Control
 * characters, quote and backslash are escaped; so is every code point that is
 * not MT_UTF8_PLAIN (base/utf8.h), which is always allowed and keeps a terminal
 * that shows the line safe.
 */
bool mt_json_add_string(MtBuf *out, MtSlice s);

/*
 * The same string where nothing in it needs to be escaped, as nearly always:
 * written to `p`, where there is room for s.n + 2 bytes. Returns its end; NULL
 * where something does.
 */
static inline char *
mt_json_put_plain(char *p, MtSlice s)
{
	*p = '"';
	if (!mt_plain_copy(p + 1, s, '"', '\\'))
		return NULL;
	p[s.n + 1] = '"';
	return p + s.n + 2;
}

/* As mt_json_add_string(), of what mt_json_put_plain() has refused. */
bool mt_json_add_escaped(MtBuf *out, MtSlice s);

/* RFC 4648 base64 with padding, quoted. */
void mt_json_add_base64(MtBuf *out, MtSlice s);

#endif

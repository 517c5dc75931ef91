/*
 * RFC 2047 encoded words as GMime decodes them rightly.
 *
 * GMime 3.2.13 joins the base64 of neighbouring words before it decodes them,
 * to mend characters that were cut in two, and loses what follows the padding
 * of the first. In quoted-printable it joins them as it should.
 */
#ifndef MT_MIME_WORDS_H
#define MT_MIME_WORDS_H

#include "base/buf.h"

/* Append `value`, its base64 words as quoted-printable ones, and a NUL. */
void mt_words_without_base64(MtSlice value, MtBuf *to);

#endif

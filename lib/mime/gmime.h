/*
 * What GMime decodes of header values, kept from its traps. It brings some ten
 * libraries with it, GIO and GPGME among them, which make a program take twice
 * as long to start, and is loaded when a value needs it.
 *
 * Safe in any thread. Where GMime is not installed, no word is decoded, and no
 * address found.
 */
#ifndef MT_MIME_GMIME_H
#define MT_MIME_GMIME_H

#include "base/arena.h"
#include "base/slice.h"

/* Done by the functions below. SIGPIPE stays as the program has set it. */
void mt_gmime_load(void);

/* `value`, behind which stands a NUL, with its RFC 2047 words as UTF-8. */
MtSlice mt_gmime_text(MtSlice value, MtArena *arena);

/* The addr-spec of the first mailbox in `value`, behind which stands a NUL;
 * p is NULL where there is none. */
MtSlice mt_gmime_address(MtSlice value, MtArena *arena);

#endif

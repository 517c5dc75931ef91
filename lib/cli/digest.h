/* What an input was, so that another person can tell whether it is the same. */
#ifndef MT_CLI_DIGEST_H
#define MT_CLI_DIGEST_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum { MT_DIGEST_TEXT = 65 };

/*
 * Size and SHA-256 of a plain file, as it is stored; an empty text for what is
 * none, such as a pipe. MT_ERROR_IO for a file that cannot be read.
 */
bool mt_digest_file(const char *path, uint64_t *size,
		    char text[static MT_DIGEST_TEXT], GError **error);

/* The digest that was summed up while reading. */
void mt_digest_end(GChecksum *sum, char text[static MT_DIGEST_TEXT]);

#endif

/*
 * Reading one line of JSON (RFC 8259) with jansson, and the text of its
 * members as it stands in the line, so that a program can pass on untouched
 * what it does not know.
 */
#ifndef MT_BASE_JSONREAD_H
#define MT_BASE_JSONREAD_H

#include <glib.h>
#include <jansson.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

/*
 * Read a line that holds one object; its line end may be there. `number` is
 * that of the line, for the error. A name that stands twice is an error: a
 * reader that silently takes one of them passes on something else than what it
 * understood. A NUL in a string is kept, in a name it is an error; so are
 * numbers that fit neither an int64_t nor a double.
 *
 * Returns a new reference (json_auto_t), its members in the order of the line.
 * NULL with MT_ERROR_FORMAT, whose text repeats nothing of the line, or with
 * MT_ERROR_LIMIT beyond MT_MAX_RECORD or MT_MAX_VALUES.
 */
json_t *mt_json_read(MtSlice line, uint64_t number, GError **error);

/*
 * Take the next member off the front of `rest`, which is a line that
 * mt_json_read() accepted, and later what is left of it. `name` includes the
 * quotes; `value` is the text of the value. Returns false at the end.
 */
bool mt_json_next_member(MtSlice *rest, MtSlice *name, MtSlice *value);

/* The same for the elements of an array, whose text such a value is. */
bool mt_json_next_element(MtSlice *rest, MtSlice *value);

/* The bytes of a string value, borrowed from it; p is NULL for other types. */
MtSlice mt_json_bytes(const json_t *value);

/*
 * The text of a number as millionths, the inverse of mt_put_seconds().
 * Digits beyond the sixth decimal are cut off. Returns false for what is not a
 * number, or too large.
 */
bool mt_json_read_seconds(MtSlice text, int64_t *us);

/*
 * RFC 4648 base64, padded, whole or refused; the bytes are taken from `arena`.
 */
bool mt_json_read_base64(MtSlice text, MtArena *arena, MtSlice *bytes);

#endif

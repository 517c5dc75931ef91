/*
 * The members of JSON objects in log lines, by a scan that takes what is JSON and
 * no more, and copies nothing. Records are read with jansson: see lib/record.
 */
#ifndef MT_MTALOG_JSONLINE_H
#define MT_MTALOG_JSONLINE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"

/* The members of an object, one after another. */
typedef struct {
	MtSlice rest;
	bool begun;
	bool whole; /* after the last: the object had an end */
} MtJsonMembers;

/* `object` begins with its brace. */
MtJsonMembers mt_json_members(MtSlice object);

/* The next one; strings without their quotes, still escaped. */
bool mt_json_next(MtJsonMembers *members, MtSlice *name, MtSlice *value);

/* Is the value an object, not a string that looks like one? */
static inline bool
mt_json_is_object(MtSlice value)
{
	return value.n > 0 && value.p[0] == '{' && value.p[-1] != '"';
}

/*
 * The text of a value, unescaped. The journal writes what is not UTF-8 as an array
 * of its bytes, and a field that is there several times as an array of texts: the
 * first counts.
 */
MtSlice mt_json_text(MtSlice value, MtArena *arena);

#endif

/*
 * Libraries that most runs do not need, loaded when the input needs them:
 * linked, each of them costs every start of every program.
 *
 * What is found of them are pointers with the types of the library's own
 * headers; the library stays loaded to the end.
 */
#ifndef MT_BASE_LIBRARY_H
#define MT_BASE_LIBRARY_H

#include <stdbool.h>

typedef struct {
	void *handle;
	const char *missing; /* why not all is there, static; NULL: it is */
	bool spare;          /* mt_library_missing() does not tell of it */
} MtLibrary;

/* The pointer to a function, as a member of a struct that is named like it. */
#define MT_LIBRARY_POINTER(name) __typeof__(name) *(name);

/* `file` is a name such as "libpsl.so.5", with the version of its interface. */
MtLibrary mt_library_load(const char *file);

/* The same for a library without which all is done, too: none misses it. */
MtLibrary mt_library_try(const char *file);

/* Set the pointer at `at` to the function `name`, or to NULL: it is missing. */
void mt_library_find(MtLibrary *library, const char *name, void *at);

/* What the process missed first, in words; NULL where it missed nothing. */
const char *mt_library_missing(void);

#endif

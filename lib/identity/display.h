/*
 * What a name shows to the eye and what it is: mixed scripts, characters that
 * cannot be seen, an address where a name should be.
 */
#ifndef MT_IDENTITY_DISPLAY_H
#define MT_IDENTITY_DISPLAY_H

#include <stdint.h>

#include "base/slice.h"

/* The scripts whose letters are taken for one another. */
typedef enum {
	MT_SCRIPT_NONE, /* digits, marks, punctuation, what belongs to all */
	MT_SCRIPT_LATIN,
	MT_SCRIPT_GREEK,
	MT_SCRIPT_CYRILLIC,
	MT_SCRIPT_ARMENIAN,
	MT_SCRIPT_CHEROKEE,
	MT_SCRIPT_OTHER, /* Han, Arabic ...: never mistaken for Latin */
} MtScript;

MtScript mt_display_script(uint32_t code);
const char *mt_display_script_name(MtScript script);

typedef struct {
	MtSlice mixed;       /* the first word of letters of two such scripts */
	MtScript scripts[2]; /* which, in the order met */
	MtSlice invisible;   /* the first character that cannot be seen; the
			      * joiners of emoji and of scripts that need
			      * them do not count */
	uint32_t invisible_code;
	MtSlice bidi; /* the first one that turns the direction of writing */
	uint32_t bidi_code;
	MtSlice address; /* the first address in the text */
} MtDisplay;

/* Look at decoded UTF-8 text. Slices lie in it; p is NULL for what is not. */
void mt_display_look(MtSlice text, MtDisplay *display);

#endif

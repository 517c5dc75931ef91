/*
 * Words for what is strange about the data: malformed input is a note with a
 * place, not a failure. A note never replaces the value that it is about.
 */
#ifndef MT_BASE_NOTE_H
#define MT_BASE_NOTE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

/* word: what records print; meaning: what mailtrace-record(5) says of it. */
#define MT_NOTES(X)                                                            \
	/* of the header block */                                              \
	X(HEADER_NUL, "nul", "a NUL byte stands in the header")                \
	X(HEADER_8BIT, "8bit", "bytes above 127 stand in the header")          \
	X(HEADER_BOM, "bom", "a UTF-8 byte order mark stands before the file") \
	X(HEADER_BARE_CR, "bare-cr",                                           \
	  "a CR without LF ends lines, or stands inside one")                  \
	X(HEADER_NO_COLON, "no-colon",                                         \
	  "a line is no field: no name and colon begin it")                    \
	X(HEADER_BLANK_INSIDE, "blank-line-inside",                            \
	  "a blank line stands before or inside the header block")             \
	X(HEADER_LEADING_FOLD, "leading-fold",                                 \
	  "the first line begins with white space")                            \
	X(HEADER_NO_END, "no-end", "no blank line ends the header block")      \
	X(HEADER_NAME_SPACE, "space-before-colon",                             \
	  "white space stands between a field name and its colon")             \
	X(FIELD_TOO_LONG, "field-too-long",                                    \
	  "a field is longer than the limit; its tail was not kept")           \
	X(HEADER_TOO_LONG, "header-too-long",                                  \
	  "the header block is longer than the limit; its tail was not kept")  \
	X(TOO_MANY_FIELDS, "too-many-fields",                                  \
	  "more header fields than the limit; the rest was not split")         \
	X(TOO_MANY_HOPS, "too-many-hops",                                      \
	  "more Received fields than the limit; the oldest were left out")     \
	X(CONTENT_LENGTH_WRONG, "content-length-wrong",                        \
	  "the mbox Content-Length does not lead to a From_ line")             \
	/* of one Received field */                                            \
	X(NO_DATE, "no-date", "no time can be read from the field")            \
	X(DATE_RECOVERED, "date-recovered",                                    \
	  "the time was found, but not in the form or place of RFC 5321 4.4")  \
	X(DATE_NO_ZONE, "date-no-zone",                                        \
	  "the time names no zone and was taken as UTC")                       \
	X(DATE_WEEKDAY, "date-weekday", "the weekday does not fit the date")   \
	X(DATE_ZONE_ABSURD, "date-zone-absurd",                                \
	  "the zone is outside -1200..+1400")                                  \
	X(COMMENT_UNCLOSED, "comment-unclosed", "a '(' has no ')'")            \
	X(COMMENT_TOO_DEEP, "comment-too-deep",                                \
	  "comments are nested deeper than the limit")                         \
	X(TOO_MANY_TOKENS, "too-many-tokens",                                  \
	  "the field has more words than the limit; the rest was not read")    \
	X(TOO_MANY_FOR, "too-many-for",                                        \
	  "more recipients than the limit; the rest was not listed")           \
	X(CLAUSE_REPEATED, "clause-repeated",                                  \
	  "a clause stands twice; the first one was taken")                    \
	X(NO_BY, "no-by", "the field does not say who wrote it")               \
	X(IP_INVALID, "ip-invalid",                                            \
	  "what stands where an address belongs is none")                      \
	X(IP_SPECIAL, "ip-special",                                            \
	  "the address is private, loopback, link-local or reserved")          \
	X(RDNS_NONE, "rdns-none",                                              \
	  "the receiver found no name for the client's address")               \
	X(RDNS_UNVERIFIED, "rdns-unverified",                                  \
	  "the receiver says that the name may be forged")                     \
	X(FIELD_8BIT, "field-8bit", "bytes above 127 stand in the field")      \
	X(FIELD_NUL, "field-nul", "a NUL byte stands in the field")            \
	/* of a chain */                                                       \
	X(TRUST_TOP, "trust-top",                                              \
	  "the newest hop was not written by a trusted host")                  \
	/* of a hop in its chain */                                            \
	X(TIME_BACKWARDS, "time-backwards",                                    \
	  "the hop is earlier than the one before it")                         \
	X(BELOW_ORIGIN, "below-origin",                                        \
	  "the field stands below From, Date, Subject or Message-ID")          \
	X(RESENT, "resent",                                                    \
	  "the field belongs to a journey before a Resent- block")             \
	X(SAME_HOST, "same-host", "the host handed the message to itself")

typedef enum {
#define MT_NOTE_ENUM(name, word, meaning) MT_NOTE_##name,
	MT_NOTES(MT_NOTE_ENUM)
#undef MT_NOTE_ENUM
		MT_NOTE_KINDS
} MtNoteKind;

/* The word of records, and the sentence of the manual. */
MtSlice mt_note_word(MtNoteKind kind);
const char *mt_note_meaning(MtNoteKind kind);

typedef struct {
	MtNoteKind kind;
	uint64_t offset; /* of the bytes it is about, in the source */
	uint64_t length;
} MtNote;

/*
 * Notes on one thing, in the order found. All zero is an empty list. The first
 * of each kind is kept with its place, later ones of that kind are counted, so
 * a list is never longer than MT_NOTE_KINDS, whatever the input.
 */
typedef struct {
	MtNote *notes;
	size_t n;
	uint64_t kinds; /* bit set of the kinds present */
	uint64_t count; /* of all notes given, repeated kinds included */
} MtNotes;

_Static_assert(MT_NOTE_KINDS <= 64, "MtNotes.kinds is a 64-bit set");

void mt_note_add(MtNotes *notes, MtArena *arena, MtNoteKind kind,
		 uint64_t offset, uint64_t length);

static inline bool
mt_note_has(const MtNotes *notes, MtNoteKind kind)
{
	return (notes->kinds >> kind & 1) != 0;
}

#endif

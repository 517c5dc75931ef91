/*
 * Header blocks as a list of fields, split by our own code: every byte of the
 * block belongs to a field or to a note, whatever the input looks like.
 *
 * Lines end with LF, CRLF or a lone CR (see input/line.h). A line that begins
 * with white space continues the field before it. A line without a name and a
 * colon is kept as a field with an empty name and noted.
 */
#ifndef MT_MIME_FIELDS_H
#define MT_MIME_FIELDS_H

#include "base/arena.h"
#include "base/note.h"
#include "base/slice.h"
#include "input/message.h"
#include "mime/fieldname.h"

typedef struct {
	MtSlice name;  /* as written, without space before the colon */
	MtSlice value; /* raw: behind the colon, folds kept, last line end cut */
	MtSlice raw;   /* the whole field, name and last line end included */
	MtFieldName known;
	uint64_t offset; /* of `raw` in the source */
	uint64_t length; /* of `raw` in the source, bytes left out included */
} MtField;

typedef struct {
	MtField *fields; /* in the order of the message, newest first */
	size_t n;
	const MtField *first[MT_FIELD_NAMES]; /* of a name; NULL without one */
	size_t count[MT_FIELD_NAMES];         /* of fields of a name */
	MtNotes notes; /* those of the message, and what splitting found */
} MtFields;

/* Split the header block of `message`, whose `fields` are noted; the result lives
 * in `arena`. */
void mt_fields_split(const MtMessage *message, MtArena *arena,
		     MtFields *fields);

/* The next field called `name` (any case) from index `from` on; NULL if none. */
const MtField *mt_fields_find(const MtFields *fields, MtSlice name,
			      size_t from);

/*
 * The value as one line: each CR and LF of a fold becomes a space, so that it
 * is as long as the raw value and byte i of one is byte i of the other. A
 * value that is not folded is returned as it is, without a copy.
 */
MtSlice mt_field_unfold(const MtField *field, MtArena *arena);

#endif

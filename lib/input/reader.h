/* The messages of one file, or of one member of an archive. */
#ifndef MT_INPUT_READER_H
#define MT_INPUT_READER_H

#include "base/arena.h"
#include "base/buf.h"
#include "input/message.h"
#include "input/source.h"

/* All zero is a reader that has read nothing yet. */
typedef struct {
	uint64_t ordinal; /* of the last message; 0: there was none */
	bool mbox, ended;
	MtBuf spare; /* for long header blocks */
} MtReader;

void mt_reader_clear(MtReader *reader);

/* Another file begins where its source stands. */
void mt_reader_start(MtReader *reader);

/*
 * The next message of `source`, without its `source` member; false at the end.
 * The bytes of its header are in `arena`; the body of a message in an mbox was
 * passed, the body of one that is alone was not read.
 */
bool mt_reader_next(MtReader *reader, MtSource *source, MtArena *arena,
		    MtMessage *message);

#endif

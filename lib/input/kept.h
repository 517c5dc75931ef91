/*
 * The bytes of a long header block that the limits let through, and notes and
 * gaps for those that they do not.
 *
 * MT_MAX_FIELD bytes of a field are kept and the end of its line; a block ends
 * for us with the last field that ends within MT_MAX_HEADER bytes.
 */
#ifndef MT_INPUT_KEPT_H
#define MT_INPUT_KEPT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "input/message.h"

typedef struct {
	MtBuf *buf;
	MtMessage *message;
	MtArena *arena;
	size_t field;          /* where the last field begins in `buf` */
	uint64_t field_offset; /* and in the source */
	uint64_t dropped;      /* bytes of it that are not in `buf` */
	char last[2];          /* its last bytes, dropped or not */
	uint64_t cut;          /* where keeping ended; 0: it did not */
	MtGap gaps[MT_MAX_HEADER / MT_MAX_FIELD + 1];
	size_t n_gaps;
} MtKept;

/* `buf` is empty; the block begins at the offset of `message`. */
#define MT_KEPT_INIT(buf_, message_, arena_)                                   \
	((MtKept){.buf = (buf_),                                               \
		  .message = (message_),                                       \
		  .arena = (arena_),                                           \
		  .field_offset = (message_)->offset})

/* A field begins at `offset` in the source. */
void mt_kept_field(MtKept *kept, uint64_t offset);

/* More bytes of the field; the last are its line end. */
void mt_kept_add(MtKept *kept, MtSlice bytes);

/* The block ends at `offset`: give it to the message, and empty `buf`. */
void mt_kept_end(MtKept *kept, uint64_t offset);

#endif

/* Which reader a program's lines are for. */
#ifndef MT_MTALOG_DISPATCH_H
#define MT_MTALOG_DISPATCH_H

#include "mtalog/reader.h"

typedef struct {
	char name[55];
	unsigned char n;   /* 0: free, or a name that has no room here */
	uint32_t instance; /* bytes of the name that are it */
	int reader;
} MtDispatchName;

/* What one thread remembers of the programs it met. All zero is nothing. */
typedef struct {
	MtDispatchName known[256];
	MtDispatchName other; /* of a name that has no room */
} MtDispatch;

/* Names differ at their ends: `smtp` and `smtpd`, `cleanup` and `pickup`. */
static inline size_t
mt_dispatch_slot(MtSlice program)
{
	uint64_t head = 0, tail = 0;
	size_t n = program.n;

	if (n >= sizeof head) {
		memcpy(&head, program.p, sizeof head);
		memcpy(&tail, program.p + n - sizeof tail, sizeof tail);
	} else {
		for (size_t i = 0; i < n; i++)
			head = head << 8 | (unsigned char)program.p[i];
	}
	head = (head ^ n) * UINT64_C(0x9E3779B97F4A7C15);
	return (size_t)((head + tail) * UINT64_C(0xD6E8FEB86659FD93) >> 56);
}

static inline bool
mt_dispatch_knows(const MtDispatchName *name, MtSlice program)
{
	return name->n == program.n &&
	       mt_same_bytes(name->name, program.p, program.n);
}

/* What is known of a name that is not in its first place; used by the following
 * only. */
const MtDispatchName *mt_dispatch_learn(MtDispatch *dispatch, MtSlice program);

/*
 * The place of the reader in mt_readers, or -1 if the program is nobody's. The
 * slice `instance` is within `program`; p is NULL for the default instance.
 */
static inline int
mt_dispatch(MtDispatch *dispatch, MtSlice program, MtSlice *instance)
{
	const MtDispatchName *name =
		&dispatch->known[mt_dispatch_slot(program)];

	*instance = (MtSlice){0};
	if (program.n == 0)
		return -1;
	if (!mt_dispatch_knows(name, program))
		name = mt_dispatch_learn(dispatch, program);
	if (name->instance > 0)
		*instance = mt_slice(program.p, name->instance);
	return name->reader;
}

/* The reader that is most sure that the line is its own, and surer than `most`, or
 * -1. */
int mt_dispatch_claim(MtSlice program, MtSlice text, unsigned most);

/* The reader that claims a file with such first lines, or -1. */
int mt_dispatch_probe(MtSlice head);

#endif

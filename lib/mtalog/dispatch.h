/* Which reader a program's lines are for. */
#ifndef MT_MTALOG_DISPATCH_H
#define MT_MTALOG_DISPATCH_H

#include "mtalog/reader.h"

typedef struct {
	char name[46];
	unsigned char n;        /* 0: free */
	unsigned char instance; /* bytes of the name that are it */
	int reader;
} MtDispatchName;

/* What one thread remembers of the programs it met. All zero is nothing. */
typedef struct {
	MtDispatchName known[256];
} MtDispatch;

/*
 * The place of the reader in mt_readers, or -1 if the program is nobody's. The
 * slice `instance` is within `program`; p is NULL for the default instance.
 */
int mt_dispatch(MtDispatch *dispatch, MtSlice program, MtSlice *instance);

/* The reader that claims a file with such first lines, or -1. */
int mt_dispatch_probe(MtSlice head);

#endif

/*
 * Work in batches on several threads, with the results in the order of the
 * input: one thread hands out and writes, all of them work.
 */
#ifndef MT_BASE_POOL_H
#define MT_BASE_POOL_H

#include <stdbool.h>

/*
 * What a program does with its batches. A batch goes through fill, work and
 * drain, then around again; fill and drain are called on the calling thread
 * only and in order, work on any thread, and begun in the same order.
 */
typedef struct {
	void *(*make)(void *data);
	void (*free)(void *batch);
	/* Read the next input into the batch, or say where `work` is to read
	 * it; false when there is no more. */
	bool (*fill)(void *batch, void *data);
	/* `worker` is below the number of threads: for results of a thread's
	 * own, such as sums, that are merged at the end. */
	void (*work)(void *batch, unsigned worker, void *data);
	/* Write the result out; false to stop (output is closed). */
	bool (*drain)(void *batch, void *data);
} MtPoolJob;

/*
 * Run the job on `threads` threads, the calling one included; 1 starts none.
 * At most a few batches a thread exist, so memory is bounded whatever the
 * input. Returns false if drain did.
 */
bool mt_pool_run(const MtPoolJob *job, void *data, unsigned threads);

#endif

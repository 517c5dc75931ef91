/*
 * A ring of batches: filled at the head, drained at the tail, worked on in
 * between. The calling thread works too when it would have to wait.
 */
#include "base/pool.h"

#include <glib.h>
#include <pthread.h>

enum { BATCHES_PER_THREAD = 4 };

typedef enum { SLOT_EMPTY, SLOT_FILLED, SLOT_TAKEN, SLOT_DONE } SlotState;

typedef struct {
	void *batch;
	SlotState state;
} Slot;

typedef struct {
	const MtPoolJob *job;
	void *data;
	pthread_mutex_t lock;
	pthread_cond_t filled, done;
	Slot *slots;
	size_t size;
	size_t head, tail; /* counts of batches filled and drained */
	size_t next;       /* the oldest batch that nobody took yet */
	bool end;
} Pool;

typedef struct {
	Pool *pool;
	unsigned worker;
} Worker;

static Slot *
slot(Pool *p, size_t count)
{
	return &p->slots[count % p->size];
}

/* Work on one filled batch; the lock is held on entry and on return. */
static bool
work_one(Pool *p, unsigned worker)
{
	Slot *s;

	if (p->next == p->head)
		return false;
	s = slot(p, p->next++);
	s->state = SLOT_TAKEN;
	pthread_mutex_unlock(&p->lock);
	p->job->work(s->batch, worker, p->data);
	pthread_mutex_lock(&p->lock);
	s->state = SLOT_DONE;
	pthread_cond_signal(&p->done);
	return true;
}

static void *
worker_main(void *arg)
{
	Worker *w = arg;
	Pool *p = w->pool;

	pthread_mutex_lock(&p->lock);
	while (work_one(p, w->worker) || !p->end)
		if (p->next == p->head && !p->end)
			pthread_cond_wait(&p->filled, &p->lock);
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

/* Drain the oldest batch, waiting for it or working meanwhile. */
static bool
drain_one(Pool *p)
{
	Slot *s = slot(p, p->tail);
	bool more;

	pthread_mutex_lock(&p->lock);
	while (s->state != SLOT_DONE)
		if (!work_one(p, 0))
			pthread_cond_wait(&p->done, &p->lock);
	pthread_mutex_unlock(&p->lock);
	more = p->job->drain(s->batch, p->data);
	s->state = SLOT_EMPTY;
	p->tail++;
	return more;
}

static void
hand_out(Pool *p)
{
	pthread_mutex_lock(&p->lock);
	slot(p, p->head)->state = SLOT_FILLED;
	p->head++;
	pthread_cond_signal(&p->filled);
	pthread_mutex_unlock(&p->lock);
}

static bool
is_done(Pool *p, const Slot *s)
{
	bool done;

	pthread_mutex_lock(&p->lock);
	done = s->state == SLOT_DONE;
	pthread_mutex_unlock(&p->lock);
	return done;
}

static bool
feed(Pool *p)
{
	bool more = true;

	while (more && p->job->fill(slot(p, p->head)->batch, p->data)) {
		hand_out(p);
		while (more && p->tail < p->head &&
		       (p->head - p->tail == p->size ||
			is_done(p, slot(p, p->tail))))
			more = drain_one(p);
	}
	while (more && p->tail < p->head)
		more = drain_one(p);
	return more;
}

static bool
run_alone(const MtPoolJob *job, void *data)
{
	void *batch = job->make(data);
	bool more = true;

	while (more && job->fill(batch, data)) {
		job->work(batch, 0, data);
		more = job->drain(batch, data);
	}
	job->free(batch);
	return more;
}

/* After a stop by drain, batches that nobody took are dropped. */
static void
finish(Pool *p, pthread_t *threads, unsigned n)
{
	pthread_mutex_lock(&p->lock);
	p->end = true;
	p->next = p->head;
	pthread_cond_broadcast(&p->filled);
	pthread_mutex_unlock(&p->lock);
	for (unsigned i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
}

bool
mt_pool_run(const MtPoolJob *job, void *data, unsigned n)
{
	Pool p = {.job = job, .data = data};
	g_autofree pthread_t *threads = NULL;
	g_autofree Worker *workers = NULL;
	unsigned started;
	bool more;

	if (n <= 1)
		return run_alone(job, data);
	p.size = (size_t)n * BATCHES_PER_THREAD;
	p.slots = g_new0(Slot, p.size);
	pthread_mutex_init(&p.lock, NULL);
	pthread_cond_init(&p.filled, NULL);
	pthread_cond_init(&p.done, NULL);
	for (size_t i = 0; i < p.size; i++)
		p.slots[i].batch = job->make(data);
	threads = g_new0(pthread_t, n - 1);
	workers = g_new0(Worker, n - 1);
	/* Where the system gives no more threads, those it gave must do. */
	for (started = 0; started < n - 1; started++) {
		workers[started] = (Worker){&p, started + 1};
		if (pthread_create(&threads[started], NULL, worker_main,
				   &workers[started]) != 0)
			break;
	}
	more = feed(&p);
	finish(&p, threads, started);
	for (size_t i = 0; i < p.size; i++)
		job->free(p.slots[i].batch);
	g_free(p.slots);
	pthread_mutex_destroy(&p.lock);
	pthread_cond_destroy(&p.filled);
	pthread_cond_destroy(&p.done);
	return more;
}

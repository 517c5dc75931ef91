/* Memory that will be written soon comes near, and to this core alone. */
#ifndef MT_BASE_PREFETCH_H
#define MT_BASE_PREFETCH_H

/*
 * The line of cache at `p`, which need not be memory of ours. Where another core
 * read it last it takes long to get it back, and all later stores wait. GCC makes
 * of __builtin_prefetch(p, 1) what does not ask for it back, unless it is told
 * that the machine has another instruction: all that run x86-64 have, or pass over
 * it.
 */
static inline void
mt_prefetch_write(const void *p)
{
#ifdef __x86_64__
	__asm__ volatile("prefetchw %0" : : "m"(*(const char *)p));
#else
	__builtin_prefetch(p, 1);
#endif
}

#endif

/*
 * Memory in large pages, where the system has them: the first touch of each page
 * costs microseconds on virtual machines, more than most programs do with it.
 */
#ifndef MT_BASE_LARGEPAGES_H
#define MT_BASE_LARGEPAGES_H

/* What malloc(3) gives from now on, up to some tens of megabytes, is in large
 * pages; beyond these, and where there are none, it is as before. */
void mt_large_pages(void);

enum { MT_LARGE_BLOCK = 4 * 1024 * 1024 }; /* bytes */

/* A block in large pages, however much was given before, and the end of it. */
void *mt_large_block(void);
void mt_large_block_free(void *block);

#endif

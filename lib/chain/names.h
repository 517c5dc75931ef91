/*
 * Host names as small numbers, so that tables of many hosts hold each name once.
 */
#ifndef MT_CHAIN_NAMES_H
#define MT_CHAIN_NAMES_H

#include <glib.h>
#include <stdint.h>

#include "base/slice.h"

typedef struct MtNames MtNames;

MtNames *mt_names_new(void);
void mt_names_free(MtNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtNames, mt_names_free)

#define MT_NAMES_NONE UINT32_MAX

/* The number of a name, ASCII case ignored; MT_NAMES_NONE if it is not there. */
uint32_t mt_names_find(const MtNames *names, MtSlice name);

/* The same; a new name is copied and gets the next number. */
uint32_t mt_names_add(MtNames *names, MtSlice name);

/* Numbers go from 0 up to this. */
uint32_t mt_names_n(const MtNames *names);

/* In lower case; borrowed, as long as `names` lives. */
MtSlice mt_names_text(const MtNames *names, uint32_t number);

/* All numbers by the bytes of their names; the caller frees (g_free). */
uint32_t *mt_names_sorted(const MtNames *names);

#endif

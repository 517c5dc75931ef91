/*
 * Pairs of organisations that hand mail to each other, learned from the
 * reader's own archive: with them a hop whose neighbour is another organisation
 * is either known or worth a look.
 *
 * The file has one line for each pair, fields between tabs, sorted:
 *
 *	# mailtrace aliases 1
 *	FROM BY COUNT VERIFIED FIRST LAST
 *
 * FROM: the organisation (registrable domain, lower case) that the newer hop
 * names as its peer; BY: that of the host that wrote the older hop; COUNT:
 * messages; VERIFIED: those of them whose peer's name was looked up, not only
 * said; FIRST, LAST: RFC 3339 dates. Lines beginning with # are comments.
 */
#ifndef MT_FORGE_ALIAS_H
#define MT_FORGE_ALIAS_H

#include <glib.h>
#include <stdint.h>

#include "base/buf.h"
#include "chain/chain.h"

typedef struct MtAliases MtAliases;

MtAliases *mt_aliases_new(void);
void mt_aliases_free(MtAliases *aliases);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtAliases, mt_aliases_free)

typedef struct {
	MtSlice from, by;
	uint64_t count, verified;
	bool dated;
	int64_t first_us, last_us;
} MtAlias;

/* Count all hand-overs of a chain. A pair beyond MT_MAX_ALIASES is not kept. */
void mt_aliases_learn(MtAliases *aliases, const MtChain *chain);

/* Add the counts of `other`. */
void mt_aliases_merge(MtAliases *aliases, const MtAliases *other);

/* MT_ERROR_IO, MT_ERROR_CONFIG with the line. Adds to what is there. */
bool mt_aliases_read(MtAliases *aliases, const char *path, GError **error);

/* The whole file. */
void mt_aliases_write(const MtAliases *aliases, MtBuf *out);

/* What is known of a pair of host names; count is 0 for a pair not seen. */
MtAlias mt_aliases_get(const MtAliases *aliases, MtSlice from, MtSlice by);

/* Has any pair this organisation on this side? */
bool mt_aliases_knows_by(const MtAliases *aliases, MtSlice by);

/* Pairs, and those that did not fit. */
size_t mt_aliases_n(const MtAliases *aliases);
uint64_t mt_aliases_left_out(const MtAliases *aliases);

#endif

/*
 * The large providers of mailboxes: which domains are of one house. Mail of
 * their users comes from their hosts and nobody else's.
 */
#ifndef MT_IDENTITY_PROVIDER_H
#define MT_IDENTITY_PROVIDER_H

#include "base/slice.h"

#define MT_PROVIDER_DOMAINS 10

typedef struct {
	const char *name;                       /* for people */
	MtSlice mailboxes[MT_PROVIDER_DOMAINS]; /* domains of addresses */
	MtSlice hosts[MT_PROVIDER_DOMAINS];     /* others, of servers only */
} MtProvider;

/* The provider whose domain `host` is, or is below; NULL for others. */
const MtProvider *mt_provider_of(MtSlice host);

/* The provider where people have addresses of exactly this domain; NULL for
 * others. */
const MtProvider *mt_provider_of_mailbox(MtSlice domain);

#endif

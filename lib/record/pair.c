/* The table of `pair`. */
#include "record/pair.h"

#include "record/table.h"

#define OF MtPairRecord

static const MtMember members[] = {
	MT_TEXT(host, "host", "the host that the messages came from"),
	MT_TEXT(next_host, "next_host", "the host that took them"),
	MT_NUMBER(n, "n", "times that a message went this way"),
	MT_NUMBER(dated, "dated", "of these, with a known delay"),
	MT_NUMBER(negative, "negative", "of these, with a delay below zero"),
	MT_NUMBER(pull, "pull", "messages fetched rather than sent"),
	MT_SECONDS(min_us, "min_s", "the shortest delay"),
	MT_SECONDS(p50_us, "p50_s", "half of the delays are not longer"),
	MT_SECONDS(p90_us, "p90_s", "90 of 100 delays are not longer"),
	MT_SECONDS(p99_us, "p99_s", "99 of 100 delays are not longer"),
	MT_SECONDS(max_us, "max_s", "the longest delay"),
	MT_SHARE(tls_share, "tls_share", "share of n that used TLS, 0 to 1"),
	MT_TIME(first, "first", "the earliest time at next_host"),
	MT_TIME(last, "last", "the latest time at next_host"),
};

const MtRecordKind mt_record_pair = MT_KIND("pair", members);

/* An empty name stands for a hop that names no host: it is not known. */
static MtSlice
name_of(MtSlice host)
{
	return host.n > 0 ? host : (MtSlice){0};
}

void
mt_pair_record_fill(MtPairRecord *r, const MtPair *pair)
{
	*r = (MtPairRecord){
		.host = name_of(pair->host),
		.next_host = name_of(pair->next_host),
		.n = mt_number((int64_t)pair->n),
		.dated = mt_number((int64_t)pair->dated),
		.negative = mt_number((int64_t)pair->negative),
		.pull = mt_number((int64_t)pair->pull),
		.tls_share = mt_number(
			(int64_t)(pair->encrypted * 1000000 / pair->n)),
		.first = {.us = pair->first_us, .known = pair->seen},
		.last = {.us = pair->last_us, .known = pair->seen},
	};
	if (pair->dated == 0)
		return;
	r->min_us = mt_number(pair->min_us);
	r->p50_us = mt_number(pair->p50_us);
	r->p90_us = mt_number(pair->p90_us);
	r->p99_us = mt_number(pair->p99_us);
	r->max_us = mt_number(pair->max_us);
}

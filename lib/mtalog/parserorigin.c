/* When and where a line was written, as it is for its file. */
#include "mtalog/parser.h"

void
mt_log_parser_wait(MtLogParser *p)
{
	if (!p->my_turn)
		mt_turn_wait(&p->block->reading->turn, p->block->number);
	p->my_turn = true;
}

void
mt_log_parser_time(MtLogParser *p, const MtStamp *stamp)
{
	int64_t second;
	bool twice;

	p->event.has_time = stamp->known;
	p->event.zone_unsaid = !stamp->zone && !p->file->zone_named;
	p->event.decimals = stamp->decimals;
	p->event.time_us = stamp->us;
	if (!stamp->known || stamp->zone)
		return;
	if (stamp->us == p->local_us && p->file == p->local_file) {
		p->event.time_us = p->utc_us;
		return;
	}
	p->event.time_us = mt_local_to_utc(p->file->zone, &p->local, stamp->us,
					   &twice, &second);
	if (!twice) {
		p->local_file = p->file;
		p->local_us = stamp->us;
		p->utc_us = p->event.time_us;
		return;
	}
	mt_log_parser_wait(p);
	p->head = 0; /* what follows may be of the other of the two */
	p->event.time_us = mt_local_choose(p->event.time_us, second,
					   &p->block->reading->twice_latest);
}

/* `mx` of a file whose `mx` is not that of the others: `mx@dir`. */
static MtSlice
apart(MtLogParser *p, MtSlice host)
{
	size_t tail = strlen(p->file->apart);
	char *name;

	if (p->host.p != NULL && mt_slice_eq(host, p->host_written))
		return p->host;
	name = mt_arena_take(p->block->arena, host.n + 1 + tail);
	memcpy(name, host.p, host.n);
	name[host.n] = '@';
	memcpy(name + host.n + 1, p->file->apart, tail);
	p->host_written = host;
	p->host = mt_slice(name, host.n + 1 + tail);
	return p->host;
}

void
mt_log_parser_host(MtLogParser *p, MtSlice written)
{
	if (p->file->host.p != NULL)
		p->event.host = p->file->host;
	else if (written.n == 0)
		p->event.host = p->file->nobody;
	else
		p->event.host =
			p->file->apart == NULL ? written : apart(p, written);
}

/* The latency tree that Exchange writes where a message leaves a server. */
#include "mtalog/exchangerow.h"
#include "mtalog/scan.h"

typedef struct {
	int64_t total, before, connect, transmit;
	bool any;
} Stages;

/* Names at the top of the tree, by their beginnings. */
static const struct {
	MtSlice head;
	size_t at;
} parts[] = {
	{{"TOTAL", 5}, offsetof(Stages, total)},
	{{"SMR", 3}, offsetof(Stages, before)},
	{{"SMS", 3}, offsetof(Stages, transmit)},
	{{"SDD", 3}, offsetof(Stages, transmit)},
};

static void
add(Stages *stages, size_t at, int64_t us)
{
	int64_t *sum = (int64_t *)((char *)stages + at);

	*sum = *sum > INT64_MAX / 4 || us > INT64_MAX / 4 ? INT64_MAX / 4
							  : *sum + us;
}

/* `NAME=1.5`, at the top or below it. */
static void
add_part(Stages *stages, MtSlice part, bool top, bool sending)
{
	static const MtSlice connecting = {"SMSC", 4};
	MtSlice name = mt_scan_until(&part, '=');
	int64_t us;

	if (!mt_scan_seconds(&part, &us))
		return;
	if (!top) {
		if (sending && mt_slice_eq(name, connecting))
			add(stages, offsetof(Stages, connect), us);
		return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
		if (mt_slice_starts(name, parts[i].head)) {
			add(stages, parts[i].at, us);
			stages->any = stages->any || i == 0;
		}
}

/* `NAME=1.5|NAME=1(NAME=0.5|..)|..` */
static void
add_tree(Stages *stages, MtSlice tree)
{
	static const MtSlice smtp = {"SMS=", 4};
	size_t from = 0;
	int depth = 0;
	bool sending = false;

	for (size_t i = 0; i <= tree.n; i++) {
		char c = '|';

		if (i < tree.n)
			c = tree.p[i];
		if (c != '|' && c != '(' && c != ')')
			continue;
		if (i > from) {
			MtSlice part = mt_slice_sub(tree, from, i);

			if (depth == 0)
				sending = mt_slice_starts(part, smtp);
			add_part(stages, part, depth == 0, sending);
		}
		depth += c == '(';
		depth -= c == ')' && depth > 0;
		from = i + 1;
	}
}

/* `SRV=HOST:TREE`, `LSRV=HOST:TREE` */
static bool
take_server(MtSlice part, MtSlice *host, MtSlice *tree)
{
	if (!mt_scan_skip(&part, MT_SLICE("SRV=")) &&
	    !mt_scan_skip(&part, MT_SLICE("LSRV=")))
		return false;
	*host = mt_scan_until(&part, ':');
	*tree = part;
	return true;
}

void
mt_exchange_latency(MtSlice info, MtEvent *e)
{
	Stages stages = {0};
	MtSlice part, host, tree, last = {0};

	while (mt_exchange_part(&info, &part)) {
		if (!take_server(part, &host, &tree))
			continue;
		/* Services of one server write trees of their own. */
		if (!mt_slice_eq(host, last))
			stages = (Stages){0};
		last = host;
		add_tree(&stages, tree);
	}
	if (!stages.any)
		return;
	e->delay_us = stages.total;
	e->before_queue_us = MIN(stages.before, stages.total);
	e->transmit_us =
		MIN(stages.transmit, stages.total - e->before_queue_us);
	e->connect_us = MIN(stages.connect, e->transmit_us);
	e->transmit_us -= e->connect_us;
	e->in_queue_us = stages.total - e->before_queue_us - e->connect_us -
			 e->transmit_us;
	e->has |= MT_HAS_DELAY | MT_HAS_STAGES;
}

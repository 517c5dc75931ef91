/* Plain words on what no rule can decide about this message, and why. */
#include "forge/unknown.h"

#include <stdarg.h>
#include <stdio.h>

enum { MAX_UNKNOWN = 8 };

typedef struct {
	MtCase *c;
	MtSlice texts[MAX_UNKNOWN];
	size_t n;
} Tell;

static void G_GNUC_PRINTF(2, 3) tell(Tell *t, const char *fmt, ...)
{
	char text[600];
	va_list args;
	int n;
	char *copy;

	if (t->n == MAX_UNKNOWN)
		return;
	va_start(args, fmt);
	n = vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	if (n < 0)
		return;
	n = MIN(n, (int)sizeof(text) - 1);
	copy = mt_arena_take(t->c->arena, (size_t)n);
	memcpy(copy, text, (size_t)n);
	t->texts[t->n++] = mt_slice(copy, (size_t)n);
}

static void
tell_boundary(Tell *t, const MtHop *edge)
{
	const MtReceived *r = &edge->received;
	const char *ip = mt_case_ip(t->c, &r->ip);
	MtSlice name = r->rdns.n > 0 ? r->rdns : r->helo;

	if (edge->number > 1)
		tell(t,
		     "What stands below hop %zu is the word of %.*s [%s]: only "
		     "the logs of the hosts that it names can confirm it, and "
		     "a hop that was left out leaves no trace",
		     edge->number, MT_S(name),
		     r->ip.family != 0 ? ip : "no address");
	else
		tell(t,
		     "Nothing is said about what happened before hop 1: who "
		     "uses %.*s [%s] is known to its network alone",
		     MT_S(name), r->ip.family != 0 ? ip : "no address");
}

static void
tell_trust(Tell *t)
{
	const MtHop *edge = mt_case_boundary_hop(t->c);

	if (t->c->chain->n == 0)
		tell(t, "There is no Received field: nothing tells how the "
			"message came here");
	else if (edge != NULL)
		tell_boundary(t, edge);
	else if (t->c->forge->trust == NULL)
		tell(t,
		     "No host was named as trusted (--trust-by): from some "
		     "hop on down all %zu may be invented, and the message "
		     "alone does not say from which",
		     t->c->chain->n);
}

static void
tell_name(Tell *t)
{
	const MtHop *edge = mt_case_edge(t->c);
	const MtReceived *r;

	if (edge == NULL)
		return;
	r = &edge->received;
	if (r->ip.family == 0 || mt_hop_verified(edge) || r->helo.n == 0)
		return;
	tell(t,
	     "The name %.*s is what the client called itself at hop %zu; no "
	     "name was verified for %s. That alone proves nothing: in 24 %% "
	     "of authentic list mail some such name differs from the "
	     "looked-up one",
	     MT_S(r->helo), edge->number, mt_case_ip(t->c, &r->ip));
}

/* Does a result from the reader's own side vouch for an author's domain? */
static bool
is_authenticated(MtCase *c)
{
	size_t n;
	const MtCaseResults *results = mt_case_results(c, &n);

	for (size_t i = 0; i < n; i++)
		if (results[i].own && results[i].above)
			return true;
	return false;
}

static void
tell_author(Tell *t)
{
	const MtCaseParty *from = mt_case_party(t->c, MT_F_FROM);

	if (from->address.n == 0 || is_authenticated(t->c))
		return;
	tell(t,
	     "Whether %.*s wrote this: From is what the sender typed, and no "
	     "result of SPF, DKIM or DMARC from your own side "
	     "(--authserv-id) stands in the message",
	     MT_S(from->address));
}

/* Too little for a finding, enough to be seen. */
static void
tell_clocks(Tell *t)
{
	for (size_t i = 0; i < t->c->chain->n; i++) {
		const MtHop *hop = &t->c->chain->hops[i];

		if (!hop->has_delay ||
		    hop->delay_us > -INT64_C(30) * G_USEC_PER_SEC)
			continue;
		tell(t,
		     "Hop %zu is %s earlier than hop %zu: a wrong clock and "
		     "an invented time look the same",
		     hop->number, mt_case_span(t->c, hop->delay_us),
		     hop->since);
		return;
	}
}

/* What the logs that were given do not reach. */
static void
tell_logs(Tell *t)
{
	size_t n = 0;

	if (t->c->logs == NULL)
		return;
	for (size_t i = 0; i < t->c->chain->n; i++)
		n += t->c->logs[i].answer == MT_LOG_SILENT;
	if (n > 0)
		tell(t, "Of %zu of %zu hops the logs say nothing", n,
		     t->c->chain->n);
}

void
mt_unknown_tell(MtCase *c, MtUnknowns *unknown)
{
	Tell t = {.c = c};
	MtSlice *texts;

	tell_trust(&t);
	tell_logs(&t);
	tell_name(&t);
	tell_clocks(&t);
	tell_author(&t);
	texts = mt_arena_take(c->arena, t.n * sizeof(*texts) + 1);
	memcpy(texts, t.texts, t.n * sizeof(*texts));
	*unknown = (MtUnknowns){texts, t.n};
}

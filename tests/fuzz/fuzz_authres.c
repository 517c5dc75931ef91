/*
 * Any bytes as Authentication-Results, Received-SPF, a tag list, an envelope address
 * and a display name: slices lie in the value, numbers within limits.
 */
#include <stdint.h>
#include <stdlib.h>

#include "authres/authres.h"
#include "authres/taglist.h"
#include "base/limits.h"
#include "identity/display.h"
#include "identity/domain.h"
#include "identity/envelope.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool true_)
{
	if (!true_)
		abort();
}

static void
inside(MtSlice s, MtSlice value)
{
	must(s.p == NULL ? s.n == 0
			 : s.p >= value.p && s.p + s.n <= value.p + value.n);
}

static void
check_props(const MtAuthProp *props, size_t n, MtSlice value)
{
	for (size_t i = 0; i < n; i++) {
		inside(props[i].type, value);
		inside(props[i].name, value);
		inside(props[i].value, value);
	}
}

static void
check_results(MtSlice value, MtArena *arena)
{
	MtAuthResults r;

	mt_authres_read(value, arena, &r);
	must(r.n <= MT_MAX_TAGS && r.instance >= 0 && r.instance <= 50);
	inside(r.authserv_id, value);
	inside(r.version, value);
	for (size_t i = 0; i < r.n; i++) {
		const MtAuthResult *one = &r.results[i];

		must(one->n_props <= MT_MAX_TAGS);
		inside(one->method, value);
		inside(one->result, value);
		inside(one->comment, value);
		inside(one->reason, value);
		inside(one->whole, value);
		inside(one->method, one->whole);
		check_props(one->props, one->n_props, value);
	}
}

static void
check_spf(MtSlice value, MtArena *arena)
{
	MtReceivedSpf spf;

	mt_received_spf_read(value, arena, &spf);
	must(spf.n_props <= MT_MAX_TAGS);
	inside(spf.result, value);
	inside(spf.comment, value);
	inside(spf.client_ip, value);
	inside(spf.envelope_from, value);
	check_props(spf.props, spf.n_props, value);
}

static void
check_tags(MtSlice value, MtArena *arena)
{
	MtSignature s;

	mt_signature_read(value, arena, &s);
	must(s.tags.n <= MT_MAX_TAGS && s.instance >= 0 && s.instance <= 50);
	for (size_t i = 0; i < s.tags.n; i++) {
		inside(s.tags.tags[i].name, value);
		inside(s.tags.tags[i].value, value);
	}
	must(mt_signature_signs(&s, MT_SLICE("From")) <= value.n);
	must(mt_tag_same(s.b, s.b));
	must(!s.has_t || s.t_us >= 0);
}

static void
check_address(MtSlice value, MtArena *arena)
{
	MtEnvelope e;

	mt_envelope_read(value, arena, &e);
	must((e.kind == MT_ENVELOPE_PLAIN) == (e.original.p == NULL));
	inside(e.local, value);
	inside(e.domain, value);
	inside(e.by, value);
	inside(e.prefix, value);
	inside(e.stamp, value);
	inside(mt_domain_org(value), value);
	inside(mt_domain_of_address(value), value);
	must(mt_domain_org(value).p == NULL ||
	     mt_domain_same_org(value, value));
}

static void
check_display(MtSlice value)
{
	MtDisplay d;

	mt_display_look(value, &d);
	inside(d.mixed, value);
	inside(d.invisible, value);
	inside(d.bidi, value);
	inside(d.address, value);
	must((d.mixed.p == NULL) == (d.scripts[0] == d.scripts[1]));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	MtSlice value = mt_slice((const char *)data, size);
	g_autoptr(MtArena) arena = mt_arena_new();

	check_results(value, arena);
	check_spf(value, arena);
	check_tags(value, arena);
	check_address(value, arena);
	check_display(value);
	return 0;
}

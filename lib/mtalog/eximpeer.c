/* Lines of Exim about a client or a server rather than about an address. */
#include <glib.h>

#include "base/ipaddr.h"
#include "mtalog/eximfield.h"
#include "mtalog/eximtext.h"
#include "mtalog/scan.h"

bool
mt_exim_client(MtSlice rest, MtEvent *e)
{
	MtEximFields f = {.e = e, .side = MT_EXIM_CLIENT};
	MtSlice word;

	e->reply = rest;
	if (!mt_exim_word(&rest, &word))
		return false;
	f.rest = rest;
	mt_exim_host(&f, word);
	return e->client.n > 0 || e->client_ip.n > 0;
}

bool
mt_exim_peer(MtSlice rest, MtEvent *e)
{
	MtEximFields f = {.e = e, .side = MT_EXIM_RELAY};
	MtSlice word;

	if (!mt_exim_word(&rest, &word))
		return false;
	f.rest = rest;
	mt_exim_host(&f, word);
	while (!f.reason && mt_exim_field(&f))
		;
	mt_exim_reason(f.rest, e);
	return e->relay.n > 0 || e->relay_ip.n > 0;
}

static MtSlice
behind_first(MtSlice text, const MtSlice *heads, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t at = mt_slice_find(text, heads[i]);

		if (at != MT_SLICE_NOWHERE)
			return mt_slice_sub(text, at + heads[i].n, text.n);
	}
	return mt_slice_sub(text, text.n, text.n);
}

/* `from <a>` is the sender; the client is behind the first of these that is
 * there. */
bool
mt_exim_from(MtSlice rest, MtEvent *e)
{
	const MtSlice heads[] = {MT_SLICE(" H="), MT_SLICE(" from "),
				 MT_EXIM_FAILED_LOGIN};
	MtEximFields f = {.e = e, .side = MT_EXIM_CLIENT};
	MtSlice word;

	f.rest = rest;
	if (!mt_scan_skip(&f.rest, MT_SLICE("from ")) ||
	    mt_scan_path(&f.rest, &e->sender))
		f.rest = behind_first(f.rest, heads, G_N_ELEMENTS(heads));
	if (mt_exim_word(&f.rest, &word) && word.p[0] != '<')
		mt_exim_host(&f, word);
	/* Prose that has a word there, and no host. */
	if (e->client_ip.p == NULL)
		e->client = e->helo = (MtSlice){0};
	return true;
}

void
mt_exim_find_server(MtSlice reason, MtEvent *e)
{
	static const MtSlice heads[] = {{" host ", 6}, {" connected to ", 14}};
	MtEximFields f = {.e = e, .side = MT_EXIM_RELAY};
	MtSlice word;

	if (e->relay.p != NULL || e->relay_ip.p != NULL)
		return;
	f.rest = behind_first(reason, heads, G_N_ELEMENTS(heads));
	if (mt_exim_word(&f.rest, &word))
		mt_exim_host(&f, word);
	/* `any host for 'b.example'` */
	if (e->relay_ip.p == NULL)
		e->relay = (MtSlice){0};
}

/* `SMTP error from remote mail server after MAIL FROM:<a>: host b [ip]: 450 ..` */
bool
mt_exim_server(MtSlice rest, MtEvent *e)
{
	mt_exim_reason(rest, e);
	mt_exim_find_server(rest, e);
	return true;
}

bool
mt_exim_unqualified(MtSlice rest, MtEvent *e)
{
	bool recipient = mt_scan_skip(&rest, MT_SLICE("recipient rejected: "));

	if (!recipient && !mt_scan_skip(&rest, MT_SLICE("sender rejected: ")))
		return false;
	mt_scan_path(&rest, recipient ? &e->recipient : &e->sender);
	return mt_exim_from(rest, e);
}

bool
mt_exim_unnamed(MtSlice rest, MtEvent *e)
{
	MtSlice word = mt_scan_until(&rest, ' ');
	MtIp ip;

	if (mt_ip_parse(word, &ip))
		e->client_ip = word;
	return true;
}

bool
mt_exim_ignored(MtSlice rest, MtEvent *e)
{
	mt_exim_address(
		mt_slice_sub(rest, 0, mt_slice_find(rest, MT_EXIM_IGNORED)),
		&e->recipient);
	return true;
}

/* `name [ip] text`, as before 4.83, where it begins with H=. */
bool
mt_exim_is_peer(MtSlice text)
{
	MtSlice word;

	return mt_exim_word(&text, &word) && text.n > 1 && text.p[0] == '[' &&
	       mt_slice_find_char(text, ']') != MT_SLICE_NOWHERE;
}

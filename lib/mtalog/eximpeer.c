/* Lines of Exim about a client or a server rather than about an address. */
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
	mt_exim_reason(f.rest, e);
	return e->relay.n > 0 || e->relay_ip.n > 0;
}

/* The client is behind the last of these. */
bool
mt_exim_from(MtSlice rest, MtEvent *e)
{
	const MtSlice heads[] = {MT_SLICE(" H="), MT_SLICE(" from "),
				 MT_EXIM_FAILED_LOGIN};
	MtEximFields f = {.e = e, .side = MT_EXIM_CLIENT};
	MtSlice word;

	for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
		size_t at = mt_slice_find(rest, heads[i]);

		if (mt_slice_starts(rest, MT_SLICE("from ")))
			f.rest = mt_slice_sub(rest, 5, rest.n);
		else if (at == MT_SLICE_NOWHERE)
			continue;
		else
			f.rest = mt_slice_sub(rest, at + heads[i].n, rest.n);
		if (mt_exim_word(&f.rest, &word) && word.p[0] != '<')
			mt_exim_host(&f, word);
		break;
	}
	/* Prose that has a word there, and no host. */
	if (e->client_ip.p == NULL)
		e->client = e->helo = (MtSlice){0};
	return true;
}

/* `SMTP error from remote mail server after MAIL FROM:<a>: host b [ip]: 450 ..` */
bool
mt_exim_server(MtSlice rest, MtEvent *e)
{
	MtSlice host = MT_SLICE(" host ");
	size_t at = mt_slice_find(rest, host);

	if (at != MT_SLICE_NOWHERE) {
		MtSlice behind = mt_slice_sub(rest, at + host.n, rest.n);

		if (mt_exim_peer(behind, e) && e->relay_ip.p == NULL)
			e->relay = (MtSlice){0};
	}
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

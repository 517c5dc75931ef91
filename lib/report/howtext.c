/* A hand-over as a list of pieces that stay whole where they can. */
#include "report/howtext.h"

#include "report/cell.h"

static void
piece(MtHowText *h, MtSlice before, MtSlice text, MtSlice after)
{
	size_t at = h->text.n;

	if (h->n == MT_HOWTEXT_PIECES)
		return;
	mt_buf_add(&h->text, before);
	mt_buf_add(&h->text, text);
	mt_buf_add(&h->text, after);
	h->pieces[h->n].at = at;
	h->pieces[h->n++].n = h->text.n - at;
}

#define WORD(h, literal)                                                       \
	piece((h), MT_SLICE(literal), (MtSlice){0}, (MtSlice){0})

static void
add_peer(MtHowText *h, const MtReceived *r)
{
	MtSlice name = r->rdns.n > 0 ? r->rdns : r->helo;
	g_auto(MtBuf) ip = {0};

	if (mt_note_has(&r->notes, MT_NOTE_SAME_HOST))
		WORD(h, "itself");
	else if (name.n > 0)
		piece(h, (MtSlice){0}, name, (MtSlice){0});
	else if (r->ident.n > 0)
		piece(h, MT_SLICE("local: "), r->ident, (MtSlice){0});
	else if (r->ip.family == 0)
		WORD(h, "(not said)");
	if (r->ip.family == 0 || mt_ip_kind(&r->ip) == MT_IP_LOOPBACK)
		return;
	mt_ip_add(&ip, &r->ip);
	piece(h, MT_SLICE("["), mt_buf_slice(&ip), MT_SLICE("]"));
}

static void
add_place(MtHowText *h, const MtHop *hop)
{
	g_auto(MtBuf) text = {0};

	if (hop->country.n > 0)
		mt_buf_add(&text, hop->country);
	if (hop->asn != 0)
		mt_buf_addf(&text, "%sAS%u", text.n > 0 ? " " : "", hop->asn);
	if (text.n > 0)
		piece(h, (MtSlice){0}, mt_buf_slice(&text), (MtSlice){0});
}

/* Only mail that crossed a network can have been read on its way. */
static void
add_protection(MtHowText *h, const MtReceived *r)
{
	if (r->with.n > 0)
		piece(h, (MtSlice){0}, r->with, (MtSlice){0});
	if (r->tls_version.n > 0)
		piece(h, (MtSlice){0}, r->tls_version, (MtSlice){0});
	else if (r->encrypted)
		WORD(h, "encrypted");
	else if (r->ip.family != 0 && mt_ip_kind(&r->ip) != MT_IP_LOOPBACK)
		WORD(h, "not encrypted");
	if (r->auth.n > 0 && !mt_slice_eq(r->auth, MT_SLICE("yes")))
		piece(h, MT_SLICE("as "), r->auth, (MtSlice){0});
	else if (r->auth.n > 0)
		WORD(h, "authenticated");
	if (r->pull)
		WORD(h, "fetched: waiting, not delay");
}

void
mt_howtext_begin(MtHowText *h, const MtHop *hop, size_t width, bool utf8)
{
	const MtReceived *r = &hop->received;

	*h = (MtHowText){.width = width, .utf8 = utf8};
	add_peer(h, r);
	add_place(h, hop);
	if (r->helo.n > 0 && r->rdns.n > 0 && !mt_slice_eq_i(r->helo, r->rdns))
		piece(h, MT_SLICE("calls itself "), r->helo, (MtSlice){0});
	add_protection(h, r);
}

bool
mt_howtext_more(MtHowText *h)
{
	if (h->next < h->n)
		return true;
	mt_buf_clear(&h->text);
	return false;
}

void
mt_howtext_add_line(MtHowText *h, MtBuf *out)
{
	size_t used = 0;

	while (h->next < h->n) {
		MtSlice text = mt_slice(h->text.p + h->pieces[h->next].at,
					h->pieces[h->next].n);
		size_t width = mt_cell_width(text, h->utf8);

		if (used > 0 && used + 1 + width > h->width)
			return;
		if (used > 0) {
			mt_buf_add_char(out, ' ');
			used++;
		}
		used += mt_cell_add_short(out, text, h->width - used, h->utf8);
		h->next++;
	}
}
